"""All facts of `parts_db` in memory, with the look-ups that decoding needs."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property

from teardown.model import CaseEvent, Category, Manufacturer
from teardown.parts.brands import BrandIndex
from teardown.parts.codes import CodeIndex
from teardown.parts.imported import ImportedParts
from teardown.parts.index import FamilyIndex, PartIndex
from teardown.parts.names import NameIndex
from teardown.parts.rows import (
    Affiliate,
    Brand,
    ChipMaker,
    CompanyName,
    Confusion,
    DateLayout,
    DocumentedPart,
    Entity,
    Era,
    Family,
    MarkingCode,
    Owner,
    PatternRule,
    Place,
)
from teardown.parts.text import compact, upper


@dataclass(frozen=True)
class Facts:
    """The parts database: what a specialist has in the head. Immutable; indexes are built when first asked for."""

    version: str
    """First twelve hex digits of the SHA-256 over all tables: equal facts, equal version."""
    manufacturers: Mapping[str, Manufacturer]
    categories: Mapping[str, Category]
    """In the order of the table, which is the order of labels in the company table."""
    brands: tuple[Brand, ...]
    families: tuple[Family, ...]
    parts: tuple[DocumentedPart, ...]
    shared: tuple[PatternRule, ...]
    customers: tuple[PatternRule, ...]
    noise: tuple[PatternRule, ...]
    places: tuple[Place, ...]
    date_layouts: tuple[DateLayout, ...]
    confusions: tuple[Confusion, ...]
    eras: tuple[Era, ...] = ()
    codes: tuple[MarkingCode, ...] = ()
    """Marking codes of small packages."""
    imported: ImportedParts | None = None
    """Imported part tables, which rank below everything else here."""
    events: tuple[CaseEvent, ...] = ()
    """Dated events that the chips of a unit can be set against."""
    names: tuple[CompanyName, ...] = ()
    """Other names of companies, each with its source; `teardown.parts.history` says what a company was called at a time."""
    entities: tuple[Entity, ...] = ()
    chip_makers: tuple[ChipMaker, ...] = ()
    owners: tuple[Owner, ...] = ()
    affiliates: tuple[Affiliate, ...] = ()

    @cached_property
    def brand_index(self) -> BrandIndex:
        return BrandIndex(self.brands)

    @cached_property
    def family_index(self) -> FamilyIndex:
        return FamilyIndex(self.families)

    @cached_property
    def code_index(self) -> CodeIndex:
        return CodeIndex(self.codes)

    @cached_property
    def part_index(self) -> PartIndex:
        return PartIndex(self.parts)

    @cached_property
    def name_index(self) -> NameIndex:
        return NameIndex(self.manufacturers.values())

    @cached_property
    def _places(self) -> dict[str, str]:
        return {compact(place.text): place.country for place in self.places}

    def place(self, text: str) -> str | None:
        """ISO country code when `text` is a country's name as printed on packages, otherwise None."""
        return self._places.get(compact(text))

    def shared_rule(self, token: str) -> PatternRule | None:
        """The first rule that says that many makers print the compact `token`."""
        return next((rule for rule in self.shared if rule.pattern.match(token, 0)), None)

    def customer_rule(self, token: str) -> PatternRule | None:
        """The first rule that says that the compact `token` is a customer's house marking."""
        return next((rule for rule in self.customers if rule.pattern.match(token, 0)), None)

    def noise_rule(self, line: str) -> PatternRule | None:
        """The first rule that says that a whole line is no marking."""
        text = " ".join(upper(line).split())
        return next((rule for rule in self.noise if rule.pattern.match(text, 0)), None)

    def era(self, token: str) -> tuple[int, int] | None:
        """First and last year in which the part that the compact `token` names was made, None where that is not known."""
        found = next((era for era in self.eras if era.pattern.match(token, 0)), None)
        return (found.first, found.last) if found else None

    def house(self, manufacturer: str) -> frozenset[str]:
        """The companies whose name may stand on the same products: predecessors, successors and the parent group's members.

        Atmel, Microchip and Micrel are one house; so are ROHM and LAPIS. Unknown ids are a house of their own.
        """
        return self._houses.get(manufacturer, frozenset({manufacturer}))

    def makes(self, manufacturer: str, categories: Container[str]) -> bool:
        """Whether a family or part of one of these categories is known of a company."""
        return any(category in categories for category in self._made.get(manufacturer, ()))

    @cached_property
    def _made(self) -> dict[str, set[str]]:
        made: dict[str, set[str]] = {}
        for maker, category in (
            *((family.manufacturer, family.category) for family in self.families),
            *((part.manufacturer, part.category) for part in self.parts),
        ):
            made.setdefault(maker, set()).add(category)
        return made

    @cached_property
    def _houses(self) -> dict[str, frozenset[str]]:
        top: dict[str, str] = {id_: self._head(id_) for id_ in self.manufacturers}
        members: dict[str, set[str]] = {}
        for id_, head in top.items():
            members.setdefault(head, set()).add(id_)
        return {id_: frozenset(members[head]) for id_, head in top.items()}

    def _head(self, id_: str) -> str:
        seen = set()
        while id_ not in seen:
            seen.add(id_)
            maker = self.manufacturers.get(id_)
            above = (maker.successor or maker.parent) if maker else ""
            if not above or above not in self.manufacturers:
                return id_
            id_ = above
        return min(seen)
