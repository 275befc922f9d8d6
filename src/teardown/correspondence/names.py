"""A company's names side by side: the legal one, those a report prints, and whether they differ by more than spelling."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from teardown.bom import company_name
from teardown.export.strings import Language
from teardown.model import NameStyle
from teardown.parts import Facts
from teardown.parts.history import affiliate_in, entities_at
from teardown.parts.rows import Affiliate, Entity

_SAME_WORD = {"co": "company", "ltd": "limited", "inc": "incorporated", "corp": "corporation"}


def spelling_free(name: str) -> str:
    """A name without what is mere spelling: capital letters, punctuation, "Co., Ltd." for "Company Limited".

    The legal form stays: a Corporation and an Inc. of the same name may be two companies.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(_SAME_WORD.get(word, word) for word in words)


def entity_today(manufacturer: str, on: date, facts: Facts) -> Entity | None:
    """The legal entity that a company is on a day; the newest where more than one is possible."""
    found = entities_at(manufacturer, (on, on), facts)
    return found[-1] if found else None


def local_company(manufacturer: str, country: str, on: date, facts: Facts) -> Affiliate | None:
    """The company of the group that is addressed in a country; None where the company itself has its head office there."""
    entity = entity_today(manufacturer, on, facts)
    if not country or (entity is not None and entity.headquarters == country):
        return None
    return affiliate_in(manufacturer, country, (on, on), facts)


def letter_name(manufacturer: str, country: str, style: NameStyle, language: Language, on: date, facts: Facts) -> str:
    """The name that a letter is addressed to.

    A Japanese letter uses the Japanese name where one is on record. Otherwise the case chooses between the name as a report
    prints it and the legal name; a short name is no name for an envelope.
    """
    local, entity = local_company(manufacturer, country, on, facts), entity_today(manufacturer, on, facts)
    if language == "ja" or style is NameStyle.JAPANESE:
        japanese = local.name_ja if local else entity.name_ja if entity else ""
        if japanese:
            return japanese
        if language == "ja":
            return company_name(manufacturer, facts, NameStyle.JAPANESE, (country,) if local else ())
    if style is NameStyle.REPORT:
        return company_name(manufacturer, facts, NameStyle.REPORT, (country,) if local else ())
    if local:
        return local.legal_name
    return entity.legal_name if entity else company_name(manufacturer, facts, NameStyle.LEGAL)


def report_names(manufacturer: str, facts: Facts) -> tuple[tuple[str, str], ...]:
    """(name, source) of every name that a report printed for a company, each once."""
    maker = facts.manufacturers.get(manufacturer)
    if maker is None or not maker.report_name:
        return ()
    own = next((n.source for n in facts.names if (n.manufacturer, n.name) == (manufacturer, maker.report_name)), maker.source)
    printed = {maker.report_name: own}
    for row in facts.names:
        if (row.manufacturer, row.kind) == (manufacturer, "report"):
            printed.setdefault(row.name, row.source)
    return tuple(printed.items())
