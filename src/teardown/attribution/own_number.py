"""What a marking says once it is known which part it names."""

from __future__ import annotations

from dataclasses import replace

from teardown.model import Attribution, ClaimLevel, Marking, TokenKind
from teardown.parts import compact


def without_own_number(marking: Marking, attribution: Attribution) -> Marking:
    """A word that turned out to be the part's number, or to begin it, is no date code: R8010 is RX8010, not week 10 of 1980.

    What follows in the number may be one: a rule that leaves a number's ending open takes in the line below.
    """
    if attribution.level < ClaimLevel.PART:
        return marking
    winners = [c.matched for c in attribution.candidates if not c.rejected_because]
    numbers = {compact(text) for matched in winners for text in (matched, *matched.split()[:1])}
    return replace(
        marking,
        tokens=tuple(t for t in marking.tokens if t.kind is not TokenKind.DATE or compact(t.text) not in numbers),
        dates=tuple(d for d in marking.dates if compact(d.text) not in numbers),
    )
