"""What pages count is remembered for each state of a case's components: never for longer, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from teardown.case.records import Verdict
from teardown.casework.models import Case, Component, Look, User
from teardown.casework.roles import Role
from teardown.casework.services import counts
from teardown.casework.services.rebuild import rebuild_unit
from teardown.casework.services.remembered import changed, forget, remembered
from teardown.casework.services.review import decide, merge, note_evidence, sign, split
from teardown.casework.services.worklist import Doubt, Pile, Wanted, blind_count, blind_rows, pile_rows
from teardown.casework.services.worklist import counts as piles
from teardown.model import EvidenceKind, Reason
from tests.web.board import Examined, examined_board
from tests.web.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def second() -> User:
    return person("ben", Role.ANALYST)


def _all_counts(case: Case, *people: User) -> list[object]:
    """Everything that pages count, of the case as it is on record now."""
    found = Case.objects.get(pk=case.pk)
    units = list(found.units.all())
    told: list[object] = [
        sorted(map(repr, counts.tallies(found))),
        sorted(map(repr, counts.tallies(found, units=units, by_unit=True))),
        dict(counts.unit_summaries(found)),
        sorted(map(repr, counts.part_tallies(found, units=units, minimum_level=3))),
        sorted(map(repr, counts.spans(found))),
        sorted(map(repr, counts.spans(found, named=True))),
    ]
    for user in people:
        told += [dict(piles(found, user, wanted)) for wanted in (Wanted(), Wanted(doubt=Doubt.UNNAMED), Wanted(search="rohm"))]
        told.append(blind_count(found, user, Wanted()))
    return told


def test_what_is_remembered_equals_a_recount_after_everything_that_people_do(second: User) -> None:
    anna = person("anna", Role.ANALYST)
    made = examined_board(anna)

    def rohm() -> Component:
        return made.component("U1")

    steps: dict[str, Callable[[], object]] = {
        "decide": lambda: decide(rohm(), by=anna, verdict=Verdict.ACCEPT),
        "sign": lambda: sign(rohm().decisions.latest("pk"), by=second),
        "decide otherwise": lambda: decide(rohm(), by=second, verdict=Verdict.UNIDENTIFIED, reason=Reason.AMBIGUOUS, why="?"),
        "split": lambda: split(rohm(), rohm().sightings.order_by("rank")[1], by=anna, why="another board"),
        "merge": lambda: merge(list(Component.objects.filter(unit=made.unit, marking__startswith="ROHM")), by=anna),
        "note evidence": lambda: (_noted(made, anna), rebuild_unit(made.unit)),
    }
    before = _all_counts(made.case, anna, second)
    for name, step in steps.items():
        step()
        told = _all_counts(made.case, anna, second)
        forget()
        assert told == _all_counts(made.case, anna, second), name
        assert told != before, name
        before = told


def _noted(made: Examined, by: User) -> object:
    return note_evidence(
        made.unit,
        by=by,
        kind=EvidenceKind.FIRMWARE,
        text="BR24G64",
        part_number="BR24G64",
        manufacturer="rohm",
        source="a dump of the flash",
    )


def test_what_was_counted_is_not_counted_again() -> None:
    anna = person("anna", Role.ANALYST)
    made = examined_board(anna, photos=1)
    _all_counts(made.case, anna)
    case = Case.objects.select_related("components_state").get(pk=made.case.pk)
    with CaptureQueriesContext(connection) as asked:
        counts.tallies(case)
        counts.spans(case)
        piles(case, anna, Wanted())
    assert len(asked) == 0
    assert piles(case, anna, Wanted())[Pile.DECIDE] == 5


def test_a_state_that_was_given_up_does_not_come_back() -> None:
    anna = person("anna", Role.ANALYST)
    case = examined_board(anna, photos=1).case

    def give_up() -> None:
        with transaction.atomic():
            changed(case)
            remembered(Case.objects.get(pk=case.pk), "what", lambda: "given up")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        give_up()
    changed(case)
    assert remembered(Case.objects.get(pk=case.pk), "what", lambda: "kept") == "kept"


def test_only_the_results_asked_for_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teardown.casework.services.remembered._MOST", 2)
    case = examined_board(person("anna", Role.ANALYST), photos=1).case
    counted: list[str] = []
    for what in ("a", "b", "a", "c", "a", "b"):
        remembered(Case.objects.get(pk=case.pk), what, partial(counted.append, what))
    assert counted == ["a", "b", "c", "b"]


def test_piles_are_as_long_as_they_are_counted(second: User) -> None:
    anna = person("anna", Role.ANALYST)
    made = examined_board(anna)
    for designator, user in (("U1", anna), ("U2", second), ("U3", anna)):
        decide(made.component(designator), by=user, verdict=Verdict.ACCEPT)
    case = Case.objects.get(pk=made.case.pk)
    Look.objects.create(component=made.component("U3"), user=second, at=timezone.now())
    for user in (anna, second):
        for wanted in (Wanted(), Wanted(search="rohm")):
            held = piles(case, user, wanted)
            assert {pile: pile_rows(case, user, pile, wanted).count() for pile in Pile} == held
            assert blind_count(case, user, wanted) == blind_rows(case, user, wanted).count()
    assert piles(case, second, Wanted())[Pile.SIGN] == 2
    assert blind_count(case, second, Wanted()) == 1
