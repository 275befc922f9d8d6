"""What a company was called, whose chips bore a brand, and which group a company belonged to, at a time.

Everything here answers with all that the facts allow: where the day of a change is not on record, or a date code can mean either
side of it, there is more than one answer, and the caller says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from teardown.model import Manufacturer
from teardown.parts.periods import Period, Span, days, overlap, spans
from teardown.parts.rows import Affiliate, ChipMaker, CompanyName, Entity, Owner


class HistoryFacts(Protocol):
    """The part of `Facts` that is needed here."""

    @property
    def manufacturers(self) -> Mapping[str, Manufacturer]: ...

    @property
    def names(self) -> tuple[CompanyName, ...]: ...

    @property
    def entities(self) -> tuple[Entity, ...]: ...

    @property
    def chip_makers(self) -> tuple[ChipMaker, ...]: ...

    @property
    def owners(self) -> tuple[Owner, ...]: ...

    @property
    def affiliates(self) -> tuple[Affiliate, ...]: ...


class _Dated(Protocol):
    @property
    def period(self) -> Period: ...


Row = TypeVar("Row", bound=_Dated)


@dataclass(frozen=True, slots=True)
class Parent:
    """The group that a company belongs to."""

    manufacturer: str
    since: str
    source: str


def makers_at(brand: str, category: str, span: Span, facts: HistoryFacts) -> tuple[str, ...]:
    """The companies (manufacturer ids) that may have made a brand's chips in a time: its own where nothing else is told."""
    rows = [row for row in facts.chip_makers if row.brand == brand]
    told = [row for row in rows if category and category in row.categories] or [row for row in rows if not row.categories]
    found = tuple(dict.fromkeys(row.made_by for row in _holding(told, span)))
    return found or (brand,)


def entities_at(manufacturer: str, span: Span, facts: HistoryFacts) -> tuple[Entity, ...]:
    """The legal entities that a company may have been in a time, the successor's where its products had gone over by then.

    Empty when the facts know the company only for another time.
    """
    return _entities(manufacturer, span, facts, frozenset())


def _entities(manufacturer: str, span: Span, facts: HistoryFacts, seen: frozenset[str]) -> tuple[Entity, ...]:
    maker = facts.manufacturers.get(manufacturer)
    if maker is None or manufacturer in seen:
        return ()
    own = _holding(_known_entities(maker, facts), span)
    if not maker.successor:
        return own
    first, last = days(maker.successor_since) if maker.successor_since else (None, None)
    later = _entities(maker.successor, span, facts, seen | {manufacturer})
    if last is not None and span[0] >= last:
        return later
    if first is not None and span[1] < first:
        return own
    return (*own, *later)


def _known_entities(maker: Manufacturer, facts: HistoryFacts) -> tuple[Entity, ...]:
    told = tuple(e for e in facts.entities if e.manufacturer == maker.id)
    return told or (Entity(maker.id, maker.legal_name, maker.name_ja, maker.headquarters, Period(), maker.source),)


def parent_at(manufacturer: str, span: Span, facts: HistoryFacts) -> Parent | None:
    """The group that a company belonged to; None when it belonged to none, or none is on record."""
    told = [row for row in facts.owners if row.manufacturer == manufacturer]
    if told:
        found = next(reversed(_holding(told, span)), None)
        return Parent(found.parent, found.period.start, found.source) if found else None
    maker = facts.manufacturers.get(manufacturer)
    if maker is None or not maker.parent:
        return None
    if maker.parent_since and span[1] < days(maker.parent_since)[0]:
        return None
    return Parent(maker.parent, maker.parent_since, maker.source)


def affiliate_in(manufacturer: str, country: str, span: Span, facts: HistoryFacts) -> Affiliate | None:
    """The company of a group in a country, by its legal name where one is on record, otherwise by the name it is known by."""
    legal = _holding([a for a in facts.affiliates if (a.manufacturer, a.country) == (manufacturer, country)], span)
    if legal:
        return legal[-1]
    known = [n for n in facts.names if (n.manufacturer, n.kind, n.country) == (manufacturer, "affiliate", country)]
    if not known:
        return None
    english = next((n for n in known if n.name.isascii()), known[0])
    japanese = next((n.name for n in known if not n.name.isascii()), "")
    return Affiliate(manufacturer, country, english.name, japanese, Period(), english.source)


def _holding(rows: Sequence[Row], span: Span) -> tuple[Row, ...]:
    """Of rows in the order of time, those that may have held on some day of the span."""
    possible = spans([row.period for row in rows])
    return tuple(row for row, held in zip(rows, possible, strict=True) if overlap(held, span))
