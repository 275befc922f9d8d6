"""When the chips were made, by their date codes, set against the dated events."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.document import Document
from teardown.export.lines import date_words, lines_of
from teardown.export.names import footer_of
from teardown.export.strings import Strings
from teardown.export.workbook.ink import QUIET, SUBTITLE
from teardown.export.workbook.sheet import Column, body, freeze, head, print_layout, spread, total_width


def write_dates(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    found = document.timeline
    lines = {line.id: line for line in lines_of(document, strings)}
    columns = (
        Column(strings["id"], 7),
        Column(strings["company"], 36),
        Column(strings["dates"], 32, mono=True),
        Column(strings["earliest"], 13, centred=True),
        Column(strings["latest"], 13, centred=True),
        *(Column(f"{event.date.isoformat()} {strings.title_of(event)}", 34) for event in found.events),
    )
    wide = total_width(columns)
    top = [(strings["timeline"], SUBTITLE), *((text, QUIET) for text in strings.paragraphs("dates"))]
    for row, (text, ink) in enumerate(top, start=1):
        spread(sheet, row, text, len(columns), ink, width=wide)
    heading = len(top) + 2
    head(sheet, heading, columns)
    row = heading
    for row, dated in enumerate(found.components, start=heading + 1):
        line = lines[dated.component]
        told = dict(dated.relations)
        body(
            sheet,
            row,
            columns,
            (
                dated.component,
                line.company or strings["nobody"],
                [date_words(code) for code in dated.codes],
                dated.earliest.isoformat(),
                dated.latest.isoformat(),
                *(strings[f"relation_{told[event.id].name.lower()}"] for event in found.events),
            ),
        )
    if not found.components:
        row = heading + 1
        spread(sheet, row, strings["no_dates"], len(columns), width=wide)
    freeze(sheet, heading, len(columns), last=row, beside=1)
    for n, event in enumerate(found.events, start=row + 2):
        spread(
            sheet,
            n,
            f"{event.date.isoformat()} {strings.title_of(event)} ({strings['source']}: {event.source})",
            len(columns),
            width=wide,
        )
    print_layout(sheet, footer_of(document, strings), heading_row=heading)
