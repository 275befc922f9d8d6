"""Cut augmented training crops out of labelled pictures.

A crop is a square seen through a random scale, turn, mirroring, light and blur. Its bodies come along as rotated rectangles;
bodies that are too small to see, or mostly outside, become regions that teach nothing either way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from teardown.detecting import KINDS

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

SMALLEST = 7.0
"""Pixels: a body whose shorter side is below this in the crop is neither taught nor denied."""
VISIBLE = 0.6
"""Share of a body that must lie in the crop for it to be taught."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture with its bodies, thinned by halves so that shrinking does not alias."""

    levels: tuple[Pixels, ...]
    """The picture at 1, 1/2, 1/4, … of `levels[0]`."""
    polys: npt.NDArray[np.float64]
    """(n, 4, 2) corners in pixels of `levels[0]`."""
    kinds: npt.NDArray[np.int64]
    """(n,) index into KINDS, -1 for a thing without a name."""
    complete: bool


@dataclass(frozen=True, slots=True)
class Crop:
    pixels: Pixels
    """(side, side, 3)"""
    boxes: Floats
    """(n, 5): centre x, centre y, width, height in pixels, turn in radians within ±45°: see `rectangle_of`."""
    kinds: npt.NDArray[np.int64]
    """(n,) index into KINDS; -1 where the region teaches nothing."""
    complete: bool


