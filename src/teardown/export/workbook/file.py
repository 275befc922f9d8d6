"""The workbook as a file whose bytes depend on nothing but its content."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

from teardown import __version__
from teardown.export.cells import visible
from teardown.export.document import Document
from teardown.export.strings import Strings
from teardown.export.workbook.companies import write_companies
from teardown.export.workbook.components import write_candidates, write_components
from teardown.export.workbook.dates import write_dates
from teardown.export.workbook.method import write_method
from teardown.export.workbook.photos import write_photos

_SHEETS = (
    ("companies", write_companies),
    ("bom", write_components),
    ("candidates", write_candidates),
    ("photos", write_photos),
    ("timeline_short", write_dates),
    ("method", write_method),
)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold (PKWARE APPNOTE 4.4.6)."""
_WRITTEN_AT = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def workbook_bytes(document: Document, strings: Strings) -> bytes:
    """An XLSX file. The same content gives the same bytes: no time of writing is in it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for key, write in _SHEETS:
        write(book.create_sheet(strings[key]), document, strings)
    book.properties.creator = f"Teardown {__version__}"
    book.properties.title = visible(f"{strings['title']}: {document.bom.unit}")
    book.properties.language = strings.language
    made = io.BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same archive without the times at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN_AT.sub(b"", content)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()
