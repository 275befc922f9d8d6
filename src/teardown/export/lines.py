"""What is said about each component, in the words of every export: one `Line` per component, one language."""

from __future__ import annotations

from dataclasses import dataclass

from teardown.attribution.wording import wording
from teardown.bom import CompanyFacts, company_name, country_name, label
from teardown.case.standing import DECIDED, Standing, outcome
from teardown.export.document import Document
from teardown.export.pictures import box_on_photo
from teardown.export.strings import Strings
from teardown.export.translate import translated
from teardown.model import (
    AttributedSighting,
    Attribution,
    Box,
    CaptureQuality,
    ClaimLevel,
    Component,
    DateCode,
    Evidence,
    NameStyle,
    Photo,
    Quad,
)


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate in words."""

    company: str
    """Short name."""
    part_number: str
    function: str
    weight: str
    """`0.93`."""
    matched: str
    """The text as read that the rule matched."""
    rule: str
    source: str
    lost: str
    """Why it lost; empty for the one that was chosen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting of a component."""

    photo: str
    """File name."""
    sha256: str
    box: Box
    """x, y, width, height in pixels of the photo as stored."""
    quad: Quad
    """Corners in pixels of the photo as stored."""
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
    considered: tuple[Considered, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    quality: CaptureQuality | None
    """Of the photo that shows it best; None where it was not measured."""
    advice: tuple[str, ...]
    """How to photograph it better."""
    on_chip: bool
    """It is a chip, or may well be one (`Component.on_chip`)."""
    stated: bool
    """The claim rests on a person's note, not on the machine's reading."""
    rendered: bool
    """Every photo that it is seen on says of itself that it is a rendered sample and no evidence."""

    @property
    def identified(self) -> bool:
        return bool(self.company)

    @property
    def why_lost(self) -> tuple[str, ...]:
        """The candidates that were not chosen, each with the reason: `ROHM BR24G02: other makers' numbers fit as well`."""
        return tuple(f"{' '.join(filter(None, (c.company, c.part_number)))}: {c.lost}" for c in self.considered if c.lost)


def lines_of(document: Document, strings: Strings) -> tuple[Line, ...]:
    """All components of the bill of materials, in its order."""
    photos = {p.photo.sha256: p.photo for p in document.bom.photos}
    return tuple(_line(c, photos, document, strings) for c in document.bom.components)


def _line(component: Component, photos: dict[str, Photo], document: Document, strings: Strings) -> Line:
    said, facts = component.attribution, document.facts
    ja = strings.language == "ja"
    style = NameStyle.JAPANESE if ja else NameStyle.LEGAL
    maker = facts.manufacturers.get(said.manufacturer or "")
    above = (maker.successor or maker.parent) if maker else ""
    best = component.sightings[0] if component.sightings else None
    quality = best.sighting.quality if best else None
    return Line(
        id=component.id,
        designator=component.designator,
        claim=claim_words(component, facts, strings, document.case.standings[component.id] if document.case else None),
        level=said.level,
        level_name=strings[f"level_{int(said.level)}"],
        company=company_name(said.manufacturer, facts, style) if said.manufacturer else "",
        report_name=company_name(said.manufacturer, facts, NameStyle.REPORT) if said.manufacturer else "",
        headquarters=country_name(maker.headquarters, japanese=ja) if maker and maker.headquarters else "",
        group=company_name(above, facts, style) if above else "",
        part_number=said.part_number or "",
        function=_function(said.category, facts, strings),
        probability=_probability(said, strings),
        reason=strings[f"reason_{said.reason.name.lower()}"] if said.reason else "",
        marking=best.marking.lines if best else (),
        dates=tuple(dict.fromkeys(date_words(d) for s in component.sightings for d in s.marking.dates)),
        seen=tuple(_seen(s, photos.get(s.sighting.photo_sha256)) for s in component.sightings),
        considered=considered_words(said, facts, strings),
        evidence=component.evidence,
        notes=tuple(translated(note, strings.language) for note in component.notes),
        quality=quality,
        advice=tuple(translated(told, strings.language) for told in quality.advice) if quality else (),
        on_chip=component.on_chip,
        stated=_stated(said),
        rendered=document.rendered_only(_photos(component)),
    )


def _seen(seen: AttributedSighting, photo: Photo | None) -> Seen:
    sighting = seen.sighting
    return Seen(
        photo.name if photo else "",
        sighting.photo_sha256,
        box_on_photo(sighting.quad, photo),
        sighting.quad,
        seen.marking.lines,
    )


def _photos(component: Component) -> set[str]:
    seen = {s.sighting.photo_sha256 for s in component.sightings}
    return seen or {e.photo_sha256 for e in component.evidence if e.photo_sha256}


def _function(category: str | None, facts: CompanyFacts, strings: Strings) -> str:
    if not category:
        return ""
    return label(category, facts, NameStyle.JAPANESE if strings.language == "ja" else NameStyle.REPORT)


def considered_words(said: Attribution, facts: CompanyFacts, strings: Strings) -> tuple[Considered, ...]:
    """All candidates in words, the winner first."""
    style = NameStyle.JAPANESE if strings.language == "ja" else NameStyle.SHORT
    return tuple(
        Considered(
            company=company_name(c.manufacturer, facts, style),
            part_number=c.part_number,
            function=_function(c.category, facts, strings),
            weight=f"{c.likelihood:.2f}",
            matched=c.matched,
            rule=c.rule,
            source=c.source,
            lost=translated(c.rejected_because, strings.language),
        )
        for c in said.candidates
    )


def _stated(said: Attribution) -> bool:
    return bool(said.candidates) and said.candidates[0].rule.startswith(("evidence:", DECIDED))


def _probability(said: Attribution, strings: Strings) -> str:
    if said.manufacturer is None:
        return ""
    if _stated(said):
        return strings["stated"]
    # Rounded down: 99.6 % is not certainty.
    return f"{int(said.probability * 100)} %"


def date_words(code: DateCode) -> str:
    """One reading of a date code: `1823: 2018-W23 (YYWW)`."""
    when = f"{code.year}-W{code.week:02d}" if code.week else f"{code.year}-{code.month:02d}" if code.month else f"{code.year}"
    return f"{code.text}: {when} ({code.layout})"


def claim_words(component: Component, facts: CompanyFacts, strings: Strings, standing: Standing | None) -> str:
    """The attribution's own sentence in English; in Japanese the same claim from the same fields."""
    said = component.attribution
    if strings.language != "ja":
        return said.wording
    reason = strings[f"reason_{said.reason.name.lower()}"] if said.reason else ""
    values = {
        "company": company_name(said.manufacturer, facts, NameStyle.JAPANESE) if said.manufacturer else "",
        "part": said.part_number or "",
        "lines": " / ".join(component.sightings[0].marking.lines) if component.sightings else "",
        "reason": reason,
    }
    if standing and standing.phrase in _SAID_BY_PEOPLE:
        return _said_by_people(standing, facts, strings, values)
    if _stated(said) and component.evidence:
        noted = component.evidence[0]
        return strings.filled("claim_evidence", **values, text=noted.text, noted_by=noted.noted_by)
    if said.level is ClaimLevel.PART and _bears_mark(said, facts):
        return strings.filled("claim_3_mark", **values)
    key = f"claim_{int(said.level)}" if said.reason is None or said.level is ClaimLevel.UNIDENTIFIED else "claim_1_reason"
    return strings.filled(key, **values)