def make_scene(pixels: Pixels, polys: npt.NDArray[np.float64], kinds: list[str], complete: bool, largest: int = 3200) -> Scene:
    """Thin a picture to at most `largest` pixels on its longer side and lay its levels."""
    shrink = min(1.0, largest / max(pixels.shape[:2]))
    if shrink < 1:
        size = round(pixels.shape[1] * shrink), round(pixels.shape[0] * shrink)
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    levels = [pixels]
    while max(levels[-1].shape[:2]) > 500:
        h, w = levels[-1].shape[:2]
        levels.append(np.asarray(cv2.resize(levels[-1], (w // 2, h // 2), interpolation=cv2.INTER_AREA), dtype=np.uint8))
    index = np.array([KINDS.index(k) if k in KINDS else -1 for k in kinds], dtype=np.int64)
    return Scene(tuple(levels), np.asarray(polys, dtype=np.float64).reshape(-1, 4, 2) * shrink, index, complete)


def rectangle_of(poly: npt.NDArray[np.float64]) -> tuple[float, float, float, float, float]:
    """Centre, width, height and turn (radians, in [-45°, 45°)) of the rectangle that fits four corners.

    Width is the extent along the axis nearest to the horizontal. A body's text direction is not kept: a body looks the same from
    four sides, and which way the text runs is for the reader to find.
    """
    p = np.asarray(poly, dtype=np.float64)
    cx, cy = p.mean(axis=0)
    along = (p[1] - p[0]) + (p[2] - p[3])
    across = (p[3] - p[0]) + (p[2] - p[1])
    w, h = float(np.hypot(*along)) / 2, float(np.hypot(*across)) / 2
    angle = math.atan2(along[1], along[0]) if w >= h else math.atan2(across[1], across[0])
    if w < h:
        w, h = h, w
    quarter = math.pi / 2
    turns = math.floor((angle + quarter / 2) / quarter)
    angle -= turns * quarter
    if turns % 2:
        w, h = h, w
    return float(cx), float(cy), w, h, angle


def cut(scene: Scene, side: int, rng: np.random.Generator) -> Crop:
    """One random crop of `side` pixels."""
    height, width = scene.levels[0].shape[:2]
    named = np.flatnonzero(scene.kinds >= 0)
    if len(named) and rng.random() < 0.75:
        # Around a body, at a scale that makes it anything from barely visible to half the crop; chips come more often.
        weight = np.where(np.isin(scene.kinds[named], (0, 1, 2)), 3.0, 1.0)
        body = int(rng.choice(named, p=weight / weight.sum()))
        _, _, w, h, _ = rectangle_of(scene.polys[body])
        target = math.exp(rng.uniform(math.log(12), math.log(0.45 * side)))
        scale = target / max(4.0, min(w, h))
        scale = min(scale, 1.1 * side / max(w, h))
        middle = scene.polys[body].mean(axis=0) + rng.uniform(-0.35, 0.35, 2) * side / scale
    else:
        scale = math.exp(rng.uniform(math.log(0.8 * side), math.log(2400))) / max(height, width)
        middle = rng.uniform(0.1, 0.9, 2) * (width, height)
    scale = float(np.clip(scale, 0.6 * side / max(height, width), min(3.0, 5000 / max(height, width))))

    degrees = 90.0 * rng.integers(4)
    kind_of_turn = rng.random()
    if kind_of_turn < 0.45:
        degrees += rng.normal(0, 3)
    elif kind_of_turn < 0.75:
        degrees += rng.uniform(-45, 45)
    angle = math.radians(degrees)
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    stretch = math.exp(rng.normal(0, 0.06))
    shear = rng.normal(0, 0.03)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    matrix = turn @ np.array([[mirror * stretch, shear], [0.0, 1 / stretch]]) * scale
    # Keep most of the crop on the picture: its half-diagonal is not pushed beyond the rim unless the picture is smaller.
    reach = 0.42 * side / scale
    middle = np.array(
        [np.clip(m, min(reach, s / 2), max(s - reach, s / 2)) for m, s in zip(middle, (width, height), strict=True)]
    )
    offset = np.array([side / 2, side / 2]) - matrix @ middle

    level = min(len(scene.levels) - 1, max(0, math.floor(math.log2(1 / scale) + 0.3))) if scale < 1 else 0
    source = scene.levels[level]
    factor = width / source.shape[1], height / source.shape[0]
    affine = np.column_stack([matrix * factor, offset]).astype(np.float64)
    fill = tuple(float(v) for v in rng.uniform(0, 255, 3)) if rng.random() < 0.5 else (float(rng.uniform(0, 255)),) * 3
    pixels = cv2.warpAffine(source, affine, (side, side), flags=cv2.INTER_LINEAR, borderValue=fill)
    pixels = _light(np.asarray(pixels, dtype=np.uint8), rng)

    polys = scene.polys @ matrix.T + offset
    boxes, kinds = [], []
    for poly, kind in zip(polys, scene.kinds, strict=True):
        if poly[:, 0].max() < 0 or poly[:, 1].max() < 0 or poly[:, 0].min() > side or poly[:, 1].min() > side:
            continue
        box = rectangle_of(poly)
        if max(box[2], box[3]) < 2:
            continue
        seen = _visible(box, side)
        taught = kind >= 0 and min(box[2], box[3]) >= SMALLEST and seen >= VISIBLE
        boxes.append(box)
        kinds.append(int(kind) if taught else -1)
    return Crop(pixels, np.asarray(boxes, dtype=np.float32).reshape(-1, 5), np.asarray(kinds, dtype=np.int64), scene.complete)


def _visible(box: tuple[float, float, float, float, float], side: int) -> float:
    """Share of a rectangle inside the crop, from a grid of 12 × 12 points."""
    cx, cy, w, h, angle = box
    u, v = np.meshgrid((np.arange(12) + 0.5) / 12 - 0.5, (np.arange(12) + 0.5) / 12 - 0.5)
    x = cx + u * w * math.cos(angle) - v * h * math.sin(angle)
    y = cy + u * w * math.sin(angle) + v * h * math.cos(angle)
    return float(np.mean((x >= 0) & (x < side) & (y >= 0) & (y < side)))


def _light(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Colour, exposure, shade, blur, noise and compression as phone cameras make them."""
    x = pixels.astype(np.float32)
    if rng.random() < 0.08:
        x = np.repeat(x @ np.array([[0.299], [0.587], [0.114]], dtype=np.float32), 3, axis=2)
    elif rng.random() < 0.5:
        hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
        hue = rng.normal(0, 12) if rng.random() < 0.8 else rng.uniform(0, 180)
        hsv[..., 0] = ((hsv[..., 0].astype(np.int32) + int(hue)) % 180).astype(np.uint8)
        hsv[..., 1] = np.clip(hsv[..., 1] * rng.uniform(0.5, 1.5), 0, 255).astype(np.uint8)
        x = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB).astype(np.float32)
    if rng.random() < 0.3:
        x = x * rng.uniform(0.85, 1.18, 3).astype(np.float32)
    gain, bias = math.exp(rng.normal(0, 0.25)), rng.normal(0, 14)
    x = (x - 127) * gain + 127 + bias
    if rng.random() < 0.3:  # a light that falls from one side, or a reflection
        h, w = x.shape[:2]
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
        cx, cy, r = rng.uniform(-0.2, 1.2) * w, rng.uniform(-0.2, 1.2) * h, rng.uniform(0.25, 1.0) * w
        x = x + rng.uniform(-60, 90) * np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * r * r))[..., None]
    if rng.random() < 0.3:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.8))
    if rng.random() < 0.3:
        x = x + rng.normal(0, rng.uniform(2, 12), x.shape).astype(np.float32)
    out: Pixels = np.clip(x, 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        _, data = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 85))])
        out = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
    return out
