#!/bin/sh
# Install the programs that only tests need: a browser, a database server, fonts for Japanese, gettext. Where that is not possible,
# the tests that need them are skipped and say so. Never fails.
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    exit 0
fi
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v xgettext >/dev/null 2>&1 || wanted="$wanted gettext"
ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || wanted="$wanted postgresql"
ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || wanted="$wanted fonts-noto-cjk"
if [ -n "$wanted" ]; then
    echo "Installing programs for the tests:$wanted ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of names
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted; } >/dev/null 2>&1 ||
        echo "They could not all be installed; tests that need them are skipped." >&2
fi
exit 0
