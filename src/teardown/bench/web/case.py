"""A case of any size, made directly in the database: photos, components, decisions, signatures and the ledger of all of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from teardown.bench.web.board import MadeChip, chips, draw, size_of
from teardown.case import records
from teardown.case.events import Decided, Event, PhotoReceived, Signed
from teardown.casework import facts as instance
from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import (
    Case,
    Component,
    Decision,
    LedgerEntry,
    Photo,
    PhotoState,
    Sighting,
    Signature,
    Unit,
    UnitBom,
    User,
)
from teardown.casework.rows import decision_noun, packed, photo_noun, received_noun, signature_noun
from teardown.casework.services.cases import add_event, describe_unit, open_case
from teardown.casework.services.rebuild import fill_row
from teardown.casework.services.remembered import changed
from teardown.custody import next_entry
from teardown.model import Bom, CaptureQuality, ClaimLevel, PhotoAnalysis
from teardown.model import Component as ComponentNoun
from teardown.serial import to_plain

_BATCH = 400
_SIGNED, _DECIDED = 0.1, 0.1
"""Shares of the named components that two people, or one, have decided about."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the case is."""

    units: int
    photos: int
    """Of all units together."""
    components: int
    """Of all units together."""


def made_case(size: Size, people: Sequence[User], *, title: str = "Measured case") -> Case:
    """A case of this size; the first of `people` sends and decides, the second signs, all are members."""
    case: Case = open_case(by=people[0], title=title, title_ja="計測用の事案", country="JP", time_zone="Asia/Tokyo")
    case.memberships.model.objects.bulk_create(case.memberships.model(case=case, user=user) for user in people[1:])
    for event in instance.facts().events:
        add_event(case, by=people[0], date=event.date, title_en=event.title_en, title_ja=event.title_ja, source=event.source)
    for number in range(size.units):
        unit = describe_unit(case, by=people[0], maker="Made up", model=f"M-{number + 1}", acquired_how="made for a measurement")
        fill(unit, people, _share(size.photos, number, size.units), _share(size.components, number, size.units), seed=number + 1)
    return case


def fill(unit: Unit, people: Sequence[User], photos: int, components: int, *, seed: int = 1) -> None:
    """Add photos with components to a unit, as if they had been sent, analysed, and partly decided about and signed."""
    with transaction.atomic():
        _fill(unit, people, photos, components, seed)


def _fill(unit: Unit, people: Sequence[User], photos: int, components: int, seed: int) -> None:
    facts, version, rng = instance.facts(), instance.version(), random.Random(seed)  # noqa: S311
    made = list(chips(facts, components, seed))
    starts = [sum(_share(components, n, photos) for n in range(k)) for k in range(photos + 1)]
    groups = [made[a:b] for a, b in pairwise(starts)]
    now = timezone.now() - timedelta(days=30)
    rows = [_photo(unit, group, people[0], seed * 100_000 + n, now) for n, group in enumerate(groups)]
    Photo.objects.bulk_create(rows, batch_size=_BATCH)
    nouns: list[ComponentNoun] = []
    analyses, by_sha = [], {row.sha256: row for row in rows}
    for row, group in zip(rows, groups, strict=True):
        seen = tuple(chip.seen_on(row.sha256, place) for place, chip in enumerate(group))
        analyses.append(PhotoAnalysis(photo_noun(row), CaptureQuality(0.9, 0.0, 0.8, 18.0), seen))
        nouns += [ComponentNoun(f"C{len(nouns) + k + 1:03d}", (s,), s.attribution) for k, s in enumerate(seen)]
    components_rows = []
    for noun in nouns:
        component = Component(case=unit.case, unit=unit)
        fill_row(component, noun, by_sha, facts)
        components_rows.append(component)
    decided = _reviews(components_rows, rng)
    Component.objects.bulk_create(components_rows, batch_size=_BATCH)
    Sighting.objects.bulk_create(
        [
            Sighting(component=c, photo=c.photo, rank=0, quad=c.quad, data=to_plain(noun.sightings[0]))
            for c, noun in zip(components_rows, nouns, strict=True)
        ],
        batch_size=_BATCH,
    )
    bom = Bom(unit.handle, tuple(nouns), tuple(analyses), version.method, version.parts_db)
    UnitBom.objects.create(
        unit=unit, data=packed(bom), changes=unit.changes, method_version=version.method, parts_db_version=version.parts_db
    )
    changed(unit.case)
    events: list[tuple[Event, User]] = [(PhotoReceived(received_noun(row)), people[0]) for row in rows]
    _enter(unit.case, events + _decisions(decided, people, now))


def _reviews(rows: Sequence[Component], rng: random.Random) -> list[Component]:
    """Which components were decided about; what that makes of their rows is what `services.standing` would make of them."""
    found = []
    for row in rows:
        chance = rng.random() if row.manufacturer else 1.0
        if chance < _SIGNED + _DECIDED:
            row.review = "signed" if chance < _SIGNED else "decided"
            row.level = int(ClaimLevel.CONFIRMED) if chance < _SIGNED else row.level
            found.append(row)
    return found


def _decisions(rows: Sequence[Component], people: Sequence[User], now: datetime) -> list[tuple[Event, User]]:
    decisions = [
        Decision(
            handle=f"d-{row.unit_id:06d}{row.pk:010d}",
            unit=row.unit,
            component=row,
            photo=row.photo,
            quad=row.quad,
            verdict=records.Verdict.ACCEPT.value,
            manufacturer=row.manufacturer,
            part_number=row.part_number,
            category=row.category,
            why="The marking reads as proposed.",
            machine=to_plain(
                records.MachineProposal(
                    ClaimLevel.PART, row.manufacturer, row.part_number, row.probability, "measured", "measured"
                )
            ),
            by=people[0],
            at=now,
        )
        for row in rows
    ]
    Decision.objects.bulk_create(decisions, batch_size=_BATCH)
    signed = [d for d in decisions if d.component.review == "signed"]
    signatures = [Signature(decision=d, by=people[1], at=now + timedelta(hours=1)) for d in signed]
    Signature.objects.bulk_create(signatures, batch_size=_BATCH)
    events: list[tuple[Event, User]] = [(Decided(decision_noun(d)), people[0]) for d in decisions]
    return events + [(Signed(signature_noun(s)), people[1]) for s in signatures]


def _photo(unit: Unit, group: Sequence[MadeChip], by: User, number: int, at: datetime) -> Photo:
    data = draw(group, number)
    width, height = size_of(len(group))
    return Photo(
        case=unit.case,
        unit=unit,
        sha256=vault().put(data),
        name=f"IMG_{number:07d}.JPG",
        size_bytes=len(data),
        format="JPEG",
        width=width,
        height=height,
        received_at=at,
        received_by=by,
        quality=to_plain(CaptureQuality(0.9, 0.0, 0.8, 18.0)),
        state=PhotoState.ANALYSED,
    )


def _enter(case: Case, events: Sequence[tuple[Event, User]]) -> None:
    """The events as entries of the ledger, one chained to the other, in one go."""
    last, rows = DatabaseLedger(case).last(), []
    for event, user in events:
        last = next_entry(last, event, by=user.pseudonym, at=timezone.now())
        values = {name: getattr(last, name) for name in ("number", "at", "by", "kind", "payload", "previous", "hash")}
        rows.append(LedgerEntry(case=case, **values))
    LedgerEntry.objects.bulk_create(rows, batch_size=_BATCH)


def _share(whole: int, place: int, places: int) -> int:
    """A fair share of a whole: 7 in 3 places are 3, 2 and 2."""
    return whole // places + (1 if place < whole % places else 0)
