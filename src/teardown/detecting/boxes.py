"""From the network's cells to bodies: decoding, and keeping one of several boxes around the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from teardown.detecting.kinds import CHIP_KINDS, KINDS, STRIDE
from teardown.geometry import area, as_quad, overlap, share_inside
from teardown.model import Quad

Floats = npt.NDArray[np.float32]

SAME = 0.4
"""Two boxes that overlap by more (intersection over union) are taken for the same body."""
INSIDE = 0.85
"""A box of which this share lies inside a better one of the same kind is a part of that body, seen at too large a scale."""
_NEARLY = 0.999
"""Areas of bounding boxes and of polygons are rounded differently."""

_CHIP_INDEX = tuple(KINDS.index(k) for k in CHIP_KINDS)


@dataclass(frozen=True, slots=True)
class Body:
    """A component body found on a picture."""

    quad: Quad
    """In the coordinates of the picture given, clockwise from the top left: which way its text runs is not known."""
    kind: str
    """One of `KINDS`."""
    probability: float
    """That there is a body of that kind whose outline overlaps the quad well; the network's own estimate, not calibrated."""
    chip_probability: float
    """The same for any of `CHIP_KINDS`, whichever it is."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Boxes before duplicates are removed."""

    corners: Floats
    """(n, 4, 2) pixels, clockwise."""
    scores: Floats
    """(n, 1 + len(KINDS)): any chip, then each kind."""

    def __len__(self) -> int:
        return len(self.scores)


def decode(cells: Floats, threshold: float, most: int) -> Candidates:
    """Boxes of the cells whose best score reaches `threshold`, at most `most` of them, best first.

    `cells` has shape (CHANNELS, rows, columns) as `kinds.CHANNELS` states; corners are in pixels of the network's input.
    """
    kinds = 1 + len(KINDS)
    scores = 1.0 / (1.0 + np.exp(-np.clip(cells[:kinds].astype(np.float64), -30, 30)))
    best = scores.max(axis=0)
    rows, columns = np.nonzero(best >= threshold)
    order = np.argsort(-best[rows, columns], kind="stable")[:most]
    rows, columns = rows[order], columns[order]
    shape = cells[kinds:, rows, columns].astype(np.float64)
    left, top, right, bottom = np.exp(np.clip(shape[:4], -4, 5)) * STRIDE
    turn = np.arctan2(shape[4], shape[5]) / 4
    c, s = np.cos(turn), np.sin(turn)
    x, y = (columns + 0.5) * STRIDE, (rows + 0.5) * STRIDE
    own = ((-left, -top), (right, -top), (right, bottom), (-left, bottom))
    corners = [(x + u * c - v * s, y + u * s + v * c) for u, v in own]
    points = np.array(corners).transpose(2, 0, 1) if len(rows) else np.zeros((0, 4, 2))
    return Candidates(points.astype(np.float32), scores[:, rows, columns].T.astype(np.float32))


def joined(parts: list[Candidates]) -> Candidates:
    """The candidates of several tiles and scales together."""
    if not parts:
        return Candidates(np.zeros((0, 4, 2), np.float32), np.zeros((0, 1 + len(KINDS)), np.float32))
    return Candidates(np.concatenate([p.corners for p in parts]), np.concatenate([p.scores for p in parts]))


def bodies_of(found: Candidates) -> list[Body]:
    """What each candidate tells of, duplicates included."""
    return [body_of(as_quad(corners), scores) for corners, scores in zip(found.corners, found.scores, strict=True)]


def distinct(bodies: Sequence[Body]) -> tuple[Body, ...]:
    """One body per thing, best first: of boxes that overlap by more than `SAME` the surest stays."""
    ordered = sorted(bodies, key=lambda body: -max(body.probability, body.chip_probability))
    corners = np.array([body.quad for body in ordered], dtype=np.float64).reshape(-1, 4, 2)
    low, high, areas = corners.min(axis=1), corners.max(axis=1), np.array([area(body.quad) for body in ordered])
    kept = np.zeros(len(ordered), dtype=bool)
    for i, body in enumerate(ordered):
        # Polygons are cut only where their bounding boxes have as much in common as would do, the likeliest first.
        common = np.clip(np.minimum(high[:i], high[i]) - np.maximum(low[:i], low[i]), 0, None).prod(axis=1)
        larger = np.maximum(areas[:i], areas[i])
        near = np.flatnonzero(kept[:i] & ((common > _NEARLY * SAME * larger) | (common > _NEARLY * INSIDE * areas[i])))
        near = near[np.argsort(-common[near] / larger[near], kind="stable")]
        kept[i] = not any(_same(ordered[k].quad, body.quad, ordered[k].kind == body.kind) for k in near)
    return tuple(ordered[i] for i in np.flatnonzero(kept))


def _same(better: Quad, worse: Quad, alike: bool) -> bool:
    return overlap(better, worse) > SAME or (alike and share_inside(worse, better) > INSIDE)


def body_of(quad: Quad, scores: Floats) -> Body:
    """The body that a candidate's scores tell of."""
    kind = int(scores[1:].argmax())
    chip = max(float(scores[0]), max(float(scores[1 + i]) for i in _CHIP_INDEX))
    return Body(quad, KINDS[kind], round(float(scores[1 + kind]), 4), round(chip, 4))
