"""What was asked, and beneath each question which words of which company answer it."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from teardown.case.records import Answer, Questionnaire
from teardown.export.case import CaseView
from teardown.export.strings import Strings
from teardown.export.workbook.ink import LABEL, QUIET, SUBTITLE
from teardown.export.workbook.sheet import Column, fact, spread, total_width


def write_questions(sheet: Worksheet, row: int, case: CaseView, columns: Sequence[Column], strings: Strings) -> int:
    """Write the questions from a row on, over the columns of the sheet; returns the row after them."""
    asked = _asked(case.record.case.questionnaires, strings.language)
    if asked is None:
        return row
    wide = total_width(columns)
    between = "：" if strings.language == "ja" else ": "
    spread(sheet, row, f"{strings['questions_heading']}{between}{asked.subject}", len(columns), SUBTITLE, width=wide)
    spread(sheet, row + 1, strings["by_question_note"], len(columns), QUIET, width=wide)
    row += 2
    for n, question in enumerate(asked.questions, start=1):
        spread(sheet, row, f"{n}. {question}", len(columns), LABEL, width=wide)
        row += 1
        answering = [answer for answer in case.answers if n in answer.answered]
        for answer in answering:
            fact(sheet, row, answer.company_name, _passages(answer, n) or strings["not_told_apart"], columns)
            row += 1
        if not answering:
            spread(sheet, row, strings["question_unanswered"], len(columns), QUIET, width=wide)
            row += 1
    return row


def _asked(questionnaires: Sequence[Questionnaire], language: str) -> Questionnaire | None:
    return next((q for q in questionnaires if q.language == language), questionnaires[0] if questionnaires else None)


def _passages(answer: Answer, question: int) -> str:
    return "\n\n".join(part.text for part in answer.by_question if part.question == question)
