"""From a sighting to the upright picture in which its mark is looked for, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from teardown.geometry import Pixels, as_quad, centre, rectangle_around, rectify, rotation, size
from teardown.logos.crops import Gray
from teardown.logos.proposals import Rectangle
from teardown.model import Quad, TextLine

ABOVE, BELOW, BESIDE = 6.0, 2.5, 5.0
"""Heights of text around the lines in which a mark may stand: emblems stand above or at the head of a marking."""
LINE_HEIGHT = 22.0
"""Pixels of text height at which the picture is cut out, where the photo has more: marks need no more than that."""

FEWEST = 4
"""Letters and digits below which a text is a designator on the board rather than a component's marking."""


@dataclass(frozen=True, slots=True)
class Region:
    gray: Gray
    """The upright surroundings of the lines."""
    text: tuple[Rectangle, ...]
    """The lines in pixels of `gray`."""
    quad: Quad
    """The region in pixels of the photo."""

    def quad_of(self, box: Rectangle) -> Quad:
        """A box of `gray` as a quad of the photo."""
        x, y, w, h = box
        kx, ky = 1 / self.gray.shape[1], 1 / self.gray.shape[0]
        p0, p1, _, p3 = (np.array(p) for p in self.quad)
        across, down = p1 - p0, p3 - p0
        corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
        return as_quad((p0 + across * (u * kx) + down * (v * ky)).tolist() for u, v in corners)


def region_of(pixels: Pixels, lines: Sequence[TextLine]) -> Region | None:
    """Cut the surroundings of a component's lines out of a photo and turn them upright; None when there is too
    little text to be a marking.

    `lines` are in pixels of `pixels`.
    """
    if sum(c.isalnum() for line in lines for c in line.text) < FEWEST:
        return None
    degrees = _direction(lines)
    height = max(4.0, float(np.median([size(line.quad)[1] for line in lines])))
    block = rectangle_around((p for line in lines for p in line.quad), degrees)
    quad = _grown(block, BESIDE * height, ABOVE * height, BESIDE * height, BELOW * height)
    scale = min(1.0, LINE_HEIGHT / height)
    crop = rectify(pixels, quad, max(8, round(size(quad)[1] * scale)))
    gray = np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    factor = gray.shape[0] / size(quad)[1]
    origin, angle = np.array(quad[0]), math.radians(degrees)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return Region(gray, tuple(_upright(line.quad, origin, turn, factor) for line in lines), quad)


def _direction(lines: Sequence[TextLine]) -> float:
    """The direction in which the lines run, long ones counting more, in degrees clockwise."""
    x = sum(size(n.quad)[0] * math.cos(math.radians(rotation(n.quad))) for n in lines)
    y = sum(size(n.quad)[0] * math.sin(math.radians(rotation(n.quad))) for n in lines)
    return math.degrees(math.atan2(y, x)) % 360.0


def _grown(quad: Quad, left: float, up: float, right: float, down: float) -> Quad:
    angle = math.radians(rotation(quad))
    along, across = np.array([math.cos(angle), math.sin(angle)]), np.array([-math.sin(angle), math.cos(angle)])
    moves = ((-left, -up), (right, -up), (right, down), (-left, down))
    return as_quad((np.array(p) + along * u + across * v).tolist() for p, (u, v) in zip(quad, moves, strict=True))


def _upright(quad: Quad, origin: npt.NDArray[np.float64], turn: npt.NDArray[np.float64], factor: float) -> Rectangle:
    """A line's box in the region: its size along its own direction, around its middle."""
    middle = turn @ (np.array(centre(quad)) - origin) * factor
    w, h = (side * factor for side in size(quad))
    return float(middle[0] - w / 2), float(middle[1] - h / 2), w, h
