"""Letters as PDF, from an HTML template of the same content as the Word document."""

from __future__ import annotations

import base64
import logging
import shutil
import subprocess
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from teardown.correspondence.letter import LetterText
from teardown.errors import OutputError


def pdf_bytes(letter: LetterText) -> bytes:
    """The letter as a PDF; the same letter gives the same bytes.

    Raises:
        OutputError: a system library or a font with Japanese characters is missing; the message says what to install.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise OutputError(
            "A PDF cannot be made: the Pango library is missing. Install it (Debian, Ubuntu: sudo apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango)."
        ) from error
    if letter.language == "ja" and not japanese_font():
        raise OutputError(
            "A Japanese PDF cannot be made: no font with Japanese characters is installed. Install one (Debian, Ubuntu: "
            "sudo apt-get install fonts-noto-cjk)."
        )
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # Pictures stand in the page itself; nothing else is loaded, neither from the network nor from the disk.
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made: bytes = HTML(string=letter_html(letter), url_fetcher=fetcher).write_pdf(pdf_identifier=b"teardown")
    return made


def letter_html(letter: LetterText) -> str:
    """The letter as one HTML page that loads nothing from anywhere."""
    return _template().render(letter=letter, style=Markup(_file("letter.css")))  # noqa: S704 (our own file)


@lru_cache(maxsize=1)
def japanese_font() -> bool:
    """Whether the system has a font with Japanese characters; taken for granted where it cannot be asked."""
    asked = shutil.which("fc-list")
    if asked is None:
        return True
    found = subprocess.run([asked, ":lang=ja", "family"], capture_output=True, text=True, check=False, timeout=30)
    return found.returncode != 0 or bool(found.stdout.strip())


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return environment.get_template("letter.html")


def _file(name: str) -> str:
    return (resources.files("teardown.correspondence") / "templates" / name).read_text(encoding="utf-8")
