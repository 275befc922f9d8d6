"""How every sheet of the workbook is written: text that stays text, widths, heights, print layout."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.cells import visible
from teardown.export.workbook.ink import HEADING, LABEL, PLAIN, TEXT, Ink, paint

POINTS_PER_LINE = 14.4
"""Height of a line of text at 10 points, with what spreadsheets put between lines."""
_TALLEST = 409.0
"""Points: the most that a row can be high (Excel, specifications and limits)."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_MARGIN_INCHES = 0.4
_PRINTED_INCHES = 297 / 25.4 - 2 * _MARGIN_INCHES - 0.1
"""Of A4 across, without the margins and a little that programs differ by."""

Value = str | float | Sequence[str]
"""A number, a text, or several lines of text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    width: float
    """In characters of the standard font."""
    mono: bool = False
    """Text in which every character counts: markings, numbers, hashes."""
    centred: bool = False


def put(sheet: Worksheet, row: int, column: int, value: Value, ink: Ink = PLAIN) -> Cell:
    """Write one cell. Numbers stay numbers; a text, or several lines of text, can become nothing else but text.

    Nothing that was read or typed is ever interpreted: the cell's type is text, its format is “Text”, and the quote prefix keeps
    even retyping from making a formula of it. What XML cannot hold or nobody can see is shown as its code point.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 (merged cells are written by `spread`)
    number_format = TEXT
    if isinstance(value, int | float):
        cell.value = value
        number_format = "0.00" if isinstance(value, float) else "#,##0"
    else:
        text = "\n".join(visible(line) for line in ([value] if isinstance(value, str) else value))
        # `_x0041_` is how Office Open XML writes a character by its number: an underscore before that must be written so itself.
        cell.value = _ESCAPED.sub("_x005F_", text)
        cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
    book = sheet.parent
    assert isinstance(book, Workbook)  # noqa: S101 (sheets are only made inside one)
    paint(book, cell, ink, number_format)
    return cell


def spread(sheet: Worksheet, row: int, value: str, columns: int, ink: Ink = PLAIN, *, width: float = 100) -> None:
    """A text, whose line breaks stay, over several columns; the row is high enough. `width` is that of the columns together."""
    put(sheet, row, 1, value.split("\n"), ink)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    scale = ink.size / 10
    sheet.row_dimensions[row].height = min(_TALLEST, lines_needed(value, width / scale) * POINTS_PER_LINE * scale + 3)


def fact(sheet: Worksheet, row: int, label: str, text: str, columns: Sequence[Column]) -> None:
    """A label in the first column and its value over the others, with a row high enough for both."""
    put(sheet, row, 1, label, LABEL)
    put(sheet, row, 2, text.split("\n"), replace(PLAIN, border=True))
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(columns))
    needed = max(lines_needed(label, columns[0].width - 1), lines_needed(text, total_width(columns[1:]) - 1))
    sheet.row_dimensions[row].height = min(_TALLEST, needed * POINTS_PER_LINE + 4)


def widths(sheet: Worksheet, characters: Sequence[float]) -> None:
    """Set the widths of the first columns."""
    for n, width in enumerate(characters, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width


def head(sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """The heading row of a table; sets the columns' widths."""
    widths(sheet, [column.width for column in columns])
    for n, column in enumerate(columns, start=1):
        put(sheet, row, n, column.heading, HEADING)
    sheet.row_dimensions[row].height = max(lines_needed(c.heading, c.width - 2) for c in columns) * POINTS_PER_LINE + 6


def body(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    values: Sequence[Value],
    *,
    fills: Sequence[str] = (),
    at_least: float = 0.0,
    merged: Sequence[tuple[int, int]] = (),
) -> None:
    """One row of a table, `at_least` so many points high; `fills` are colours per column, empty for none.

    `merged` are columns (first, last) that make one cell; the first one's value is shown.
    """
    height = 1
    room = {first: total_width(columns[first - 1 : last]) for first, last in merged}
    for n, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        ink = replace(PLAIN, mono=column.mono, border=True, centred=column.centred, fill=fills[n - 1] if fills else "")
        put(sheet, row, n, value, ink)
        texts = [value] if isinstance(value, str) else [str(value)] if isinstance(value, int | float) else value
        width = room.get(n, column.width) * (0.88 if column.mono else 1.0) - 1
        height = max(height, sum(lines_needed(t, width) for t in texts))
    for first, last in merged:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    sheet.row_dimensions[row].height = min(_TALLEST, max(at_least, height * POINTS_PER_LINE + 4))


def lines_needed(text: str, width: float) -> int:
    """Lines that a text takes in a column so many characters wide; Chinese, Japanese and Korean characters count twice."""
    return sum(max(1, math.ceil(_width(part) / max(1.0, width))) for part in text.split("\n"))


def print_layout(
    sheet: Worksheet, footer: str, *, heading_row: int | None = None, one_page: bool = False, upright: bool = False
) -> None:
    """Landscape (or upright), one page wide, the heading row (where there is one) on every page, page numbers below.

    `one_page` is for a sheet that always fits on one page when it is made a little smaller.
    """
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN_INCHES
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.8, 0.3
    if heading_row is not None:
        sheet.print_title_rows = f"{heading_row}:{heading_row}"
    # & begins a command in headers and footers; two of them print one. Longer texts than 255 characters are refused.
    below = HeaderFooterItem()
    below.left.text, below.right.text = visible(footer)[:100].replace("&", "&&"), "&P / &N"
    sheet.HeaderFooter.oddFooter = below
    sheet.sheet_view.showGridLines = False


def page_by_page(sheet: Worksheet, groups: Sequence[Sequence[float]], *, headings: tuple[int, int]) -> None:
    """Print a table that is too wide for one page as groups of columns, each one page wide, the first column on every page.

    `groups` are the widths of the columns, group by group; `headings` the first and last row of the headings.
    """
    first = groups[0][0]
    widest = max(_inches(g) for g in (groups[0], *([first, *g] for g in groups[1:])))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = max(10, int(100 * _PRINTED_INCHES / widest))
    sheet.print_title_rows = f"{headings[0]}:{headings[1]}"
    sheet.print_title_cols = "A:A"
    breaks, at = ColBreak(), 0
    for group in groups[:-1]:
        at += len(group)
        breaks.append(Break(id=at))
    sheet.col_breaks = breaks


def _inches(widths: Sequence[float]) -> float:
    """Width of columns at 96 pixels to the inch, 8 pixels a character and 5 more.

    With its own font Excel takes 7 pixels a character (Office Open XML part 1, 18.3.1.13); where that font is missing, the one in
    its place may be wider, and a column must not fall on a page of its own.
    """
    return sum(8 * width + 5 for width in widths) / 96


def freeze(sheet: Worksheet, row: int, columns: int, *, last: int, beside: int = 0) -> None:
    """Keep the heading row (and `beside` columns) in view, and give the table down to the row `last` its filter buttons."""
    sheet.freeze_panes = f"{get_column_letter(beside + 1)}{row + 1}"
    sheet.auto_filter.ref = f"A{row}:{get_column_letter(columns)}{max(row, last)}"


def total_width(columns: Iterable[Column]) -> float:
    """Of several columns together, in characters."""
    return sum(column.width for column in columns)


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
