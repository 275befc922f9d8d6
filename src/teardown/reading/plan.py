"""Which engines look at a photo, at which scales, and which mechanisms of reading are at work.

Measured on 124 labelled photos (docs/measurements.md): text on chips is found by one detector or the other, at the photo's own
scale or at another, and no single pass finds more than four fifths of what they find together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from teardown.detecting import FAST, THOROUGH, Look
from teardown.reading.tiles import Pass

Mode = Literal["fast", "thorough"]

OVERVIEW = 960
"""Pixels: the longest side of the shrunk photo on which large text is found whole."""
ENLARGED_UP_TO = 3.0
"""Megapixels: on photos that are not larger, chips are small, and looking at twice the scale finds half as much again."""
BOTH_UP_TO = 6.0
"""Megapixels: on larger photos one detector alone looks at the photo's own scale, which costs most there. The other sees their
chips at half the scale and when it looks at each body again: of 27 labelled chips on large photos it loses none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One pass of one detector over the whole photo."""

    detector: Literal["v6", "v4"]
    how: Pass


@dataclass(frozen=True, slots=True)
class Method:
    """The mechanisms of reading. All are at work; each can be left out, to measure what it adds (`bench.ablation`)."""

    detectors: tuple[Literal["v6", "v4"], ...] = ("v6", "v4")
    """Finders of text."""
    several_scales: bool = True
    """Text is looked for at more scales than the photo's own."""
    bodies: bool = True
    """Component bodies are looked for: for a second look, to group lines, and to tell what carries them."""
    closer: bool = True
    """What may be a body is looked at closer before it is believed."""
    second_look: bool = True
    """Text is looked for once more on each body, cut out and enlarged."""
    along_text: bool = True
    """For that look a body is turned so that its text lies level."""
    both_ways_up: bool = True
    """A line is read both ways up, a squarish region all four."""
    room: bool = True
    """A line is read once more with room at both its ends."""
    sparing: bool = True
    """Text off everything that looks like a body is read once where several looks found it, and without room."""


EVERYTHING = Method()


def body_look(mode: str, method: Method = EVERYTHING) -> Look:
    """How bodies are looked for. A third, larger scale costs four times as much and adds less than the closer look."""
    return THOROUGH if mode == "thorough" and method.closer else FAST


def lookers(mode: str, method: Method = EVERYTHING) -> tuple[Literal["v6", "v4"], ...]:
    """The detectors that look at each body again. On 27 labelled chips of large photos v4 sees all that both see."""
    return tuple(d for d in method.detectors if mode == "thorough" or d == "v4")


def passes(mode: str, width: int, height: int, method: Method = EVERYTHING, bodies: bool = False) -> tuple[Step, ...]:
    """The passes over a photo of this size, the most productive first.

    Args:
        bodies: bodies of components are known, and each is looked at again. In a hurry that does for a large photo: of 27
            labelled chips on such photos 18 are read so, 16 by a look at the whole photo at its own scale, which costs more, 19
            by all looks.
    """
    if mode == "fast" and bodies and method.second_look and width * height > ENLARGED_UP_TO * 1e6 and "v4" in method.detectors:
        wanted: tuple[Step, ...] = (Step(method.detectors[0], Pass(longest_side=OVERVIEW)),)
    else:
        wanted = _passes(mode, width, height)
    return tuple(s for s in wanted if s.detector in method.detectors and (method.several_scales or s.how == Pass()))


def _passes(mode: str, width: int, height: int) -> tuple[Step, ...]:
    overview = Pass(longest_side=OVERVIEW)
    small = width * height <= ENLARGED_UP_TO * 1e6
    if mode == "fast":
        return (Step("v4", Pass()), Step("v6", overview))
    steps = [Step("v4", Pass()), Step("v6", overview), Step("v4", overview)]
    if width * height <= BOTH_UP_TO * 1e6:
        steps.insert(0, Step("v6", Pass()))
    if small:
        return (*steps, Step("v6", Pass(2.0)), Step("v4", Pass(2.0)))
    return (*steps, Step("v6", Pass(0.5)))
