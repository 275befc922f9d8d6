"""What is good about a photo and what must be retaken, said and drawn on it.

At receipt, before any text is read, blur, glare and light of the whole photo are looked at (`problems_of`); after the analysis
each chip that nobody could be named for (`problems_of_chips`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from teardown.geometry import bounding_box, to_upright
from teardown.intake import Picture, measure
from teardown.intake.quality import CHIP_SHARP_ENOUGH, GLARE_BEARABLE, LIGHT_ENOUGH, READABLE_HEIGHT, SHARP_ENOUGH
from teardown.model import CaptureQuality, PhotoAnalysis, Surface

Share = tuple[float, float, float, float]
"""x, y, width, height as shares of the upright photo."""

_SIDE = 1600
"""Pixels: longest side at which burnt-out areas are looked for."""
_SIDE_FROM_AFAR = 480
_BURNT_OUT = 250
_LEAST_SPOT = 0.002
"""Share of the photo from which one burnt-out spot is worth showing: a chip on a photo of a whole board."""
_MOST_SPOTS = 6
_MOST_CHIPS = 12
"""Chips that are shown on one photo: who sees more marks sees none."""
_ENOUGH_PIXELS = 2_000_000
"""A photo with fewer was made smaller on its way (messengers do), or is a screenshot."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a photo from being read."""

    kind: str
    """`blur`, `glare`, `dark` or `small` of a photo; `far`, `soft` or `mirrored` of a chip."""
    where: Share | None = None
    """None: the whole photo."""

    def plain(self) -> dict[str, Any]:
        return {"kind": self.kind, "where": list(self.where) if self.where else None}


def problems_of(picture: Picture) -> tuple[CaptureQuality, tuple[Problem, ...]]:
    """Measure a photo and name what must be retaken, the most telling first."""
    height, width = picture.pixels.shape[:2]
    quality = measure(picture.pixels)
    grey = _small_grey(picture.pixels)
    problems: list[Problem] = []
    if min(quality.sharpness, _sharpness_from_afar(picture.pixels)) < SHARP_ENOUGH:
        problems.append(Problem("blur"))
    if quality.glare > GLARE_BEARABLE:
        problems += [Problem("glare", spot) for spot in _spots(grey)] or [Problem("glare")]
    if float(np.percentile(grey, 95)) / 255.0 < LIGHT_ENOUGH:
        problems.append(Problem("dark"))
    if width * height < _ENOUGH_PIXELS:
        problems.append(Problem("small"))
    return quality, tuple(problems)


OF_CHIPS = ("far", "soft", "mirrored")
"""Kinds of problems that are known once the text was read: too small, blurred, or hidden by a reflection."""


def problems_of_chips(analysis: PhotoAnalysis) -> tuple[Problem, ...]:
    """What is the matter with the chips that nobody was named for, the largest first; one thing for each chip."""
    photo = analysis.photo
    width, height = (photo.height, photo.width) if photo.orientation >= 5 else (photo.width, photo.height)
    found: list[tuple[int, Problem]] = []
    for seen in analysis.sightings:
        quality = seen.sighting.quality
        if seen.sighting.surface is not Surface.CHIP or seen.attribution.manufacturer or quality is None:
            continue
        if kind := _worst(quality):
            x, y, w, h = bounding_box(to_upright(seen.sighting.quad, photo.orientation, photo.width, photo.height))
            place = (round(x / width, 4), round(y / height, 4), round(w / width, 4), round(h / height, 4))
            found.append((w * h, Problem(kind, place)))
    return tuple(problem for _, problem in sorted(found, key=lambda f: -f[0])[:_MOST_CHIPS])


def _worst(quality: CaptureQuality) -> str:
    if quality.text_height is not None and quality.text_height < READABLE_HEIGHT:
        return "far"
    if quality.sharpness < CHIP_SHARP_ENOUGH:
        return "soft"
    return "mirrored" if quality.glare > GLARE_BEARABLE else ""


def _small_grey(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _sharpness_from_afar(pixels: npt.NDArray[np.uint8]) -> float:
    """Sharpness of the photo made small. A photo that is blurred beyond measure has only steps of one grey value left between
    neighbouring pixels, which the measure takes for sharp edges; made small, it is seen as what it is."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIDE_FROM_AFAR / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return measure(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)).sharpness


def _spots(grey: npt.NDArray[np.uint8]) -> list[Share]:
    """The largest burnt-out areas that do not hang together with the photo's border."""
    height, width = grey.shape
    burnt = (grey >= _BURNT_OUT).astype(np.uint8)
    burnt = np.asarray(cv2.morphologyEx(burnt, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), dtype=np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(burnt, connectivity=8)
    found = []
    for x, y, w, h, pixels in (tuple(int(v) for v in row) for row in stats[1:]):
        touches = x == 0 or y == 0 or x + w == width or y + h == height
        if not touches and pixels >= _LEAST_SPOT * height * width:
            found.append((pixels, (x / width, y / height, w / width, h / height)))
    return [tuple(round(v, 4) for v in spot) for _, spot in sorted(found, reverse=True)[:_MOST_SPOTS]]  # type: ignore[misc]
