"""How one photo of a board lies on another, told from chips that are on both.

One chip read on two photos gives a guess: where its lines lie, how they are turned and how large they are fixes a shift, a turn
and a scale. The guess counts only when other chips confirm it: they must read alike and lie where it says. Readings, not pixels,
are compared, so photos by different cameras, in different light and at different scales can be laid on each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from teardown.bom.texts import Agreement, Word, agreement, matching_lines, words_of
from teardown.geometry import centre, rotation, size, to_upright
from teardown.model import AttributedSighting, Photo, Point, Quad

Matrix = npt.NDArray[np.float64]
"""3 × 3, from upright pixels of one photo to those of the other."""

_TURN_TOLERANCE = 20.0
"""Degrees by which a chip's text may be turned otherwise than the guess says: handheld perspective."""
_SCALE_TOLERANCE = 1.5
_FIRST_SLACK = 0.15
"""A guess from one chip is off by its angle's and scale's error, which grows with distance: 0.15 is 9 degrees."""
_FITTED_SLACK = 0.05
_LEAST_SHARE_CONFIRMED = 0.5
"""Of the chips read on the photo that shows more, as many must be found where they should be on the other one."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A sighting with what layout needs, in upright pixels."""

    seen: AttributedSighting
    quad: Quad
    line_quads: tuple[Quad, ...]
    words: tuple[Word, ...]

    @property
    def centre(self) -> Point:
        return centre(self.quad)

    @property
    def extent(self) -> float:
        """The longer side in pixels."""
        return max(size(self.quad))

    @property
    def readable(self) -> bool:
        return sum(len(w.text) for w in self.words) >= 4


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A photo as seen by layout: its sightings and its upright size."""

    spots: tuple[Spot, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """How the first photo lies on the second."""

    matrix: Matrix
    pairs: Mapping[int, int]
    """Chips that read alike and lie in the same place: index on the first photo to index on the second."""

    def place(self, point: Point) -> Point:
        """Where a point of the first photo lies on the second."""
        return _moved(self.matrix, point)


def frame_of(photo: Photo, sightings: Sequence[AttributedSighting]) -> Frame:
    """Sightings of one photo in upright pixels."""

    def turned_up(quad: Quad) -> Quad:
        return to_upright(quad, photo.orientation, photo.width, photo.height)

    spots = tuple(
        Spot(s, turned_up(s.sighting.quad), tuple(turned_up(line.quad) for line in s.sighting.lines), words_of(s))
        for s in sightings
    )
    sides = (photo.height, photo.width) if photo.orientation >= 5 else (photo.width, photo.height)
    return Frame(spots, *sides)


def candidate_pairs(first: Frame, second: Frame) -> dict[tuple[int, int], Agreement]:
    """All pairs of sightings whose texts may be those of one chip."""
    found = {}
    for i, a in enumerate(first.spots):
        for j, b in enumerate(second.spots):
            if a.words and b.words:
                common = agreement(a.words, b.words)
                if common.compatible:
                    found[i, j] = common
    return found


def overlay(first: Frame, second: Frame, pairs: Mapping[tuple[int, int], Agreement]) -> Overlay | None:
    """Lay the first photo on the second, or None when that is not certain.

    At least two pairs with different markings must agree on it, no other way may explain as many, and at least half of the
    readable chips that should be seen on both must be.
    """
    guesses = [o for o in (_grow(first, second, pairs, start) for start in sorted(pairs)) if o is not None]
    guesses.sort(key=lambda o: (-len(o.pairs), sorted(o.pairs.items())))
    if not guesses or not _firm(first, guesses[0], pairs):
        return None
    best = guesses[0]
    for other in guesses[1:]:
        elsewhere = any(best.pairs.get(i, j) != j for i, j in other.pairs.items())
        if elsewhere and len(other.pairs) >= len(best.pairs):
            return None
    return best if _confirmed(first, second, best) else None


def near(overlaid: Overlay, a: Spot, b: Spot) -> bool:
    """Whether a sighting of the first photo lies where one of the second does: their centres within half a chip."""
    return math.dist(overlaid.place(a.centre), b.centre) <= 0.5 * max(b.extent, a.extent * _scale(overlaid.matrix, a.centre))


def _grow(first: Frame, second: Frame, pairs: Mapping[tuple[int, int], Agreement], start: tuple[int, int]) -> Overlay | None:
    """Start from one pair, take in the pairs that lie where it says, fit again."""
    corners = _corners(first.spots[start[0]], second.spots[start[1]])
    matrix = _fit(*corners, pairs=1)
    taken = {start[0]: start[1]}
    slack = _FIRST_SLACK
    for _ in range(_ROUNDS):
        if matrix is None:
            return None
        taken = _consistent(first, second, pairs, matrix, taken, slack)
        points = [_corners(first.spots[i], second.spots[j]) for i, j in sorted(taken.items())]
        if len(points) < 2:
            return None
        matrix = _fit(np.concatenate([p[0] for p in points]), np.concatenate([p[1] for p in points]), pairs=len(points))
        slack = _FITTED_SLACK
    return None if matrix is None else Overlay(matrix, taken)


def _consistent(
    first: Frame,
    second: Frame,
    pairs: Mapping[tuple[int, int], Agreement],
    matrix: Matrix,
    anchors: Mapping[int, int],
    slack: float,
) -> dict[int, int]:
    """The pairs that lie where the matrix says, each sighting used once, the closest first."""
    fitting = []
    known = [second.spots[j].centre for j in anchors.values()]
    for i, j in pairs:
        a, b = first.spots[i], second.spots[j]
        there = _moved(matrix, a.centre)
        allowed = 0.5 * b.extent + slack * min(math.dist(there, k) for k in known)
        off = math.dist(there, b.centre)
        if off <= allowed and _same_turn(matrix, a, b) and _same_scale(matrix, a, b):
            fitting.append((off / max(allowed, 1e-9), i, j))
    chosen: dict[int, int] = {}
    for _, i, j in sorted(fitting):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return chosen


def _same_turn(matrix: Matrix, a: Spot, b: Spot) -> bool:
    x, y = a.centre
    angle = math.radians(rotation(a.quad))
    x1, y1 = _moved(matrix, (x + math.cos(angle), y + math.sin(angle)))
    x0, y0 = _moved(matrix, (x, y))
    off = (math.degrees(math.atan2(y1 - y0, x1 - x0)) - rotation(b.quad) + 180) % 360 - 180
    return abs(off) <= _TURN_TOLERANCE


def _same_scale(matrix: Matrix, a: Spot, b: Spot) -> bool:
    """Compared on lines that read the same; regions differ when one photo shows more lines of a chip than the other."""
    lines = matching_lines(a.seen.sighting.lines, b.seen.sighting.lines)
    if not lines:
        return True
    ratio = size(lines[0][1].quad)[0] / max(1e-9, size(lines[0][0].quad)[0] * _scale(matrix, a.centre))
    return 1 / _SCALE_TOLERANCE <= ratio <= _SCALE_TOLERANCE


def _corners(a: Spot, b: Spot) -> tuple[Matrix, Matrix]:
    """Corners of the lines that read the same on both sightings, or of the sightings themselves. Shapes (4n, 2)."""
    index = {id(line): quad for spot in (a, b) for line, quad in zip(spot.seen.sighting.lines, spot.line_quads, strict=True)}
    lines = matching_lines(a.seen.sighting.lines, b.seen.sighting.lines)
    quads = [(index[id(p)], index[id(q)]) for p, q in lines] or [(a.quad, b.quad)]
    return np.array([c for p, _ in quads for c in p]), np.array([c for _, q in quads for c in q])


def _fit(source: Matrix, target: Matrix, *, pairs: int) -> Matrix | None:
    """Similarity from one or two chips, affine from three, perspective from five; None when the points do not fix it."""
    matrix: Matrix | None
    if pairs >= 5:
        matrix = np.asarray(cv2.findHomography(source, target, 0)[0], dtype=np.float64)
    elif pairs >= 3:
        matrix = _least_squares_affine(source, target)
    else:
        matrix = _similarity(source, target)
    if matrix is None or matrix.shape != (3, 3) or not np.all(np.isfinite(matrix)) or np.linalg.det(matrix[:2, :2]) <= 1e-9:
        return None
    return matrix


def _similarity(source: Matrix, target: Matrix) -> Matrix | None:
    """Least-squares turn, scale and shift without mirroring, points as complex numbers."""
    s, t = source[:, 0] + 1j * source[:, 1], target[:, 0] + 1j * target[:, 1]
    ds, dt = s - s.mean(), t - t.mean()
    spread = float(np.sum(np.abs(ds) ** 2))
    if spread < 1e-9:
        return None
    turn = np.sum(np.conj(ds) * dt) / spread
    shift = t.mean() - turn * s.mean()
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag], [0.0, 0.0, 1.0]])


def _least_squares_affine(source: Matrix, target: Matrix) -> Matrix | None:
    design = np.column_stack([source, np.ones(len(source))])
    solution, _, rank, _ = np.linalg.lstsq(design, target, rcond=None)
    return np.vstack([solution.T, [0.0, 0.0, 1.0]]) if rank == 3 else None


def _moved(matrix: Matrix, point: Point) -> Point:
    x, y, w = matrix @ np.array([point[0], point[1], 1.0])
    return (float(x / w), float(y / w)) if abs(w) > 1e-12 else (math.inf, math.inf)


def _scale(matrix: Matrix, at: Point) -> float:
    """Pixels of the second photo per pixel of the first, around a point."""
    x, y = _moved(matrix, at)
    right, below = _moved(matrix, (at[0] + 1, at[1])), _moved(matrix, (at[0], at[1] + 1))
    return math.sqrt(math.dist((x, y), right) * math.dist((x, y), below))


def _firm(frame: Frame, found: Overlay, pairs: Mapping[tuple[int, int], Agreement]) -> bool:
    """Two chips with different markings each have a word with digits that is the same on both photos.

    Two chips of one kind confirm nothing: rows of equal chips fit on each other in many ways. Nor do texts that are merely
    similar: part numbers of one family differ in a character.
    """
    sure = [frame.spots[i] for i, j in sorted(found.pairs.items()) if pairs[i, j].telling_words]
    return any(agreement(sure[0].words, s.words).similarity < 0.8 for s in sure[1:])


def _confirmed(first: Frame, second: Frame, found: Overlay) -> bool:
    """At least half of the readable chips of the photo with less detail are found on the other, where they lie inside it."""
    middle = (first.width / 2, first.height / 2)
    if _scale(found.matrix, first.spots[min(found.pairs)].centre if found.pairs else middle) >= 1:
        matrix, source, target, known = found.matrix, first, second, set(found.pairs)
    else:
        inverse = np.asarray(np.linalg.inv(found.matrix), dtype=np.float64)
        matrix, source, target, known = inverse, second, first, set(found.pairs.values())
    missing = sum(
        1
        for k, spot in enumerate(source.spots)
        if spot.readable and k not in known and _inside(_moved(matrix, spot.centre), target)
    )
    return len(known) >= _LEAST_SHARE_CONFIRMED * (len(known) + missing)


def _inside(point: Point, frame: Frame) -> bool:
    margin_x, margin_y = 0.03 * frame.width, 0.03 * frame.height
    return margin_x < point[0] < frame.width - margin_x and margin_y < point[1] < frame.height - margin_y
