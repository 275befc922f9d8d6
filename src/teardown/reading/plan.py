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
SIDE = 640
"""Pixels of the longer side to which a body is brought, so that its text is some 30 to 80 pixels high."""
SIDE_IN_A_HURRY = 512
"""Two thirds of the pixels. On 31 labelled photos as many part numbers are read so, and as many at 448."""


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
    as_neighbours: bool = True
    """Where lines of one component agree on a way up, its others are read that way only: see `ways_up`."""
    room: bool = True
    """A line is read once more with room at both its ends."""
    sparing: bool = True
    """Text off everything that looks like a body is read once where several looks found it, and without room."""


EVERYTHING = Method()


def at_work(mode: str, method: Method) -> Method:
    """The mechanisms that are at work. In a hurry no line is read again with room.

    That reads 2 more of 100 part numbers, names no company more, and takes a seventh of the time.
    """
    return method if mode == "thorough" else replace(method, room=False)


def body_look(mode: str, method: Method = EVERYTHING) -> Look:
    """How bodies are looked for."""
    return replace(THOROUGH, closer=method.closer) if mode == "thorough" else FAST


def looking(mode: str, width: int, height: int, method: Method = EVERYTHING) -> tuple[Literal["v6", "v4"], ...]:
    """The detectors that look at each body again: on large photos v4 alone, which there sees all that both see."""
    if mode == "thorough" and not _is_large(width, height):
        return method.detectors
    return tuple(d for d in method.detectors if d == "v4") or method.detectors


def look_side(mode: str) -> int:
    """Pixels of the longer side to which a body is brought when its text is looked for again."""
    return SIDE if mode == "thorough" else SIDE_IN_A_HURRY


def passes(mode: str, width: int, height: int, method: Method = EVERYTHING, bodies: bool = False) -> tuple[Step, ...]:
    """The passes over a photo of this size, the most productive first.

    Args:
        bodies: bodies of components are known, and each is looked at again: most text on chips is found so, and few passes do.
    """
    again = bodies and method.second_look and method.several_scales and "v4" in method.detectors
    wanted = _beside_looks(mode, width, height) if again else _alone(mode, width, height)
    return tuple(s for s in wanted if s.detector in method.detectors and (method.several_scales or s.how == Pass()))


def _beside_looks(mode: str, width: int, height: int) -> tuple[Step, ...]:
    """Passes beside the looks at bodies.

    Of 205 labelled chips on photos up to `OWN_SCALE_UP_TO` these passes and the looks read the part numbers of 150, as many as
    with those of `_alone` besides. In a hurry 136 are read.
    """
    overview = Step("v6", Pass(longest_side=OVERVIEW))
    if mode == "fast":
        return (Step("v6", Pass()),) if _is_small(width, height) else (overview,)
    if _is_large(width, height):
        return overview, Step("v4", Pass(longest_side=OVERVIEW)), Step("v6", Pass(0.5))
    if _is_small(width, height):
        return Step("v6", Pass()), Step("v6", Pass(2.0)), Step("v4", Pass(2.0))
    return Step("v6", Pass()), Step("v4", Pass()), Step("v6", Pass(0.5))


def _alone(mode: str, width: int, height: int) -> tuple[Step, ...]:
    """Passes where nobody looks at bodies again."""
    overview = Pass(longest_side=OVERVIEW)
    if mode == "fast":
        return Step("v4", Pass()), Step("v6", overview)
    overviews = Step("v6", overview), Step("v4", overview)
    if _is_large(width, height):
        return Step("v4", Pass()), *overviews, Step("v6", Pass(0.5))
    own = Step("v6", Pass()), Step("v4", Pass())
    if _is_small(width, height):
        return *own, *overviews, Step("v6", Pass(2.0)), Step("v4", Pass(2.0))
    return *own, *overviews, Step("v6", Pass(0.5))


def _is_small(width: int, height: int) -> bool:
    return width * height <= ENLARGED_UP_TO * 1e6


def _is_large(width: int, height: int) -> bool:
    return width * height > OWN_SCALE_UP_TO * 1e6
