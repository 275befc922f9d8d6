"""A crop of a real line, seen again otherwise: cut, turned, lit, blurred, compressed as another camera would."""

from __future__ import annotations

import math

import cv2
import numpy as np
from real import ENDS, HIGH, ROOM, Pixels

OUT = 48
"""Pixels: the height at which the recogniser reads."""


def view(rng: np.random.Generator, crop: Pixels) -> Pixels:
    """(72, width, 3) as `real.RealLine.crop` → (48, other width, 3)."""
    line = HIGH / (1 + 2 * ROOM)
    wide = crop.shape[1] - 2 * ENDS * line
    left, right = (ENDS - rng.uniform(0.0, 0.5)) * line, (ENDS + rng.uniform(0.0, 0.5)) * line + wide
    tall = line * rng.uniform(0.88, 1.15)
    middle = HIGH / 2 + rng.normal(0, 0.03) * line
    scale = OUT / tall
    stretch = rng.uniform(0.88, 1.14)
    size = max(16, round((right - left) * scale * stretch)), OUT
    turn = math.radians(rng.normal(0, 1.0))
    skew = np.array([[math.cos(turn), -math.sin(turn) + rng.normal(0, 0.03)], [math.sin(turn), math.cos(turn)]])
    matrix = np.diag([stretch, 1.0]) @ skew * scale
    offset = np.array([size[0] / 2, OUT / 2]) - matrix @ np.array([(left + right) / 2, middle])
    image = cv2.warpAffine(crop, np.column_stack([matrix, offset]), size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if rng.random() < 0.35:
        few = rng.uniform(0.4, 0.8)
        small = cv2.resize(image, (max(8, round(size[0] * few)), max(10, round(OUT * few))), interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
    out = image.astype(np.float32) / 255
    base = out.mean()
    out = (out - base) * rng.uniform(0.55, 1.6) + base * rng.uniform(0.7, 1.4) * (1 + rng.normal(0, 0.05, 3))
    if rng.random() < 0.25:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.3))
    out = out + rng.normal(0, rng.uniform(0, 0.02), out.shape)
    image = np.clip(out * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 95))])[1]
        image = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return np.asarray(image, np.uint8)
