#!/bin/sh
# Install LibreOffice's spreadsheet where that is possible, for the tests that open exports in it; elsewhere say how. Never fails:
# those tests are left out without it, and say so.
if command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; then
    exit 0
fi
say_how() {
    echo "LibreOffice is not installed: the tests that open workbooks and tables in it are left out." >&2
    echo "To have it: 'sudo apt-get install libreoffice-calc' (Debian, Ubuntu), 'sudo dnf install libreoffice-calc' (Fedora)." >&2
}
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing LibreOffice's spreadsheet, for the tests of the exports ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-calc; } >/dev/null 2>&1 || say_how
else
    say_how
fi
exit 0
