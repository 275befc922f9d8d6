"""The photos with their hashes, what the files claim of themselves, how to photograph better; and files without a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from teardown.case.records import ReceivedPhoto
from teardown.export.case_lines import moment_in
from teardown.export.document import Document
from teardown.export.names import footer_of
from teardown.export.photo_words import photo_remarks, status_word
from teardown.export.strings import Strings
from teardown.export.workbook.ink import SUBTITLE
from teardown.export.workbook.sheet import Column, Value, body, freeze, head, print_layout, spread, total_width
from teardown.model import Photo, PhotoAnalysis


@dataclass(frozen=True, slots=True)
class _Shown:
    photo: Photo
    analysis: PhotoAnalysis | None
    """None where a photo of the case has no result."""
    received: ReceivedPhoto | None
    """None without a case."""


_Field = tuple[Column, Callable[[_Shown], Value]]


def write_photos(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    fields = _fields(document, strings)
    columns = [column for column, _ in fields]
    head(sheet, 1, columns)
    row = 1
    for row, shown in enumerate(_photos(document), start=2):
        body(sheet, row, columns, [value(shown) for _, value in fields])
    freeze(sheet, 1, len(columns), last=row, beside=1)
    if document.unread:
        spread(sheet, row + 2, strings["unread"], len(columns), SUBTITLE, width=total_width(columns))
        between = [""] * (len(columns) - 3)
        for n, item in enumerate(document.unread, start=row + 3):
            told = ": ".join(filter(None, (status_word(item, strings), item.why)))
            body(sheet, n, columns, (item.name, item.sha256, *between, told))
    print_layout(sheet, footer_of(document, strings), heading_row=1)


def _photos(document: Document) -> Sequence[_Shown]:
    """Those with a result in the order of the bill of materials, then what else was received."""
    case = document.case
    analysed = {a.photo.sha256 for a in document.bom.photos}
    shown = [_Shown(a.photo, a, case.received(a.photo.sha256) if case else None) for a in document.bom.photos]
    if case:
        shown += [_Shown(p.photo, None, p) for p in case.record.photos if p.photo.sha256 not in analysed]
    return shown


def _fields(document: Document, strings: Strings) -> Sequence[_Field]:
    def column(key: str, width: float, *, mono: bool = False, centred: bool = False) -> Column:
        return Column(strings[key], width, mono, centred)

    def seen(shown: _Shown) -> Value:
        sha = shown.photo.sha256
        return sum(any(s.sighting.photo_sha256 == sha for s in c.sightings) for c in document.bom.components)

    def remarks(shown: _Shown) -> Value:
        if shown.analysis is None:
            return strings["not_analysed"]
        return photo_remarks(shown.analysis, document, strings) or strings["good_capture"]

    case = document.case
    of_case: list[_Field] = []
    if case:
        of_case = [
            (column("unit_id", 9), lambda p: p.received.unit if p.received else ""),
            (
                column("board_side", 13),
                lambda p: ", ".join(filter(None, (p.received.board, p.received.side))) if p.received else "",
            ),
            (
                column("received", 17),
                lambda p: [moment_in(p.received.received_at, case), p.received.received_from] if p.received else "",
            ),
            (
                column("claimed", 28),
                lambda p: [f"{name}: {value}" for name, value in p.received.claimed] if p.received else "",
            ),
        ]
    return (
        (column("file", 26 if case else 34), lambda p: p.photo.name),
        (column("sha256", 24 if case else 68, mono=True), lambda p: p.photo.sha256),
        (column("format", 8, centred=True), lambda p: p.photo.format),
        (column("size", 11, centred=True), lambda p: p.photo.size_bytes),
        (column("pixels", 13, centred=True), lambda p: f"{p.photo.width} × {p.photo.height}"),
        (column("taken_at", 13 if case else 20), lambda p: p.photo.taken_at or ""),
        (column("camera", 15 if case else 22), lambda p: p.photo.camera or ""),
        *of_case,
        (column("on_photo", 11, centred=True), seen),
        (column("quality", 32 if case else 60), remarks),
    )
