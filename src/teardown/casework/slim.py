"""Sightings without what only the attribution needs: lattices and alternatives are most of a result's bytes."""

from __future__ import annotations

from dataclasses import replace

from teardown.model import AttributedSighting, Bom, PhotoAnalysis


def slim_sighting(seen: AttributedSighting) -> AttributedSighting:
    """What was read, by whom and how surely, without other characters that would have been likely."""
    lines = tuple(
        replace(line, readings=tuple(replace(r, lattice=(), alternatives=()) for r in line.readings))
        for line in seen.sighting.lines
    )
    tokens = tuple(replace(t, alternatives=()) for t in seen.marking.tokens)
    return replace(seen, sighting=replace(seen.sighting, lines=lines), marking=replace(seen.marking, tokens=tokens))


def slim_analysis(analysis: PhotoAnalysis) -> PhotoAnalysis:
    return replace(analysis, sightings=tuple(slim_sighting(s) for s in analysis.sightings))


def slim_bom(bom: Bom) -> Bom:
    components = tuple(replace(c, sightings=tuple(slim_sighting(s) for s in c.sightings)) for c in bom.components)
    return replace(bom, components=components, photos=tuple(slim_analysis(p) for p in bom.photos))
