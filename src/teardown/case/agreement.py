"""How far readers agree: a figure that stands beside the results, because two people who never differ may not be two readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from teardown.case.records import Decision, Verdict
from teardown.case.rules import same_person
from teardown.case.state import same_place


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of pairs of readings of the same place by two people, on which company, if any, is named."""

    pairs: int
    agreed: int
    kappa: float | None
    """Cohen's kappa, the share of agreement beyond chance, from -1 to 1 (J. Cohen, Educational and Psychological Measurement 20,
    1960). None where it is not defined: no pairs, or both readers always said the same one thing."""

    @property
    def share(self) -> float | None:
        """Agreed pairs of all pairs, 0 to 1; None without pairs."""
        return self.agreed / self.pairs if self.pairs else None


def agreement(decisions: Iterable[Decision], *, blind_only: bool = True) -> Agreement:
    """How far the first two readers of each place agree.

    Args:
        decisions: in the order in which they were made.
        blind_only: count only pairs whose second reading was made without seeing the first; others agree too easily.
    """
    pairs = _pairs(decisions, blind_only)
    agreed = sum(first == second for first, second in pairs)
    return Agreement(len(pairs), agreed, _kappa(pairs))


def _pairs(decisions: Iterable[Decision], blind_only: bool) -> list[tuple[str, str]]:
    places: dict[str, list[list[Decision]]] = {}
    for decision in decisions:
        on_photo = places.setdefault(decision.anchor.photo_sha256, [])
        place = next((some for some in on_photo if same_place(some[0].anchor, decision.anchor)), None)
        if place is None:
            on_photo.append([decision])
        else:
            place.append(decision)
    pairs = []
    for place in (some for on_photo in places.values() for some in on_photo):
        first = place[0]
        second = next((d for d in place if not same_person(d.by, first.by) and (d.blind or not blind_only)), None)
        if second:
            pairs.append((_named(first), _named(second)))
    return pairs


def _named(decision: Decision) -> str:
    if decision.verdict in (Verdict.UNIDENTIFIED, Verdict.NOT_A_CHIP):
        return f"({decision.verdict})"
    proposed = decision.machine.manufacturer if decision.machine else None
    return decision.manufacturer or proposed or f"({Verdict.UNIDENTIFIED})"


def _kappa(pairs: list[tuple[str, str]]) -> float | None:
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[name] * second[name] for name in first) / n**2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