_SAID_BY_PEOPLE = {
    "confirmed": "claim_4",
    "acknowledged": "claim_5",
    "confirmed_brand": "claim_confirmed_brand",
    "unconfirmed": "claim_unconfirmed",
    "nobody": "claim_nobody",
    "nobody_confirmed": "claim_nobody_confirmed",
    "not_a_chip": "claim_not_a_chip",
}
"""Which text says each phrase of `case.standing.Standing`."""


def _said_by_people(standing: Standing, facts: CompanyFacts, strings: Strings, values: dict[str, str]) -> str:
    key = _SAID_BY_PEOPLE[standing.phrase]
    if standing.phrase != "unconfirmed" or standing.in_force is None:
        return strings.filled(key, **values)
    named = outcome(standing.in_force)
    values |= {
        "by": standing.in_force.by,
        "company": company_name(named.manufacturer or "", facts, NameStyle.JAPANESE),
        "part": named.part_number or "",
    }
    return strings.filled(key if named.part_number else "claim_unconfirmed_brand", **values)


def _bears_mark(said: Attribution, facts: CompanyFacts) -> bool:
    """Whether the claim says that the company's name or logo is on the package, too."""
    company = company_name(said.manufacturer or "", facts, NameStyle.SHORT)
    return said.wording == wording(said.level, company=company, part_number=said.part_number or "", bears_mark=True)
