"""The rows of `parts_db`, one frozen dataclass per table. `Manufacturer`, `Category` and `Part` are nouns of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from teardown.parts.grammar import Pattern
from teardown.parts.periods import Period

BrandMatch = Literal["word", "line", "prefix"]


@dataclass(frozen=True, slots=True)
class Example:
    """A real marking that a rule must explain."""

    lines: tuple[str, ...]
    expects: str
    """The part number (families), the decoded date (date codes) or empty."""


@dataclass(frozen=True, slots=True)
class Brand:
    """Text that stands on a maker's packages."""

    manufacturer: str
    text: str
    match: BrandMatch
    source: str


@dataclass(frozen=True, slots=True)
class Family:
    """How a maker's part numbers look on packages."""

    id: str
    manufacturer: str
    pattern: Pattern
    part: str
    category: str
    needs_brand: bool
    examples: tuple[Example, ...]
    source: str

    def part_number(self, text: str, groups: tuple[str, ...]) -> str:
        """The part number that a match denotes, from the `part` template."""
        return (self.part or "{0}").format(text, *groups)


@dataclass(frozen=True, slots=True)
class DocumentedPart:
    """A single part number or top mark; a documented top mark may need the maker's brand beside it."""

    part_number: str
    manufacturer: str
    category: str
    package: str
    top_mark: str
    needs_brand: bool
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class MarkingCode:
    """A short code that stands for a part on one package; other makers print the same for other parts."""

    code: str
    """As printed; `?` where a letter of the date or the factory stands."""
    manufacturer: str
    part_number: str
    package: str
    category: str
    source: str


@dataclass(frozen=True, slots=True)
class PatternRule:
    """A trap or a noise: text that must not lead to a company."""

    id: str
    pattern: Pattern
    what: str
    """Category (shared numbers), customer (house markings) or what it is (noise)."""
    examples: tuple[Example, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A country's name as printed on packages."""

    text: str
    country: str
    source: str


@dataclass(frozen=True, slots=True)
class DateLayout:
    """A way to print a date code."""

    id: str
    manufacturer: str
    """Manufacturer id, empty when many use it."""
    pattern: str
    """Regular expression with groups yy, y, ww, m."""
    layout: str
    examples: tuple[Example, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Era:
    """The years in which parts of a kind were made: it settles the decade of a date code with one digit for the year."""

    id: str
    pattern: Pattern
    first: int
    last: int
    source: str


@dataclass(frozen=True, slots=True)
class CompanyName:
    """One more name by which a company is found."""

    manufacturer: str
    kind: str
    """`alias`, `former`, `ja`, `affiliate` or `report`."""
    name: str
    country: str
    source: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A legal entity's name and head office, and the time in which it had them."""

    manufacturer: str
    legal_name: str
    name_ja: str
    headquarters: str
    """ISO 3166 alpha-2: where *this* entity had its head office."""
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class ChipMaker:
    """Whose chips bore a brand, and when."""

    brand: str
    """Manufacturer id of the brand."""
    made_by: str
    """Manufacturer id of the legal entity."""
    categories: tuple[str, ...]
    """Categories of parts that this is about; empty for all that no other row names."""
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Which group a company belonged to, and when."""

    manufacturer: str
    parent: str
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class Affiliate:
    """The legal name of a company's affiliate in a country, where it can be addressed."""

    manufacturer: str
    country: str
    legal_name: str
    name_ja: str
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """What readers were measured to take for one another."""

    printed: str
    read: str
    weight: float
    source: str
