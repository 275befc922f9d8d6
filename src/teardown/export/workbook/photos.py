"""The photos with their hashes and what could be photographed better, and the files that gave no result."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.photo_words import photo_remarks, status_word
from teardown.export.strings import Strings
from teardown.export.workbook.ink import SUBTITLE
from teardown.export.workbook.sheet import Column, body, freeze, head, print_layout, spread, total_width


def write_photos(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    columns = (
        Column(strings["file"], 34),
        Column(strings["sha256"], 68, mono=True),
        Column(strings["format"], 9, centred=True),
        Column(strings["size"], 12, centred=True),
        Column(strings["pixels"], 14, centred=True),
        Column(strings["taken_at"], 20),
        Column(strings["camera"], 22),
        Column(strings["on_photo"], 12, centred=True),
        Column(strings["quality"], 60),
    )
    head(sheet, 1, columns)
    row = 1
    for row, analysis in enumerate(document.bom.photos, start=2):
        photo = analysis.photo
        seen = sum(any(s.sighting.photo_sha256 == photo.sha256 for s in c.sightings) for c in document.bom.components)
        body(
            sheet,
            row,
            columns,
            (
                photo.name,
                photo.sha256,
                photo.format,
                photo.size_bytes,
                f"{photo.width} × {photo.height}",
                photo.taken_at or "",
                photo.camera or "",
                seen,
                photo_remarks(analysis, document, strings) or strings["good_capture"],
            ),
        )
    freeze(sheet, 1, len(columns), last=row, beside=1)
    if document.unread:
        spread(sheet, row + 2, strings["unread"], len(columns), SUBTITLE, width=total_width(columns))
        for n, item in enumerate(document.unread, start=row + 3):
            body(
                sheet,
                n,
                columns,
                (
                    item.name,
                    item.sha256,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    ": ".join(filter(None, (status_word(item, strings), item.why))),
                ),
            )
    print_layout(sheet, document.bom.unit, heading_row=1)
