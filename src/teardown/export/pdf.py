"""HTML to PDF. The same page gives the same bytes, and the page loads nothing from anywhere."""

from __future__ import annotations

import logging
import shutil
import subprocess
from functools import lru_cache

from teardown.errors import OutputError
from teardown.export.strings import Language


def pdf_of(html: str, language: Language) -> bytes:
    """A page that holds all its pictures and styles itself, as a PDF.

    Raises:
        OutputError: a system library, or a font with Japanese characters, is missing; the message says what to install.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise OutputError(
            "A PDF cannot be made: the Pango library is missing. Install it (Debian, Ubuntu: sudo apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango)."
        ) from error
    if language == "ja" and not japanese_font():
        raise OutputError(
            "A Japanese PDF cannot be made: no font with Japanese characters is installed. Install one (Debian, Ubuntu: "
            "sudo apt-get install fonts-noto-cjk)."
        )
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # Pictures stand in the page itself; nothing else is loaded, neither from the network nor from the disk.
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_identifier=b"teardown")
    return made


@lru_cache(maxsize=1)
def japanese_font() -> bool:
    """Whether the system has a font with Japanese characters; taken for granted where it cannot be asked."""
    asked = shutil.which("fc-list")
    if asked is None:
        return True
    found = subprocess.run([asked, ":lang=ja", "family"], capture_output=True, text=True, check=False, timeout=30)
    return found.returncode != 0 or bool(found.stdout.strip())
