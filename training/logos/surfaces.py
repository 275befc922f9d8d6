"""Print a mark on a package surface and photograph it: contrast, texture, worn strokes, blur, noise, compression, small sizes."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt
from pen import Mask, letters

Gray = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""x, y, width, height in pixels."""

_TEXT_STYLES = ("", "plain", "plain", "mono", "round", "light", "plain")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789012345678901234567890123456789-/."


def random_text(rng: np.random.Generator, least: int = 3, most: int = 12) -> str:
    """A line as markings have them: letters first, digits more often than letters."""
    return "".join(rng.choice(list(_LETTERS), int(rng.integers(least, most + 1))))


def text_line(rng: np.random.Generator, least: int = 3, most: int = 12) -> Mask:
    """A line of text, cropped to its ink."""
    style = _TEXT_STYLES[int(rng.integers(len(_TEXT_STYLES)))]
    text = random_text(rng, least, most)
    if rng.random() < 0.15:
        text = text.lower()
    return letters.__wrapped__(text, style, int(rng.integers(0, 5)), float(rng.choice([0, 0, 0.1, -0.02])))


def place(sheet: Mask, mask: Mask, box: Box, turn: float = 0.0, shear: float = 0.0, strength: float = 1.0) -> None:
    """Lay a mask into a box of a sheet, turned by degrees around its middle; the darker of the two gives way."""
    x, y, w, h = box
    sx, sy = w / mask.shape[1], h / mask.shape[0]
    # Shrinking by more than half needs smoothing first, or thin strokes vanish.
    shrink = min(sx, sy)
    if shrink < 0.5:
        size = max(2, round(w * 1.6)), max(2, round(h * 1.6))
        mask = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
        sx, sy = w / mask.shape[1], h / mask.shape[0]
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    matrix = np.array([[c, -s], [s, c]]) @ np.array([[sx, -shear * sy], [0, sy]])
    offset = np.array([x + w / 2, y + h / 2]) - matrix @ np.array([mask.shape[1] / 2, mask.shape[0] / 2])
    drawn = cv2.warpAffine(mask, np.column_stack([matrix, offset]), (sheet.shape[1], sheet.shape[0]), flags=cv2.INTER_LINEAR)
    np.maximum(sheet, drawn * np.float32(strength), out=sheet)


def _clouds(rng: np.random.Generator, high: int, wide: int, cell: float) -> Mask:
    """Smooth noise, mean 0, about ±1, with spots of `cell` pixels."""
    small = rng.standard_normal((max(2, round(high / cell) + 1), max(2, round(wide / cell) + 1))).astype(np.float32)
    return np.asarray(cv2.resize(small, (wide, high), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def worn(ink: Mask, rng: np.random.Generator) -> Mask:
    """Strokes as lasers and ink pads leave them: thinner, fatter, outlined, broken, fading to one side."""
    kind = rng.random()
    high, wide = ink.shape
    if kind < 0.12 and min(high, wide) > 30:  # only the rims of strokes scatter light
        edge = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.8, 1.6))
        ink = np.clip(np.abs(edge - cv2.GaussianBlur(edge, (0, 0), rng.uniform(1.0, 2.0))) * 4, 0, 1).astype(np.float32)
    elif kind < 0.22:
        ink = np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), dtype=np.float32)
    if rng.random() < 0.3:
        ink = ink * np.clip(rng.uniform(0.3, 1.0) + _clouds(rng, high, wide, rng.uniform(1.2, 5)) * rng.uniform(0.2, 0.7), 0, 1)
    if rng.random() < 0.2:
        ramp = np.linspace(rng.uniform(0.2, 1), rng.uniform(0.2, 1), wide if rng.random() < 0.5 else high, dtype=np.float32)
        ink = ink * (ramp[None] if len(ramp) == wide else ramp[:, None])
    return ink.astype(np.float32)


def photograph(ink: Mask, rng: np.random.Generator, board: Mask | None = None) -> Gray:
    """A grey picture of a surface that carries `ink`; `board` is brightness added around the package."""
    high, wide = ink.shape
    ink = worn(ink, rng)
    base = rng.uniform(15, 110) if rng.random() < 0.85 else rng.uniform(110, 225)
    contrast = math.exp(rng.uniform(math.log(7), math.log(150)))
    if base > 110 or rng.random() < 0.1:
        contrast = -contrast
    grain = math.exp(rng.uniform(math.log(0.5), math.log(14))) * (0.5 if abs(contrast) < 20 else 1.0)
    picture = base + contrast * ink
    if rng.random() < 0.6:
        picture = picture + _clouds(rng, high, wide, max(high, wide) / 2) * rng.uniform(0, 0.35) * abs(contrast)
    picture = picture + _clouds(rng, high, wide, rng.uniform(1.0, 2.5)) * min(grain, 0.4 * abs(contrast))
    if board is not None:
        picture = picture + board
    blur = math.exp(rng.uniform(math.log(0.3), math.log(1.0 + min(high, wide) / 60)))
    picture = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), blur)
    if rng.random() < 0.25:  # the camera's own sharpening leaves halos
        picture = picture + rng.uniform(0.3, 1.5) * (picture - cv2.GaussianBlur(picture, (0, 0), 1.5))
    picture = picture + rng.standard_normal((high, wide)).astype(np.float32) * rng.uniform(0, min(5.0, 0.15 * abs(contrast)))
    out: Gray = np.clip(picture, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        _, data = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))])
        out = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return out
