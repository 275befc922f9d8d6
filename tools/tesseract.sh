#!/bin/sh
# Install the Tesseract program where that is possible; elsewhere say what to install. Never fails: Teardown reads without it.
if command -v tesseract >/dev/null 2>&1; then
    exit 0
fi
say_how() {
    echo "Tesseract, the second text reader, is not installed. Teardown works without it, with the first reader alone." >&2
    echo "To have both: 'sudo apt-get install tesseract-ocr' (Debian, Ubuntu), 'sudo dnf install tesseract' (Fedora)," >&2
    echo "'brew install tesseract' (macOS)." >&2
}
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Tesseract, the second text reader ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng; } >/dev/null 2>&1 || say_how
else
    say_how
fi
exit 0
