"""What is said about each component, in the words of every export: one `Line` per component, one language."""

from __future__ import annotations

from dataclasses import dataclass

from teardown.bom import CompanyFacts, company_name, country_name, label
from teardown.export.strings import Strings
from teardown.geometry import bounding_box
from teardown.model import Attribution, Bom, Box, Candidate, ClaimLevel, Component, DateCode, Evidence, NameStyle


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting of a component."""

    photo: str
    """File name."""
    sha256: str
    box: Box
    """x, y, width, height in pixels of the photo as stored."""
    lines: tuple[str, ...]
    """As read, `?` for what cannot be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One component as the exports show it. Texts are raw: each export makes them inert in its own way."""

    id: str
    designator: str
    claim: str
    """The sentence of the ladder that may be said."""
    level: ClaimLevel
    level_name: str
    company: str
    """Legal name, empty when nobody is named."""
    report_name: str
    headquarters: str
    """Country of the head office of the named company."""
    group: str
    """Legal name of its parent group or successor; empty when there is none."""
    part_number: str
    function: str
    probability: str
    """`97 %`, or that it was stated by a person."""
    reason: str
    """Why it is not identified."""
    marking: tuple[str, ...]
    dates: tuple[str, ...]
    seen: tuple[Seen, ...]
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]

    @property
    def identified(self) -> bool:
        return bool(self.company)


def lines_of(bom: Bom, facts: CompanyFacts, strings: Strings) -> tuple[Line, ...]:
    """All components of a bill of materials, in its order."""
    names = {p.photo.sha256: p.photo.name for p in bom.photos}
    return tuple(_line(c, names, facts, strings) for c in bom.components)


def _line(component: Component, names: dict[str, str], facts: CompanyFacts, strings: Strings) -> Line:
    said = component.attribution
    ja = strings.language == "ja"
    style = NameStyle.JAPANESE if ja else NameStyle.LEGAL
    maker = facts.manufacturers.get(said.manufacturer or "")
    above = (maker.successor or maker.parent) if maker else ""
    best = component.sightings[0] if component.sightings else None
    return Line(
        id=component.id,
        designator=component.designator,
        claim=_claim(component, facts, strings),
        level=said.level,
        level_name=strings[f"level_{int(said.level)}"],
        company=company_name(said.manufacturer, facts, style) if said.manufacturer else "",
        report_name=company_name(said.manufacturer, facts, NameStyle.REPORT) if said.manufacturer else "",
        headquarters=country_name(maker.headquarters, japanese=ja) if maker and maker.headquarters else "",
        group=company_name(above, facts, style) if above else "",
        part_number=said.part_number or "",
        function=label(said.category, facts, NameStyle.JAPANESE if ja else NameStyle.REPORT) if said.category else "",
        probability=_probability(said, strings),
        reason=strings[f"reason_{said.reason.name.lower()}"] if said.reason else "",
        marking=best.marking.lines if best else (),
        dates=tuple(dict.fromkeys(_date(d) for s in component.sightings for d in s.marking.dates)),
        seen=tuple(
            Seen(
                names.get(s.sighting.photo_sha256, ""),
                s.sighting.photo_sha256,
                bounding_box(s.sighting.quad),
                s.marking.lines,
            )
            for s in component.sightings
        ),
        candidates=said.candidates,
        evidence=component.evidence,
        notes=component.notes,
    )


def _stated(said: Attribution) -> bool:
    """The claim rests on a person's note, not on the machine's reading."""
    return bool(said.candidates) and said.candidates[0].rule.startswith("evidence:")


def _probability(said: Attribution, strings: Strings) -> str:
    if said.manufacturer is None:
        return ""
    if _stated(said):
        return strings["stated"]
    # Rounded down: 99.6 % is not certainty.
    return f"{int(said.probability * 100)} %"


def _date(code: DateCode) -> str:
    when = f"{code.year}-W{code.week:02d}" if code.week else f"{code.year}-{code.month:02d}" if code.month else f"{code.year}"
    return f"{code.text}: {when} ({code.layout})"


def _claim(component: Component, facts: CompanyFacts, strings: Strings) -> str:
    """The attribution's own sentence in English; in Japanese the same claim from the same fields."""
    said = component.attribution
    if strings.language != "ja":
        return said.wording
    company = company_name(said.manufacturer, facts, NameStyle.JAPANESE) if said.manufacturer else ""
    values = {
        "company": company,
        "part": said.part_number or "",
        "lines": " / ".join(component.sightings[0].marking.lines) if component.sightings else "",
        "reason": strings[f"reason_{said.reason.name.lower()}"] if said.reason else "",
    }
    if _stated(said) and component.evidence:
        noted = component.evidence[0]
        return strings.filled("claim_evidence", **values, text=noted.text, noted_by=noted.noted_by)
    key = f"claim_{int(said.level)}" if said.reason is None or said.level is ClaimLevel.UNIDENTIFIED else "claim_1_reason"
    return strings.filled(key, **values)
