#!/bin/sh
# Install what PDFs need (Pango, and fonts with Japanese characters) where that is possible; elsewhere say what to install.
# Never fails: letters are written as Word documents and everything else works without it. Argument: the Python to ask.
works() {
    "$1" -c 'import weasyprint' >/dev/null 2>&1 &&
        { ! command -v fc-list >/dev/null 2>&1 || [ -n "$(fc-list :lang=ja family)" ]; }
}
if works "$1"; then
    exit 0
fi
say_how() {
    echo "PDFs cannot be made here, or not in Japanese: Pango or a font with Japanese characters is missing. All else works without." >&2
    echo "To have both: 'sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk' (Debian," >&2
    echo "Ubuntu), 'sudo dnf install pango google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts' (Fedora), 'brew install pango' (macOS)." >&2
}
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Pango and Japanese fonts, for PDFs ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    {
        apt-get update -qq && apt-get install -y -qq --no-install-recommends \
            libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-liberation fonts-noto-cjk
    } >/dev/null 2>&1
    works "$1" || say_how
else
    say_how
fi
exit 0
