"""Checks of the tables that say what companies were called, who made whose chips, and who owned whom, over time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from teardown.parts.facts import Facts
from teardown.parts.load import Row
from teardown.parts.periods import Period

_COUNTRY = re.compile(r"[A-Z]{2}")


def entity(row: Row, facts: Facts) -> Iterator[str]:
    """An entity belongs to a known company, has a name and a head office, and its company's newest name is the one in use."""
    maker = facts.manufacturers.get(row["manufacturer"])
    if maker is None:
        yield f"there is no manufacturer {row['manufacturer']!r}"
        return
    if not row["legal_name"]:
        yield "legal_name is needed"
    if not _COUNTRY.fullmatch(row["headquarters"]):
        yield f"headquarters must be an ISO 3166 alpha-2 code, not {row['headquarters']!r}"
    own = [e for e in facts.entities if e.manufacturer == maker.id]
    if row["legal_name"] == own[0].legal_name:
        yield from _in_order((e.period for e in own), f"the entities of {maker.id}")
        if not maker.successor and own[-1].legal_name != maker.legal_name:
            yield f"the newest name is {own[-1].legal_name!r}, but manufacturers has {maker.legal_name!r}"


def chip_maker(row: Row, facts: Facts) -> Iterator[str]:
    """Brand and maker are known companies, the categories exist, and the rows of a brand follow each other in time."""
    for column in ("brand", "made_by"):
        if row[column] not in facts.manufacturers:
            yield f"there is no manufacturer {row[column]!r}"
    categories = tuple(row["categories"].split())
    for category in categories:
        if category not in facts.categories:
            yield f"there is no category {category!r}"
    same = [m for m in facts.chip_makers if (m.brand, m.categories) == (row["brand"], categories)]
    if (row["made_by"], row["valid_from"]) == (same[0].made_by, same[0].period.start):
        yield from _in_order((m.period for m in same), f"the rows of {row['brand']}")


def owner(row: Row, facts: Facts) -> Iterator[str]:
    """Both are known companies, and the owners of a company follow each other in time."""
    for column in ("manufacturer", "parent"):
        if row[column] not in facts.manufacturers:
            yield f"there is no manufacturer {row[column]!r}"
    if row["manufacturer"] == row["parent"]:
        yield "a company is not its own parent"
    same = [o for o in facts.owners if o.manufacturer == row["manufacturer"]]
    if row["parent"] == same[0].parent:
        yield from _in_order((o.period for o in same), f"the owners of {row['manufacturer']}")


def affiliate(row: Row, facts: Facts) -> Iterator[str]:
    """An affiliate belongs to a known company and is found by that company's names; its country is told."""
    if row["manufacturer"] not in facts.manufacturers:
        yield f"there is no manufacturer {row['manufacturer']!r}"
    if not row["legal_name"]:
        yield "legal_name is needed"
    if not _COUNTRY.fullmatch(row["country"]):
        yield f"country must be an ISO 3166 alpha-2 code, not {row['country']!r}"
    if facts.name_index.find(row["legal_name"]) != row["manufacturer"]:
        yield f"{row['legal_name']!r} stands in no row of kind affiliate in names"


def _in_order(periods: Iterable[Period], what: str) -> Iterator[str]:
    """A later row begins no earlier than the one before it."""
    begin = date.min
    for period in periods:
        first, _ = period.possible
        if period.start and first < begin:
            yield f"{what} are not in the order of time: {period.start} follows a later date"
        begin = max(begin, first)
