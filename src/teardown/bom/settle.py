"""The attribution of one chip from those of its sightings and the evidence noted about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from teardown.attribution import wording
from teardown.bom.companies import CompanyFacts, house
from teardown.model import AttributedSighting, Attribution, Candidate, ClaimLevel, Reason

_TELLING = {Reason.CUSTOMER_MARKING: 4, Reason.AMBIGUOUS: 3, Reason.NOT_IN_DATABASE: 2, Reason.UNREADABLE: 1}


def best_first(sightings: Sequence[AttributedSighting]) -> tuple[AttributedSighting, ...]:
    """Sightings of one chip, the one that says most and was read best first; equal ones keep their order."""
    return tuple(sorted(sightings, key=_worth, reverse=True))


def settle(sightings: Sequence[AttributedSighting], facts: CompanyFacts) -> tuple[Attribution, tuple[str, ...]]:
    """The attribution of a chip seen several times, and notes on what speaks against it.

    `sightings` is not empty. Sightings that name the same house support each other: the highest level counts, then the part that
    most sightings name, then the most probable. Sightings that name different houses, or a customer's house marking beside a
    maker's number, end in no name: one of the photos was misread, and it is not known which.
    """
    ranked = best_first(sightings)
    named = [s.attribution for s in ranked if s.attribution.manufacturer]
    if not named:
        said = max((s.attribution for s in ranked), key=lambda a: (a.level, _TELLING.get(a.reason, 0) if a.reason else 0))
        return said, ()
    houses = {house(a.manufacturer or "", facts) for a in named}
    customers = [s.attribution for s in ranked if s.attribution.reason is Reason.CUSTOMER_MARKING]
    if len(houses) > 1 or customers:
        return _abstain(ranked, named, facts, bool(customers))
    counted = Counter((a.level, a.part_number or "") for a in named)
    best = max(named, key=lambda a: (a.level, counted[a.level, a.part_number or ""], a.probability, a.part_number or ""))
    others = sorted({a.part_number for a in named if a.part_number and best.part_number and a.part_number != best.part_number})
    notes = (f"On another photo the marking reads as {_listed(others)}.",) if others else ()
    return replace(best, candidates=_with_others(best, ranked)), notes


def _abstain(
    ranked: Sequence[AttributedSighting], named: Sequence[Attribution], facts: CompanyFacts, customer: bool
) -> tuple[Attribution, tuple[str, ...]]:
    best = ranked[0]
    names = sorted({facts.manufacturers[m].short_name if m in facts.manufacturers else m for a in named if (m := a.manufacturer)})
    against = _listed([*names, "a customer's house marking"] if customer else names)
    lost = f"photos of this chip read differently: {against}"
    candidates = [replace(c, rejected_because=c.rejected_because or lost) for c in _with_others(best.attribution, ranked)]
    total = sum(c.likelihood for c in candidates)
    candidates = [replace(c, likelihood=round(c.likelihood / max(1.0, total), 4)) for c in candidates]
    lines = best.marking.lines
    level = ClaimLevel.TRANSCRIBED if any(lines) else ClaimLevel.UNIDENTIFIED
    attribution = Attribution(
        level=level,
        probability=round(min(0.5, max((c.likelihood for c in candidates), default=0.0)), 4),
        wording=wording(level, lines=lines, reason=Reason.AMBIGUOUS),
        reason=Reason.AMBIGUOUS,
        candidates=tuple(candidates),
    )
    return attribution, (f"No company is named because {lost}. Look at the photos and decide.",)


def _with_others(best: Attribution, ranked: Sequence[AttributedSighting]) -> tuple[Candidate, ...]:
    """The candidates of the best sighting, then those that only other sightings have; their likelihoods sum to at most 1."""
    listed = {(c.manufacturer, c.part_number): c for c in best.candidates}
    for seen in ranked:
        for c in seen.attribution.candidates:
            why = c.rejected_because or (
                "" if best.manufacturer is None else "read on one photo only, less certain than the winner"
            )
            listed.setdefault((c.manufacturer, c.part_number), replace(c, rejected_because=why))
    own = sum(c.likelihood for c in best.candidates)
    rest = list(listed.values())[len(best.candidates) :]
    left, wanted = max(0.0, 1.0 - own), sum(c.likelihood for c in rest)
    scale = min(1.0, left / wanted) if wanted else 0.0
    return (*best.candidates, *(replace(c, likelihood=round(c.likelihood * scale, 4)) for c in rest))


def _worth(seen: AttributedSighting) -> tuple[int, float, float, float]:
    attribution = seen.attribution
    read = sum(line.probability * len(line.text) for line in seen.sighting.lines)
    sharp = seen.sighting.quality.sharpness if seen.sighting.quality else 0.0
    return int(attribution.level), attribution.probability if attribution.manufacturer else 0.0, round(read, 6), sharp


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
