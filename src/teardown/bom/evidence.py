"""Evidence about components whose name cannot be read from their package: noted by a person, kept apart from what was read.

A bare image sensor carries no name. An analyst may know it by the board's text, by the identifier that it answers on its bus, or
by the firmware. Such a note makes a claim of level 3 whose wording says what it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from teardown.bom.companies import CompanyFacts, house
from teardown.errors import UsageError
from teardown.geometry import overlap, share_inside
from teardown.model import Attribution, Candidate, ClaimLevel, Component, Evidence, EvidenceKind, Quad, Reason
from teardown.serial import SerialError, from_json

_SAME_REGION = 0.3
"""Overlap (or share inside) above which evidence marked on a photo is about the component seen there."""

_SEEN_AS = {
    EvidenceKind.BOARD_TEXT: "text on the board beside it",
    EvidenceKind.CHIP_IDENTIFIER: "identifier read from the chip",
    EvidenceKind.FIRMWARE: "text in the firmware",
    EvidenceKind.DOCUMENT: "document",
}


def load_evidence(path: Path, facts: CompanyFacts) -> tuple[Evidence, ...]:
    """Read a JSON list of evidence; its fields are those of `model.Evidence`.

    Raises `UsageError` when the file cannot be read, is not such a list, or names a company or category that the
    parts database does not have.
    """
    try:
        text = path.read_text("utf-8")
        # An object would pass for an empty list.
        if not text.lstrip().startswith("["):
            raise SerialError("it does not begin with [")
        evidence = from_json(tuple[Evidence, ...], text)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error}). Check the name of the evidence file.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text. Save the evidence file as UTF-8.") from error
    except SerialError as error:
        raise UsageError(f"{path} is not a list of evidence: {error}. docs/evidence.md shows one.") from error
    for number, item in enumerate(evidence, start=1):
        if item.manufacturer not in facts.manufacturers:
            raise UsageError(
                f"{path}, entry {number}: the parts database has no manufacturer '{item.manufacturer}'. "
                "Find its id with `teardown parts search NAME`."
            )
        if item.category and item.category not in facts.categories:
            raise UsageError(f"{path}, entry {number}: the parts database has no category '{item.category}'.")
        if not item.noted_by.strip() or not item.source.strip():
            raise UsageError(f"{path}, entry {number}: say who noted it (noted_by) and where it was seen (source).")
    return evidence


def attach(components: Sequence[Component], evidence: Sequence[Evidence], facts: CompanyFacts) -> tuple[Component, ...]:
    """Components with the evidence that is about them; evidence about none of them makes a component of its own.

    Evidence belongs to the component that it marks on a photo, otherwise to the one with its designator. Evidence for one
    thing from several sources (same part, designator and place, or same part and neither) makes one component.
    """
    out = list(components)
    for item in evidence:
        at = next((k for k, c in enumerate(out) if _about(item, c)), None)
        if at is None:
            out.append(
                Component(id="", sightings=(), attribution=_noted(item, facts), designator=item.designator, evidence=(item,))
            )
        else:
            out[at] = _added(out[at], item, facts)
    return tuple(out)


def evidence_wording(item: Evidence, facts: CompanyFacts) -> str:
    """The sentence that evidence allows to be said: what it is, who noted it, and that it was not read from the package."""
    maker = facts.manufacturers.get(item.manufacturer)
    company = maker.short_name if maker else item.manufacturer
    what = f"{_SEEN_AS[item.kind]} “{item.text}”: part {item.part_number} of {company}"
    return f"{what}; noted by {item.noted_by}, not read from the package"


def _about(item: Evidence, component: Component) -> bool:
    if item.quad is not None and item.photo_sha256:
        places = [seen.sighting.quad for seen in component.sightings if seen.sighting.photo_sha256 == item.photo_sha256]
        places += [e.quad for e in component.evidence if e.quad is not None and e.photo_sha256 == item.photo_sha256]
        # A mark on a photo is surer than a designator, which may stand beside another component.
        return any(_same_place(item.quad, place) for place in places)
    if item.designator:
        return component.designator == item.designator
    # Neither place nor designator: the same part noted again is a second ground for the same component.
    return not component.sightings and any(
        (e.manufacturer, e.part_number) == (item.manufacturer, item.part_number) for e in component.evidence
    )


def _same_place(first: Quad, second: Quad) -> bool:
    inside = max(share_inside(second, first), share_inside(first, second))
    return overlap(first, second) >= _SAME_REGION or inside > 0.5


def _added(component: Component, item: Evidence, facts: CompanyFacts) -> Component:
    evidence = (*component.evidence, item)
    said = component.attribution
    designator = component.designator or item.designator
    if said.manufacturer is None and not component.evidence:
        noted = _noted(item, facts)
        lost = tuple(c for c in said.candidates if c.manufacturer != item.manufacturer)
        attribution = replace(noted, candidates=(*noted.candidates, *(replace(c, likelihood=0.0) for c in lost)))
        return replace(component, attribution=attribution, evidence=evidence, designator=designator)
    if said.manufacturer and house(said.manufacturer, facts) == house(item.manufacturer, facts):
        return replace(component, evidence=evidence, designator=designator)
    note = f"What {item.noted_by} noted ({evidence_wording(item, facts)}) contradicts what else is known about this component."
    against = replace(
        said,
        level=min(said.level, ClaimLevel.TRANSCRIBED),
        probability=min(said.probability, 0.5),
        wording=f"not identified: {Reason.AMBIGUOUS}",
        manufacturer=None,
        part_number=None,
        category=None,
        reason=Reason.AMBIGUOUS,
        candidates=tuple(
            replace(c, rejected_because=c.rejected_because or "noted evidence contradicts it") for c in said.candidates
        ),
    )
    return replace(component, attribution=against, evidence=evidence, designator=designator, notes=(*component.notes, note))


def _noted(item: Evidence, facts: CompanyFacts) -> Attribution:
    """A person's note as a claim. Its probability is 1: it is stated, not estimated, and the wording says by whom."""
    candidate = Candidate(
        manufacturer=item.manufacturer,
        part_number=item.part_number,
        category=item.category,
        rule=f"evidence:{item.kind}",
        source=item.source,
        likelihood=1.0,
        matched=item.text,
    )
    return Attribution(
        level=ClaimLevel.PART,
        probability=1.0,
        wording=evidence_wording(item, facts),
        manufacturer=item.manufacturer,
        part_number=item.part_number or None,
        category=item.category or None,
        candidates=(candidate,),
    )
