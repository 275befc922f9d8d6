"""What may be said about a component once people have decided, signed, and companies answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from teardown.case.records import (
    Anchor,
    Answer,
    AnswerStatus,
    Case,
    CaseRecord,
    Decision,
    MachineProposal,
    Signature,
    SupplyStatement,
    Verdict,
)
from teardown.case.standing import Standing, decided_bom, standings, unplaced
from teardown.model import Bom, ClaimLevel, Component, Reason
from tests.export.case import PART, FewFacts, rectangle, sighting, unknown

PHOTO = "ab" * 32
PLACE = rectangle(100, 100)
FACTS = FewFacts()


def record(*decisions: Decision, signatures: tuple[Signature, ...] = (), answers: tuple[Answer, ...] = ()) -> CaseRecord:
    read = unknown(("6E80",))
    components = (
        Component("C001", (sighting(PHOTO, ("6E80",), PART, PLACE),), PART),
        Component("C002", (sighting(PHOTO, ("6E80",), read, rectangle(300, 100)),), read),
    )
    bom = Bom("unit-1", components, (), "1", "2")
    return CaseRecord(Case("case", "A case"), boms=(bom,), decisions=decisions, signatures=signatures, answers=answers)


def decision(n: int, verdict: Verdict, by: str = "analyst-1", **fields: object) -> Decision:
    proposed = MachineProposal(PART.level, PART.manufacturer, PART.part_number, PART.probability, "1", "2")
    made = Decision(
        f"d{n}", "unit-1", Anchor(PHOTO, PLACE), verdict, by, datetime(2024, 5, n, tzinfo=UTC), "seen", machine=proposed
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields of a decision


def signed(n: int, by: str) -> Signature:
    return Signature(f"d{n}", by, datetime(2024, 6, n, tzinfo=UTC))


def first(of: CaseRecord) -> Standing:
    return standings(of, FACTS)[0]


def test_without_a_decision_the_machine_proposes() -> None:
    found = first(record())
    assert (found.said, found.phrase, found.in_force) == (PART, "machine", None)


def test_what_one_person_accepts_stays_a_proposal_until_another_signs() -> None:
    accepted = decision(1, Verdict.ACCEPT)
    assert first(record(accepted)).said == PART
    found = first(record(accepted, signatures=(signed(1, "analyst-2"),)))
    assert found.said.level is ClaimLevel.CONFIRMED
    assert found.said.wording == "identified as 6E80 by Alpha; confirmed by two people"
    assert found.second == "analyst-2"


@pytest.mark.promise(8, "a signature by the person who decided counts for nothing even when it is on record")
def test_nobody_confirms_themselves() -> None:
    found = first(record(decision(1, Verdict.ACCEPT), signatures=(signed(1, "analyst-1"),)))
    assert found.said == PART
    assert not found.second


@pytest.mark.promise(8, "a later decision reopens what was signed")
def test_a_later_decision_reopens_what_was_signed() -> None:
    found = first(record(decision(1, Verdict.ACCEPT), decision(2, Verdict.ACCEPT), signatures=(signed(1, "analyst-2"),)))
    assert found.said.level is ClaimLevel.PART


def test_a_correction_names_nobody_until_it_is_signed() -> None:
    corrected = decision(1, Verdict.CORRECT, manufacturer="beta", part_number="B25", category="flash")
    found = first(record(corrected))
    assert (found.said.manufacturer, found.said.level, found.phrase) == (None, ClaimLevel.UNIDENTIFIED, "unconfirmed")
    assert all(c.rejected_because for c in found.said.candidates)
    found = first(record(corrected, signatures=(signed(1, "analyst-2"),)))
    assert (found.said.manufacturer, found.said.part_number, found.said.level) == ("beta", "B25", ClaimLevel.CONFIRMED)
    assert found.said.candidates[0].rule == "decision:d1"
    assert found.machine == PART


def test_a_confirmed_mark_without_a_part_stays_a_mark() -> None:
    corrected = decision(1, Verdict.CORRECT, manufacturer="beta")
    found = first(record(corrected, signatures=(signed(1, "analyst-2"),)))
    assert (found.said.level, found.said.wording) == (ClaimLevel.BRAND, "bears the mark of Beta; confirmed by two people")


@pytest.mark.parametrize(
    ("verdict", "reason", "phrase"),
    [(Verdict.UNIDENTIFIED, Reason.AMBIGUOUS, "nobody"), (Verdict.NOT_A_CHIP, Reason.NOT_A_CHIP, "not_a_chip")],
)
def test_naming_nobody_takes_one_person(verdict: Verdict, reason: Reason, phrase: str) -> None:
    found = first(record(decision(1, verdict)))
    assert (found.said.manufacturer, found.said.reason, found.phrase) == (None, reason, phrase)


@pytest.mark.promise(8, "two readers who did not see each other confirm each other; two who did, do not")
def test_two_readers_who_did_not_see_each_other_confirm_each_other() -> None:
    found = first(record(decision(1, Verdict.ACCEPT), decision(2, Verdict.ACCEPT, "analyst-2", blind=True)))
    assert (found.said.level, found.second, found.signature) == (ClaimLevel.CONFIRMED, "analyst-1", None)
    seen = first(record(decision(1, Verdict.ACCEPT), decision(2, Verdict.ACCEPT, "analyst-2")))
    assert seen.said.level is ClaimLevel.PART


def test_readers_who_differ_are_named() -> None:
    found = first(record(decision(1, Verdict.ACCEPT), decision(2, Verdict.UNIDENTIFIED, "analyst-2", blind=True)))
    assert (found.differs, found.second, found.said.manufacturer) == ("analyst-1", "", None)


def answer(**fields: object) -> Answer:
    return replace(Answer("a1", "alpha", "Alpha", "en", AnswerStatus.FULL, "Verbatim."), **fields)  # type: ignore[arg-type]


def test_a_company_lifts_the_claim_by_its_own_words() -> None:
    found = first(record(answers=(answer(parts_confirmed=(" 6e80",)),)))
    assert (found.said.level, found.said.wording) == (ClaimLevel.ACKNOWLEDGED, "Alpha states that 6E80 is its part")


@pytest.mark.promise(16, "whatever a company says about supply, a denial included, changes no claim")
@pytest.mark.parametrize("supply", list(SupplyStatement))
def test_what_a_company_says_about_supply_changes_no_claim(supply: SupplyStatement) -> None:
    found = first(record(answers=(answer(supply=supply, text="We deny everything."),)))
    assert found.said == PART
    assert found.answers[0].text == "We deny everything."


def test_a_bill_of_materials_says_what_may_be_said_now() -> None:
    of = record(decision(1, Verdict.NOT_A_CHIP))
    bom = decided_bom(of.boms[0], standings(of, FACTS))
    assert not bom.identified
    assert [c.id for c in bom.components] == ["C001", "C002"]


def test_a_decision_about_a_place_without_a_component_is_not_lost() -> None:
    away = decision(1, Verdict.ACCEPT, anchor=Anchor(PHOTO, rectangle(900, 900)))
    other = decision(2, Verdict.ACCEPT, anchor=Anchor("cd" * 32, PLACE))
    assert unplaced(record(away, other, decision(3, Verdict.ACCEPT))) == (away, other)
