"""Look closer at what may be a chip: cut out so that it lies level and fills half of the view, whatever its size on the photo.

On the whole photo a chip is a few cells of the network or half of them. Seen alike large, its outline is found more exactly,
small ones are told from resistors, and what only resembled a chip mostly vanishes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from teardown.detecting.boxes import Body
from teardown.geometry import Pixels, boxes_touch, centre, from_crop, overlap, rectify, rotation, size
from teardown.model import Quad

SIDE = 256
"""Pixels of the view."""
SHARE = 0.45
"""Of the view that the longer side of the body takes for which it is made."""
SHARES = (0.25, 0.6)
"""Bodies that take as much of a view made for another need none of their own."""
FROM = 0.15
"""Bodies that are chips with less are left as they are."""
GREATEST_ENLARGEMENT = 6.0
"""Beyond, nothing is there to be seen."""
SAME = 0.3
"""Overlap from which a box of the view is around the body that was looked for."""
FORGIVEN = 0.4
"""Of what a box lacks to overlap wholly with the body as seen before: its outline was not exact, or there were no closer look."""
TRUST = 0.75
"""Weight of the closer look in the geometric mean of the two probabilities."""
NOT_SEEN = 0.2
"""What is left of a chip's probability when the closer look finds nothing in its place."""


@dataclass(frozen=True, slots=True)
class View:
    """A square piece of the picture, looked at closer."""

    quad: Quad
    """Turned so that the body for which it is made lies level."""
    members: tuple[int, ...]
    """Indices of the bodies that are seen well in it."""


def views(bodies: Sequence[Body]) -> tuple[View, ...]:
    """As few views as a simple search finds so that every possible chip is seen well in one, made for the surest first."""
    left = {i: bodies[i].quad for i in range(len(bodies)) if bodies[i].chip_probability >= FROM}
    out = []
    for i in sorted(left, key=lambda i: (-bodies[i].chip_probability, i)):
        if i not in left:
            continue
        quad = _square(left[i])
        members = tuple(j for j, other in left.items() if j == i or _seen_well(other, quad))
        out.append(View(quad, members))
        for j in members:
            del left[j]
    return tuple(out)


def cut_out(pixels: Pixels, view: View) -> Pixels:
    """The view as the network gets it, (SIDE, SIDE, 3)."""
    return rectify(pixels, view.quad, SIDE)


def seen_in(view: View, seen: Sequence[Body], bodies: Sequence[Body]) -> dict[int, Body]:
    """Each member as the view shows it. `seen` is what the network sees there, in pixels of the view."""
    placed = [replace(body, quad=from_crop(body.quad, view.quad, SIDE, SIDE)) for body in seen]
    return {i: _confirmed(bodies[i], placed) for i in view.members}


def _confirmed(known: Body, seen: Sequence[Body]) -> Body:
    best: tuple[float, Body] | None = None
    for body in seen:
        common = overlap(body.quad, known.quad) if boxes_touch(body.quad, known.quad) else 0.0
        worth = body.chip_probability * min(1.0, common + FORGIVEN)
        if common > SAME and (best is None or worth > best[0]):
            best = worth, body
    if best is None:
        return Body(known.quad, known.kind, known.probability * NOT_SEEN, known.chip_probability * NOT_SEEN)
    body = best[1]
    chip = known.chip_probability ** (1 - TRUST) * body.chip_probability**TRUST
    # The scores of one look are comparable with each other: the kind's follows that of "any chip".
    of_kind = body.probability * chip / body.chip_probability if body.chip_probability else body.probability
    return Body(body.quad, body.kind, round(min(1.0, of_kind), 4), round(chip, 4))


def _square(body: Quad) -> Quad:
    half = max(max(size(body)) / SHARE, SIDE / GREATEST_ENLARGEMENT) / 2
    angle = math.radians(rotation(body))
    u, v = half * math.cos(angle), half * math.sin(angle)
    x, y = centre(body)
    return (x - u + v, y - v - u), (x + u + v, y + v - u), (x + u - v, y + v + u), (x - u - v, y - v + u)


def _seen_well(body: Quad, view: Quad) -> bool:
    side = size(view)[0]
    if not SHARES[0] * side <= max(size(body)) <= SHARES[1] * side:
        return False
    (x0, y0), (x1, y1), _, (x3, y3) = view
    along, across = np.array((x1 - x0, y1 - y0)), np.array((x3 - x0, y3 - y0))
    points = np.array(body) - (x0, y0)
    u, v = points @ along / (along @ along), points @ across / (across @ across)
    return bool(min(u.min(), v.min()) >= 0.02 and max(u.max(), v.max()) <= 0.98)
