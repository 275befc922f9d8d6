"""Which lines stand on one component: lines of one direction, one below or beside the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from teardown.geometry import grown, rectangle_around, rotation, size
from teardown.model import Quad, TextLine

SAME_DIRECTION = 15.0
"""Degrees by which the lines of one component may differ."""
ROW_GAP = 1.1
"""Heights of text that may lie between two rows of one marking."""
WORD_GAP = 1.2
"""Heights of text that may lie between two words of one row."""
HEIGHT_RATIO = 3.0
"""Brand names are printed larger than lot codes, but not more than this."""


def group(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], ...]:
    """Put lines that belong together into groups, each ordered top to bottom and left to right in its own direction."""
    parent = list(range(len(lines)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i in range(len(lines)):
        for j in range(i):
            if root(i) != root(j) and neighbours(lines[i].quad, lines[j].quad):
                parent[root(i)] = root(j)
    groups: dict[int, list[TextLine]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(root(i), []).append(line)
    return tuple(ordered(g) for g in groups.values())


def neighbours(a: Quad, b: Quad) -> bool:
    """Whether two lines may be rows, or words of one row, of one marking."""
    turn = (rotation(a) - rotation(b) + 180) % 360 - 180
    if abs(turn) > SAME_DIRECTION:
        return False
    ha, hb = size(a)[1], size(b)[1]
    if max(ha, hb) > HEIGHT_RATIO * max(1.0, min(ha, hb)):
        return False
    degrees = rotation(a if size(a)[0] >= size(b)[0] else b)
    (a0, a1), (a2, a3) = _extent(a, degrees)
    (b0, b1), (b2, b3) = _extent(b, degrees)
    along = max(a0, b0) - min(a1, b1)
    across = max(a2, b2) - min(a3, b3)
    height = (ha + hb) / 2
    below = along < 0 and across < ROW_GAP * height
    beside = across < -0.5 * min(ha, hb) and along < WORD_GAP * height
    return below or beside


def ordered(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Lines as a person would read them once the component is upright."""
    if len(lines) < 2:
        return tuple(lines)
    degrees = direction(lines)
    rows: list[list[tuple[float, TextLine]]] = []
    placed = []
    for line in lines:
        (left, _), (top, bottom) = _extent(line.quad, degrees)
        placed.append(((top + bottom) / 2, bottom - top, left, line))
    bottom_of_row = -math.inf
    for middle, height, left, line in sorted(placed, key=lambda p: (p[0], p[2])):
        if not rows or middle > bottom_of_row:
            rows.append([])
            bottom_of_row = middle + height / 2
        rows[-1].append((left, line))
    return tuple(line for row in rows for _, line in sorted(row, key=lambda p: (p[0], p[1].quad)))


def direction(lines: Sequence[TextLine]) -> float:
    """The direction of a group in degrees clockwise: the mean of its lines', long ones counting more."""
    x = sum(size(n.quad)[0] * math.cos(math.radians(rotation(n.quad))) for n in lines)
    y = sum(size(n.quad)[0] * math.sin(math.radians(rotation(n.quad))) for n in lines)
    return math.degrees(math.atan2(y, x)) % 360.0


def hull(lines: Sequence[TextLine], grow: float = 0.5) -> Quad:
    """The rectangle around a group in its own direction, grown by a share of its text's height."""
    quad = rectangle_around((p for n in lines for p in n.quad), direction(lines))
    return grown(quad, grow * median(size(n.quad)[1] for n in lines))


def _extent(quad: Quad, degrees: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """From–to along a direction, and from–to across it."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    along = [x * c + y * s for x, y in quad]
    across = [-x * s + y * c for x, y in quad]
    return (min(along), max(along)), (min(across), max(across))
