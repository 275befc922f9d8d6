"""Bring the Japanese texts of the web application up to date.

    python tools/messages.py            # collect the texts (needs xgettext of GNU gettext), then compile
    python tools/messages.py --compile  # only compile what was translated

The compiled file is committed, so that an installation needs no gettext; a test says when it is out of date.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib

WEB = Path(__file__).resolve().parent.parent / "src" / "teardown" / "web"
TEXTS = WEB / "locale" / "ja" / "LC_MESSAGES" / "django.po"


def collect() -> None:
    """Let Django find the texts of templates and Python; the casework application's are written into the same file."""
    TEXTS.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--locale=ja", "--no-location", "--no-wrap", "--no-obsolete"]
    subprocess.run(command, cwd=WEB, check=True, env=os.environ | {"DJANGO_SETTINGS_MODULE": ""})
    texts = polib.pofile(str(TEXTS), wrapwidth=0)
    # The time of collecting would make every run a change.
    texts.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "ja",
        "MIME-Version": "1.0",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    texts.header = "Japanese texts of Teardown's web application."
    texts.sort(key=lambda entry: entry.msgid)
    texts.save(str(TEXTS))


def compiled() -> bytes:
    """The texts as programs read them."""
    return bytes(polib.pofile(str(TEXTS), wrapwidth=0).to_binary())


def main() -> None:
    """Collect and compile; say what is not translated."""
    if "--compile" not in sys.argv[1:]:
        collect()
    TEXTS.with_suffix(".mo").write_bytes(compiled())
    texts = polib.pofile(str(TEXTS))
    missing = [*texts.untranslated_entries(), *texts.fuzzy_entries()]
    for entry in missing:
        print(f"not translated: {entry.msgid}")
    print(f"{len(texts)} texts, {len(missing)} not translated")


if __name__ == "__main__":
    main()
