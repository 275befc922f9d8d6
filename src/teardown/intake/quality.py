"""How well a photo, or one chip on it, was photographed, and what to do about it in plain words.

The thresholds follow from what is read of 277 hand-labelled chips of real boards, as they are, made smaller and blurred:
`python -m teardown.bench.capture` prints the tables (docs/measurements.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np

from teardown.geometry import Pixels, rectify, size
from teardown.model import CaptureQuality, Quad

READABLE_HEIGHT = 20
"""Pixels: height of a line of text from which no more is read the larger it is; of lower ones half is lost. A line's height is
that of the region in which it was found; a capital letter is some 0.6 of it."""
SHARP_ENOUGH = 0.45
"""Of a whole photo."""
CHIP_SHARP_ENOUGH = 0.6
"""Of one chip: of lines that are read where the photo is sharp, a third is lost just below, and half below 0.5."""
CONTRAST_ENOUGH = 0.12
"""Of the paler chips three of eight were read, of the others two thirds."""
GLARE_BEARABLE = 0.05
"""Share of the picture. The labelled photos have too few reflections to set it by them."""
LIGHT_ENOUGH = 0.3
"""Brightness of the light parts (95th percentile) of a whole photo, 0 to 1."""

_BURNT_OUT = 250
_COMPARED_HEIGHT = 24
"""Text is shrunk to this height before sharpness is measured: blur matters in proportion to the strokes, not to the pixels."""
_COMPARED_SIDE = 2000
"""Longest side of a photo without known text while its sharpness is measured: a 12-megapixel photo halved."""
_TILE = 100
_COMPARED_CHIP = 240
"""Longer side of a chip without known text while it is measured: where a chip carries text, it is some ten lines wide."""
_LEAST_SIDE = 12
"""Pixels: on less there is nothing to measure."""


def measure(pixels: Pixels, text_heights: Sequence[float] = ()) -> CaptureQuality:
    """Measure a whole photo.

    Args:
        pixels: RGB `uint8` (height, width, 3), or grey (height, width).
        text_heights: heights of its lines of text in pixels of `pixels`.

    Burnt-out areas at the border are the table that the board lies on and do not count as glare, and sharpness is that of the
    sharper parts, because a board is seldom in focus from edge to edge.
    """
    grey = _grey(pixels)
    height = _middle(text_heights)
    return _measured(grey, _sharpness_of_photo(grey, height), _glare_inside(grey), height, chip=False)


def measure_chip(pixels: Pixels, quad: Quad, text_heights: Sequence[float] = ()) -> CaptureQuality:
    """Measure one component on a photo, cut out and upright.

    Args:
        pixels: the photo.
        quad: the component in pixels of the photo, upright as its text is.
        text_heights: heights of the component's lines of text in the same pixels.

    It is cut out at the scale at which blur is compared, so that a large chip costs no more than a small one.
    """
    height = _middle(text_heights)
    longer, shorter = max(size(quad)), min(size(quad))
    scale = _COMPARED_HEIGHT / height if height else _COMPARED_CHIP / max(1.0, longer)
    scale = min(1.0, max(scale, _LEAST_SIDE / max(1.0, shorter)))
    grey = _grey(rectify(pixels, quad, max(1, round(size(quad)[1] * scale))))
    return _measured(grey, _unblurredness(grey), float(np.mean(grey >= _BURNT_OUT)), height, chip=True)


def _measured(grey: Pixels, sharpness: float, glare: float, height: float | None, *, chip: bool) -> CaptureQuality:
    dark, light = (float(v) / 255.0 for v in np.percentile(grey, (5, 95)))
    text_height = None if height is None else round(height, 1)
    measured = CaptureQuality(round(sharpness, 3), round(glare, 4), round(light - dark, 3), text_height)
    return replace(measured, advice=_advice(measured, light, chip))


def _grey(pixels: Pixels) -> Pixels:
    if pixels.ndim == 2:
        return pixels
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _middle(heights: Sequence[float]) -> float | None:
    return float(median(heights)) if len(heights) else None


def _advice(quality: CaptureQuality, light: float, chip: bool) -> tuple[str, ...]:
    where = "on this chip" if chip else "on this photo"
    said: list[str] = []
    if quality.text_height is not None and quality.text_height < READABLE_HEIGHT:
        said.append(f"Come closer: the text {where} is {int(quality.text_height)} px high, {READABLE_HEIGHT} is readable.")
    if quality.sharpness < (CHIP_SHARP_ENOUGH if chip else SHARP_ENOUGH):
        said.append(
            "Hold still and let the camera focus on "
            + ("this chip: it is blurred." if chip else "the chips: the photo is blurred. Rest the phone on something.")
        )
    if quality.glare > GLARE_BEARABLE:
        what = "this chip" if chip else "the photo"
        said.append(f"Move the lamp to the side: {quality.glare:.0%} of {what} is burnt out by a reflection.")
    if not chip and light < LIGHT_ENOUGH:
        said.append("Add light: the photo is very dark.")
    elif chip and quality.contrast < CONTRAST_ENOUGH:
        said.append("Let light fall from a low angle: the marking on this chip is faint.")
    return tuple(said)


def _sharpness_of_photo(grey: Pixels, text_height: float | None) -> float:
    scale = _COMPARED_HEIGHT / text_height if text_height else _COMPARED_SIDE / max(grey.shape)
    small = _shrunk(grey, scale)
    tiles = [
        small[y : y + _TILE, x : x + _TILE]
        for y in range(0, max(1, small.shape[0] - _TILE // 2), _TILE)
        for x in range(0, max(1, small.shape[1] - _TILE // 2), _TILE)
    ]
    # Flat tiles (table, solder mask) have no edges whose blur could be told.
    spreads = np.array([float(tile.std()) for tile in tiles])
    lively = [tile for tile, spread in zip(tiles, spreads, strict=True) if spread >= np.median(spreads)]
    return float(np.percentile([_unblurredness(tile) for tile in lively], 75))


def _unblurredness(grey: Pixels) -> float:
    """1 minus the blur of Crété-Roffet et al., "The blur effect", Human Vision and Electronic Imaging XII (2007).

    Blurring a sharp picture once more takes much of its differences between neighbours away; blurring a blurred one, little. The
    measure does not depend on contrast. 0 for a picture without edges.
    """
    if min(grey.shape) < _LEAST_SIDE:
        return 0.0
    values = grey.astype(np.float32)
    sharpness = []
    for axis, kernel in ((0, (1, 9)), (1, (9, 1))):
        before = np.abs(np.diff(values, axis=axis))
        after = np.abs(np.diff(cv2.blur(values, kernel), axis=axis))
        whole = float(before.sum())
        sharpness.append(float(np.maximum(0.0, before - after).sum()) / whole if whole else 0.0)
    return min(sharpness)


def _glare_inside(grey: Pixels) -> float:
    """Share of burnt-out pixels that do not hang together with the photo's border."""
    burnt = (_shrunk(grey, 1000 / max(grey.shape)) >= _BURNT_OUT).astype(np.uint8)
    _, labels = cv2.connectedComponents(burnt, connectivity=8)
    at_border = np.unique(np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1])))
    return float(np.mean((burnt > 0) & ~np.isin(labels, at_border)))


def _shrunk(grey: Pixels, scale: float) -> Pixels:
    """The picture made smaller by `scale`; as it is where that would make it larger or too small to measure."""
    scale = max(scale, _LEAST_SIDE / max(1, min(grey.shape)))
    if scale >= 1.0:
        return grey
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
