"""From what is printed on a chip to who gets the letter: brand, legal entity then, entity and parent today, company addressed.

Each step names its source and the day it holds for, and the country beside a name is that of the head office of *that* company:
"Micron Japan" is a company in Japan of a group whose head office is in the United States, and makes neither the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from teardown.bom.timeline import span
from teardown.case.records import Addressee, AddressLink, AddressStep, Case
from teardown.correspondence.doubts import doubts_about
from teardown.correspondence.names import entity_today, letter_name, local_company
from teardown.correspondence.phrases import Phrases
from teardown.export.strings import Language
from teardown.model import Component, TokenKind
from teardown.parts import Facts
from teardown.parts.history import entities_at, makers_at, parent_at
from teardown.parts.periods import Span
from teardown.parts.rows import Entity


@dataclass(frozen=True, slots=True)
class Chip:
    """What the way to an addressee needs to know of a component."""

    id: str
    manufacturer: str
    """Manufacturer id that it is attributed to."""
    category: str
    made: tuple[Span, ...]
    """When it may have been made, one span per reading of its date code; empty where none was read."""
    brand: str
    """The company's name as read on it; empty where none is printed."""
    logo: bool = False


def chip_of(component: Component, id_: str = "") -> Chip:
    """A component that is attributed to a company, as a chip of a brand.

    Raises:
        ValueError: nobody is named.
    """
    said = component.attribution
    if said.manufacturer is None:
        raise ValueError(f"{component.id} is attributed to nobody")
    codes = next((s.marking.dates for s in component.sightings if s.marking.dates), ())
    brands = [t.text for s in component.sightings for t in s.marking.of(TokenKind.BRAND)]
    logos = [s.sighting.logo for s in component.sightings if s.sighting.logo]
    return Chip(
        id=id_ or component.id,
        manufacturer=said.manufacturer,
        category=said.category or "",
        made=tuple(sorted({span(code) for code in codes})),
        brand=brands[0] if brands else "",
        logo=any(logo.manufacturer == said.manufacturer for logo in logos),
    )


def address(
    manufacturer: str, chips: Sequence[Chip], case: Case, facts: Facts, *, on: date, language: Language = "en"
) -> Addressee:
    """Who is written to about a company's chips, and how one came to them.

    Args:
        manufacturer: the company under which the company table lists them (`bom.companies.addressed`).
        chips: its chips in the unit examined.
        case: says in which country one writes, and by which name.
        on: the day that "today" means.
    """
    phrases = Phrases(language)
    links = [*_brands(chips, facts, phrases)]
    links += _then(chips, facts, language)
    today = _today(chips, facts, on)
    links += [_link(AddressStep.ENTITY_TODAY, entity, language, on) for entity in today]
    links += _parents(today, facts, on, language)
    addressed = _addressed(manufacturer, case, facts, on, phrases)
    doubts = doubts_about(manufacturer, chips, case, facts, on=on, links=(*links, addressed), phrases=phrases)
    return Addressee(manufacturer, addressed.name, (*links, addressed), doubts)


def _brands(chips: Iterable[Chip], facts: Facts, phrases: Phrases) -> Iterator[AddressLink]:
    seen: dict[tuple[str, str], list[str]] = {}
    for chip in chips:
        short = facts.manufacturers[chip.manufacturer].short_name
        how = "brand_read" if chip.brand else "brand_logo" if chip.logo else "brand_none"
        seen.setdefault((chip.brand or short, how), []).append(chip.id)
    for (name, how), ids in seen.items():
        yield AddressLink(AddressStep.BRAND, name, "", None, phrases.filled(how, chips=", ".join(ids), company=name))


def _then(chips: Sequence[Chip], facts: Facts, language: Language) -> Iterator[AddressLink]:
    found: dict[tuple[str, str], AddressLink] = {}
    for chip in chips:
        for made in chip.made:
            for maker in makers_at(chip.manufacturer, chip.category, made, facts):
                for entity in entities_at(maker, made, facts):
                    key = (entity.manufacturer, entity.legal_name)
                    link = _link(AddressStep.ENTITY_THEN, entity, language, made[0])
                    if key not in found or made[0] < (found[key].as_of or date.max):
                        found[key] = link
    yield from sorted(found.values(), key=lambda link: (link.as_of or date.max, link.name))


def _today(chips: Iterable[Chip], facts: Facts, on: date) -> tuple[Entity, ...]:
    kinds = dict.fromkeys((chip.manufacturer, chip.category) for chip in chips)
    makers = dict.fromkeys(m for brand, category in kinds for m in makers_at(brand, category, (on, on), facts))
    entities = (entity_today(maker, on, facts) for maker in makers)
    return tuple({(e.manufacturer, e.legal_name): e for e in entities if e is not None}.values())


def _parents(entities: Iterable[Entity], facts: Facts, on: date, language: Language) -> Iterator[AddressLink]:
    """The groups that the entities of today belong to, each once, up to the head of the group."""
    seen: set[str] = set()
    for entity in entities:
        current = entity.manufacturer
        while (parent := parent_at(current, (on, on), facts)) is not None and parent.manufacturer not in seen:
            seen.add(current := parent.manufacturer)
            above = entity_today(current, on, facts)
            if above is not None:
                name = (above.name_ja if language == "ja" else "") or above.legal_name
                yield AddressLink(AddressStep.PARENT_TODAY, name, above.headquarters, on, parent.source)


def _addressed(manufacturer: str, case: Case, facts: Facts, on: date, phrases: Phrases) -> AddressLink:
    name = letter_name(manufacturer, case.country, case.name_style, phrases.language, on, facts)
    local, entity = local_company(manufacturer, case.country, on, facts), entity_today(manufacturer, on, facts)
    if local:
        return AddressLink(AddressStep.ADDRESSED, name, case.country, on, local.source)
    maker = facts.manufacturers[manufacturer]
    source = entity.source if entity and name in (entity.legal_name, entity.name_ja) else maker.source
    return AddressLink(AddressStep.ADDRESSED, name, entity.headquarters if entity else maker.headquarters, on, source)


def _link(step: AddressStep, entity: Entity, language: Language, as_of: date) -> AddressLink:
    name = (entity.name_ja if language == "ja" else "") or entity.legal_name
    return AddressLink(step, name, entity.headquarters, as_of, entity.source)
