"""Find lines of text with a PP-OCR detector (DB: "Real-time Scene Text Detection with Differentiable Binarization", 2020)."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from teardown.geometry import Pixels, as_quad
from teardown.model import Quad
from teardown.reading.engines.inference import Array, Network
from teardown.reading.protocol import Found

MEAN = np.array((0.485, 0.456, 0.406), dtype=np.float32)
SPREAD = np.array((0.229, 0.224, 0.225), dtype=np.float32)
"""ImageNet's, as PaddleOCR trains its detectors (applied to BGR, as there). RapidOCR feeds 0.5 instead and finds less."""

STRIDE = 32
"""The networks want sides that are multiples of this."""

BINARY = 0.3
MINIMUM_SCORE = 0.5
GROWTH = 1.6
"""Threshold of the probability map, least mean probability of a region, and ratio by which DB grows the shrunk regions back:
PaddleOCR's own settings for these models."""

MINIMUM_SIDE = 3
"""Pixels of the map: what is smaller holds no character."""

MAXIMUM_REGIONS = 1000


class TextDetector:
    """A DB detector as a `Finder`."""

    def __init__(self, name: str, network: Network) -> None:
        self._name = name
        self._network = network

    @property
    def name(self) -> str:
        return self._name

    def find(self, pixels: Pixels) -> tuple[Found, ...]:
        """Rotated rectangles around text lines, at the image's own scale; width is the longer side, the direction is a guess."""
        height, width = pixels.shape[:2]
        probability = self._network(prepare(pixels))[0, 0, :height, :width]
        return regions(probability)

    def release(self) -> None:
        """Give back the memory that a large picture took."""
        self._network.release()


def prepare(pixels: Pixels) -> Array:
    """RGB (h, w, 3) to the network's (1, 3, H, W), normalised, padded to the stride with the mean colour."""
    height, width = pixels.shape[:2]
    full = np.zeros((1, 3, -(-height // STRIDE) * STRIDE, -(-width // STRIDE) * STRIDE), dtype=np.float32)
    for channel in range(3):
        plane = pixels[:, :, 2 - channel].astype(np.float32)
        full[0, channel, :height, :width] = (plane * np.float32(1 / 255) - MEAN[channel]) / SPREAD[channel]
    return full


def regions(probability: npt.NDArray[np.float32]) -> tuple[Found, ...]:
    """The map of text probability (h, w) to rectangles, in order of the map's rows."""
    mask = (probability > BINARY).astype(np.uint8)
    mask = np.asarray(cv2.dilate(mask, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:MAXIMUM_REGIONS]:
        (cx, cy), (w, h), degrees = cv2.minAreaRect(contour)
        if min(w, h) < MINIMUM_SIDE:
            continue
        score = _mean_inside(probability, np.asarray(cv2.boxPoints(((cx, cy), (w, h), degrees))))
        if score < MINIMUM_SCORE:
            continue
        # DB shrinks regions by area × ratio / perimeter for training; growing a rectangle by as much undoes it.
        by = w * h * GROWTH / (2 * (w + h))
        w, h = w + 2 * by, h + 2 * by
        # minAreaRect works on pixel centres; the model's quads on pixel borders.
        found.append(Found(_rectangle(cx + 0.5, cy + 0.5, w, h, degrees), float(score)))
    return tuple(sorted(found, key=lambda f: (f.quad[0][1], f.quad[0][0])))


def _rectangle(cx: float, cy: float, w: float, h: float, degrees: float) -> Quad:
    """Corners clockwise with the longer side as the text's direction, turned by at most 90° either way."""
    if h > w:
        w, h, degrees = h, w, degrees + 90
    degrees = (degrees + 90) % 180 - 90
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    corners = ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))
    return as_quad((cx + u * c - v * s, cy + u * s + v * c) for u, v in corners)


def _mean_inside(probability: npt.NDArray[np.float32], corners: npt.NDArray[np.float32]) -> float:
    """Mean of the map inside a rectangle."""
    height, width = probability.shape
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [np.round(corners - (left, top)).astype(np.int32)], 1)
    inside = probability[top : bottom + 1, left : right + 1][mask > 0]
    return float(inside.mean()) if inside.size else 0.0
