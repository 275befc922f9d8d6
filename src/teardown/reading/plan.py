"""Which engines look at a photo, at which scales, and which mechanisms of reading are at work.

Measured on 124 labelled photos (docs/measurements.md): text on chips is found by one detector or the other, at the photo's own
scale or at another, and no single pass finds more than four fifths of what they find together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from teardown.detecting import FAST, THOROUGH, Look
from teardown.reading.tiles import Pass

Mode = Literal["fast", "thorough"]

OVERVIEW = 960
"""Pixels: the longest side of the shrunk photo on which large text is found whole."""
ENLARGED_UP_TO = 3.0
"""Megapixels: on photos that are not larger, chips are small, and looking at twice the scale finds half as much again."""
OWN_SCALE_UP_TO = 6.0
"""Megapixels: larger photos are looked at shrunk, and body by body, since looking at their own scale costs most there. Of 27 part
numbers that all looks together read on 33 labelled chips of such photos, 26 are read so, v4 alone looking at the bodies."""


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
    """How bodies are looked for."""
    return replace(THOROUGH, closer=method.closer) if mode == "thorough" else FAST


def lookers(mode: str, width: int, height: int, method: Method = EVERYTHING) -> tuple[Literal["v6", "v4"], ...]:
    """The detectors that look at each body again: on large photos v4 alone, which there sees all that both see."""
    if mode == "thorough" and not _is_large(width, height):
        return method.detectors
    return tuple(d for d in method.detectors if d == "v4") or method.detectors


def passes(mode: str, width: int, height: int, method: Method = EVERYTHING, bodies: bool = False) -> tuple[Step, ...]:
    """The passes over a photo of this size, the most productive first.

    Args:
        bodies: bodies of components are known, and each is looked at again. In a hurry that does for a large photo: of 27
            labelled chips on such photos 18 are read so, 16 by a look at the whole photo at its own scale, which costs more, 19
            by all looks.
    """
    again = bodies and method.second_look and method.several_scales
    if mode == "fast" and again and width * height > ENLARGED_UP_TO * 1e6 and "v4" in method.detectors:
        wanted: tuple[Step, ...] = (Step(method.detectors[0], Pass(longest_side=OVERVIEW)),)
    else:
        wanted = _passes(mode, width, height, again)
    return tuple(s for s in wanted if s.detector in method.detectors and (method.several_scales or s.how == Pass()))


def _passes(mode: str, width: int, height: int, again: bool) -> tuple[Step, ...]:
    overview = Pass(longest_side=OVERVIEW)
    if mode == "fast":
        return (Step("v4", Pass()), Step("v6", overview))
    overviews = Step("v6", overview), Step("v4", overview)
    if _is_large(width, height):
        return (*overviews, Step("v6", Pass(0.5))) if again else (Step("v4", Pass()), *overviews, Step("v6", Pass(0.5)))
    own = Step("v6", Pass()), Step("v4", Pass())
    if width * height <= ENLARGED_UP_TO * 1e6:
        return (*own, *overviews, Step("v6", Pass(2.0)), Step("v4", Pass(2.0)))
    return (*own, *overviews, Step("v6", Pass(0.5)))


def _is_large(width: int, height: int) -> bool:
    return width * height > OWN_SCALE_UP_TO * 1e6
