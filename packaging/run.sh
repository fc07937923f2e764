#!/usr/bin/env bash
# Opens the window; without a display, walks an invoice through its whole life by commands.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "$(uname -s)" != Linux ] || [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    exec .venv/bin/invoicer
fi
echo "There is no display here, so no window. Instead: one invoice's whole life, by commands, in build/life."
rm -rf build/life
exec .venv/bin/python packaging/life.py build/life .venv/bin/invoicer
