"""Look again at what may be a chip, cut out and enlarged: text too small or too large at the photo's scale is found there.

Finders of text know level lines; of a line that stands upright they find pieces. A chip is therefore cut out so that its text
lies level, as far as the regions that are known tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teardown.geometry import Pixels, from_crop, grown, rectify, rotation, size, turned
from teardown.model import Quad
from teardown.reading.bodies import stands_on
from teardown.reading.protocol import Finder, Found

MARGIN = 0.06
"""Of the shorter side: bodies are found with an error of some percent."""
GREATEST_ENLARGEMENT = 4.0
"""Beyond, nothing is there to be seen."""
LONG = 1.5
"""A region this many times longer than high tells the direction of the text."""
A_DIRECTION = 0.25
"""Share of the regions' length from which a direction is looked along: pieces of upright lines are long across them too."""


def along_text(body: Quad, regions: Sequence[Found]) -> tuple[Quad, ...]:
    """The body as it is to be cut out: turned so that its text lies level, both ways when the regions do not tell."""
    lengths = [0.0, 0.0]
    for region in regions:
        if not _tells(region, body):
            continue
        width, height = size(region.quad)
        long = max(width, height)
        angle = rotation(region.quad) + (0 if width >= height else 90) - rotation(body)
        lengths[round(angle / 90) % 2] += long
    total = sum(lengths)
    return tuple(turned(body, way) for way, length in enumerate(lengths) if length >= A_DIRECTION * total)


def _tells(region: Found, body: Quad) -> bool:
    """Whether a region tells how text lies on the body."""
    width, height = size(region.quad)
    return max(width, height) >= LONG * min(width, height) and stands_on(region.quad, body)


def look_at_bodies(
    pixels: Pixels, bodies: Sequence[Quad], finders: Sequence[Finder], known: Sequence[Found] | None, side: int
) -> Iterator[Found]:
    """Regions of text that the finders see on each body, in the picture's pixels.

    Args:
        known: regions that tell how text lies on the bodies. Where they do not tell, the body is looked at as it lies, and turned
            when that does not show its text to be level. None: each body is looked at as it lies.
        side: pixels of the longer side to which a body is brought.
    """
    for body in bodies:
        first, *others = along_text(body, known) if known is not None else (body,)
        seen = tuple(_look_at(pixels, first, finders, side))
        yield from seen
        if others and not any(_tells(region, body) for region in known or ()):
            others = [way for way in along_text(body, seen) if way in others]
        for way in others:
            yield from _look_at(pixels, way, finders, side)


def _look_at(pixels: Pixels, body: Quad, finders: Sequence[Finder], side: int) -> Iterator[Found]:
    quad = grown(body, MARGIN * min(size(body)))
    width, height = size(quad)
    if min(width, height) < 8:
        return
    factor = min(GREATEST_ENLARGEMENT, side / max(width, height))
    crop = rectify(pixels, quad, max(16, round(height * factor)))
    for finder in finders:
        for found in finder.find(crop):
            yield Found(from_crop(found.quad, quad, crop.shape[1], crop.shape[0]), found.score)
