"""Which legal entity stood behind a brand when a chip was made, which it is today, and who owns it: names with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from teardown.bom import country_name
from teardown.bom.timeline import span
from teardown.export.strings import Strings
from teardown.model import Component
from teardown.parts.history import HistoryFacts, entities_at, makers_at, parent_at
from teardown.parts.rows import Entity


@dataclass(frozen=True, slots=True)
class Entities:
    """The companies behind one component, each text as it is shown; empty where nobody is named."""

    then: tuple[str, ...] = ()
    """All that the readings of its date code allow."""
    today: tuple[str, ...] = ()
    parent: str = ""
    headquarters: tuple[str, ...] = ()
    """Country of the head office, and of which entity."""
    sources: tuple[str, ...] = ()


def entities_of(component: Component, facts: HistoryFacts, on: date, strings: Strings) -> Entities:
    """Entities then and now; `on` is the day that "today" means."""
    named, category = component.attribution.manufacturer, component.attribution.category or ""
    if not named:
        return Entities()
    codes = next((s.marking.dates for s in component.sightings if s.marking.dates), ())
    then = _entities(named, category, sorted({span(code) for code in codes}), facts)
    today = _entities(named, category, [(on, on)], facts)
    parents = [p for e in today if (p := parent_at(e.manufacturer, (on, on), facts))]
    above = next(iter(_entities(parents[0].manufacturer, "", [(on, on)], facts)), None) if parents else None
    return Entities(
        then=tuple(_name(e, strings) for e in then) or (strings["no_date_code"],),
        today=tuple(_name(e, strings) for e in today),
        parent=_name(above, strings) if above else "",
        headquarters=tuple(_headquarters(e, strings) for e in today if e.headquarters),
        sources=tuple(dict.fromkeys([*(e.source for e in (*then, *today)), *(p.source for p in parents[:1])])),
    )


def _entities(named: str, category: str, spans: Sequence[tuple[date, date]], facts: HistoryFacts) -> tuple[Entity, ...]:
    found: Iterable[Entity] = (
        entity
        for made in spans
        for maker in makers_at(named, category, made, facts)
        for entity in entities_at(maker, made, facts)
    )
    return tuple({(e.manufacturer, e.legal_name): e for e in found}.values())


def _name(entity: Entity, strings: Strings) -> str:
    return (entity.name_ja if strings.language == "ja" else "") or entity.legal_name


def _headquarters(entity: Entity, strings: Strings) -> str:
    return f"{country_name(entity.headquarters, japanese=strings.language == 'ja')} ({_name(entity, strings)})"
