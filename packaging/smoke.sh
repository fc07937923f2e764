#!/usr/bin/env bash
# Starts the frozen program in an empty home and without a screen: first an invoice's whole life by its
# commands (with a PDF and a mail), then its window over the demo.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?the frozen program}")
python="$PWD/.venv/bin/python"
folder="$PWD/build/smoke"
rm -rf "$folder"
mkdir -p "$folder/home"

in_empty_home=(env -i HOME="$folder/home" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen)

"$program" --version
"${in_empty_home[@]}" "$python" packaging/life.py "$folder/life" "$program"

"${in_empty_home[@]}" "$program" --ledger "$folder/life/demo.invoicer" >"$folder/window.txt" 2>&1 &
window=$!
for _ in 1 2 3 4 5 6 7 8; do
    sleep 1
    if ! kill -0 "$window" 2>/dev/null; then break; fi
done
# The lock names the process that has the ledger open in a window.
if ! grep -qx "$window" "$folder/life/demo.invoicer.window"; then
    echo "The window has not opened the demo." >&2
    exit 1
fi
if ! kill "$window" 2>/dev/null || [ -s "$folder/window.txt" ]; then
    echo "The window did not stay open, or complained:" >&2
    cat "$folder/window.txt" >&2
    exit 1
fi
wait "$window" 2>/dev/null || true
echo "The window opened over the demo and stayed open without a complaint."
