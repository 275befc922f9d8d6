"""The decision: one company, or none and why.

1. A printed name or a logo says from which house the component comes. With a number of that house it makes level 3, without
   one level 2.
2. Two houses' names on one component: the one whose number stands there too, or nobody.
3. No name: a number that only one house prints makes level 3; a shared number, or numbers of two houses, name nobody.
4. Whatever wins must reach the naming threshold.

The decision is a pure function of marking, logo and facts: it does not know the case, so it cannot be led.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from teardown.attribution import probability as how_sure
from teardown.attribution.support import BrandSupport, PartSupport, Support, collect
from teardown.attribution.wording import wording
from teardown.model import Attribution, Candidate, ClaimLevel, Logo, Marking, Reason, Surface
from teardown.parts import Facts, compact

NAMING_THRESHOLD = 0.9
"""Below this probability nobody is named."""

_UNREADABLE_BELOW = 3
# Fewer lines are a lone number, not a marking.
_LINES = 2
_NAMELESS = (Surface.BOARD, Surface.STICKER, Surface.CONNECTOR, Surface.SCREEN)
# A name of fewer letters, or one that was misread, does not outweigh another maker's long number.
_WEAK_BRAND = 4


@dataclass(frozen=True, slots=True)
class _Choice:
    manufacturer: str
    probability: float
    level: ClaimLevel
    brand: BrandSupport | None = None
    part: PartSupport | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    grounds: tuple[_Choice, ...]
    """What speaks for the winning house, the best first; empty when nobody wins."""
    reason: Reason | None
    choices: tuple[_Choice, ...]
    why_lost: str


def attribute(
    marking: Marking,
    *,
    facts: Facts,
    logo: Logo | None = None,
    surface: Surface = Surface.CHIP,
    surface_probability: float = 1.0,
    package: str = "",
) -> Attribution:
    """Attribute one component to a company, or abstain.

    Args:
        marking: the decoded lines of the component.
        logo: a recognised maker's mark on it.
        surface: what carries the text; nothing but a chip is attributed.
        surface_probability: that it is a chip; lowers the probability of the attribution.
        package: of the component, where somebody knows it: marking codes of small packages count only then.
    """
    if surface in _NAMELESS:
        return _nameless(marking, Reason.NOT_A_CHIP, ())
    support = collect(marking, facts, logo, package)
    verdict = _decide(support, facts)
    lone = sum(len(compact(line)) >= _UNREADABLE_BELOW for line in marking.lines) < _LINES
    winner = _firm_enough(verdict.grounds, surface_probability, lone)
    if winner is None and verdict.grounds:
        verdict = _Verdict((), Reason.AMBIGUOUS, verdict.choices, "not certain enough")
    candidates = _candidates(support, verdict, winner, facts)
    if winner is None:
        return _nameless(marking, verdict.reason or _why_nothing(marking), candidates)
    part_number = winner.part.part_number if winner.part else None
    return Attribution(
        level=winner.level,
        probability=winner.probability,
        wording=wording(
            winner.level,
            company=facts.manufacturers[winner.manufacturer].short_name,
            part_number=part_number or "",
            bears_mark=winner.brand is not None,
        ),
        manufacturer=winner.manufacturer,
        part_number=part_number,
        category=winner.part.category if winner.part else None,
        candidates=candidates,
    )


def _firm_enough(grounds: Iterable[_Choice], chip: float, lone: bool) -> _Choice | None:
    """The first ground that reaches the threshold on text that stands on a chip with probability `chip` only.

    A doubtful number takes nothing from a firm one of the same house, nor from its name.
    """
    for choice in grounds:
        probability = round(choice.probability * how_sure.on_surface(choice.brand, choice.part, chip, lone), 4)
        if probability >= NAMING_THRESHOLD:
            return replace(choice, probability=probability)
    return None


def _decide(support: Support, facts: Facts) -> _Verdict:
    if support.brands:
        return _among_brands(support, facts)
    alone = [part for part in support.parts if not part.needs_brand]
    explained = [_Choice(part.manufacturer, how_sure.of_part(part), ClaimLevel.PART, part=part) for part in alone]
    choices = _best_by_house(explained, facts)
    if not choices:
        reason = Reason.CUSTOMER_MARKING if support.customer else Reason.AMBIGUOUS if support.parts or support.shared else None
        return _Verdict((), reason, (), "a shared number without a maker's name")
    best = choices[0]
    rivals = [choice for choice in choices[1:] if not _outweighs(best, choice)]
    if rivals:
        return _Verdict((), Reason.AMBIGUOUS, choices, "other makers' numbers fit as well")
    own = _of_house(explained, best, facts)
    grounds = tuple(choice for choice in own if all(_outweighs(choice, other) for other in choices[1:]))
    return _Verdict(grounds, None, choices, "fits the marking less well")


def _among_brands(support: Support, facts: Facts) -> _Verdict:
    both, name_only = [], []
    for brand in support.brands:
        house = facts.house(brand.manufacturer)
        own = [part for part in support.parts if part.manufacturer in house]
        both += [
            _Choice(brand.manufacturer, how_sure.of_brand_and_part(brand, part), ClaimLevel.PART, brand, part) for part in own
        ]
        name_only.append(_Choice(brand.manufacturer, how_sure.of_brand(brand), ClaimLevel.BRAND, brand))
    named = _best_by_house(name_only, facts)
    settled = _best_by_house(both, facts)
    if len(settled) > 1 or (not settled and len(named) > 1):
        return _Verdict((), Reason.AMBIGUOUS, (*settled, *named), "names of several makers are on the component")
    alone = named if len(named) == 1 and not _contradicted(named[0], support, facts) else ()
    if settled:
        grounds = (*_of_house(both, settled[0], facts), *alone)
        return _Verdict(grounds, None, (*settled, *named), "its name is not on the component, or no number of it")
    if not alone:
        return _Verdict((), Reason.AMBIGUOUS, named, "the number is another maker's, the name is short or misread")
    return _Verdict(alone, None, named, "another maker's name is on the component")


def _contradicted(named: _Choice, support: Support, facts: Facts) -> bool:
    """Whether a name that is short or misread stands beside a number that is another maker's alone."""
    name = named.brand
    house = facts.house(named.manufacturer)
    strangers = any(not part.needs_brand and part.doubt == 0 and part.manufacturer not in house for part in support.parts)
    return strangers and name is not None and (name.quality < 1 or 0 < name.length < _WEAK_BRAND)


