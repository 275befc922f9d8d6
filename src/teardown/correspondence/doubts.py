"""What somebody should look at before a letter goes out: names that contradict each other, unknown days, unchecked facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from teardown.bom import country_name
from teardown.case.records import AddressLink, AddressStep, Case
from teardown.correspondence.dates import written
from teardown.correspondence.names import entity_today, local_company, report_names, spelling_free
from teardown.correspondence.phrases import Phrases
from teardown.parts import Facts
from teardown.parts.history import entities_at, makers_at
from teardown.parts.periods import Span

_UNCHECKED = "unchecked"


class DatedChip(Protocol):
    """The part of `addressing.Chip` that is needed here."""

    @property
    def id(self) -> str: ...

    @property
    def manufacturer(self) -> str: ...

    @property
    def category(self) -> str: ...

    @property
    def made(self) -> tuple[Span, ...]: ...


def doubts_about(
    manufacturer: str,
    chips: Sequence[DatedChip],
    case: Case,
    facts: Facts,
    *,
    on: date,
    links: Sequence[AddressLink],
    phrases: Phrases,
) -> tuple[str, ...]:
    """Sentences for a reviewer, the gravest first; empty when there is nothing to look at."""
    found = [
        *_names(manufacturer, case, facts, on, phrases),
        *_country(manufacturer, case, facts, on, phrases),
        *_listed_elsewhere(manufacturer, chips, facts, on, phrases),
        *_entities_then(chips, facts, phrases),
        *_undated(chips, phrases),
        *_unchecked(links, phrases),
    ]
    return tuple(dict.fromkeys(found))


def _names(manufacturer: str, case: Case, facts: Facts, on: date, phrases: Phrases) -> Iterator[str]:
    """What a report prints, held against the legal names and against itself."""
    printed = report_names(manufacturer, facts)
    local, entity = local_company(manufacturer, case.country, on, facts), entity_today(manufacturer, on, facts)
    legal = {spelling_free(e) for e in filter(None, (local.legal_name if local else "", entity.legal_name if entity else ""))}
    if len({spelling_free(name) for name, _ in printed}) > 1:
        yield phrases.filled("doubt_two_names", names=phrases.listed([phrases.quoted(name) for name, _ in printed]))
    for name, source in printed:
        if spelling_free(name) in legal:
            continue
        right = local.legal_name if local else entity.legal_name if entity else ""
        where = local.source if local else entity.source if entity else ""
        yield phrases.filled("doubt_report_name", name=name, legal=right, source=source, where=where)


def _country(manufacturer: str, case: Case, facts: Facts, on: date, phrases: Phrases) -> Iterator[str]:
    entity = entity_today(manufacturer, on, facts)
    if not case.country or entity is None or entity.headquarters == case.country:
        return
    japanese = phrases.language == "ja"
    values = {
        "company": entity.legal_name,
        "headquarters": country_name(entity.headquarters, japanese=japanese) if entity.headquarters else "?",
        "country": country_name(case.country, japanese=japanese),
    }
    local = local_company(manufacturer, case.country, on, facts)
    if local:
        yield phrases.filled("doubt_affiliate", local=local.legal_name, **values)
    else:
        yield phrases.filled("doubt_no_affiliate", **values)


def _listed_elsewhere(manufacturer: str, chips: Sequence[DatedChip], facts: Facts, on: date, phrases: Phrases) -> Iterator[str]:
    """The table lists a brand under a company to whose house today's maker no longer belongs."""
    for chip in chips:
        for maker in makers_at(chip.manufacturer, chip.category, (on, on), facts):
            entity = entity_today(maker, on, facts)
            if entity and manufacturer not in facts.house(entity.manufacturer):
                short = facts.manufacturers[chip.manufacturer].short_name
                yield phrases.filled("doubt_other_house", brand=short, today=entity.legal_name)


def _entities_then(chips: Sequence[DatedChip], facts: Facts, phrases: Phrases) -> Iterator[str]:
    """More than one legal entity is possible, because of the date code or because the day of a change is not known."""
    for chip in chips:
        names: dict[str, None] = {}
        ambiguous = False
        for made in chip.made:
            here = [
                e.legal_name
                for maker in makers_at(chip.manufacturer, chip.category, made, facts)
                for e in entities_at(maker, made, facts)
            ]
            ambiguous |= len(set(here)) > 1
            names |= dict.fromkeys(here)
        if chip.made and not names:
            yield phrases.filled("doubt_no_entity", chip=chip.id, day=written(chip.made[0][0], phrases.language))
        elif len(names) > 1:
            key = "doubt_change" if ambiguous else "doubt_date_code"
            yield phrases.filled(key, chip=chip.id, names=phrases.listed([phrases.quoted(n) for n in names]))


def _undated(chips: Sequence[DatedChip], phrases: Phrases) -> Iterator[str]:
    undated = [chip.id for chip in chips if not chip.made]
    if undated:
        yield phrases.filled("doubt_undated", chips=", ".join(undated))


def _unchecked(links: Sequence[AddressLink], phrases: Phrases) -> Iterator[str]:
    named = [link for link in links if link.step is not AddressStep.BRAND and _UNCHECKED in link.source]
    for name in dict.fromkeys(link.name for link in named):
        source = next(link.source for link in named if link.name == name)
        yield phrases.filled("doubt_unchecked", name=name, source=source)
