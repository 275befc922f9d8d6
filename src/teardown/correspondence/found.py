"""What a letter tells a company about its components: only its own, in the fixed sentences of the ladder of claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from teardown.attribution.wording import wording
from teardown.bom import company_name, company_table, label
from teardown.case.records import CaseRecord
from teardown.case.standing import Standing, decided_bom, standings
from teardown.correspondence.phrases import Phrases
from teardown.export.cells import visible
from teardown.export.pictures import make_pictures
from teardown.export.rendered import rendered_photos
from teardown.intake import Limits
from teardown.model import Bom, ClaimLevel, Component, NameStyle
from teardown.parts import Facts

Crops = Mapping[tuple[str, str], bytes]
"""JPEG of each component, by unit and component id."""


@dataclass(frozen=True, slots=True)
class OwnComponent:
    """A component of one company, with what may be said of it now."""

    unit: str
    component: Component
    """Its attribution is what may be said after people's decisions."""
    standing: Standing
    rendered: bool
    """All photos of it are rendered samples."""

    @property
    def signed(self) -> bool:
        """Whether two people have confirmed it."""
        return bool(self.standing.second)


@dataclass(frozen=True, slots=True)
class FoundPart:
    """One row of a letter's table, in one language. Texts are made visible: no control character is left in them."""

    id: str
    designator: str
    marking: str
    """What names the part; empty where it was named by something else than its package."""
    part_number: str
    function: str
    dates: str
    claim: str
    review: str
    """Whether two people have confirmed it; empty where the claim says so itself."""
    signed: bool
    crop: bytes
    """JPEG, empty where the photo is not at hand."""


def companies_found(record: CaseRecord, facts: Facts) -> dict[str, tuple[OwnComponent, ...]]:
    """The companies that the case's table shows, in its order, each with its components in all units."""
    known = standings(record, facts)
    order = {m: n for n, m in reversed(list(enumerate((*record.case.table.order, *record.case.table.manufacturers))))}
    found: dict[str, list[OwnComponent]] = {}
    for bom in record.boms:
        decided = decided_bom(bom, known)
        said = {s.component: s for s in known if s.unit == bom.unit}
        rendered = rendered_photos(bom)
        components = {c.id: c for c in decided.components}
        for row in company_table(decided, facts, record.case.table, record.case.name_style).rows:
            found.setdefault(row.manufacturer, []).extend(
                OwnComponent(bom.unit, components[id_], said[id_], _rendered(components[id_], rendered)) for id_ in row.components
            )
    return {m: tuple(found[m]) for m in sorted(found, key=lambda m: order.get(m, len(order)))}


def crops_of(record: CaseRecord, sources: Mapping[str, Path], limits: Limits, facts: Facts) -> dict[tuple[str, str], bytes]:
    """Pictures of the components that letters show. A photo whose file is missing or changed costs its pictures, nothing else.

    Args:
        sources: where the file of each photo is, by SHA-256.
    """
    wanted: dict[str, set[str]] = {}
    for components in companies_found(record, facts).values():
        for own in components:
            wanted.setdefault(own.unit, set()).add(own.component.id)
    found: dict[tuple[str, str], bytes] = {}
    for bom in record.boms:
        pictures = make_pictures(_only(bom, wanted.get(bom.unit, set())), sources, limits)
        found |= {(bom.unit, id_): crop.data for id_, crop in pictures.crops.items()}
    return found


def found_parts(
    own: Iterable[OwnComponent], facts: Facts, phrases: Phrases, crops: Crops, *, units: bool = False
) -> tuple[FoundPart, ...]:
    """The rows of a letter's table.

    Args:
        units: name the unit with the component, because several were examined.
    """
    return tuple(_row(o, facts, phrases, crops.get((o.unit, o.component.id), b""), units) for o in own)


