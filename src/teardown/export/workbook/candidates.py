"""A row per candidate of every component: what else would explain a marking, and why it was not chosen."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.lines import lines_of
from teardown.export.names import footer_of
from teardown.export.strings import Strings
from teardown.export.workbook.sheet import Column, body, freeze, head, print_layout, spread


def write_candidates(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet of all candidates of all components."""
    columns = (
        Column(strings["id"], 7),
        Column(strings["considered_company"], 28),
        Column(strings["part_number"], 24, mono=True),
        Column(strings["function"], 20),
        Column(strings["likelihood"], 9, centred=True),
        Column(strings["matched"], 26, mono=True),
        Column(strings["rejected"], 48),
        Column(strings["rule"], 30),
        Column(strings["source"], 60),
    )
    head(sheet, 1, columns)
    row = 1
    for line in lines_of(document, strings):
        for item in line.considered:
            row += 1
            chosen = not item.lost and line.identified
            body(
                sheet,
                row,
                columns,
                (
                    line.id,
                    item.company,
                    item.part_number,
                    item.function,
                    float(item.weight),
                    item.matched,
                    strings["chosen"] if chosen else item.lost,
                    item.rule,
                    item.source,
                ),
                fills=[LOOKS[line.level].pale if chosen else ""] * len(columns),
            )
    if row == 1:
        spread(sheet, 2, strings["no_candidates"], len(columns))
    freeze(sheet, 1, len(columns), last=row, beside=1)
    print_layout(sheet, footer_of(document, strings), heading_row=1)
