"""What is worth looking at first.

A person's minute is best spent where it most likely changes what the report may say: on a chip that names a company and is not
quite certain, before one that is read well, before one that nobody can read, before what is hardly a chip.
"""

from __future__ import annotations

from teardown.model import Attribution, ClaimLevel, Component, Reason

_BESIDE_CHIPS = 0.1
"""Text beside every chip body comes behind all that may be a chip."""


def priority_of(component: Component, agreement: float) -> float:
    """0 to 1, the highest first."""
    said = component.attribution
    if said.manufacturer:
        doubt = 1.0 - said.probability
        return round(0.6 + 0.25 * doubt + 0.1 * (1.0 - agreement) + (0.05 if said.level >= ClaimLevel.PART else 0.0), 4)
    if not component.on_chip:
        return round(_BESIDE_CHIPS * _unnamed(said), 4)
    return round(_unnamed(said) + 0.05 * (1.0 - agreement), 4)


def _unnamed(said: Attribution) -> float:
    """Several possible makers are decided by a look at the chip; what is unreadable on all photos seldom is."""
    best = max((c.likelihood for c in said.candidates), default=0.0)
    base = {
        Reason.AMBIGUOUS: 0.45,
        Reason.NOT_IN_DATABASE: 0.35,
        Reason.CUSTOMER_MARKING: 0.25,
        Reason.UNREADABLE: 0.2,
        Reason.NO_MARKING: 0.1,
        Reason.NOT_A_CHIP: 0.02,
    }
    return base.get(said.reason, 0.3) + 0.1 * best if said.reason else 0.3 + 0.1 * best


def agreement_of(component: Component) -> float:
    """Share of the best sighting's lines on which all readers read the same; 1 where there is one reader or no line."""
    lines = component.sightings[0].sighting.lines if component.sightings else ()
    compared = [line for line in lines if len(line.readings) > 1]
    if not compared:
        return 1.0
    same = sum(len({_bare(r.text) for r in line.readings}) == 1 for line in compared)
    return round(same / len(compared), 3)


def _bare(text: str) -> str:
    return "".join(text.split()).upper()
