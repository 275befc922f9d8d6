"""What a marking says once it is known which part it names."""

from __future__ import annotations

from dataclasses import replace

from teardown.model import Attribution, ClaimLevel, Marking, TokenKind
from teardown.parts import compact


def without_own_number(marking: Marking, attribution: Attribution) -> Marking:
    """The word that turned out to be the part's whole number is no date code: R8010 is RX8010, not week 10 of 1980."""
    if attribution.level < ClaimLevel.PART:
        return marking
    numbers = {compact(c.matched) for c in attribution.candidates if not c.rejected_because}
    return replace(
        marking,
        tokens=tuple(t for t in marking.tokens if t.kind is not TokenKind.DATE or compact(t.text) not in numbers),
        dates=tuple(d for d in marking.dates if d.text not in numbers),
    )
