"""Whom was written to, what was asked, and every answer, verbatim, beside what this document says."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from openpyxl.worksheet.worksheet import Worksheet

from teardown.bom import company_name
from teardown.bom.companies import addressed
from teardown.case.records import Answer, Letter
from teardown.export.case import CaseView
from teardown.export.case_lines import moment, status_words
from teardown.export.document import Document
from teardown.export.names import footer_of
from teardown.export.strings import Strings
from teardown.export.workbook.ink import QUIET, SUBTITLE
from teardown.export.workbook.questions import write_questions
from teardown.export.workbook.sheet import Column, Value, body, head, print_layout, spread, total_width
from teardown.model import NameStyle

_WIDTHS = (22, 17, 66, 10, 16, 13, 19, 18, 14)


def write_letters(sheet: Worksheet, document: Document, strings: Strings) -> None:
    """Fill the sheet."""
    case = document.case
    if case is None:
        raise ValueError("this sheet needs a case")
    wide = float(sum(_WIDTHS))
    spread(sheet, 1, strings["answers_heading"], len(_WIDTHS), SUBTITLE, width=wide)
    spread(sheet, 2, strings["denial_note"], len(_WIDTHS), QUIET, width=wide)
    row = _answers(sheet, 3, case, document, strings)
    spread(sheet, row + 1, strings["letters_heading"], len(_WIDTHS), SUBTITLE, width=wide)
    row = _letters(sheet, row + 2, case, document, strings)
    write_questions(sheet, row + 1, case, [Column("", width) for width in _WIDTHS], strings)
    sheet.freeze_panes = "B1"
    print_layout(sheet, footer_of(document, strings))


def _answers(sheet: Worksheet, row: int, case: CaseView, document: Document, strings: Strings) -> int:
    keys = (
        "company_name",
        "status",
        "response",
        "answered_questions",
        "supply_says",
        "parts_confirmed",
        "respondent",
        "claims_beside",
        "source",
    )
    columns = [
        Column(strings[key], width, mono=key in ("parts_confirmed", "respondent"))
        for key, width in zip(keys, _WIDTHS, strict=True)
    ]
    head(sheet, row, columns)
    for answer in case.answers:
        row += 1
        body(sheet, row, columns, _answer(answer, document, strings))
    if not case.answers:
        row += 1
        spread(sheet, row, strings["no_answers"], len(columns), width=total_width(columns))
    return row + 1


def _answer(answer: Answer, document: Document, strings: Strings) -> tuple[Value, ...]:
    return (
        answer.company_name,
        status_words(answer, strings),
        answer.text.split("\n") if answer.text else strings["answer_no_response"],
        ", ".join(str(n) for n in answer.answered),
        strings[f"supply_{answer.supply.name.lower()}"],
        answer.parts_confirmed,
        answer.respondent_digest,
        claims_of(answer, document),
        answer.source,
    )


def claims_of(answer: Answer, document: Document) -> str:
    """The components that stand under the company's name, whatever it answered."""
    house = addressed(answer.manufacturer, document.facts)
    named = (c for c in document.bom.identified if addressed(c.attribution.manufacturer or "", document.facts) == house)
    return ", ".join(" ".join(filter(None, (c.id, c.attribution.part_number))) for c in named)


def _letters(sheet: Worksheet, row: int, case: CaseView, document: Document, strings: Strings) -> int:
    keys = ("addressee", "about_maker", "files", "language", "drafted", "sent", "deadline", "reminded", "id")
    columns = [Column(strings[key], width, mono=key == "files") for key, width in zip(keys, _WIDTHS, strict=True)]
    head(sheet, row, columns)
    zone = ZoneInfo(case.record.case.time_zone)
    for letter in sorted(case.record.letters, key=lambda item: (item.drafted_at, item.id)):
        row += 1
        body(sheet, row, columns, _letter(letter, document, zone, strings))
    if not case.record.letters:
        row += 1
        spread(sheet, row, strings["no_letters"], len(columns), width=total_width(columns))
    return row + 1


def _letter(letter: Letter, document: Document, zone: ZoneInfo, strings: Strings) -> Sequence[Value]:
    style = NameStyle.JAPANESE if strings.language == "ja" else NameStyle.SHORT
    return (
        letter.addressee,
        company_name(letter.manufacturer, document.facts, style),
        letter.sha256,
        strings.or_itself(f"language_{letter.language}", letter.language),
        moment(letter.drafted_at, zone),
        letter.sent_on.isoformat() if letter.sent_on else strings["not_sent"],
        letter.deadline.isoformat() if letter.deadline else "",
        [day.isoformat() for day in letter.reminded_on],
        letter.id,
    )
