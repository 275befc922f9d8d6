"""Look at a picture in pieces, so that memory stays the same whatever the picture's size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from teardown.geometry import Pixels, as_quad, share_inside
from teardown.reading.protocol import Finder, Found, Proposer, Releasing
from teardown.tiling import spans

SIDE = 1280
"""Pixels of the (scaled) picture that one tile has on a side."""
OVERLAP = 0.15
"""Share of a tile that its neighbour sees too: a line of text shorter than this is whole in one of them."""
CUT_MARGIN = 3.0
"""Pixels: a region that ends this near to an inner edge of a tile may be cut there."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One look at the whole picture by one engine at one scale."""

    scale: float = 1.0
    """Of the picture's own pixels."""
    longest_side: int | None = None
    """Shrink the picture to this many pixels instead, when it is larger; `scale` does not apply then."""

    def factor(self, width: int, height: int) -> float:
        """The scale for a picture of this size."""
        if self.longest_side is not None:
            return min(1.0, self.longest_side / max(width, height))
        return self.scale


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of a picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int


def tiles(width: int, height: int, side: int, overlap: float = OVERLAP) -> tuple[Tile, ...]:
    """Pieces of at most `side` × `side` that cover width × height, neighbours sharing at least `overlap` of a side."""
    shared = round(side * overlap)
    return tuple(
        Tile(left, top, right - left, bottom - top)
        for top, bottom in spans(height, side, shared)
        for left, right in spans(width, side, shared)
    )


def look(pixels: Pixels, engine: Finder | Proposer, how: Pass) -> Iterator[Found]:
    """What an engine finds on a picture, in the picture's pixels. Regions that a tile's inner edge cuts come last, and only where
    no whole region covers them."""
    height, width = pixels.shape[:2]
    factor = how.factor(width, height)
    call = engine.propose if isinstance(engine, Proposer) else engine.find
    whole: list[Found] = []
    cut: list[Found] = []
    for tile in tiles(width, height, max(32, round(SIDE / factor))):
        piece = pixels[tile.top : tile.top + tile.height, tile.left : tile.left + tile.width]
        size = max(1, round(tile.width * factor)), max(1, round(tile.height * factor))
        if size != (tile.width, tile.height):
            way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
            piece = np.asarray(cv2.resize(piece, size, interpolation=way), dtype=np.uint8)
        fx, fy = tile.width / size[0], tile.height / size[1]
        for found in call(piece):
            placed = Found(as_quad((x * fx + tile.left, y * fy + tile.top) for x, y in found.quad), found.score)
            (cut if _is_cut(placed, tile, width, height, CUT_MARGIN * fx) else whole).append(placed)
    if isinstance(engine, Releasing):
        # Several engines look at a picture one after the other; each would keep what its largest tile took.
        engine.release()
    yield from whole
    for found in cut:
        if not any(share_inside(found.quad, w.quad) > 0.6 for w in whole):
            yield found


def _is_cut(found: Found, tile: Tile, width: int, height: int, margin: float) -> bool:
    xs, ys = [p[0] for p in found.quad], [p[1] for p in found.quad]
    return (
        (tile.left > 0 and min(xs) < tile.left + margin)
        or (tile.top > 0 and min(ys) < tile.top + margin)
        or (tile.left + tile.width < width and max(xs) > tile.left + tile.width - margin)
        or (tile.top + tile.height < height and max(ys) > tile.top + tile.height - margin)
    )
