"""The table of responses: what each company that was written to answered, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from teardown.bom import company_name
from teardown.bom.companies import addressed
from teardown.case.records import Answer, AnswerStatus, CaseRecord, Letter, QuestionAnswered, SupplyStatement
from teardown.correspondence.dates import written
from teardown.correspondence.phrases import Phrases
from teardown.export.strings import Language
from teardown.model import NameStyle
from teardown.parts import Facts

PENDING = "pending"
"""Status of a company that was written to and has not answered; it is no silence before its deadline has passed."""


@dataclass(frozen=True, slots=True)
class Response:
    """A line of the table. A company that answered more than once has a line per answer, all with its number."""

    no: int
    company_name: str
    response: str
    """Verbatim; for a company that did not answer, the words that say so."""
    status: str
    """`full response`, `excerpt`, `no response`, `declined`, `acknowledged` or `pending`, in the language of the table."""
    manufacturer: str
    language: str
    """Of the response as it is on record; empty where there is none."""
    marker: str
    answered: tuple[int, ...]
    """Numbers of the questions that it answers."""
    supply: str
    """What the company says about supply, in the language of the table."""
    received_on: date | None
    no_response_by: date | None
    source: str
    by_question: tuple[QuestionAnswered, ...] = ()
    """Which words are about which question, verbatim."""


def response_table(
    record: CaseRecord, facts: Facts, language: Language = "en", *, on: date | None = None
) -> tuple[Response, ...]:
    """The responses in the order of the case's company table; companies beyond it follow in the order in which they answered.

    Companies with a letter that was sent and no answer stand in it, too: pending until the deadline, without response after it.

    Args:
        on: the day whose state this is; without one, a letter without an answer stays pending.
    """
    phrases = Phrases(language)
    answers: dict[str, list[Answer]] = {}
    for answer in record.answers:
        answers.setdefault(addressed(answer.manufacturer, facts), []).append(answer)
    letters: dict[str, list[Letter]] = {}
    for letter in record.letters:
        if letter.sent_on:
            letters.setdefault(addressed(letter.manufacturer, facts), []).append(letter)
    order = {m: n for n, m in reversed(list(enumerate((*record.case.table.order, *record.case.table.manufacturers))))}
    companies = sorted(dict.fromkeys((*answers, *letters)), key=lambda m: order.get(m, len(order)))
    return tuple(
        response
        for no, company in enumerate(companies, start=1)
        for response in (
            [_answered(no, answer, facts, phrases) for answer in answers[company]]
            if company in answers
            else [_silent(no, company, letters[company], facts, phrases, on)]
        )
    )


def _answered(no: int, answer: Answer, facts: Facts, phrases: Phrases) -> Response:
    name = answer.company_name
    if phrases.language == "ja":
        # The name that the letter was sent to, in Japanese: that of the local company where the group has one in Japan.
        local = answer.company_name in {
            n.name for n in facts.names if n.kind in ("affiliate", "report") and n.manufacturer == answer.manufacturer
        }
        name = company_name(answer.manufacturer, facts, NameStyle.JAPANESE, ("JP",) if local else ())
    silent = answer.status is AnswerStatus.NO_RESPONSE
    return Response(
        no=no,
        company_name=name,
        response=phrases["no_response"] if silent else answer.text,
        status=phrases[f"status_{answer.status.name.lower()}"],
        manufacturer=answer.manufacturer,
        language="" if silent else answer.language,
        marker=answer.marker,
        answered=answer.answered,
        supply=_supply(answer.supply, phrases),
        received_on=answer.received_on,
        no_response_by=answer.no_response_by,
        source=answer.source,
        by_question=answer.by_question,
    )


def _silent(no: int, company: str, letters: Sequence[Letter], facts: Facts, phrases: Phrases, on: date | None) -> Response:
    deadlines: Iterable[date] = (letter.deadline for letter in letters if letter.deadline)
    deadline = max(deadlines, default=None)
    over = on is not None and deadline is not None and on > deadline
    named = next((letter for letter in letters if letter.language == phrases.language), letters[0])
    told = phrases.filled("no_answer_yet", day=written(deadline, phrases.language)) if deadline else phrases["status_pending"]
    return Response(
        no=no,
        company_name=named.addressee,
        response=phrases["no_response"] if over else told,
        status=phrases["status_no_response" if over else "status_pending"],
        manufacturer=company,
        language="",
        marker="",
        answered=(),
        supply=_supply(SupplyStatement.NOT_STATED, phrases),
        received_on=None,
        no_response_by=deadline if over else None,
        source="",
    )


def _supply(said: SupplyStatement, phrases: Phrases) -> str:
    return phrases[f"supply_{said.name.lower()}"]
