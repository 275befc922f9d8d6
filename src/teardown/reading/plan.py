"""Which engines look at a photo, and at which scales.

Measured on 124 labelled photos (docs/measurements.md): text on chips is found by one detector or the other, at the photo's own
scale or at another, and no single pass finds more than four fifths of what they find together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from teardown.reading.tiles import Pass

Mode = Literal["fast", "thorough"]

OVERVIEW = 960
"""Pixels: the longest side of the shrunk photo on which large text is found whole."""
ENLARGED_UP_TO = 3.0
"""Megapixels: on photos that are not larger, chips are small, and looking at twice the scale finds half as much again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One pass of one detector over the whole photo."""

    detector: Literal["v6", "v4"]
    how: Pass


def passes(mode: str, width: int, height: int) -> tuple[Step, ...]:
    """The passes over a photo of this size, the most productive first."""
    overview = Pass(longest_side=OVERVIEW)
    small = width * height <= ENLARGED_UP_TO * 1e6
    if mode == "fast":
        return (Step("v4", Pass()), Step("v6", overview))
    steps = [Step("v6", Pass()), Step("v4", Pass()), Step("v6", overview), Step("v4", overview)]
    if small:
        return (*steps, Step("v6", Pass(2.0)), Step("v4", Pass(2.0)))
    return (*steps, Step("v6", Pass(0.5)))
