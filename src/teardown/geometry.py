"""Quads, rotation, upright crops, and the EXIF turn there and back.

Coordinates are continuous: a pixel covers [x, x+1) × [y, y+1), so a picture of width w spans 0 to w; mirroring maps x to w − x.
Angles are degrees clockwise. Every function is pure; arrays are never changed in place.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from teardown.model import Box, Point, Quad

Pixels = npt.NDArray[np.uint8]
"""An image, shape (height, width, 3) RGB or (height, width) grey, `uint8`."""

MAX_CROP_SIDE = 4096
"""Pixels: a crop is never made larger than this, whatever the quad claims, so that memory stays bounded."""


def as_quad(corners: Iterable[Sequence[float]] | npt.NDArray[Any]) -> Quad:
    """Make a `Quad` of plain floats from any four corners. Raises ValueError when there are not four."""
    points = tuple((float(c[0]), float(c[1])) for c in corners)
    if len(points) != 4:
        raise ValueError(f"a quad has four corners, not {len(points)}")
    return points[0], points[1], points[2], points[3]


def rounded(quad: Quad, digits: int = 1) -> Quad:
    """The quad with its coordinates rounded, so that results print the same everywhere."""
    return as_quad((round(x, digits) + 0.0, round(y, digits) + 0.0) for x, y in quad)


def bounding_box(quad: Quad) -> Box:
    """The smallest axis-aligned box of whole pixels around a quad; at least 1 × 1."""
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    left, top = math.floor(min(xs)), math.floor(min(ys))
    return left, top, max(1, math.ceil(max(xs)) - left), max(1, math.ceil(max(ys)) - top)


def box_quad(box: Sequence[float]) -> Quad:
    """The upright quad of a box (x, y, width, height)."""
    x, y, w, h = (float(v) for v in box)
    return (x, y), (x + w, y), (x + w, y + h), (x, y + h)


def centre(quad: Quad) -> Point:
    """Mean of the four corners."""
    return sum(p[0] for p in quad) / 4, sum(p[1] for p in quad) / 4


def rotation(quad: Quad) -> float:
    """Degrees clockwise, in [0, 360), by which the quad's text is turned from upright.

    Taken from the mean of the top and bottom edges, so that perspective does not sway it.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    dx, dy = (x1 - x0) + (x2 - x3), (y1 - y0) + (y2 - y3)
    if dx == 0 and dy == 0:
        return 0.0
    angle = math.degrees(math.atan2(dy, dx)) % 360.0
    return 0.0 if angle == 360.0 else angle


def size(quad: Quad) -> tuple[float, float]:
    """Width (along the text) and height (across it) in pixels: the longer of the two opposite edges each."""
    p0, p1, p2, p3 = quad
    return max(math.dist(p0, p1), math.dist(p3, p2)), max(math.dist(p0, p3), math.dist(p1, p2))


def area(quad: Quad) -> float:
    """Area of the quad's convex hull in square pixels."""
    return _polygon_area(_hull(quad))


def turned(quad: Quad, quarters: int) -> Quad:
    """The same region with the text direction turned clockwise by quarters of a circle: 1 makes rotation 0 into 90."""
    k = quarters % 4
    return as_quad(quad[k:] + quad[:k])


def grown(quad: Quad, pixels: float) -> Quad:
    """The quad with every edge of a rectangle moved outwards by `pixels` (inwards when negative, never past its centre)."""
    w, h = size(quad)
    du, dv = max(pixels, -w / 2), max(pixels, -h / 2)
    angle = math.radians(rotation(quad))
    c, s = math.cos(angle), math.sin(angle)
    corners = ((-du, -dv), (du, -dv), (du, dv), (-du, dv))
    return as_quad((x + u * c - v * s, y + u * s + v * c) for (x, y), (u, v) in zip(quad, corners, strict=True))


