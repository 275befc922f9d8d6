"""Letters as PDF, from an HTML template of the same content as the Word document."""

from __future__ import annotations

from markupsafe import Markup

from teardown.correspondence.letter import LetterText
from teardown.export.pdf import pdf_of
from teardown.export.templates import data_url, file_text, template

_TEMPLATES = "teardown.correspondence.templates"


def pdf_bytes(letter: LetterText) -> bytes:
    """The letter as a PDF; the same letter gives the same bytes.

    Raises:
        OutputError: a system library or a font with Japanese characters is missing; the message says what to install.
    """
    return pdf_of(letter_html(letter), letter.language)


def letter_html(letter: LetterText) -> str:
    """The letter as one HTML page that loads nothing from anywhere."""
    style = Markup(file_text(_TEMPLATES, "letter.css"))  # noqa: S704 (our own file)
    return template(_TEMPLATES, "letter.html").render(letter=letter, style=style, data_url=data_url)