def _row(own: OwnComponent, facts: Facts, phrases: Phrases, crop: bytes, units: bool) -> FoundPart:
    component, said = own.component, own.component.attribution
    best = component.sightings[0] if component.sightings else None
    style = NameStyle.JAPANESE if phrases.language == "ja" else NameStyle.REPORT
    sentence = _sentence(own, facts)
    # What was read from a package that names nothing (its dirt, the board beside it) would only puzzle whoever made it.
    read = best if sentence != "claim_evidence" else None
    confirmed = sentence in ("claim_confirmed", "claim_confirmed_brand")
    return FoundPart(
        id=f"{own.unit} {component.id}" if units else component.id,
        designator=visible(component.designator),
        marking=visible(" / ".join(read.marking.lines)) if read else "",
        part_number=visible(said.part_number or ""),
        function=label(said.category, facts, style),
        dates=_dates(component, phrases) if read else "",
        claim=visible(_claim(own, sentence, facts, phrases)),
        review="" if confirmed else phrases["review_two" if own.signed else "review_machine"],
        signed=own.signed,
        crop=crop,
    )


def _sentence(own: OwnComponent, facts: Facts) -> str:
    """Which sentence of the ladder may be said, as its key. A component that nobody may name has no row in any letter."""
    said = own.component.attribution
    if said.level is ClaimLevel.ACKNOWLEDGED:
        return "claim_acknowledged"
    if own.component.evidence and not _named_by_marking(own):
        return "claim_evidence"
    if said.level is ClaimLevel.CONFIRMED:
        return "claim_confirmed"
    if said.level is ClaimLevel.BRAND:
        return "claim_confirmed_brand" if own.signed else "claim_brand"
    return "claim_part_mark" if _bears_mark(said.wording, own, facts) else "claim_part"


def _claim(own: OwnComponent, sentence: str, facts: Facts, phrases: Phrases) -> str:
    component, said = own.component, own.component.attribution
    style = NameStyle.JAPANESE if phrases.language == "ja" else NameStyle.SHORT
    best = component.sightings[0] if component.sightings else None
    values = {
        "company": company_name(said.manufacturer or "", facts, style),
        "part": said.part_number or phrases["part_unknown"],
        "marking": " / ".join(best.marking.lines) if best else phrases["no_marking"],
    }
    if sentence == "claim_evidence":
        items = [
            phrases.filled("evidence_item", kind=phrases[f"kind_{e.kind.name.lower()}"], text=e.text) for e in component.evidence
        ]
        values["evidence"] = phrases.listed(items)
    return phrases.filled(sentence, **values)


def _named_by_marking(own: OwnComponent) -> bool:
    return not own.standing.machine.candidates or not own.standing.machine.candidates[0].rule.startswith("evidence:")


def _bears_mark(said: str, own: OwnComponent, facts: Facts) -> bool:
    """Whether the claim says that the company's name or logo is on the package, too."""
    claim = own.component.attribution
    company = company_name(claim.manufacturer or "", facts, NameStyle.SHORT)
    return said == wording(ClaimLevel.PART, company=company, part_number=claim.part_number or "", bears_mark=True)


def _dates(component: Component, phrases: Phrases) -> str:
    """All readings of the date codes, the latest first; none is chosen."""
    codes: dict[str, dict[str, None]] = {}
    for code in (code for s in component.sightings for code in s.marking.dates):
        if code.week:
            reading = phrases.filled("week", week=str(code.week), year=str(code.year))
        elif code.month:
            reading = phrases.filled("month", month=str(code.month), year=str(code.year))
        else:
            reading = str(code.year)
        codes.setdefault(visible(code.text), {})[reading] = None
    told = (phrases.filled("date_code", code=code, readings=phrases["or"].join(readings)) for code, readings in codes.items())
    return "; ".join(told)


def _rendered(component: Component, rendered: frozenset[str]) -> bool:
    shas = {s.sighting.photo_sha256 for s in component.sightings} | {e.photo_sha256 for e in component.evidence if e.photo_sha256}
    return bool(shas) and shas <= rendered


def _only(bom: Bom, ids: set[str]) -> Bom:
    """A bill of materials of some components alone, with the photos that show them."""
    components = tuple(c for c in bom.components if c.id in ids)
    shown = {c.sightings[0].sighting.photo_sha256 for c in components if c.sightings}
    shown |= {e.photo_sha256 for c in components if not c.sightings for e in c.evidence}
    return replace(bom, components=components, photos=tuple(p for p in bom.photos if p.photo.sha256 in shown))