def rectangle_around(points: Iterable[Point], degrees: float) -> Quad:
    """The smallest rectangle turned by `degrees` clockwise that holds all points. Raises ValueError without points."""
    array = np.asarray(list(points), dtype=np.float64).reshape(-1, 2)
    if not len(array):
        raise ValueError("no points to draw a rectangle around")
    angle = math.radians(degrees)
    along, across = np.array([math.cos(angle), math.sin(angle)]), np.array([-math.sin(angle), math.cos(angle)])
    u, v = array @ along, array @ across
    u0, u1, v0, v1 = u.min(), u.max(), v.min(), v.max()
    return as_quad([along * a + across * b for a, b in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))])


def rectify(pixels: Pixels, quad: Quad, height: int | None = None, margin: float = 0.0) -> Pixels:
    """Cut a quad out of a picture and turn it upright, perspective removed.

    `quad` is in the coordinates of `pixels`. `height` is the crop's height in pixels (the width follows the proportions); left
    out, the crop keeps the scale of the picture. `margin` adds that share of the quad's shorter side all around. What lies
    outside the picture repeats its border. The crop has at least one pixel and at most `MAX_CROP_SIDE` on a side.
    """
    w, h = size(quad)
    if margin:
        quad = grown(quad, margin * min(w, h))
        w, h = size(quad)
    scale = 1.0 if height is None else height / max(h, 1.0)
    out_w, out_h = max(1, round(w * scale)), max(1, round(h * scale) if height is None else height)
    shrink = min(1.0, MAX_CROP_SIDE / max(out_w, out_h))
    out_w, out_h = max(1, int(out_w * shrink)), max(1, int(out_h * shrink))

    # Cut the neighbourhood out first, so that warping costs the crop and not the picture, and thin it when it will be
    # shrunk a lot: bilinear sampling alone would alias.
    x, y, bw, bh = bounding_box(quad)
    left, top = min(max(0, x - 2), pixels.shape[1] - 1), min(max(0, y - 2), pixels.shape[0] - 1)
    right, bottom = max(left + 1, min(pixels.shape[1], x + bw + 2)), max(top + 1, min(pixels.shape[0], y + bh + 2))
    patch = pixels[top:bottom, left:right]
    factor_x = factor_y = 1.0
    reduction = max(w, 1.0) / out_w
    if reduction > 1.5:
        small = max(1, round(patch.shape[1] / reduction)), max(1, round(patch.shape[0] / reduction))
        factor_x, factor_y = small[0] / patch.shape[1], small[1] / patch.shape[0]
        patch = np.asarray(cv2.resize(patch, small, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    source = np.array([((px - left) * factor_x, (py - top) * factor_y) for px, py in quad], dtype=np.float32) - np.float32(0.5)
    target = np.array([(0, 0), (out_w, 0), (out_w, out_h), (0, out_h)], dtype=np.float32) - np.float32(0.5)
    matrix = cv2.getPerspectiveTransform(source, target)
    if not np.all(np.isfinite(matrix)) or abs(np.linalg.det(matrix)) < 1e-12:
        # A quad without area (three corners on one line) has no perspective: cut its box.
        return np.asarray(cv2.resize(patch, (out_w, out_h), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    crop = cv2.warpPerspective(patch, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(crop, dtype=np.uint8)


def from_crop(quad: Quad, outer: Quad, width: int, height: int) -> Quad:
    """A quad on the upright crop of the rectangle `outer`, which has `width` × `height` pixels, as a quad of the picture."""
    (x0, y0), (x1, y1), _, (x3, y3) = outer
    return as_quad(
        (
            x0 + x / width * (x1 - x0) + y / height * (x3 - x0),
            y0 + x / width * (y1 - y0) + y / height * (y3 - y0),
        )
        for x, y in quad
    )


def to_upright(quad: Quad, orientation: int, width: int, height: int) -> Quad:
    """Map a quad from stored pixels to the upright picture.

    `width` and `height` are those of the stored picture; `orientation` is the EXIF value 1 to 8 (anything else counts as 1).
    Corners keep their order, so for the mirrored orientations (2, 4, 5, 7) the stored quad runs anticlockwise.
    Source of the eight cases: Exif 2.32, tag 274.
    """
    return as_quad(_upright_point(p, orientation, float(width), float(height)) for p in quad)


def to_stored(quad: Quad, orientation: int, width: int, height: int) -> Quad:
    """Map a quad from the upright picture to stored pixels: the reverse of `to_upright`, with the same `width` and `height`."""
    # Turning is undone by the opposite turn; mirrorings undo themselves. Seen from the upright picture, whose sides are swapped
    # for 5 to 8, that is `to_upright` with 6 and 8 exchanged.
    inverse = {6: 8, 8: 6}.get(orientation, orientation)
    w, h = (height, width) if orientation in (5, 6, 7, 8) else (width, height)
    return to_upright(quad, inverse, w, h)


def overlap(a: Quad, b: Quad) -> float:
    """Intersection over union of two quads (of their convex hulls), 0 to 1; 0 when either has no area."""
    first, second = _hull(a), _hull(b)
    common = _polygon_area(_clip(first, second))
    union = _polygon_area(first) + _polygon_area(second) - common
    return min(1.0, common / union) if union > 0 else 0.0


def share_inside(inner: Quad, outer: Quad) -> float:
    """Which share of `inner`'s area lies inside `outer`, 0 to 1; 0 when `inner` has no area."""
    hull = _hull(inner)
    whole = _polygon_area(hull)
    return min(1.0, _polygon_area(_clip(hull, _hull(outer))) / whole) if whole > 0 else 0.0


def boxes_touch(a: Quad, b: Quad) -> bool:
    """Whether the bounding boxes of two quads touch: cheap, before the polygons are cut."""
    return (
        min(p[0] for p in a) <= max(p[0] for p in b)
        and min(p[0] for p in b) <= max(p[0] for p in a)
        and min(p[1] for p in a) <= max(p[1] for p in b)
        and min(p[1] for p in b) <= max(p[1] for p in a)
    )


def contains(quad: Quad, point: Point) -> bool:
    """Whether a point lies in a quad (its convex hull), borders included."""
    hull = _hull(quad)
    return len(hull) >= 3 and all(_side(hull[i - 1], hull[i], point) >= 0 for i in range(len(hull)))


def _upright_point(p: Point, orientation: int, w: float, h: float) -> Point:
    x, y = p
    match orientation:
        case 2:
            return w - x, y
        case 3:
            return w - x, h - y
        case 4:
            return x, h - y
        case 5:
            return y, x
        case 6:
            return h - y, x
        case 7:
            return h - y, w - x
        case 8:
            return y, w - x
        case _:
            return x, y


def _side(a: Point, b: Point, p: Point) -> float:
    """Positive when p lies to the right of the way from a to b (y down: inside a clockwise polygon)."""
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


@functools.lru_cache(maxsize=8192)
def _hull(points: Quad) -> tuple[Point, ...]:
    """Convex hull, clockwise on screen (y down). Andrew's monotone chain. Kept, since one quad is compared with many others."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return tuple(ordered)

    def chain(run: Iterable[Point]) -> list[Point]:
        out: list[Point] = []
        for p in run:
            while len(out) >= 2 and _side(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return (*chain(ordered), *chain(reversed(ordered)))


def _clip(subject: Sequence[Point], window: Sequence[Point]) -> Sequence[Point]:
    """Intersection of two convex clockwise polygons. Sutherland and Hodgman, 1974."""
    if len(subject) < 3 or len(window) < 3:
        return []
    for i in range(len(window)):
        a, b = window[i - 1], window[i]
        out: list[Point] = []
        for j in range(len(subject)):
            p, q = subject[j - 1], subject[j]
            side_p, side_q = _side(a, b, p), _side(a, b, q)
            if (side_p > 0 > side_q) or (side_p < 0 < side_q):
                t = side_p / (side_p - side_q)
                out.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
            if side_q >= 0:
                out.append(q)
        subject = out
        if len(subject) < 3:
            return []
    return subject


def _polygon_area(polygon: Sequence[Point]) -> float:
    """Area by the shoelace formula, taken from the first corner to keep large coordinates exact."""
    if len(polygon) < 3:
        return 0.0
    x0, y0 = polygon[0]
    total = 0.0
    for (xa, ya), (xb, yb) in itertools.pairwise(polygon[1:]):
        total += (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
    return abs(total) / 2
