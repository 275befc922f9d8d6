"""A bill of materials as people arranged it: regions they drew, sightings they held to be one chip or different ones.

The machine's own grouping is made first and people's arrangement laid upon it, the oldest first; so a new analysis keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from teardown.bom.companies import CompanyFacts
from teardown.bom.settle import best_first, settle
from teardown.case.records import Anchor, DrawnRegion, Rearrangement, RearrangementKind
from teardown.geometry import overlap, share_inside
from teardown.model import AttributedSighting, Bom, Component, PhotoAnalysis, Quad

_SAME_REGION = 0.3
"""Overlap from which two regions of a photo are one place, as for noted evidence (`bom.evidence`)."""
MERGED = "A person held these sightings to be one chip."
SPLIT = "A person held this to be another chip than the machine had."


def with_regions(analyses: Iterable[PhotoAnalysis], regions: Sequence[DrawnRegion]) -> tuple[PhotoAnalysis, ...]:
    """The analyses with drawn regions as sightings; one takes the place of what the machine had seen there."""
    out = []
    for analysis in analyses:
        sightings = list(analysis.sightings)
        for region in regions:
            quad = region.seen.sighting.quad
            if region.seen.sighting.photo_sha256 == analysis.photo.sha256:
                sightings = [s for s in sightings if not same_place(s.sighting.quad, quad)] + [region.seen]
        out.append(replace(analysis, sightings=tuple(sightings)))
    return tuple(out)


def rearranged(bom: Bom, changes: Iterable[Rearrangement], facts: CompanyFacts) -> Bom:
    """The bill of materials after what people merged and split; components are numbered anew."""
    components = list(bom.components)
    for change in changes:
        if change.kind is RearrangementKind.MERGE:
            components = _merged(components, change, facts)
        else:
            components = _split(components, change, facts)
    return replace(bom, components=tuple(replace(c, id=f"C{n:03d}") for n, c in enumerate(components, start=1)))


def same_place(first: Quad, second: Quad) -> bool:
    """Whether two regions of one photo show the same component."""
    return overlap(first, second) >= _SAME_REGION or max(share_inside(first, second), share_inside(second, first)) > 0.5


def _merged(components: Sequence[Component], change: Rearrangement, facts: CompanyFacts) -> list[Component]:
    parts = [n for n, c in enumerate(components) if any(_shows(s, a) for s in c.sightings for a in change.anchors)]
    if len(parts) < 2:
        return list(components)
    whole = [components[n] for n in parts]
    joined = _made(
        [s for c in whole for s in c.sightings], MERGED, facts, next((c.designator for c in whole if c.designator), "")
    )
    joined = replace(joined, evidence=tuple(e for c in whole for e in c.evidence))
    return [joined if n == parts[0] else c for n, c in enumerate(components) if n not in parts[1:]]


def _split(components: Sequence[Component], change: Rearrangement, facts: CompanyFacts) -> list[Component]:
    out: list[Component] = []
    for component in components:
        leaving = [s for s in component.sightings if _shows(s, change.anchors[0])]
        staying = [s for s in component.sightings if s not in leaving]
        if leaving and staying:
            stays = _made(staying, SPLIT, facts, component.designator)
            out += [replace(stays, evidence=component.evidence), _made(leaving, SPLIT, facts, "")]
        else:
            out.append(component)
    return out


def _made(sightings: Sequence[AttributedSighting], note: str, facts: CompanyFacts, designator: str) -> Component:
    attribution, notes = settle(sightings, facts)
    return Component("", best_first(sightings), attribution, designator, notes=(note, *notes))


def _shows(seen: AttributedSighting, anchor: Anchor) -> bool:
    return seen.sighting.photo_sha256 == anchor.photo_sha256 and same_place(seen.sighting.quad, anchor.quad)
