"""Where each letter stands: drafted, sent, reminded, answered; and whether its deadline has passed."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from teardown.bom.companies import CompanyFacts, addressed
from teardown.case.records import Answer, AnswerStatus, CaseRecord, Letter


class LetterState(enum.StrEnum):
    DRAFTED = "drafted"
    SENT = "sent"
    REMINDED = "reminded"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """A letter on a day."""

    letter: Letter
    state: LetterState
    since: date
    """The day on which it came into this state."""
    overdue_days: int = 0
    """Days since its deadline; 0 while there is time, and for what is answered or not sent."""


def letter_standings(record: CaseRecord, facts: CompanyFacts, on: date) -> tuple[LetterStanding, ...]:
    """All letters of a case as they stand on a day, in the order in which they were drafted.

    An answer answers every letter that had been sent to the same company by then, in whatever language. Silence is no answer, and
    neither is a receipt.
    """
    return tuple(_standing(letter, record, facts, on) for letter in record.letters)


def _standing(letter: Letter, record: CaseRecord, facts: CompanyFacts, on: date) -> LetterStanding:
    if letter.sent_on is None or letter.sent_on > on:
        return LetterStanding(letter, LetterState.DRAFTED, letter.drafted_at.date())
    answer = _answer(letter, record, facts, on)
    if answer is not None:
        return LetterStanding(letter, LetterState.ANSWERED, answer.received_on or letter.sent_on)
    late = max(0, (on - letter.deadline).days) if letter.deadline else 0
    reminders = [day for day in letter.reminded_on if day <= on]
    if reminders:
        return LetterStanding(letter, LetterState.REMINDED, max(reminders), late)
    return LetterStanding(letter, LetterState.SENT, letter.sent_on, late)


def _answer(letter: Letter, record: CaseRecord, facts: CompanyFacts, on: date) -> Answer | None:
    company = addressed(letter.manufacturer, facts)
    for answer in record.answers:
        if addressed(answer.manufacturer, facts) != company:
            continue
        if answer.status in (AnswerStatus.NO_RESPONSE, AnswerStatus.ACKNOWLEDGED):
            continue
        if answer.received_on is None or letter.sent_on is None or letter.sent_on <= answer.received_on <= on:
            return answer
    return None
