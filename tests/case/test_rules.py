"""Which event may follow which: two people, decisions that stand, letters in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from teardown.case.events import (
    AnswerRecorded,
    CaseDescribed,
    Decided,
    Event,
    EvidenceNoted,
    LetterDrafted,
    LetterReminded,
    LetterSent,
    OriginalRead,
    PhotoAnalysed,
    Released,
    Signed,
    UnitDescribed,
)
from teardown.case.records import Answer, AnswerStatus, Case, Letter, QuestionAnswered, Release, Unit, Verdict
from teardown.case.rules import same_person
from teardown.errors import RuleError
from teardown.model import Evidence, EvidenceKind, Reason
from tests.case.build import PHOTO, START, Story, begun, decision, signature

LETTER = Letter("alpha-en", "alpha", "en", "Alpha", START)


@pytest.mark.promise(8, "sign-off by the person who decided refused, however the name is spelled")
@pytest.mark.parametrize("same", ["ann", " Ann", "ANN ", "ａｎｎ"])
def test_nobody_signs_their_own_decision(same: str) -> None:
    story = begun().decided(decision(1, "ann"))
    with pytest.raises(RuleError, match="takes a second person"):
        story.then(Signed(signature(1, same)), same)


@pytest.mark.promise(8, "nobody decides or signs in the name of another")
def test_nobody_signs_or_decides_in_the_name_of_another() -> None:
    story = begun().decided(decision(1, "ann"))
    with pytest.raises(RuleError, match="ann cannot enter one of ben"):
        story.then(Signed(signature(1, "ben")), "ann")
    with pytest.raises(RuleError, match="entered by the person who makes it"):
        story.then(Decided(decision(2, "ben")), "ann")


def test_a_second_person_signs_once() -> None:
    story = begun().decided(decision(1, "ann")).signed(signature(1, "ben"))
    with pytest.raises(RuleError, match="signed d1 already"):
        story.signed(signature(1, "Ben"))
    story.signed(signature(1, "cleo"))


@pytest.mark.promise(8, "a later decision about the same place takes a signature of its own")
def test_a_later_decision_takes_a_signature_of_its_own() -> None:
    story = begun().decided(decision(1, "ann")).signed(signature(1, "ben"))
    # Drawn anew, a little beside the first: the same chip.
    story.decided(decision(2, "cleo", at=108.0, verdict=Verdict.CORRECT, manufacturer="beta", part_number="B1"))
    with pytest.raises(RuleError, match="d1 was followed by d2"):
        story.signed(signature(1, "dora"))
    story.signed(signature(2, "ben"))


def test_decisions_about_other_chips_do_not_touch_each_other() -> None:
    begun().decided(decision(1, "ann"), decision(2, "ann", at=200.0)).signed(signature(1, "ben"), signature(2, "ben"))


def test_a_blind_second_reading_stands_beside_the_first() -> None:
    story = begun().decided(decision(1, "ann"), decision(2, "ben", blind=True, machine=None))
    assert [d.id for d in story.state.record().decisions] == ["d1", "d2"]


def test_a_signature_needs_a_decision_that_came_before() -> None:
    story = begun()
    with pytest.raises(RuleError, match="no decision d1"):
        story.signed(signature(1, "ben"))
    story.decided(decision(1, "ann"))
    with pytest.raises(RuleError, match="dated before"):
        story.signed(signature(1, "ben", hours=0.5))


def test_decisions_are_never_overwritten_nor_dated_back() -> None:
    story = begun().decided(decision(2, "ann"))
    with pytest.raises(RuleError, match="never overwritten"):
        story.decided(decision(2, "ben"))
    with pytest.raises(RuleError, match="dated before d2"):
        story.decided(decision(1, "ben"))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"verdict": Verdict.UNIDENTIFIED, "manufacturer": "alpha"}, "names no company"),
        ({"verdict": Verdict.NOT_A_CHIP, "part_number": "AX1"}, "names no company"),
        ({"verdict": Verdict.CORRECT, "manufacturer": None}, "A correction names the company"),
        ({"manufacturer": "beta"}, "decide “correct”"),
        ({"part_number": "AX99"}, "decide “correct”"),
        ({"reason": Reason.UNREADABLE}, "alone"),
        ({"verdict": Verdict.UNIDENTIFIED, "why": " "}, "Say why"),
        ({"unit": "unit-2"}, "no unit “unit-2”"),
        ({"id": "../x"}, "no handle"),
    ],
)
def test_decisions_that_contradict_themselves(fields: dict[str, object], why: str) -> None:
    verdict = fields.pop("verdict", Verdict.ACCEPT)
    assert isinstance(verdict, Verdict)
    with pytest.raises(RuleError, match=why):
        begun().decided(decision(1, "ann", verdict=verdict, **fields))


def test_a_case_begins_with_its_description_and_keeps_its_handle() -> None:
    with pytest.raises(RuleError, match="begins with its description"):
        Story().then(UnitDescribed(Unit("unit-1", "", "", "")))
    with pytest.raises(RuleError, match="cannot become"):
        begun().then(CaseDescribed(Case("other", "x")))
    with pytest.raises(RuleError, match="Say who"):
        begun().then(CaseDescribed(Case("camera", "x")), " ")


NOTED = Evidence(EvidenceKind.FIRMWARE, "x", "AX1", "alpha", "ann", "a file")


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (PhotoAnalysed("cd" * 32, "m", "p", "ef" * 32), "no photo"),
        (OriginalRead("cd" * 32, "curiosity"), "no photo"),
        (OriginalRead(PHOTO.sha256, " "), "why the original"),
        (EvidenceNoted("unit-9", NOTED), "no unit"),
        (LetterSent("none", date(2024, 6, 1)), "no letter none"),
        (Released(Release("r1", "workbook", False, "ab" * 32, START, "ann", supersedes="r0")), "no release r0"),
        (Released(Release("r1", "workbook", False, "ab" * 32, START, "ben")), "cannot enter one of ben"),
        (AnswerRecorded(Answer("a1", "alpha", "Alpha", "en", AnswerStatus.NO_RESPONSE)), "until which day"),
        (AnswerRecorded(Answer("a1", "alpha", "Alpha", "en", AnswerStatus.FULL)), "in its own words"),
        (
            AnswerRecorded(Answer("a1", "alpha", "Alpha", "en", AnswerStatus.NO_RESPONSE, "x", no_response_by=date(2024, 7, 1))),
            "has no text",
        ),
    ],
)
def test_events_about_what_is_not_there(event: Event, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        begun().then(event)


def test_letters_are_drafted_sent_once_and_reminded_of() -> None:
    story = begun().then(LetterDrafted(LETTER)).then(LetterDrafted(LETTER))
    with pytest.raises(RuleError, match="which was not sent"):
        story.then(LetterReminded("alpha-en", date(2024, 7, 1)))
    story.then(LetterSent("alpha-en", date(2024, 6, 1))).then(LetterReminded("alpha-en", date(2024, 7, 1)))
    with pytest.raises(RuleError, match="already"):
        story.then(LetterSent("alpha-en", date(2024, 6, 2)))
    with pytest.raises(RuleError, match="write a new one"):
        story.then(LetterDrafted(LETTER))
    letter = story.state.record().letters[0]
    assert (letter.sent_on, letter.reminded_on) == (date(2024, 6, 1), (date(2024, 7, 1),))


def test_a_corrected_answer_counts_and_stays_with_its_company() -> None:
    first = Answer("a1", "alpha", "Alpha", "en", AnswerStatus.FULL, "We make it.")
    story = begun().then(AnswerRecorded(first))
    story.then(AnswerRecorded(Answer("a1", "alpha", "Alpha", "en", AnswerStatus.FULL, "We made it.")))
    assert [a.text for a in story.state.record().answers] == ["We made it."]
    with pytest.raises(RuleError, match="another company"):
        story.then(AnswerRecorded(Answer("a1", "beta", "Beta", "en", AnswerStatus.FULL, "No.")))


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (QuestionAnswered(1, "We made it."), "do not stand in the answer"),
        (QuestionAnswered(1, " "), "do not stand in the answer"),
        (QuestionAnswered(2, "We make it."), "not among the questions that it answers"),
    ],
)
def test_words_given_for_a_question_stand_in_the_answer(part: QuestionAnswered, says: str) -> None:
    told = Answer("a1", "alpha", "Alpha", "en", AnswerStatus.FULL, "We make it.", answered=(1,))
    begun().then(AnswerRecorded(replace(told, by_question=(QuestionAnswered(1, "We make it."),))))
    with pytest.raises(RuleError, match=says):
        begun().then(AnswerRecorded(replace(told, by_question=(part,))))


def test_same_person() -> None:
    assert same_person("Ann  Lee", " ann lee")
    assert not same_person("ann", "anna")
