"""Answers of companies from a file: verbatim, each with its language, day, source and how much of it is there (docs/letters.md).

What a company says about supply is an axis of its own and changes no claim about a chip. The name of who answered is kept apart,
so that it can be sealed before anything goes on record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from teardown.case.fields import Fields, read_fields
from teardown.case.records import Answer, AnswerStatus, QuestionAnswered, SupplyStatement
from teardown.companies import company_id
from teardown.custody.sealed import SealedTexts
from teardown.errors import UsageError
from teardown.parts import Facts


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer as a file has it."""

    answer: Answer
    respondent: str
    """Who signed it: never on record, only sealed."""


def load_answers(path: Path, facts: Facts) -> tuple[AnswerGiven, ...]:
    """Read answers from a TOML file with `[[answer]]` tables, or from the like in JSON.

    Raises:
        UsageError: the file cannot be read or a field in it is wrong; the message says which answer and what is expected.
    """
    fields = read_fields(path, "file of answers")
    given = tuple(_answer(table, facts) for table in fields.tables("answer"))
    fields.done()
    if not given:
        raise fields.problem("there is no answer in it; each begins with [[answer]]")
    ids = [g.answer.id for g in given]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise fields.problem(f"two answers have the id “{id_}”")
    return given


def sealed(given: AnswerGiven, keep: SealedTexts) -> Answer:
    """The answer as it goes on record: whoever signed it is sealed, and the record has the salted digest of the name."""
    if not given.respondent:
        return given.answer
    digest = keep.seal(given.respondent, what=f"respondent of {given.answer.id}")
    return replace(given.answer, respondent_digest=digest)


def _answer(fields: Fields, facts: Facts) -> AnswerGiven:
    company = fields.text("company")
    try:
        manufacturer = company_id(company, facts)
    except UsageError as error:
        raise fields.problem(str(error)) from error
    by_question = tuple(_by_question(table) for table in fields.tables("question"))
    answer = Answer(
        id=fields.text("id"),
        manufacturer=manufacturer,
        company_name=fields.text("company_name", facts.manufacturers[manufacturer].legal_name),
        language=fields.text("language"),
        status=fields.one_of("status", AnswerStatus),
        text=fields.text("text", ""),
        marker=fields.text("marker", ""),
        received_on=fields.day("received_on"),
        no_response_by=fields.day("no_response_by"),
        answered=tuple(sorted({*fields.numbers("questions"), *(part.question for part in by_question)})),
        supply=fields.one_of("supply", SupplyStatement, SupplyStatement.NOT_STATED),
        parts_confirmed=fields.texts("parts_confirmed"),
        source=fields.text("source", ""),
        by_question=by_question,
    )
    respondent = fields.text("respondent", "").strip()
    fields.done()
    for problem in contradictions(answer, respondent):
        raise fields.problem(problem)
    return AnswerGiven(answer, respondent)


def _by_question(fields: Fields) -> QuestionAnswered:
    # The line break before the closing marks is the file's, not the company's.
    part = QuestionAnswered(fields.number("number"), fields.text("text").strip("\n"))
    fields.done()
    return part


def contradictions(answer: Answer, respondent: str) -> list[str]:
    """What cannot be: an excerpt without the words that say so, a silence with words."""
    found = []
    silent = answer.status is AnswerStatus.NO_RESPONSE
    if silent and (answer.text or answer.marker or answer.received_on or answer.answered or answer.parts_confirmed or respondent):
        found.append("“no response” has no text, no day of receipt, answers no question, confirms no part, and nobody signed it")
    if silent and answer.supply is not SupplyStatement.NOT_STATED:
        found.append("a company that did not answer has stated nothing about supply")
    if silent and answer.no_response_by is None:
        found.append("say until which day no response had come (no_response_by)")
    if not silent and answer.no_response_by is not None:
        found.append("“no_response_by” belongs to the status “no response” alone")
    if answer.status in (AnswerStatus.FULL, AnswerStatus.EXCERPT) and not answer.text.strip():
        found.append("an answer is kept in its own words: give its text")
    if answer.status is AnswerStatus.EXCERPT and not answer.marker:
        found.append("an excerpt names the words that say that the rest is omitted (marker)")
    if answer.marker and answer.marker not in answer.text:
        found.append(f"the marker “{answer.marker}” does not stand in the text; both are verbatim")
    found += [
        f"the words given for question {part.question} do not stand in the text; both are verbatim"
        for part in answer.by_question
        if not part.text.strip() or part.text not in answer.text
    ]
    return found
