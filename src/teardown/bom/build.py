"""The bill of materials of one unit: every component that was photographed, identified or not, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from teardown.bom.companies import CompanyFacts
from teardown.bom.designators import designators, reading_order
from teardown.bom.evidence import attach
from teardown.bom.merge import Group, merge
from teardown.bom.settle import best_first, settle
from teardown.model import (
    AttributedSighting,
    Bom,
    Component,
    Evidence,
    PhotoAnalysis,
    Reason,
    Surface,
)
from teardown.version import Version

_NO_COMPONENT = (Surface.BOARD, Surface.STICKER, Surface.CONNECTOR, Surface.SCREEN)
_MOST_DOUBTS = 3


def build_bom(
    unit: str,
    analyses: Iterable[PhotoAnalysis],
    evidence: Sequence[Evidence],
    facts: CompanyFacts,
    version: Version,
) -> Bom:
    """Merge the sightings of all photos of one unit into its components.

    The same photo given twice counts once. The result does not depend on the order of the photos: they are sorted by name,
    components by the photo they are first seen on and by their place on it, then those known by evidence alone. What may be no
    component (`Component.on_chip`) comes last.
    """
    photos = tuple(sorted({a.photo.sha256: a for a in analyses}.values(), key=_photo_order))
    chips = [_chips(photo) for photo in photos]
    groups = merge(photos, chips)
    labels = [
        designators([c.sighting for c in on_photo], [s.sighting for s in photo.sightings if not _on_chip(s)])
        for photo, on_photo in zip(photos, chips, strict=True)
    ]
    components = [_component(group, chips, [labels[p].get(k, "") for p, k in group.keys], facts) for group in groups]
    # Those known by evidence alone stand behind the groups.
    attached = attach(components, evidence, facts)
    order = sorted(range(len(attached)), key=lambda n: not attached[n].on_chip)
    numbered = {n: replace(attached[n], id=f"C{place:03d}") for place, n in enumerate(order, start=1)}
    first_keys = {group.keys[0]: n for n, group in enumerate(groups)}
    for n, group in enumerate(groups):
        same = [numbered[first_keys[key]].id for key in group.doubts if key in first_keys]
        if same:
            numbered[n] = replace(numbered[n], notes=(*numbered[n].notes, _doubt(same)))
    return Bom(unit, tuple(numbered[n] for n in order), photos, version.method, version.parts_db)


def is_component(seen: AttributedSighting) -> bool:
    """Whether a sighting is listed: chips are, read or not; silkscreen, stickers, connectors and screens are not.

    Where it could not be told what carries the text, it is listed when something can be read.
    """
    sighting, said = seen.sighting, seen.attribution
    if sighting.surface in _NO_COMPONENT or said.reason is Reason.NOT_A_CHIP:
        return False
    return _on_chip(seen) or said.reason in (Reason.AMBIGUOUS, Reason.NOT_IN_DATABASE)


def _on_chip(seen: AttributedSighting) -> bool:
    return Component("", (seen,), seen.attribution).on_chip


def _chips(photo: PhotoAnalysis) -> list[AttributedSighting]:
    height = photo.photo.height
    return sorted((s for s in photo.sightings if is_component(s)), key=lambda s: reading_order(s.sighting, height))


def _component(
    group: Group, chips: Sequence[Sequence[AttributedSighting]], labels: Sequence[str], facts: CompanyFacts
) -> Component:
    sightings = [chips[p][k] for p, k in group.keys]
    attribution, notes = settle(sightings, facts)
    # Two photos may show two designators near one chip; the one seen more often counts, none when they are even.
    counted = Counter(label for label in labels if label).most_common()
    certain = counted and (len(counted) == 1 or counted[0][1] > counted[1][1])
    return Component(
        id="",
        sightings=best_first(sightings),
        attribution=attribution,
        designator=counted[0][0] if certain else "",
        notes=(*group.notes, *notes),
    )


def _doubt(ids: Sequence[str]) -> str:
    named = ", ".join(ids[:_MOST_DOUBTS]) + (" and others" if len(ids) > _MOST_DOUBTS else "")
    return f"May be the same chip as {named}: they read alike on different photos, but it is not certain. Listed apart."


def _photo_order(analysis: PhotoAnalysis) -> tuple[list[tuple[int, str]], str]:
    """By name as people count (`IMG_2` before `IMG_10`), then by digest."""
    pieces = re.findall(r"\d+|\D+", analysis.photo.name.casefold())
    return [(int(p), "") if p.isdecimal() and len(p) < 18 else (-1, p) for p in pieces], analysis.photo.sha256
