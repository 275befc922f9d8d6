"""The cover: what was examined, as of when, what this workbook says and does not say, and what stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from teardown.export.case import CaseView
from teardown.export.case_lines import acquired, link_words, moment_in, unit_name
from teardown.export.document import Document
from teardown.export.names import concern_of, footer_of, name_of
from teardown.export.strings import Strings
from teardown.export.workbook.ink import SUBTITLE, TITLE, WARNING
from teardown.export.workbook.sheet import Column, body, fact, head, print_layout, spread, total_width
from teardown.model import ClaimLevel


def write_about(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    case = _case(document)
    columns = (Column("", 22), Column("", 25), Column("", 27), Column("", 36), Column("", 22, mono=True))
    wide = total_width(columns)
    spread(sheet, 1, strings["workbook_of"], len(columns), SUBTITLE, width=wide)
    spread(sheet, 2, name_of(document, strings), len(columns), replace(TITLE, size=20), width=wide)
    row = 3
    if document.rendered:
        spread(sheet, row, strings.warning(document.rendered, document.bom), len(columns), WARNING, width=wide)
        row += 1
    for label, text in _facts(document, case, strings):
        fact(sheet, row, label, text, columns)
        row += 1
    row = _section(sheet, row, strings["is_heading"], strings.paragraphs("is"), columns)
    row += 1
    spread(sheet, row, strings["units"], len(columns), SUBTITLE, width=wide)
    row = _units(sheet, row + 1, case, strings, columns)
    row += 1
    spread(sheet, row, strings["contents"], len(columns), SUBTITLE, width=wide)
    for key in sheets_of(document):
        row += 1
        fact(sheet, row, strings[key], strings[f"holds_{key}"], columns)
    for n, column in enumerate(columns):
        sheet.column_dimensions["ABCDE"[n]].width = column.width
    sheet.freeze_panes = "A3"
    print_layout(sheet, footer_of(document, strings), one_page=True, upright=True)


_SHEETS = (
    "companies",
    "bom",
    "other_text",
    "candidates",
    "photos",
    "decisions",
    "people",
    "timeline_short",
    "letters",
    "method",
    "checking",
)
"""The sheets after the cover, in their order."""


def sheets_of(document: Document) -> Sequence[str]:
    """Keys of the sheets after the cover, in their order; those without a row are left out."""
    return [key for key in _SHEETS if not is_empty(key, document)]


def is_empty(key: str, document: Document) -> bool:
    """Whether a sheet that is often empty is so."""
    return key == "other_text" and not document.bom.other_text


def _case(document: Document) -> CaseView:
    if document.case is None:
        raise ValueError("this sheet needs a case")
    return document.case


def _facts(document: Document, case: CaseView, strings: Strings) -> Sequence[tuple[str, str]]:
    record, bom = case.record, document.bom
    between = "、" if strings.language == "ja" else ", "
    ledger = (
        strings.filled("ledger_words", length=str(record.ledger_length), head=record.ledger_head)
        if record.ledger_head
        else strings["ledger_none"]
    )
    counted = strings.filled(
        "counted",
        listed=str(len(bom.chips)),
        identified=str(len(bom.identified)),
        unidentified=str(len(bom.unidentified)),
        photos=str(len(bom.photos)),
    )
    of_people = strings.filled(
        "counts_case",
        decisions=str(len(record.decisions)),
        confirmed=str(sum(bool(s.second) and s.said.level >= ClaimLevel.CONFIRMED for s in case.standings.values())),
        letters=str(len(record.letters)),
        answers=str(len(record.answers)),
    )
    return [
        (label, text)
        for label, text in (
            (strings["case"], record.case.id),
            (strings["concern"], concern_of(record.case, strings)),
            (strings["organisations"], between.join(record.case.organisations)),
            (strings["as_of"], case.as_of.isoformat()),
            (strings["zone"], record.case.time_zone),
            (strings["bom"], counted),
            (strings["decisions"], of_people),
            (strings["versions_short"], f"{bom.method_version}; {bom.parts_db_version}"),
            (strings["ledger"], ledger),
            (strings["supersedes"], superseded(case, strings)),
        )
        if text
    ]


def superseded(case: CaseView, strings: Strings) -> str:
    """Which earlier release this one takes the place of, in words."""
    last = case.supersedes
    if last is None:
        return strings["supersedes_nothing"]
    return strings.filled(
        "release_words",
        kind=strings.or_itself(f"kind_{last.kind}", last.kind),
        at=moment_in(last.at, case),
        sha256=last.sha256,
    )


def _section(sheet: Worksheet, row: int, heading: str, paragraphs: Sequence[str], columns: Sequence[Column]) -> int:
    row += 1
    spread(sheet, row, heading, len(columns), SUBTITLE, width=total_width(columns))
    for paragraph in paragraphs:
        row += 1
        spread(sheet, row, paragraph, len(columns), width=total_width(columns))
    return row + 1


def _units(sheet: Worksheet, row: int, case: CaseView, strings: Strings, columns: Sequence[Column]) -> int:
    named = [
        replace(column, heading=strings[key])
        for column, key in zip(columns, ("unit_id", "maker_model", "acquired", "unit_link", "serial_digest"), strict=True)
    ]
    head(sheet, row, named)
    for unit in case.record.units:
        row += 1
        values = (
            unit.id,
            unit_name(replace(unit, id=""), ""),
            acquired(unit, strings).split("\n"),
            link_words(unit, strings).split("\n"),
            unit.serial_digest,
        )
        body(sheet, row, named, values)
    return row + 1
