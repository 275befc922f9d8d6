"""Where letters stand, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from teardown.case.records import Answer, AnswerStatus, Letter
from teardown.correspondence import LetterState, letter_standings
from tests.correspondence.build import FACTS, START, record

LETTER = Letter(
    "l1",
    "rohm",
    "en",
    "ROHM Co., Ltd.",
    START,
    deadline=date(2026, 12, 26),
    sent_on=date(2026, 11, 28),
    reminded_on=(date(2026, 12, 28),),
)
ANSWER = Answer("a1", "lapis", "LAPIS", "en", AnswerStatus.FULL, "Ours.", received_on=date(2027, 1, 5))


@pytest.mark.parametrize(
    ("on", "state", "since", "overdue"),
    [
        (date(2026, 11, 27), LetterState.DRAFTED, START.date(), 0),
        (date(2026, 11, 28), LetterState.SENT, date(2026, 11, 28), 0),
        (date(2026, 12, 26), LetterState.SENT, date(2026, 11, 28), 0),
        (date(2026, 12, 27), LetterState.SENT, date(2026, 11, 28), 1),
        (date(2026, 12, 28), LetterState.REMINDED, date(2026, 12, 28), 2),
        (date(2027, 1, 4), LetterState.REMINDED, date(2026, 12, 28), 9),
        (date(2027, 1, 5), LetterState.ANSWERED, date(2027, 1, 5), 0),
    ],
)
def test_a_letter_from_draft_to_answer(on: date, state: LetterState, since: date, overdue: int) -> None:
    kept = replace(record(), letters=(LETTER,), answers=(ANSWER,))
    standing = letter_standings(kept, FACTS, on)[0]
    assert (standing.state, standing.since, standing.overdue_days) == (state, since, overdue)


def test_a_draft_is_never_overdue() -> None:
    draft = replace(LETTER, sent_on=None, reminded_on=())
    standing = letter_standings(replace(record(), letters=(draft,)), FACTS, date(2030, 1, 1))[0]
    assert (standing.state, standing.overdue_days) == (LetterState.DRAFTED, 0)


@pytest.mark.parametrize("status", [AnswerStatus.NO_RESPONSE, AnswerStatus.ACKNOWLEDGED])
def test_silence_and_a_receipt_are_no_answer(status: AnswerStatus) -> None:
    told = replace(ANSWER, status=status, received_on=None if status is AnswerStatus.NO_RESPONSE else ANSWER.received_on)
    kept = replace(record(), letters=(LETTER,), answers=(told,))
    assert letter_standings(kept, FACTS, date(2027, 2, 1))[0].state is LetterState.REMINDED


def test_a_refusal_to_answer_is_an_answer() -> None:
    kept = replace(record(), letters=(LETTER,), answers=(replace(ANSWER, status=AnswerStatus.DECLINED),))
    assert letter_standings(kept, FACTS, date(2027, 2, 1))[0].state is LetterState.ANSWERED


def test_one_companys_answer_answers_nobody_elses_letter() -> None:
    other = replace(LETTER, id="l2", manufacturer="tdk")
    kept = replace(record(), letters=(LETTER, other), answers=(ANSWER,))
    assert [s.state for s in letter_standings(kept, FACTS, date(2027, 2, 1))] == [LetterState.ANSWERED, LetterState.REMINDED]


def test_an_answer_from_before_the_letter_does_not_answer_it() -> None:
    early = replace(ANSWER, received_on=date(2026, 1, 1))
    kept = replace(record(), letters=(LETTER,), answers=(early,))
    assert letter_standings(kept, FACTS, date(2027, 2, 1))[0].state is LetterState.REMINDED