def _of_house(choices: Iterable[_Choice], best: _Choice, facts: Facts) -> tuple[_Choice, ...]:
    """The choices of one house, the best first."""
    house = facts.house(best.manufacturer)
    return tuple(sorted((choice for choice in choices if choice.manufacturer in house), key=_rank))


def _best_by_house(choices: Iterable[_Choice], facts: Facts) -> tuple[_Choice, ...]:
    """The best choice of each house, the best house first."""
    best: dict[frozenset[str], _Choice] = {}
    for choice in sorted(choices, key=_rank):
        best.setdefault(facts.house(choice.manufacturer), choice)
    return tuple(sorted(best.values(), key=_rank))


def _rank(choice: _Choice) -> tuple[float, int, bool, str, str]:
    part = choice.part
    return (
        part.doubt if part else 0,
        -(part.length if part else 0),
        not (part is not None and part.rule != "part"),
        choice.manufacturer,
        part.rule if part else "",
    )


def _outweighs(best: _Choice, other: _Choice) -> bool:
    """Whether `best` explains the marking so much better that `other` is no rival.

    An exact number outweighs one with exchanged characters, and the whole of a number a piece of the same.
    """
    if best.part is None or other.part is None:
        return False
    if best.part.doubt < other.part.doubt:
        return True
    whole, piece = compact(best.part.matched), compact(other.part.matched)
    return piece != whole and piece in whole


def _candidates(support: Support, verdict: _Verdict, winner: _Choice | None, facts: Facts) -> tuple[Candidate, ...]:
    """Every company and part that was considered, the winner first, with why the others lost."""
    listed: dict[tuple[str, str], Candidate] = {}

    def add(manufacturer: str, part: PartSupport | None, brand: BrandSupport | None, weight: float, lost: str) -> None:
        ground = part or brand
        if ground is None or (manufacturer, part.part_number if part else "") in listed:
            return
        listed[manufacturer, part.part_number if part else ""] = Candidate(
            manufacturer=manufacturer,
            part_number=part.part_number if part else "",
            category=part.category if part else "",
            rule=f"{brand.rule}, {part.rule}" if brand and part else ground.rule,
            source=ground.source,
            likelihood=weight,
            matched=ground.matched,
            rejected_because=lost,
        )

    if winner is not None:
        add(winner.manufacturer, winner.part, winner.brand, winner.probability, "")
    for choice in verdict.choices:
        if choice is not winner:
            same = winner is not None and choice.manufacturer in facts.house(winner.manufacturer)
            add(
                choice.manufacturer,
                choice.part,
                choice.brand,
                choice.probability,
                "says less than the winner" if same else verdict.why_lost,
            )
    for part in sorted(support.parts, key=lambda p: (p.doubt, -p.length, p.manufacturer, p.rule)):
        if winner is not None and part.manufacturer in facts.house(winner.manufacturer):
            lost = "says less than the winner"
        elif part.needs_brand:
            lost = part.because or "the number is shared or short, and the maker's name is not on the component"
        else:
            lost = verdict.why_lost
        add(part.manufacturer, part, None, how_sure.of_part(part) * (0.5 if part.needs_brand else 1.0), lost)
    return _shares(tuple(listed.values()), winner)


def _shares(candidates: tuple[Candidate, ...], winner: _Choice | None) -> tuple[Candidate, ...]:
    """The candidates with likelihoods that sum to at most 1: the winner keeps its probability, the others share the rest."""
    head = candidates[:1] if winner is not None else ()
    rest = candidates[len(head) :]
    left = 1.0 - sum(c.likelihood for c in head)
    total = sum(c.likelihood for c in rest)
    scale = min(1.0, left / total) if total else 0.0

    def scaled(c: Candidate) -> Candidate:
        return Candidate(
            c.manufacturer,
            c.part_number,
            c.category,
            c.rule,
            c.source,
            round(c.likelihood * scale, 4),
            c.matched,
            c.rejected_because,
        )

    return head + tuple(scaled(c) for c in rest)


def _nameless(marking: Marking, reason: Reason, candidates: tuple[Candidate, ...]) -> Attribution:
    readable = sum(len(compact(line)) for line in marking.lines) >= _UNREADABLE_BELOW
    level = ClaimLevel.TRANSCRIBED if readable else ClaimLevel.UNIDENTIFIED
    best = max((candidate.likelihood for candidate in candidates), default=0.0)
    return Attribution(
        level=level,
        probability=round(min(0.5, best), 4),
        wording=wording(level, lines=marking.lines, reason=reason),
        reason=reason,
        candidates=candidates,
    )


def _why_nothing(marking: Marking) -> Reason:
    if not marking.lines:
        return Reason.NO_MARKING
    readable = sum(len(compact(line)) for line in marking.lines)
    return Reason.NOT_IN_DATABASE if readable >= _UNREADABLE_BELOW else Reason.UNREADABLE
