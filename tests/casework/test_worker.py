"""The worker: each photo once, whatever breaks; results stored once; bills of materials follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pebble import ProcessExpired

from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import Case, Component, Photo, PhotoState, Result, Unit, User
from teardown.casework.roles import Role
from teardown.casework.services import draw_region
from teardown.casework.worker.claims import claim_photos, give_back
from teardown.casework.worker.results import MOST_CRASHES, MOST_ERRORS
from teardown.casework.worker.run import Worker
from teardown.errors import DamagedPhotoError, EngineError
from teardown.execution import InlineExecutor
from teardown.intake import open_photo
from teardown.model import AttributedSighting, PhotoAnalysis, Quad
from teardown.settings import Settings
from teardown.version import Version
from tests.web.people import opened_case, person, sent, unit_of

pytestmark = pytest.mark.django_db

VERSION = Version("method-1", "facts-1")


@pytest.fixture
def analyst() -> User:
    return person("anna", Role.ANALYST)


@pytest.fixture
def unit(analyst: User) -> Unit:
    return unit_of(opened_case(analyst), analyst)


def finder(analysis: PhotoAnalysis) -> Callable[[bytes, str], PhotoAnalysis]:
    """Finds on every photo what `analysis` holds."""

    def work(data: bytes, name: str) -> PhotoAnalysis:
        photo = open_photo(data, name=name).photo
        seen = tuple(replace(s, sighting=replace(s.sighting, photo_sha256=photo.sha256)) for s in analysis.sightings)
        return replace(analysis, photo=photo, sightings=seen)

    return work


def worker_with(
    work: Callable[[bytes, str], PhotoAnalysis],
    *,
    version: Version = VERSION,
    executor: Callable[[], tuple[Executor, int]] = lambda: (InlineExecutor(), 2),
    read_region: Callable[[bytes, Quad], AttributedSighting] | None = None,
) -> Worker:
    def no_regions(data: bytes, quad: Quad) -> AttributedSighting:
        raise EngineError("no region was expected")

    return Worker(
        settings=Settings(),
        version=version,
        executor=executor,
        work=work,
        region_executor=InlineExecutor,
        read_region=read_region or no_regions,
    )


def until_idle(worker: Worker, rounds: int = 200) -> None:
    """Let the worker go on until nothing is left to do at once."""
    for _ in range(rounds):
        if not worker.step() and not worker.at_work:
            return
    raise AssertionError("the worker does not come to an end")


def no_more_waiting() -> None:
    """As if the pause after a failure were over."""
    Photo.objects.filter(state=PhotoState.WAITING).update(leased_until=None)


def kinds(case: Case) -> list[str]:
    return [entry.kind for entry in DatabaseLedger(case).entries()]


def test_photos_become_components(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    photos = [sent(unit, analyst, seed) for seed in (1, 2, 3)]
    until_idle(worker_with(finder(analysis)))
    assert {p.state for p in Photo.objects.all()} == {PhotoState.ANALYSED}
    assert Result.objects.count() == 3
    assert kinds(unit.case).count("PhotoAnalysed") == 3
    assert Component.objects.filter(unit=unit, manufacturer="rohm").count() >= 1
    assert unit.bom.method_version  # type: ignore[attr-defined]
    assert Photo.objects.get(pk=photos[0].pk).quality["after_analysis"] == ["come closer"]


def test_a_result_is_stored_once_and_used_in_every_case(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    sent(unit, analyst, 1)
    calls = []

    def counted(data: bytes, name: str) -> PhotoAnalysis:
        calls.append(name)
        return finder(analysis)(data, name)

    worker = worker_with(counted)
    until_idle(worker)
    other = unit_of(opened_case(analyst, "Another"), analyst)
    sent(other, analyst, 1)
    until_idle(worker)
    assert calls == ["IMG_0001.JPG"]
    assert Result.objects.count() == 1
    assert kinds(other.case).count("PhotoAnalysed") == 1


def test_a_leased_photo_is_nobody_elses_until_the_lease_ends(unit: Unit, analyst: User) -> None:
    photo = sent(unit, analyst)
    assert claim_photos("one", 5) == [photo]
    assert claim_photos("two", 5) == []
    give_back("two", [photo.pk])
    assert claim_photos("two", 5) == []
    Photo.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert claim_photos("two", 5) == [photo]


@pytest.mark.promise(15, "two workers with the same photo: stored once")
def test_who_comes_second_changes_nothing(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    """Two workers had the same photo, because one was asleep for longer than its lease."""
    sent(unit, analyst)
    first, second = worker_with(finder(analysis)), worker_with(finder(analysis))
    first._take_photos()
    Photo.objects.update(leased_until=None)
    second._take_photos()
    assert first.at_work == second.at_work == 1
    until_idle(second)
    until_idle(first)
    assert Result.objects.count() == 1
    assert kinds(unit.case).count("PhotoAnalysed") == 1
    assert Component.objects.count() == 1


@pytest.mark.promise(15, "an analysis that crashes costs an attempt and no photo")
def test_a_crash_costs_an_attempt_and_no_photo(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    sent(unit, analyst)
    crashes = iter(range(MOST_CRASHES - 1))

    def crashing(data: bytes, name: str) -> PhotoAnalysis:
        if next(crashes, None) is not None:
            raise ProcessExpired("Abnormal termination", -9)
        return finder(analysis)(data, name)

    worker = worker_with(crashing)
    for _ in range(MOST_CRASHES):
        until_idle(worker)
        no_more_waiting()
    photo = Photo.objects.get()
    assert (photo.state, photo.attempts) == (PhotoState.ANALYSED, MOST_CRASHES - 1)


def test_a_photo_that_always_fails_is_named_and_holds_nobody_up(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    bad, good = sent(unit, analyst, 1), sent(unit, analyst, 2)

    def failing(data: bytes, name: str) -> PhotoAnalysis:
        if name == bad.name:
            raise EngineError("no text reader works")
        return finder(analysis)(data, name)

    worker = worker_with(failing)
    for _ in range(MOST_ERRORS):
        until_idle(worker)
        no_more_waiting()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.failure) == (PhotoState.FAILED, "no text reader works")
    assert good.state == PhotoState.ANALYSED


def test_what_can_never_succeed_is_not_tried_again(unit: Unit, analyst: User) -> None:
    sent(unit, analyst)
    calls = []

    def refusing(data: bytes, name: str) -> PhotoAnalysis:
        calls.append(name)
        raise DamagedPhotoError("it ends early")

    until_idle(worker_with(refusing))
    assert (Photo.objects.get().failure, len(calls)) == ("it ends early", 1)


@pytest.mark.promise(1, "in the application: an original that was changed is not analysed")
def test_an_original_that_was_changed_is_not_analysed(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    photo = sent(unit, analyst)
    path = vault().path(photo.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    try:
        until_idle(worker_with(finder(analysis)))
        photo.refresh_from_db()
        assert photo.state == PhotoState.FAILED
        assert "was changed" in photo.failure
    finally:
        path.unlink()


def test_another_version_analyses_all_anew_and_keeps_decisions(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    from teardown.case.records import Verdict
    from teardown.casework.services import decide

    sent(unit, analyst)
    until_idle(worker_with(finder(analysis)))
    before = Component.objects.get()
    decide(before, by=analyst, verdict=Verdict.ACCEPT)

    quad = analysis.sightings[0].sighting.quad
    moved = tuple((x + 3.0, y - 2.0) for x, y in quad)
    seen = replace(analysis.sightings[0], sighting=replace(analysis.sightings[0].sighting, quad=moved))  # type: ignore[arg-type]
    later = worker_with(finder(replace(analysis, sightings=(seen,))), version=Version("method-2", "facts-1"))
    rounds = iter(range(20))
    later.run(stop=lambda: next(rounds, None) is None)
    after = Component.objects.get()
    assert (after.pk, after.review) == (before.pk, "decided")
    assert Result.objects.count() == 2


def test_a_component_that_is_no_longer_seen_stays_when_somebody_decided(
    unit: Unit, analyst: User, analysis: PhotoAnalysis
) -> None:
    from teardown.case.records import Verdict
    from teardown.casework.services import decide

    sent(unit, analyst)
    until_idle(worker_with(finder(analysis)))
    decide(Component.objects.get(), by=analyst, verdict=Verdict.ACCEPT)
    blind = worker_with(finder(replace(analysis, sightings=())), version=Version("method-2", "facts-1"))
    rounds = iter(range(20))
    blind.run(stop=lambda: next(rounds, None) is None)
    assert not Component.objects.get().present


def test_a_drawn_region_becomes_a_component(unit: Unit, analyst: User, analysis: PhotoAnalysis) -> None:
    photo = sent(unit, analyst)
    empty = finder(replace(analysis, sightings=()))
    drawn = ((300.0, 300.0), (420.0, 300.0), (420.0, 380.0), (300.0, 380.0))

    def reader(data: bytes, quad: Quad) -> AttributedSighting:
        seen = analysis.sightings[0]
        return replace(seen, sighting=replace(seen.sighting, photo_sha256=photo.sha256, quad=quad))

    worker = worker_with(empty, read_region=reader)
    until_idle(worker)
    assert not Component.objects.exists()
    draw_region(photo, drawn, by=analyst)
    until_idle(worker)
    component = Component.objects.get()
    assert component.quad == [list(corner) for corner in drawn]
    assert kinds(unit.case)[-1] == "RegionDrawn"


def test_a_stopped_worker_gives_back_what_it_had(unit: Unit, analyst: User) -> None:
    sent(unit, analyst)

    class Never(InlineExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            from concurrent.futures import Future

            return Future()

    worker = worker_with(lambda data, name: None, executor=lambda: (Never(), 1))  # type: ignore[arg-type,return-value]
    worker.step()
    assert Photo.objects.get().leased_until is not None
    worker.close()
    photo = Photo.objects.get()
    assert (photo.state, photo.leased_until, photo.attempts) == (PhotoState.WAITING, None, 0)


def test_an_executor_that_breaks_is_made_anew(
    unit: Unit, analyst: User, analysis: PhotoAnalysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    sent(unit, analyst)
    made = []

    class Broken(InlineExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            raise RuntimeError("the pool is closed")

    def executor() -> tuple[Executor, int]:
        made.append(1)
        return (Broken() if len(made) == 1 else InlineExecutor()), 1

    worker = worker_with(finder(analysis), executor=executor)
    until_idle(worker)
    until_idle(worker)
    assert len(made) == 2
    assert Photo.objects.get().state == PhotoState.ANALYSED
