"""What the levels mean, what a teardown is and is not, how to verify and dispute, and the versions."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.strings import Strings
from teardown.export.workbook.ink import SUBTITLE, Ink
from teardown.export.workbook.sheet import Column, body, head, print_layout, spread, total_width
from teardown.model import ClaimLevel


def write_method(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    columns = (Column(strings["level"], 26), Column(strings["wording"], 52), Column(strings["needs"], 76))
    wide = total_width(columns)
    spread(sheet, 1, strings["ladder"], 3, SUBTITLE, width=wide)
    head(sheet, 2, columns)
    row = 2
    for level in ClaimLevel:
        row += 1
        n = int(level)
        values = (strings[f"level_{n}"], strings[f"says_{n}"], strings[f"needs_{n}"])
        body(sheet, row, columns, values, fills=[LOOKS[level].pale] * 3)
    for heading, key in (
        ("is_heading", "is"),
        ("method", "method"),
        ("verify_heading", "verify"),
        ("dispute_heading", "dispute"),
    ):
        row += 2
        spread(sheet, row, strings[heading], 3, SUBTITLE, width=wide)
        for paragraph in strings.paragraphs(key):
            row += 1
            spread(sheet, row, paragraph, 3, width=wide)
    row += 2
    spread(sheet, row, strings["versions"], 3, SUBTITLE, width=wide)
    for key, version in (
        ("method_version", document.bom.method_version),
        ("parts_db_version", document.bom.parts_db_version),
    ):
        row += 1
        spread(sheet, row, f"{strings[key]}: {version}", 3, Ink(mono=True), width=wide)
    print_layout(sheet, document.bom.unit)
