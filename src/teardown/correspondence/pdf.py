"""Letters as PDF, from an HTML template of the same content as the Word document."""

from __future__ import annotations

import base64
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from teardown.correspondence.letter import LetterText
from teardown.export.pdf import pdf_of


def pdf_bytes(letter: LetterText) -> bytes:
    """The letter as a PDF; the same letter gives the same bytes.

    Raises:
        OutputError: a system library or a font with Japanese characters is missing; the message says what to install.
    """
    return pdf_of(letter_html(letter), letter.language)


def letter_html(letter: LetterText) -> str:
    """The letter as one HTML page that loads nothing from anywhere."""
    return _template().render(letter=letter, style=Markup(_file("letter.css")))  # noqa: S704 (our own file)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return environment.get_template("letter.html")


def _file(name: str) -> str:
    return (resources.files("teardown.correspondence") / "templates" / name).read_text(encoding="utf-8")
