#!/usr/bin/env bash
# Makes .venv with everything at the versions of constraints.txt, the command .venv/bin/invoicer, and
# the system libraries Qt needs. Safe to run again; PYTHON=… chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

fits() { # a name may exist and yet not run (version managers put such names on the PATH)
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
        >/dev/null 2>&1
}

choose_python() {
    local name
    for name in ${PYTHON:-} python3.12 python3.11 python3.13 python3 python; do
        if fits "$name"; then
            printf '%s' "$name"
            return
        fi
    done
    say "invoicer needs Python 3.11, 3.12 or 3.13 with venv. Install one (Debian: python3 and" \
        "python3-venv), or name it: make setup PYTHON=/path/to/python3"
    exit 1
}

make_environment() {
    if [ -x .venv/bin/python ] && fits .venv/bin/python; then return; fi
    local python
    python=$(choose_python)
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

install_packages() {
    local pip=(.venv/bin/python -m pip -qq --disable-pip-version-check)
    # Asked for by name, so that what builds and installs the rest is pinned as well.
    "${pip[@]}" install --constraint constraints.txt pip setuptools
    "${pip[@]}" install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
}

# Library names as ldd prints them, with the Debian package that has each.
debian_package() {
    case $1 in
        libEGL.so.*) echo libegl1 ;;
        libGL.so.*) echo libgl1 ;;
        libGLX.so.*) echo libglx0 ;;
        libOpenGL.so.*) echo libopengl0 ;;
        libdbus-1.so.*) echo libdbus-1-3 ;;
        libfontconfig.so.*) echo libfontconfig1 ;;
        libfreetype.so.*) echo libfreetype6 ;;
        libglib-2.0.so.* | libgthread-2.0.so.*) echo libglib2.0-0 ;;
        libgssapi_krb5.so.*) echo libgssapi-krb5-2 ;;
        libxkbcommon.so.*) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.*) echo libxkbcommon-x11-0 ;;
        libX11.so.*) echo libx11-6 ;;
        libX11-xcb.so.*) echo libx11-xcb1 ;;
        libxcb.so.*) echo libxcb1 ;;
        libxcb-*.so.*)
            local part=${1#libxcb-} number=${1##*.so.}
            part=${part%%.so.*}
            case $part in
                icccm) echo libxcb-icccm4 ;;
                keysyms | shm) echo "libxcb-${part}$([ "$part" = keysyms ] && echo 1 || echo 0)" ;;
                sync) echo libxcb-sync1 ;;
                *) echo "libxcb-${part}0" ;;
            esac ;;
        libwayland-*.so.*)
            local kind=${1#libwayland-}
            echo "libwayland-${kind%%.so.*}${1##*.so.}" ;;
        *) echo "$1" ;;
    esac
}

missing_libraries() {
    local qt=.venv/lib/python3.*/site-packages/PySide6/Qt
    # shellcheck disable=SC2086
    ldd $qt/lib/libQt6{Core,Gui,Widgets,Svg,DBus,Network}.so.6 \
        $qt/plugins/platforms/libq{xcb,offscreen,wayland}.so 2>/dev/null |
        awk '/=> not found/ { print $1 }' | sort -u
}

install_system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local libraries packages=() library
    libraries=$(missing_libraries)
    [ -n "$libraries" ] || return 0
    for library in $libraries; do packages+=("$(debian_package "$library")"); done
    local root=()
    if [ "$(id -u)" -ne 0 ]; then root=(sudo -n); fi
    if command -v apt-get >/dev/null && { [ ${#root[@]} -eq 0 ] || sudo -n true 2>/dev/null; }; then
        say "Installing the system libraries Qt needs: ${packages[*]}"
        if { "${root[@]}" apt-get -qq update &&
            "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
                apt-get -qq install --yes --no-install-recommends "${packages[@]}"; } >/dev/null; then
            return 0
        fi
    fi
    say "The window needs system libraries that are missing here:" $libraries
    say "On Debian or Ubuntu: sudo apt-get install ${packages[*]}"
}

make_environment
install_packages
install_system_libraries
touch .venv/ready
