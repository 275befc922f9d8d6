"""Looks of cells. Each is worked out once per workbook: openpyxl compares all fonts, fills and borders anew for every cell."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

TEXT = "@"
"""The number format of text: nothing that is typed into the cell is taken for a number or a formula."""
_RULE = "C9CED4"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a cell looks."""

    size: float = 10
    bold: bool = False
    colour: str = "1B2026"
    mono: bool = False
    """A typeface in which 0 and O, 1 and l are told apart."""
    fill: str = ""
    border: bool = False
    centred: bool = False
    middle: bool = False
    """In the middle of the row's height instead of at its top."""
    wrap: bool = True


PLAIN = Ink()
TITLE = Ink(size=16, bold=True)
SUBTITLE = Ink(size=11, bold=True)
QUIET = Ink(colour="4A5560")
WARNING = Ink(size=11, bold=True, colour="B00020")
BAND = Ink(bold=True, colour="23313F", fill="DDE3E9", wrap=False, middle=True)
"""Above headings: what a group of columns is about."""
LABEL = Ink(bold=True, colour="4A5560", border=True)
"""Beside a value: what it is."""
HEADING = Ink(bold=True, colour="FFFFFF", fill="23313F", border=True, middle=True)

_FONTS = {"ja": "Yu Gothic"}
"""For languages whose letters the usual font does not have; the language is that of the workbook's properties."""

_done: WeakKeyDictionary[Workbook, dict[tuple[Ink, str], Any]] = WeakKeyDictionary()


def paint(book: Workbook, cell: Cell, ink: Ink, number_format: str) -> None:
    """Give a cell of a workbook its look; a text's cell (format `@`) gets the quote prefix besides."""
    looks = _done.setdefault(book, {})
    if (ink, number_format) not in looks:
        cell.font = Font(name=_font(book, ink), size=ink.size, bold=ink.bold, color=ink.colour)
        cell.alignment = Alignment(
            wrap_text=ink.wrap, vertical="center" if ink.middle else "top", horizontal="center" if ink.centred else "left"
        )
        if ink.fill:
            cell.fill = PatternFill("solid", fgColor=ink.fill)
        if ink.border:
            side = Side(style="thin", color=_RULE)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.number_format = number_format
        if number_format == TEXT:
            cell.quotePrefix = True
        looks[ink, number_format] = copy(cell._style)  # type: ignore[attr-defined]  # not in the stubs
    cell._style = copy(looks[ink, number_format])  # type: ignore[attr-defined]


def _font(book: Workbook, ink: Ink) -> str:
    return "Consolas" if ink.mono else _FONTS.get(book.properties.language or "", "Calibri")
