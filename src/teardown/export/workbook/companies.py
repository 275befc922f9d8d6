"""The first sheet: the company table with the filter it was made by, and what the reader must know before quoting it."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.names import footer_of, name_of
from teardown.export.strings import Strings
from teardown.export.workbook.ink import QUIET, SUBTITLE, TITLE, WARNING
from teardown.export.workbook.sheet import Column, body, freeze, head, print_layout, spread, total_width


def write_companies(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    bom = document.bom
    table = document.japanese_table if strings.language == "ja" else document.table
    columns = (
        Column(strings["no"], 7, centred=True),
        Column(strings["company_name"], 46),
        Column(strings["confirmed_parts"], 60),
        Column(strings["rests_on"], 34, mono=True),
    )
    wide = total_width(columns)
    top = [(strings["title"], TITLE), (f"{strings['case' if document.case else 'unit']}: {name_of(document, strings)}", SUBTITLE)]
    if document.rendered:
        top.append((strings.warning(document.rendered, bom), WARNING))
    top += [
        (
            strings.filled(
                "counted",
                listed=str(len(bom.chips)),
                identified=str(len(bom.identified)),
                unidentified=str(len(bom.unidentified)),
                photos=str(len(bom.photos)),
            ),
            SUBTITLE,
        ),
        *([(strings.filled("other_text_counted", number=str(len(bom.other_text))), QUIET)] if bom.other_text else []),
        (f"{strings['filter']}: {table.statement}", QUIET),
        (strings["not_confirmed"], QUIET),
    ]
    for row, (text, ink) in enumerate(top, start=1):
        spread(sheet, row, text, len(columns), ink, width=wide)
    heading = len(top) + 2
    head(sheet, heading, columns)
    for n, line in enumerate(table.rows, start=heading + 1):
        body(sheet, n, columns, (line.no, line.company_name, line.confirmed_parts, ", ".join(line.components)))
    if not table.rows:
        spread(sheet, heading + 1, strings["empty_table"], len(columns), width=wide)
    freeze(sheet, heading, len(columns), last=heading + len(table.rows))
    print_layout(sheet, footer_of(document, strings), heading_row=heading)
