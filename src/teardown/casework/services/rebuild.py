"""A unit's components from its photos' results: made anew whenever something came in, each keeping its identity.

A component is the same as before when its anchor is where it was: then its row, and with it the decisions about it, stay.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Q

from teardown.bom import build_bom
from teardown.bom.timeline import codes_of, span
from teardown.case.arranged import rearranged, same_place, with_regions
from teardown.casework import facts as instance
from teardown.casework.models import Component, Drawn, Evidence, Photo, PhotoState, Rearrangement, Sighting, Unit, UnitBom
from teardown.casework.rows import (
    drawn_noun,
    evidence_noun,
    packed,
    photo_noun,
    quad_of,
    rearrangement_noun,
    unpacked,
)
from teardown.casework.services.priority import agreement_of, priority_of
from teardown.casework.services.remembered import changed
from teardown.casework.services.standing import confirmed_by_companies, refresh, search_text
from teardown.casework.slim import slim_analysis, slim_bom
from teardown.export.rendered import rendered_photos
from teardown.model import Bom, PhotoAnalysis
from teardown.model import Component as ComponentNoun
from teardown.parts import Facts
from teardown.serial import to_plain


def rebuild_unit(unit: Unit) -> Bom:
    """Make a unit's bill of materials from all that is known now, and its components' rows from that."""
    facts, version = instance.facts(), instance.version()
    # Read before anything else: what comes in while this is at work counts as not seen yet.
    changes = Unit.objects.values_list("changes", flat=True).get(pk=unit.pk)
    drawn = [
        drawn_noun(d) for d in Drawn.objects.filter(photo__unit=unit, sighting__isnull=False).select_related("photo__unit", "by")
    ]
    noted = [evidence_noun(e) for e in Evidence.objects.filter(unit=unit).select_related("photo", "noted_by")]
    arrangement = [rearrangement_noun(r) for r in Rearrangement.objects.filter(unit=unit).select_related("unit", "by")]
    bom = build_bom(unit.handle, with_regions(_analyses(unit), drawn), noted, facts, version)
    bom = slim_bom(rearranged(bom, arrangement, facts))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if UnitBom.objects.filter(unit=unit, changes__gt=changes).exists():
            # Another worker made a newer one meanwhile.
            return bom
        _store(unit, bom, facts)
        changed(unit.case)
        UnitBom.objects.update_or_create(
            unit=unit,
            defaults={
                "data": packed(bom),
                "changes": changes,
                "method_version": bom.method_version,
                "parts_db_version": bom.parts_db_version,
                "photos": len(bom.photos),
                "rendered": len(rendered_photos(bom)),
            },
        )
    said = Q(decisions__isnull=False) | Q(pk__in=confirmed_by_companies(unit.case).values("pk"))
    refresh(unit.case, Component.objects.filter(said, unit=unit).distinct())
    return bom


def _analyses(unit: Unit) -> list[PhotoAnalysis]:
    """What was found on each photo, under the name that it has in this case."""
    found = []
    for photo in unit.photos.filter(state=PhotoState.ANALYSED, result__isnull=False).select_related("result"):
        analysis = slim_analysis(unpacked(PhotoAnalysis, photo.result.data))
        found.append(PhotoAnalysis(photo_noun(photo), analysis.quality, analysis.sightings))
    return found


def _store(unit: Unit, bom: Bom, facts: Facts) -> None:
    photos = {p.sha256: p for p in unit.photos.all()}
    matcher = _Matcher(unit, photos)
    kept: list[Component] = []
    sightings: list[Sighting] = []
    for noun in bom.components:
        row = matcher.row_of(noun) or Component(case=unit.case, unit=unit)
        fill_row(row, noun, photos, facts)
        row.save()
        kept.append(row)
        sightings += [
            Sighting(
                component=row,
                photo=photos[seen.sighting.photo_sha256],
                rank=rank,
                quad=to_plain(seen.sighting.quad),
                data=to_plain(seen),
            )
            for rank, seen in enumerate(noun.sightings)
        ]
    gone = Component.objects.filter(unit=unit).exclude(pk__in=[row.pk for row in kept])
    # What a person decided about stays on record, though the machine no longer sees it.
    gone.filter(decisions__isnull=False).update(present=False)
    gone.filter(decisions__isnull=True).delete()
    Sighting.objects.filter(component__unit=unit).delete()
    Sighting.objects.bulk_create(sightings, batch_size=500)


def fill_row(row: Component, noun: ComponentNoun, photos: dict[str, Photo], facts: Facts) -> None:
    """What a component of a bill of materials puts into its row, which is not saved here."""
    said = noun.attribution
    place = noun.place
    # An anchor stays where it was first seen, so that it is found again however sightings are ranked.
    if place and row.photo_id is None:
        row.photo, row.quad = photos[place[0]], to_plain(place[1])
    lines = noun.sightings[0].marking.lines if noun.sightings else ()
    agreement, codes = agreement_of(noun), codes_of(noun)
    values: dict[str, Any] = {
        "number": noun.id,
        "place": int(noun.id.lstrip("C") or 0),
        "designator": noun.designator,
        "present": True,
        "machine": to_plain(said),
        "notes": list(noun.notes),
        "level": int(said.level),
        "probability": said.probability,
        "manufacturer": said.manufacturer or "",
        "part_number": said.part_number or "",
        "category": said.category or "",
        "reason": said.reason.value if said.reason else "",
        "marking": "\n".join(lines),
        "agreement": agreement,
        "sightings_count": len(noun.sightings),
        "date_codes": to_plain(codes),
        "made_first": min((span(c)[0] for c in codes), default=None),
        "made_last": max((span(c)[1] for c in codes), default=None),
        "priority": priority_of(noun, agreement),
        "search": search_text(noun.designator, lines, said.part_number or "", said.manufacturer or "", facts),
    }
    for name, value in values.items():
        setattr(row, name, value)


class _Matcher:
    """Finds the row that a component had before: by its anchor, each row once, those with decisions first."""

    def __init__(self, unit: Unit, photos: dict[str, Photo]) -> None:
        self._by_photo: dict[int, list[Component]] = defaultdict(list)
        self._unplaced: dict[tuple[str, str, str], list[Component]] = defaultdict(list)
        self._ids = {sha256: photo.pk for sha256, photo in photos.items()}
        decided = set(Component.objects.filter(unit=unit, decisions__isnull=False).values_list("pk", flat=True))
        rows = sorted(Component.objects.filter(unit=unit), key=lambda c: (c.pk not in decided, c.pk))
        for row in rows:
            if row.photo_id is not None:
                self._by_photo[row.photo_id].append(row)
            else:
                self._unplaced[row.manufacturer, row.part_number, row.designator].append(row)

    def row_of(self, noun: ComponentNoun) -> Component | None:
        places = [(s.sighting.photo_sha256, s.sighting.quad) for s in noun.sightings]
        places += [(e.photo_sha256, e.quad) for e in noun.evidence if e.photo_sha256 and e.quad is not None]
        for sha256, quad in places:
            rows = self._by_photo.get(self._ids.get(sha256, 0), [])
            found = next((row for row in rows if same_place(quad_of(row.quad), quad)), None)
            if found:
                rows.remove(found)
                return found
        if not places:
            said = noun.attribution
            rows = self._unplaced[said.manufacturer or "", said.part_number or "", noun.designator]
            return rows.pop(0) if rows else None
        return None
