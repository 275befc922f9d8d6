"""Companies as a bill of materials needs them: who carries on whose products, which group is addressed, which name is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from teardown.model import Category, Manufacturer, NameStyle


class CompanyFacts(Protocol):
    """The part of `teardown.parts.Facts` that is needed here."""

    @property
    def manufacturers(self) -> Mapping[str, Manufacturer]: ...

    @property
    def categories(self) -> Mapping[str, Category]: ...


def today(manufacturer: str, facts: CompanyFacts) -> str:
    """The company that carries on a company's products today: itself while it exists."""
    return _follow(manufacturer, facts, lambda maker: maker.successor)


def house(manufacturer: str, facts: CompanyFacts) -> str:
    """The head of a company's group. Two companies with one head do not contradict each other on a chip."""
    return _follow(manufacturer, facts, lambda maker: maker.successor or maker.parent)


def addressed(manufacturer: str, facts: CompanyFacts) -> str:
    """The company under which a table lists what a company made.

    That is the company that carries on its products today, or the group it belongs to when a report addresses the group:
    a sensor of Sony Semiconductor Solutions stands under Sony Group Corporation, whose report name is known; the
    group of a company that has a report name itself is not asked.
    """
    current = today(manufacturer, facts)
    seen: set[str] = set()
    group = current
    while group in facts.manufacturers and group not in seen:
        seen.add(group)
        if facts.manufacturers[group].report_name:
            return group
        group = today(facts.manufacturers[group].parent, facts)
    return current


def company_name(manufacturer: str, facts: CompanyFacts, style: NameStyle, affiliates_in: Sequence[str] = ()) -> str:
    """A company's name in the style wanted; its id when the facts do not know it.

    With `affiliates_in`, a company that is shown because of its affiliated local company in one of these countries is called by
    that company's name, in the styles that name who is addressed (report, Japanese): "Micron Japan Co., Ltd.".
    """
    maker = facts.manufacturers.get(manufacturer)
    if maker is None:
        return manufacturer
    if style is NameStyle.LEGAL:
        return maker.legal_name
    if style is NameStyle.SHORT:
        return maker.short_name or maker.legal_name
    local = _local_names(maker, affiliates_in)
    if style is NameStyle.JAPANESE:
        return next((name for name in local if _is_japanese(name)), maker.name_ja or maker.legal_name)
    if maker.report_name:
        return maker.report_name
    return next((name for name in local if not _is_japanese(name)), local[0] if local else maker.legal_name)


def named_for_affiliate_in(manufacturer: str, facts: CompanyFacts) -> tuple[str, ...]:
    """Countries whose local company a report names in the place of the company itself: Japan for Micron.

    A table calls the company by that local company's name; what is said of who made a chip never does.
    """
    maker = facts.manufacturers.get(manufacturer)
    return tuple({country for country, name in maker.local_affiliates if name == maker.report_name}) if maker else ()


def _local_names(maker: Manufacturer, affiliates_in: Sequence[str]) -> list[str]:
    """Names of the local companies in these countries."""
    return [name for country, name in maker.local_affiliates if country in affiliates_in]


def _is_japanese(text: str) -> bool:
    return any(unicodedata.name(c, "").startswith(("CJK", "KATAKANA", "HIRAGANA")) for c in text)


def _follow(manufacturer: str, facts: CompanyFacts, step: Callable[[Manufacturer], str]) -> str:
    seen: set[str] = set()
    while manufacturer not in seen:
        seen.add(manufacturer)
        maker = facts.manufacturers.get(manufacturer)
        onward = step(maker) if maker else ""
        if not onward or onward not in facts.manufacturers:
            return manufacturer
        manufacturer = onward
    # A ring of successors is a mistake in the facts; any fixed member of it will do.
    return min(seen)
