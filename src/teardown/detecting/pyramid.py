"""The pieces of a picture that the network looks at: several scales, each in tiles of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from teardown.tiling import spans

Pixels = npt.NDArray[np.uint8]

TILE = 960
"""Pixels: no side of what the network sees at once is longer, so that memory is bounded (about 300 MB)."""
OVERLAP = 192
"""Pixels by which neighbouring tiles overlap: the longest body that is whole in at least one of them."""
MULTIPLE = 32
"""The network takes sides that are multiples of this."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of the picture at one scale."""

    pixels: Pixels
    """(height, width, 3), sides multiples of `MULTIPLE`; below and on the right filled up with grey."""
    left: int
    top: int
    """Where it lies on the scaled picture, in pixels of that."""
    scale: tuple[float, float]
    """Scaled picture over picture, across and down."""
    inner: tuple[bool, bool, bool, bool]
    """Whether the picture goes on beyond the left, top, right and bottom edge."""
    size: tuple[int, int]
    """Width and height that is picture, not filling."""


def tiles(pixels: Pixels, longest_sides: tuple[int, ...], enlarge: float) -> Iterator[Tile]:
    """Tiles of the picture at each of the scales, coarse to fine, one at a time.

    `longest_sides` are the picture's longer side in pixels at each scale; a picture is never enlarged by more than `enlarge`, and
    scales that come out the same are looked at once.
    """
    height, width = pixels.shape[:2]
    seen: set[tuple[int, int]] = set()
    for side in sorted(longest_sides):
        scale = min(side / max(height, width), enlarge)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        if size in seen:
            continue
        seen.add(size)
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        scaled = pixels if size == (width, height) else np.asarray(cv2.resize(pixels, size, interpolation=how), dtype=np.uint8)
        for top, bottom in spans(size[1], TILE, OVERLAP):
            for left, right in spans(size[0], TILE, OVERLAP):
                piece = scaled[top:bottom, left:right]
                inner = (left > 0, top > 0, right < size[0], bottom < size[1])
                yield Tile(_filled(piece), left, top, (size[0] / width, size[1] / height), inner, (right - left, bottom - top))


def _filled(piece: Pixels) -> Pixels:
    h, w = piece.shape[:2]
    down, right = -h % MULTIPLE, -w % MULTIPLE
    if not down and not right:
        return piece
    return np.asarray(np.pad(piece, ((0, down), (0, right), (0, 0)), constant_values=114), dtype=np.uint8)
