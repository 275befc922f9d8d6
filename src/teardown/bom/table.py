"""The report's table: companies and the functions of their parts, as a stated filter over the bill of materials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teardown.bom.companies import CompanyFacts, addressed, company_name, named_for_affiliate_in
from teardown.bom.statement import Listed, Shown, statement
from teardown.model import Bom, CompanyRow, CompanyTable, NameStyle, TableFilter

FUNCTION_UNKNOWN = "Function not known"


@dataclass(frozen=True, slots=True)
class Chips:
    """Components that count alike in a company table: as many as there are, or one with its id."""

    manufacturer: str
    """Manufacturer id that they are attributed to; empty where nobody is named."""
    category: str
    level: int
    count: int = 1
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A company of the bill of materials and its components."""

    manufacturer: str
    chips: tuple[Chips, ...]
    shown_because: tuple[str, ...]
    """Conditions of the filter that hold: `country`, `affiliate`, `name`, or `all` when the filter has none."""


EVERYTHING = TableFilter()


def company_table(
    bom: Bom, facts: CompanyFacts, table_filter: TableFilter = EVERYTHING, style: NameStyle = NameStyle.REPORT
) -> CompanyTable:
    """The company table of a bill of materials.

    A component counts for the company that carries on its maker's products today, or for the group that a report addresses
    (`companies.addressed`). A company is shown when any condition of the filter holds for it, and it has a component of at least
    the filter's level. Lines stand in the order of the filter (`order`, then `manufacturers`), the others after them by the name
    printed; labels in a line stand in the order of the categories table, each once.
    """
    chips = [
        Chips(c.attribution.manufacturer or "", c.attribution.category or "", int(c.attribution.level), ids=(c.id,))
        for c in bom.chips
    ]
    return counted_table(chips, facts, table_filter, style)


def counted_table(
    chips: Sequence[Chips], facts: CompanyFacts, table_filter: TableFilter = EVERYTHING, style: NameStyle = NameStyle.REPORT
) -> CompanyTable:
    """The same table, counted from what a database sums up; its rows have the ids that `chips` have."""
    entries = _entries(chips, facts, table_filter)
    names = {e.manufacturer: _name(e, facts, table_filter, style) for e in entries}
    shown = [e for e in entries if e.shown_because]
    wanted = {
        manufacturer: n for n, manufacturer in reversed(list(enumerate((*table_filter.order, *table_filter.manufacturers))))
    }
    shown.sort(key=lambda e: (wanted.get(e.manufacturer, len(wanted)), names[e.manufacturer].casefold(), e.manufacturer))
    rows = tuple(
        CompanyRow(
            no=n,
            company_name=names[e.manufacturer],
            confirmed_parts=", ".join(_labels(e.chips, facts, style)),
            manufacturer=e.manufacturer,
            components=tuple(id_ for c in e.chips for id_ in c.ids),
        )
        for n, e in enumerate(shown, start=1)
    )
    left_out = {e.manufacturer: _count(e.chips) for e in entries if not e.shown_because}
    told = [Shown(e.manufacturer, names[e.manufacturer], _count(e.chips), _makers(e)) for e in shown]
    below = _count([c for c in chips if c.manufacturer and c.level < table_filter.minimum_level])
    listed = Listed(_count(chips), _count([c for c in chips if c.manufacturer]), below)
    return CompanyTable(rows, table_filter, statement(listed, facts, table_filter, style, told, left_out), left_out)


def label(category: str | None, facts: CompanyFacts, style: NameStyle = NameStyle.REPORT) -> str:
    """What a part does, in the words of the table; says so when it is not known."""
    known = facts.categories.get(category or "")
    if known is None:
        return "機能不明" if style is NameStyle.JAPANESE else FUNCTION_UNKNOWN
    if style is NameStyle.JAPANESE:
        return known.label_ja or known.label_en
    return known.report_label or known.label_en


def _count(chips: Sequence[Chips]) -> int:
    return sum(c.count for c in chips)


def _entries(chips: Sequence[Chips], facts: CompanyFacts, chosen: TableFilter) -> list[_Entry]:
    grouped: dict[str, list[Chips]] = {}
    for some in chips:
        if some.manufacturer and some.level >= chosen.minimum_level:
            grouped.setdefault(addressed(some.manufacturer, facts), []).append(some)
    return [_Entry(m, tuple(c), _reasons(m, c, facts, chosen)) for m, c in sorted(grouped.items())]


def _reasons(manufacturer: str, chips: Sequence[Chips], facts: CompanyFacts, chosen: TableFilter) -> tuple[str, ...]:
    if not (chosen.countries or chosen.affiliates_in or chosen.manufacturers):
        return ("all",)
    maker = facts.manufacturers.get(manufacturer)
    reasons = []
    if maker and maker.headquarters in chosen.countries:
        reasons.append("country")
    if maker and any(country in chosen.affiliates_in for country, _ in maker.local_affiliates):
        reasons.append("affiliate")
    named = {addressed(m, facts) for m in chosen.manufacturers} | set(chosen.manufacturers)
    if manufacturer in named or any(c.manufacturer in named for c in chips):
        reasons.append("name")
    return tuple(reasons)


def _name(entry: _Entry, facts: CompanyFacts, chosen: TableFilter, style: NameStyle) -> str:
    through_affiliate = "affiliate" in entry.shown_because and "country" not in entry.shown_because
    countries = (*(chosen.affiliates_in if through_affiliate else ()), *named_for_affiliate_in(entry.manufacturer, facts))
    return company_name(entry.manufacturer, facts, style, countries)


def _makers(entry: _Entry) -> tuple[str, ...]:
    return tuple(sorted({c.manufacturer for c in entry.chips}))


def _labels(chips: Sequence[Chips], facts: CompanyFacts, style: NameStyle) -> list[str]:
    place = {category: n for n, category in enumerate(facts.categories)}
    ordered = sorted(chips, key=lambda c: place.get(c.category, len(place)))
    return list(dict.fromkeys(label(c.category, facts, style) for c in ordered))
