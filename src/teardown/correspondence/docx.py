"""Letters as Word documents that can be edited, from a template that is one itself (docs/letters.md lists its places)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from teardown.correspondence.letter import LetterText
from teardown.errors import OutputError, UsageError
from teardown.export.strings import Language

PICTURE_WIDTH = 40
"""Millimetres, as wide as the table's column of pictures."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can state: the same letter gives the same bytes whenever it is written."""


def template_bytes(language: Language) -> bytes:
    """The template that comes with Teardown (`tools/letter_template.py` makes it)."""
    return (resources.files("teardown.correspondence") / "templates" / f"letter.{language}.docx").read_bytes()


def docx_bytes(letter: LetterText, template: Path | None = None) -> bytes:
    """The letter as a Word document.

    Args:
        template: a team's own template; the one that comes with Teardown when None.

    Raises:
        UsageError: the template cannot be read, is no Word document, or names a place that letters do not have.
    """
    try:
        data = template.read_bytes() if template else template_bytes(letter.language)
    except OSError as error:
        raise UsageError(f"The template {template} cannot be read ({error.strerror or error}).") from error
    try:
        document = DocxTemplate(io.BytesIO(data))
        # A template is a document from outside: it may lay out what it is given, and reach nothing else.
        environment = SandboxedEnvironment(loader=DictLoader({}), autoescape=True, undefined=StrictUndefined)
        document.render(_context(letter, document), environment, autoescape=True)
        _finish_pictures(document, letter)
        out = io.BytesIO()
        document.save(out)
    except (TemplateError, zipfile.BadZipFile, ArithmeticError, LookupError, SyntaxError, TypeError, ValueError) as error:
        raise UsageError(
            f"The template {template or letter.language} does not work: {error}. docs/letters.md lists the places it can have."
        ) from error
    except OSError as error:
        raise OutputError(f"The letter cannot be made: {error}.") from error
    return fixed_archive(out.getvalue())


def fixed_archive(data: bytes) -> bytes:
    """The same archive without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(item))
    return out.getvalue()


def _finish_pictures(document: DocxTemplate, letter: LetterText) -> None:
    """No distance around a picture, which is as wide as its cell; and what it shows in words, for who cannot see it."""
    shown = [part.marking or letter.phrases["no_marking"] for part in letter.parts if part.crop]
    for picture, words in zip(document.docx.element.body.iter(qn("wp:inline")), shown, strict=False):
        for side in ("distT", "distB", "distL", "distR"):
            picture.set(side, "0")
        picture.find(qn("wp:docPr")).set("descr", words)


def _context(letter: LetterText, document: DocxTemplate) -> dict[str, Any]:
    """What a template can show, by the names of docs/letters.md."""
    values: dict[str, Any] = {name: getattr(letter, name) for name in LetterText.__dataclass_fields__ if name != "phrases"}
    values["parts"] = list(_rows(letter, document))
    return values


def _rows(letter: LetterText, document: DocxTemplate) -> Iterator[dict[str, Any]]:
    for part in letter.parts:
        row: dict[str, Any] = {name: getattr(part, name) for name in type(part).__dataclass_fields__ if name != "crop"}
        row["picture"] = InlineImage(document, io.BytesIO(part.crop), width=Mm(PICTURE_WIDTH)) if part.crop else ""
        yield row
