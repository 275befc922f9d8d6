"""A company table's filter in words: which companies are shown, why, and what is left out. In English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teardown.bom.companies import CompanyFacts, company_name
from teardown.bom.countries import country_name
from teardown.model import ClaimLevel, NameStyle, TableFilter


@dataclass(frozen=True, slots=True)
class Shown:
    """One company of the table, as far as the statement needs it."""

    manufacturer: str
    printed_name: str
    components: int
    makers: tuple[str, ...]
    """Manufacturer ids that stand on the components: a group's members, former companies."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Components of a bill of materials."""

    all: int
    identified: int
    below: int
    """Identified, but below the level that the table shows."""


def statement(
    listed: Listed,
    facts: CompanyFacts,
    chosen: TableFilter,
    style: NameStyle,
    shown: Sequence[Shown],
    left_out: Mapping[str, int],
) -> str:
    """Every figure in the sentences is counted from the bill of materials and the table."""
    counts = _Counts(
        listed=listed.all,
        identified=listed.identified,
        shown=sum(s.components for s in shown),
        companies=len(shown),
        left_out=sum(left_out.values()),
        left_out_companies=len(left_out),
        below=listed.below,
    )
    build = _japanese if style is NameStyle.JAPANESE else _english
    return build(facts, chosen, counts, shown, sorted(left_out.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class _Counts:
    listed: int
    identified: int
    shown: int
    companies: int
    left_out: int
    left_out_companies: int
    below: int


def _english(
    facts: CompanyFacts, chosen: TableFilter, n: _Counts, shown: Sequence[Shown], left_out: Sequence[tuple[str, int]]
) -> str:
    conditions = [f"companies with head office in {_or([country_name(c) for c in chosen.countries])}"] if chosen.countries else []
    if chosen.affiliates_in:
        conditions.append(f"companies with an affiliated local company in {_or([country_name(c) for c in chosen.affiliates_in])}")
    if chosen.manufacturers:
        conditions.append(f"companies named for this table: {_short(chosen.manufacturers, facts)}")
    sentences = [f"Shown are {'; '.join(conditions) if conditions else 'all companies that are identified'}."]
    sentences.append(
        f"Of {_many(n.listed, 'component')} listed in the bill of materials, {n.identified} {_are(n.identified)} attributed "
        f"to a company; this table rests on {n.shown} of them, by {_many(n.companies, 'company', 'companies')}."
    )
    if n.left_out:
        named = ", ".join(f"{_short([m], facts)} {count}" for m, count in left_out)
        sentences.append(
            f"Left out by this filter {_are(n.left_out)} {_many(n.left_out, 'identified component')} "
            f"of {_many(n.left_out_companies, 'company', 'companies')}: {named}."
        )
    if n.below:
        sentences.append(
            f"{_many(n.below, 'component')} attributed below level {int(chosen.minimum_level)} ({_level(chosen.minimum_level)}) "
            f"{_are(n.below)} not counted in this table."
        )
    if n.listed > n.identified:
        sentences.append(f"{_many(n.listed - n.identified, 'component')} {_are(n.listed - n.identified)} not identified.")
    for company in shown:
        maker = facts.manufacturers.get(company.manufacturer)
        if maker and any(name == company.printed_name for _, name in maker.local_affiliates):
            sentences.append(
                f"{company.printed_name} stands for {maker.legal_name}, head office in {country_name(maker.headquarters)}, "
                "whose affiliated local company it is."
            )
        others = [m for m in company.makers if m != company.manufacturer]
        if others:
            legal = _and([company_name(m, facts, NameStyle.LEGAL) for m in others])
            sentences.append(f"Components that bear marks of {legal} are listed under {company.printed_name}.")
    return " ".join(sentences)


def _japanese(
    facts: CompanyFacts, chosen: TableFilter, n: _Counts, shown: Sequence[Shown], left_out: Sequence[tuple[str, int]]
) -> str:
    def places(codes: Sequence[str]) -> str:
        return "・".join(country_name(c, japanese=True) for c in codes)

    conditions = [f"本社が{places(chosen.countries)}にある企業"] if chosen.countries else []
    if chosen.affiliates_in:
        conditions.append(f"{places(chosen.affiliates_in)}に関連現地法人がある企業")
    if chosen.manufacturers:
        conditions.append("この表のために指定した企業（" + "、".join(_ja(m, facts) for m in chosen.manufacturers) + "）")
    sentences = [f"掲載対象：{'、または'.join(conditions) if conditions else '特定されたすべての企業'}。"]
    sentences.append(
        f"部品表に記載した{n.listed}個の部品のうち{n.identified}個の製造企業を特定した。この表は{n.companies}社の{n.shown}個に基づく。"
    )
    if n.left_out:
        named = "、".join(f"{_ja(m, facts)} {count}" for m, count in left_out)
        sentences.append(f"この条件により、特定された{n.left_out_companies}社の部品{n.left_out}個を掲載していない（{named}）。")
    if n.below:
        sentences.append(f"レベル{int(chosen.minimum_level)}未満の部品{n.below}個は数えていない。")
    if n.listed > n.identified:
        sentences.append(f"{n.listed - n.identified}個は特定できていない。")
    for company in shown:
        maker = facts.manufacturers.get(company.manufacturer)
        if maker and any(name == company.printed_name for _, name in maker.local_affiliates):
            where = country_name(maker.headquarters, japanese=True)
            sentences.append(f"{company.printed_name}は、{where}に本社を置く{maker.legal_name}の関連現地法人である。")
        others = [m for m in company.makers if m != company.manufacturer]
        if others:
            sentences.append(f"{'、'.join(_ja(m, facts) for m in others)}の表示がある部品は{company.printed_name}に含めた。")
    return "".join(sentences)


def _level(level: ClaimLevel) -> str:
    return level.name.lower()


def _short(manufacturers: Sequence[str], facts: CompanyFacts) -> str:
    return ", ".join(company_name(m, facts, NameStyle.SHORT) for m in manufacturers)


def _ja(manufacturer: str, facts: CompanyFacts) -> str:
    return company_name(manufacturer, facts, NameStyle.JAPANESE)


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
