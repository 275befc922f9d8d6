"""Decisions, signatures, arrangements: what may follow what, and that the ledger keeps all of it."""

from __future__ import annotations

import pytest

from teardown.case.records import Verdict
from teardown.casework.custody import DatabaseLedger
from teardown.casework.models import Case, Component, Drawn, Unit, User
from teardown.casework.roles import Role
from teardown.casework.services import case_record, decide, draw_region, queue, sign, standing_of
from teardown.custody import check_chain
from teardown.errors import RuleError
from teardown.model import ClaimLevel, PhotoAnalysis, Quad
from tests.web.people import analysed, opened_case, person, sent, unit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> User:
    return person("anna", Role.ANALYST)


@pytest.fixture
def case(analyst: User) -> Case:
    return opened_case(analyst)


@pytest.fixture
def unit(case: Case, analyst: User) -> Unit:
    return unit_of(case, analyst)


@pytest.fixture
def component(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> Component:
    analysed(sent(unit, analyst), analysis)
    return Component.objects.get(unit=unit)


@pytest.mark.promise(8, "in the application: sign-off by the person who decided refused, a new decision reopens")
def test_a_second_person_confirms(component: Component, case: Case, analyst: User) -> None:
    second = person("ben", Role.ANALYST, case=case)
    assert list(queue(case, analyst)) == [component]
    decision = decide(component, by=analyst, verdict=Verdict.ACCEPT)
    component.refresh_from_db()
    assert (component.review, component.level) == ("decided", ClaimLevel.PART)
    assert list(queue(case, second, to_sign=True)) == [component]
    assert not queue(case, analyst, to_sign=True)

    with pytest.raises(RuleError, match="cannot sign"):
        sign(decision, by=analyst)
    sign(decision, by=second)
    component.refresh_from_db()
    assert (component.review, component.level) == ("signed", ClaimLevel.CONFIRMED)

    again = decide(component, by=second, verdict=Verdict.CORRECT, manufacturer="winbond", part_number="W25Q", why="the logo")
    component.refresh_from_db()
    assert component.review == "disputed"
    standing = standing_of(component)
    assert standing is not None
    assert [d.id for d in standing.decisions] == [decision.handle, again.handle]
    assert not check_chain(DatabaseLedger(case).entries())


def test_the_record_holds_everything(component: Component, case: Case, analyst: User) -> None:
    decide(component, by=analyst, verdict=Verdict.UNIDENTIFIED, why="scratched")
    record = case_record(case)
    assert [u.maker for u in record.units] == ["Hikvision"]
    assert record.boms[0].components[0].attribution.manufacturer == "rohm"
    assert record.decisions[0].machine is not None
    assert record.decisions[0].machine.part_number == "BR24G"
    assert record.decisions[0].by == analyst.pseudonym
    kinds = [e.kind for e in DatabaseLedger(case).entries()]
    assert kinds == ["CaseDescribed", "UnitDescribed", "PhotoReceived", "Decided"]
    assert record.ledger_length == 4


def test_a_refused_decision_leaves_nothing(component: Component, case: Case, analyst: User) -> None:
    before = case_record(case)
    with pytest.raises(RuleError, match="knows no company"):
        decide(component, by=analyst, verdict=Verdict.CORRECT, manufacturer="nobody", why="so")
    with pytest.raises(RuleError, match="Say why"):
        decide(component, by=analyst, verdict=Verdict.NOT_A_CHIP)
    assert case_record(case) == before


def test_a_region_that_is_asked_for_twice_is_one(unit: Unit, analyst: User) -> None:
    photo = sent(unit, analyst)
    quad: Quad = ((10.0, 10.0), (60.0, 10.0), (60.0, 50.0), (10.0, 50.0))
    first, again = draw_region(photo, quad, by=analyst), draw_region(photo, quad, by=analyst)
    assert again == first
    other = draw_region(photo, tuple((x + 1, y) for x, y in quad), by=analyst)
    assert other != first
    Drawn.objects.filter(pk=first.pk).update(failure="the photo cannot be opened")
    assert draw_region(photo, quad, by=analyst) != first
