"""Where on an upright component a maker's mark may stand: ink that is not a line of text, and short lines that may be a wordmark.

Everything is measured in heights of the component's text, because marks are: from 0.8 (a mark at the head of a line) to about
6 (an emblem above the marking).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from teardown.logos.crops import Gray

TEXT_HEIGHT = 14
"""Pixels that text is brought to before ink is looked for."""
SMALLEST, LARGEST = 0.75, 7.0
"""Heights of text: a mark's shorter side at least, its longer side at most (wordmarks may be longer)."""
LONGEST = 16.0
"""Heights of text that a wordmark may be long."""
FLATTEST = 9.0
"""Width over height of the longest wordmarks."""
JOIN = (0.2, 0.6)
"""Heights of text across which pieces of ink are taken for one mark, tried one after the other."""
STRENGTH = (0.35, 0.6)
"""Share of the text's own contrast from which something is ink: makers print their mark as they print the marking."""
SHORT_LINE = 2.5
"""Width over height up to which a line of text may be a piece of an emblem, such as the letters under a crab."""
HEADS = ((-0.05, 1.0), (-0.05, 1.4), (-1.5, 1.35))
"""Where a mark may stand at the head of a line, from the line's left end, and its width, in heights of that line."""
MOST = 24
"""Candidates per component: the strongest are kept."""
_SAME = 0.75
"""Overlap from which two boxes are one candidate."""

Rectangle = tuple[float, float, float, float]
"""x, y, width, height in pixels of the upright component."""


@dataclass(frozen=True, slots=True)
class Proposal:
    box: Rectangle
    is_text: bool
    """It is a line that the reader found, so that a mark found here is a wordmark."""


def propose(gray: Gray, text: Sequence[Rectangle]) -> tuple[Proposal, ...]:
    """Candidates for a maker's mark on an upright component.

    Args:
        gray: the component with what is around it.
        text: its lines of text in pixels of `gray`; without any there is no measure, so nothing is proposed.
    """
    if not text or min(gray.shape) < 8:
        return ()
    height = float(np.median([h for _, _, _, h in text]))
    scale = TEXT_HEIGHT / max(height, 4.0)
    size = max(8, round(gray.shape[1] * scale)), max(8, round(gray.shape[0] * scale))
    small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    lines = [(x * scale, y * scale, w * scale, h * scale) for x, y, w, h in text]
    found: list[tuple[float, Rectangle]] = []
    for ink in _inks(np.asarray(small, dtype=np.uint8), lines):
        for x, y, w, h in lines:  # a mark beside a line must not be joined with it
            if w > SHORT_LINE * h:
                ink[max(0, round(y)) : max(0, round(y + h)), max(0, round(x)) : max(0, round(x + w))] = 0
        for join in JOIN:
            found += _blobs(ink, join * TEXT_HEIGHT)
    found.sort(key=lambda f: -f[0])
    kept: list[Rectangle] = []
    for _, box in found:
        if all(overlap(box, other) < _SAME for other in kept):
            kept.append(box)
            if len(kept) == MOST:
                break
    blobs = [Proposal((x / scale, y / scale, w / scale, h / scale), False) for x, y, w, h in kept]
    # A reader takes an emblem at the head of a line for its first letter, and a wordmark for a line.
    heads = [Proposal((x + dx * h, y, w * h, h), False) for x, y, _, h in text for dx, w in HEADS]
    return (*blobs, *heads, *(Proposal(box, True) for box in text if box[2] < FLATTEST * box[3]))


def _inks(gray: Gray, lines: Sequence[Rectangle]) -> list[npt.NDArray[np.uint8]]:
    """Where the picture stands out of the package's surface, to the side to which the text does: clearly, or faintly as well."""
    smooth = cv2.GaussianBlur(gray, (0, 0), 0.8).astype(np.float32)
    high, wide = gray.shape
    parts = [
        smooth[max(0, round(y)) : max(1, round(y + h)), max(0, round(x)) : max(1, round(x + w))].ravel() for x, y, w, h in lines
    ]
    text = np.concatenate([p for p in parts if p.size] or [smooth.ravel()])
    surface = float(np.median(text))
    dark, bright = (float(v) for v in np.percentile(text, (3, 97)))
    sign = 1 if bright - surface >= surface - dark else -1
    contrast = max(6.0, bright - surface if sign > 0 else surface - dark)
    # The surface's shading is followed, but not out onto the board.
    around = cv2.medianBlur(cv2.GaussianBlur(gray, (0, 0), 1.5), _odd(min(5 * TEXT_HEIGHT, min(high, wide) - 1)))
    ground = np.clip(around.astype(np.float32), surface - contrast / 2, surface + contrast / 2)
    return [(sign * (smooth - ground) > share * contrast).astype(np.uint8) for share in STRENGTH]


def _odd(n: float) -> int:
    return max(1, int(n) - 1 + int(n) % 2)


def _blobs(ink: npt.NDArray[np.uint8], reach: float) -> list[tuple[float, Rectangle]]:
    """Boxes of ink joined across `reach` pixels, each with how much ink it holds for its size."""
    side = _odd(reach)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones((side, side), np.uint8)))
    # Widening by a square moves every edge of a blob outwards by half of it, except where the picture ends.
    half, boxes = side // 2, stats[1:, :4].astype(np.float64)
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    low += half * (low > 0)
    high -= half * (high < (ink.shape[1], ink.shape[0]))
    sizes = np.maximum(1.0, high - low)
    short, long = sizes.min(axis=1) / TEXT_HEIGHT, sizes.max(axis=1) / TEXT_HEIGHT
    fits = (short >= SMALLEST) & (short <= LARGEST) & (long <= LONGEST) & (long <= FLATTEST * short)
    strength = stats[1:, 4] / np.sqrt(sizes.prod(axis=1))
    return [
        (float(strength[i]), (float(low[i, 0]), float(low[i, 1]), float(sizes[i, 0]), float(sizes[i, 1])))
        for i in np.flatnonzero(fits)
    ]


def overlap(a: Rectangle, b: Rectangle) -> float:
    """Intersection over union of two boxes."""
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / (a[2] * a[3] + b[2] * b[3] - w * h)
