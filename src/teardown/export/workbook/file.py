"""The workbook as a file whose bytes depend on nothing but its content."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from teardown import __version__
from teardown.errors import OutputError
from teardown.export.cells import visible
from teardown.export.document import Document
from teardown.export.names import name_of
from teardown.export.strings import Strings
from teardown.export.workbook.about import is_empty, sheets_of, write_about
from teardown.export.workbook.candidates import write_candidates
from teardown.export.workbook.checking import write_checking
from teardown.export.workbook.companies import write_companies
from teardown.export.workbook.components import write_components, write_other_text
from teardown.export.workbook.dates import write_dates
from teardown.export.workbook.decisions import write_decisions, write_people
from teardown.export.workbook.letters import write_letters
from teardown.export.workbook.method import write_method
from teardown.export.workbook.photos import write_photos

Writer = Callable[[Worksheet, Document, Strings], None]

_ALWAYS: Mapping[str, Writer] = {
    "companies": write_companies,
    "bom": write_components,
    "other_text": write_other_text,
    "candidates": write_candidates,
    "photos": write_photos,
    "timeline_short": write_dates,
    "method": write_method,
}
_IN_A_CASE: Mapping[str, Writer] = {
    "about": write_about,
    "decisions": write_decisions,
    "people": write_people,
    "letters": write_letters,
    "checking": write_checking,
}


def _sheets(document: Document) -> Sequence[tuple[str, Writer]]:
    """The sheets that can be filled, in their order, each by the key of its name."""
    every = {**_ALWAYS, **_IN_A_CASE}
    keys = ("about", *sheets_of(document)) if document.case else [key for key in _ALWAYS if not is_empty(key, document)]
    return tuple((key, every[key]) for key in keys)


_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold (PKWARE APPNOTE 4.4.6)."""
_WRITTEN_AT = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def workbook_bytes(document: Document, strings: Strings) -> bytes:
    """An XLSX file. The same content gives the same bytes: no time of writing is in it.

    Raises:
        OutputError: there is no room for the files that the making takes, in the folder for temporary files.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.language = strings.language
    for key, write in _sheets(document):
        write(book.create_sheet(strings[key]), document, strings)
    book.properties.creator = f"Teardown {__version__}"
    book.properties.title = visible(f"{strings['title']}: {name_of(document, strings)}")
    made = io.BytesIO()
    try:
        book.save(made)
    except (OSError, SerialisationError) as error:
        raise OutputError(
            f"The workbook cannot be made ({error}): the making takes room in {tempfile.gettempdir()}. Free some space there, or "
            "set TMPDIR to a folder with more."
        ) from error
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
