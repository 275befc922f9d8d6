"""The bill of materials: a row per component with its enlarged, upright picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.case_lines import case_lines_of
from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.lines import Line, lines_of
from teardown.export.names import footer_of, name_of
from teardown.export.pictures import Encoded
from teardown.export.strings import Strings
from teardown.export.workbook.fields import Field, Group, Row, fields_of
from teardown.export.workbook.ink import BAND, PLAIN, QUIET, TITLE, WARNING
from teardown.export.workbook.sheet import (
    POINTS_PER_LINE,
    body,
    freeze,
    head,
    page_by_page,
    print_layout,
    put,
)
from teardown.model import ClaimLevel

_PICTURE_WIDE, _PICTURE_HIGH = 205, 130
"""Pixels on the sheet; the picture itself has more, so that it can be drawn larger."""
_SMALL_PICTURE_HIGH = 84
"""Of a component that nobody is named for: boards have many of them."""
_PAD = 4
_EMU = 9525
"""English Metric Units in a pixel of 1/96 inch (Office Open XML part 1, 20.1.2.1)."""
_LEGEND = 3


def write_components(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of the bill of materials."""
    _write(sheet, document, strings, "bom", [line for line in lines_of(document, strings) if line.on_chip])


def write_other_text(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of what was read beside every chip body: with the same columns, so that rows can be moved over."""
    _write(sheet, document, strings, "other_text", [line for line in lines_of(document, strings) if not line.on_chip])


def _write(sheet: Worksheet, document: Document, strings: Strings, title: str, lines: Sequence[Line]) -> None:
    fields = fields_of(in_a_case=document.case is not None)
    columns = [field.column(strings) for field in fields]
    # In print the first column stands on every page: a title in it would be cut there.
    left = 2 if document.case else 1
    put(sheet, 1, left, f"{strings[title]}: {name_of(document, strings)}", replace(TITLE, wrap=False))
    told = strings.warning(document.rendered, document.bom) if title == "bom" else strings["other_text_is"]
    put(sheet, 2, left, told, replace(WARNING if title == "bom" else QUIET, wrap=False))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 24, 18
    _legend(sheet, strings)
    heading = _LEGEND + 1
    if document.case:
        _bands(sheet, heading, fields, strings)
        heading += 1
    head(sheet, heading, columns)
    row, more = heading, case_lines_of(document, strings)
    for row, line in enumerate(lines, start=heading + 1):
        high = _PICTURE_HIGH if line.identified else _SMALL_PICTURE_HIGH
        shown = Row(line, more.get(line.id), document.pictures.crops.get(line.id))
        body(
            sheet,
            row,
            columns,
            [field.value(shown, strings) for field in fields],
            fills=[LOOKS[line.level].pale if field.tinted else "" for field in fields],
            at_least=(high + 2 * _PAD) * 0.75 if shown.picture else 0.0,
        )
        if shown.picture:
            _place(sheet, row, shown.picture, high)
    freeze(sheet, heading, len(columns), last=row, beside=2)
    print_layout(sheet, footer_of(document, strings), heading_row=heading)
    if document.case:
        page_by_page(sheet, [[f.width for f in fields if f.group is group] for group in Group], headings=(_LEGEND + 1, heading))


def _bands(sheet: Worksheet, row: int, fields: Sequence[Field], strings: Strings) -> None:
    """Above the headings, what each group of columns is about."""
    for n, field in enumerate(fields, start=1):
        begins = n == 2 if field.group is Group.COMPONENT else fields[n - 2].group is not field.group
        put(sheet, row, n, strings[field.group] if begins else "", BAND)
    sheet.row_dimensions[row].height = POINTS_PER_LINE + 6


def _legend(sheet: Worksheet, strings: Strings) -> None:
    """Which colour is which level, above the table; the sheet of the method says what the levels mean."""
    for n, level in enumerate(ClaimLevel, start=2):
        put(sheet, _LEGEND, n, strings[f"level_{int(level)}"], replace(PLAIN, fill=LOOKS[level].pale, border=True))
    put(sheet, _LEGEND, 1, strings["level"], replace(PLAIN, bold=True, wrap=False))
    sheet.row_dimensions[_LEGEND].height = 2 * POINTS_PER_LINE + 4


def _place(sheet: Worksheet, row: int, picture: Encoded, high: int) -> None:
    scale = min(_PICTURE_WIDE / picture.width, high / picture.height)
    image = SheetImage(io.BytesIO(picture.data))
    size = XDRPositiveSize2D(round(picture.width * scale) * _EMU, round(picture.height * scale) * _EMU)
    # Held by its upper left corner, so that it goes with its row when the table is sorted.
    corner = AnchorMarker(col=1, colOff=_PAD * _EMU, row=row - 1, rowOff=_PAD * _EMU)
    image.anchor = OneCellAnchor(_from=corner, ext=size)
    sheet.add_image(image)
