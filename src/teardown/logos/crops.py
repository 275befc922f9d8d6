"""A candidate as the network sees it: a box of the grey picture, squeezed to a square, beside how wide it was."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]

SIDE = 48
"""Pixels of the square."""
MARGIN = 0.15
"""Share of a box's shorter side that is shown around it."""
_FLATTEST = 3.0
"""Grey levels: a surface whose brightness spreads less than this is not stretched to full contrast."""


@dataclass(frozen=True, slots=True)
class Crop:
    pixels: Gray
    """(SIDE, SIDE)"""
    aspect: float
    """Binary logarithm of width over height."""


def cut(gray: Gray, box: tuple[float, float, float, float]) -> Crop:
    """Cut a box (x, y, width, height in pixels) with its margin out of a grey picture; beyond the rim the rim goes on."""
    x, y, w, h = box
    w, h = max(2.0, w), max(2.0, h)
    margin = MARGIN * min(w, h)
    x0, y0, x1, y1 = x - margin, y - margin, x + w + margin, y + h + margin
    left, top = math.floor(x0), math.floor(y0)
    right, bottom = max(left + 2, math.ceil(x1)), max(top + 2, math.ceil(y1))
    rows = np.clip(np.arange(top, bottom), 0, gray.shape[0] - 1)
    columns = np.clip(np.arange(left, right), 0, gray.shape[1] - 1)
    part = gray[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if part.shape != (len(rows), len(columns)):
        part = gray[np.ix_(rows, columns)]
    way = cv2.INTER_AREA if min(part.shape) > SIDE else cv2.INTER_LINEAR
    return Crop(np.asarray(cv2.resize(part, (SIDE, SIDE), interpolation=way), dtype=np.uint8), math.log2(w / h))


def tensor(pixels: Gray, aspects: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """What the network takes: (n, 2, SIDE, SIDE) from (n, SIDE, SIDE) and (n,): grey at mean 0 and spread 1, and the aspect."""
    grey = pixels.astype(np.float32)
    grey -= grey.mean(axis=(1, 2), keepdims=True)
    grey /= np.maximum(grey.std(axis=(1, 2), keepdims=True), np.float32(_FLATTEST))
    wide = np.broadcast_to((aspects.astype(np.float32) / np.float32(3))[:, None, None], grey.shape)
    return np.stack([grey, wide], axis=1)
