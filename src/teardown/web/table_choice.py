"""Which companies a table shows, as a page's address says it; without a word about it, as the case has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teardown.bom.companies import addressed
from teardown.casework.facts import facts
from teardown.casework.models import Case
from teardown.casework.rows import case_noun
from teardown.casework.services.counts import Tally
from teardown.model import ClaimLevel, NameStyle, TableFilter

NAMES = {
    NameStyle.REPORT: _("as reports print them"),
    NameStyle.LEGAL: _("legal names"),
    NameStyle.SHORT: _("short names"),
    NameStyle.JAPANESE: _("Japanese names"),
}
LEVELS = {
    ClaimLevel.BRAND: _("brand or more"),
    ClaimLevel.PART: _("part or more"),
    ClaimLevel.CONFIRMED: _("confirmed by two people"),
}


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A filter and how companies are called."""

    filter: TableFilter
    style: NameStyle
    changed: bool
    """It is not the one that the case has."""


def choice_of(case: Case, query: QueryDict) -> TableChoice:
    """The choice that a page's address states. What makes no sense in it counts for nothing."""
    noun = case_noun(case)
    kept = TableChoice(noun.table, style_for(noun.name_style), False)
    if "chosen" not in query:
        return kept
    known = facts()
    level = query.get("level", "")
    chosen = replace(
        noun.table,
        countries=tuple(_codes(query.getlist("country"))),
        affiliates_in=tuple(_codes(query.getlist("affiliate"))),
        manufacturers=tuple(dict.fromkeys(m for m in query.getlist("company") if m in known.manufacturers)),
        minimum_level=ClaimLevel(int(level)) if level in {str(int(v)) for v in LEVELS} else noun.table.minimum_level,
    )
    style = query.get("names", "")
    named = NameStyle(style) if style in set(NameStyle) else kept.style
    return TableChoice(chosen, named, (chosen, named) != (kept.filter, kept.style))


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from, as far as the case has it."""

    countries: tuple[str, ...]
    affiliates: tuple[str, ...]
    companies: tuple[str, ...]
    """Manufacturer ids."""


def choices_for(counted: Iterable[Tally], chosen: TableFilter) -> Choices:
    """Countries and companies that are in the bill of materials, and those that are chosen already."""
    known = facts()
    companies = {addressed(t.manufacturer, known) for t in counted if t.manufacturer} | set(chosen.manufacturers)
    makers = [known.manufacturers[m] for m in companies if m in known.manufacturers]
    countries = {m.headquarters for m in makers if m.headquarters} | set(chosen.countries)
    affiliates = {country for m in makers for country, _name in m.local_affiliates} | set(chosen.affiliates_in)
    return Choices(tuple(sorted(countries)), tuple(sorted(affiliates)), tuple(sorted(companies)))


def style_for(style: NameStyle) -> NameStyle:
    """How companies are called to this reader, where the case says `style`."""
    return NameStyle.JAPANESE if get_language() == "ja" else style


def _codes(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(v for v in values if len(v) == 2 and v.isascii() and v.isalpha() and v.isupper())
