"""A pen that draws marks from geometry: polygons, strokes, arcs and letters, in units of which a mark is about 100 high."""

from __future__ import annotations

import functools
import math
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Mask = npt.NDArray[np.float32]

SCALE = 1.5
"""Pixels per unit: marks come out about 150 pixels high, larger than they are ever shown."""
_PAD = 45
_WIDE, _HIGH = 720, 200
_SHIFT = 4

_FOLDERS = ("/usr/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
STYLES = {
    "": ("NimbusSans-Bold", "LiberationSans-Bold", "DejaVuSans-Bold", "arialbd"),
    "plain": ("NimbusSans-Regular", "LiberationSans-Regular", "DejaVuSans", "arial"),
    "serif": ("NimbusRoman-Bold", "LiberationSerif-Bold", "DejaVuSerif-Bold", "timesbd"),
    "round": ("URWGothic-Demi", "DejaVuSans-Bold", "LiberationSans-Bold"),
    "light": ("URWGothic-Book", "DejaVuSans-ExtraLight", "LiberationSans-Regular"),
    "slab": ("C059-Bold", "P052-Bold", "DejaVuSerif-Bold", "LiberationSerif-Bold"),
    "mono": ("NimbusMonoPS-Bold", "LiberationMono-Bold", "DejaVuSansMono-Bold"),
    "script": ("Z003-MediumItalic", "URWBookman-LightItalic", "DejaVuSerif-BoldItalic"),
}
"""Free font families by the look that a wordmark needs; the first that is installed is taken, else the one inside Pillow."""


@functools.lru_cache(maxsize=1)
def _installed() -> dict[str, str]:
    found = {}
    for folder in _FOLDERS:
        for path in sorted(Path(folder).rglob("*.*tf")) if Path(folder).is_dir() else ():
            found.setdefault(path.stem, str(path))
    return found


@functools.lru_cache(maxsize=64)
def font(style: str, size: int) -> ImageFont.FreeTypeFont:
    """A font for a style of `STYLES`. Raises KeyError for another one."""
    for name in STYLES[style]:
        if name in _installed():
            return ImageFont.truetype(_installed()[name], size)
    built_in = ImageFont.load_default(size)
    if not isinstance(built_in, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: install Pillow from its wheel to draw marks")
    return built_in


@functools.lru_cache(maxsize=512)
def letters(text: str, style: str, stroke: int = 0, spacing: float = 0.0) -> Mask:
    """Text cropped to its ink, capitals about 100 pixels high; `spacing` in heights is added between characters."""
    face = font(style, 140)
    wide = round(face.getlength(text) + 140 * abs(spacing) * len(text)) + 120
    image = Image.new("L", (wide, 300))
    draw = ImageDraw.Draw(image)
    x = 60.0
    for character in text:
        draw.text((x, 60), character, font=face, fill=255, stroke_width=stroke)
        x += face.getlength(character) + 140 * spacing
    return cropped(np.asarray(image, dtype=np.float32) / np.float32(255))


def cropped(mask: Mask) -> Mask:
    """The mask without its empty rim; unchanged when it is empty."""
    ys, xs = np.nonzero(mask > 0.2)
    if not len(ys):
        return mask
    return mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]


def _numbers(points: str) -> npt.NDArray[np.float64]:
    return np.array([float(n) for n in points.split()]).reshape(-1, 2)


class Pen:
    """One mark being drawn. `thick` multiplies the width of every stroke, so that a mark is learnt thin and bold."""

    def __init__(self, thick: float = 1.0) -> None:
        self.thick = thick
        self.sheet: npt.NDArray[np.uint8] = np.zeros((round(_HIGH * SCALE), round(_WIDE * SCALE)), dtype=np.uint8)

    def _fixed(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
        return np.round((points + _PAD) * SCALE * (1 << _SHIFT)).astype(np.int32)

    def _width(self, width: float) -> int:
        return max(1, round(width * self.thick * SCALE))

    def fill(self, points: str, ink: int = 255) -> Pen:
        """A filled polygon: "x y x y …". Ink 0 takes away."""
        cv2.fillPoly(self.sheet, [self._fixed(_numbers(points))], ink, cv2.LINE_AA, _SHIFT)
        return self

    def line(self, points: str, width: float = 8, closed: bool = False, ink: int = 255) -> Pen:
        cv2.polylines(self.sheet, [self._fixed(_numbers(points))], closed, ink, self._width(width), cv2.LINE_AA, _SHIFT)
        return self

    def disc(self, x: float, y: float, r: float, ry: float = 0, ink: int = 255, turn: float = 0) -> Pen:
        cv2.fillPoly(self.sheet, [self._fixed(_ellipse(x, y, r, ry or r, 0, 360, turn))], ink, cv2.LINE_AA, _SHIFT)
        return self

    def arc(
        self,
        x: float,
        y: float,
        r: float,
        a: float = 0,
        b: float = 360,
        w: float = 8,
        ry: float = 0,
        turn: float = 0,
        ink: int = 255,
    ) -> Pen:
        """A stroke along an ellipse from angle a to b, degrees clockwise from the right."""
        points = self._fixed(_ellipse(x, y, r, ry or r, a, b, turn))
        cv2.polylines(self.sheet, [points], False, ink, self._width(w), cv2.LINE_AA, _SHIFT)
        return self

    def text(
        self, text: str, x: float, y: float, high: float, style: str = "", *, wide: float = 1.0, slant: float = 0.0,
        spacing: float = 0.0, ink: int = 255, stroke: int = 0,
    ) -> Pen:  # fmt: skip
        """Text with its middle at (x, y), `high` units high, stretched by `wide` and slanted by `slant` degrees."""
        mask = letters(text, style, max(0, stroke + round(4 * (self.thick - 1))), spacing)
        k = high * SCALE / mask.shape[0]
        lean = math.tan(math.radians(slant))
        matrix = np.array([[k * wide, -k * lean, 0.0], [0.0, k, 0.0]])
        middle = np.array([mask.shape[1] / 2, mask.shape[0] / 2])
        matrix[:, 2] = (np.array([x, y]) + _PAD) * SCALE - matrix[:, :2] @ middle
        drawn = cv2.warpAffine(mask, matrix, (self.sheet.shape[1], self.sheet.shape[0]), flags=cv2.INTER_AREA)
        self.sheet = (self.sheet * (1 - drawn) + ink * drawn).astype(np.uint8)
        return self

    def stripes(self, top: float, bottom: float, count: int, share: float = 0.4) -> Pen:
        """Cut `count` horizontal gaps into what was drawn between two heights."""
        step = (bottom - top) / count
        for i in range(count):
            y = round((top + i * step + _PAD) * SCALE)
            self.sheet[y : y + max(1, round(step * share * SCALE))] = 0
        return self

    def mask(self) -> Mask:
        """What was drawn, cropped to its ink, 0 to 1."""
        return cropped(self.sheet.astype(np.float32) / np.float32(255))


def _ellipse(x: float, y: float, rx: float, ry: float, a: float, b: float, turn: float) -> npt.NDArray[np.float64]:
    t = np.radians(np.linspace(a, b, 60))
    p = np.stack([rx * np.cos(t), ry * np.sin(t)], axis=1)
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return p @ np.array([[c, s], [-s, c]]) + (x, y)
