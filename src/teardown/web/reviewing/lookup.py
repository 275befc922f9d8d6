"""Type-ahead over companies and parts of the parts database."""

from __future__ import annotations

from dataclasses import dataclass

from teardown.bom import company_name
from teardown.model import Manufacturer, NameStyle
from teardown.parts import Facts, compact
from teardown.parts.rows import DocumentedPart

MOST = 8
"""Options shown: what a glance takes in."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be chosen."""

    manufacturer: str
    company: str
    part_number: str = ""
    category: str = ""
    function: str = ""
    note: str = ""
    """By which name a company was found, or by which rule a part."""


def companies(text: str, facts: Facts, style: NameStyle) -> list[Option]:
    """Companies by any of their names, those first whose name begins with `text`."""
    key = text.strip().casefold()
    if not key:
        return []
    found: list[tuple[int, str, Option]] = []
    for maker in facts.manufacturers.values():
        name = next((n for n in _names(maker) if n.casefold().startswith(key)), None)
        rank = 0 if name else 1
        name = name or next((n for n in _names(maker) if key in n.casefold()), None)
        if name is None:
            continue
        shown = company_name(maker.id, facts, style)
        rank = -1 if key in (maker.id, maker.short_name.casefold()) else rank
        note = "" if name.casefold() in (shown.casefold(), maker.id) else name
        found.append((rank, maker.short_name.casefold(), Option(maker.id, shown, note=note)))
    return [option for _rank, _name, option in sorted(found, key=lambda f: f[:2])][:MOST]


def parts(text: str, facts: Facts, style: NameStyle) -> list[Option]:
    """Parts by number or top mark: documented ones, what a family's grammar makes of the text, and imported tables last."""
    token = compact(text)
    if len(token) < 2:
        return []
    found: dict[tuple[str, str], Option] = {}

    def add(manufacturer: str, part_number: str, category: str, note: str) -> None:
        company = company_name(manufacturer, facts, style)
        found.setdefault(
            (manufacturer, part_number),
            Option(manufacturer, company, part_number, category, _function(category, facts, style), note),
        )

    for key, part in _documented(facts):
        if key.startswith(token):
            add(part.manufacturer, part.part_number, part.category, part.top_mark)
    for match in facts.family_index.match(token, max_substitutions=0):
        add(match.family.manufacturer, match.part_number, match.family.category, match.family.id)
    for key, part in _documented(facts):
        if token in key:
            add(part.manufacturer, part.part_number, part.category, part.top_mark)
    if facts.imported and len(found) < MOST:
        for hit in facts.imported.exact(text):
            if hit.manufacturer:
                add(hit.manufacturer, hit.part_number, "", hit.source)
    return list(found.values())[:MOST]


def company_named(text: str, facts: Facts) -> str:
    """The id of the company that is called so, or has this id; empty when none or several are."""
    text = text.strip()
    return text if text in facts.manufacturers else facts.name_index.find(text) or ""


def _documented(facts: Facts) -> list[tuple[str, DocumentedPart]]:
    """Numbers and top marks as compared, the shortest first."""
    rows = [(compact(text), part) for part in facts.parts for text in (part.part_number, part.top_mark) if text]
    return sorted(rows, key=lambda row: (len(row[0]), row[0]))


def _names(maker: Manufacturer) -> tuple[str, ...]:
    own = (maker.short_name, maker.legal_name, maker.report_name, maker.name_ja, maker.id)
    affiliates = tuple(name for _country, name in maker.local_affiliates)
    return tuple(n for n in (*own, *maker.aliases, *maker.former_names, *maker.brand_texts, *affiliates) if n)


def _function(category: str, facts: Facts, style: NameStyle) -> str:
    known = facts.categories.get(category)
    if known is None:
        return ""
    return (known.label_ja or known.label_en) if style is NameStyle.JAPANESE else known.label_en
