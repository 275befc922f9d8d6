"""Makers' marks drawn from simple geometry, for boards that are meant to look like boards.

They are drawn by us so that a person recognises them; they are no copies of any maker's artwork. Each function returns coverage,
0 to 1, of a picture about `SIZE` pixels high.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np

from teardown.rendering.lettering import Mask, crop_to_ink, text_mask
from teardown.rendering.spec import Face

SIZE = 160
_SHIFT = 4


def _sheet(width: float = 1.0, height: float = 1.0) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.zeros((round(height * SIZE), round(width * SIZE)), dtype=np.uint8)


def _points(points: Sequence[tuple[float, float]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.round(np.array(points) * SIZE * 16).astype(np.int32)


class _Pen:
    """Shapes in units of the picture's height."""

    def __init__(self, width: float = 1.0, height: float = 1.0) -> None:
        self.sheet = _sheet(width, height)

    def area(self, points: Sequence[tuple[float, float]], value: int = 255) -> _Pen:
        cv2.fillPoly(self.sheet, [_points(points)], value, cv2.LINE_AA, _SHIFT)
        return self

    def line(self, points: Sequence[tuple[float, float]], thick: float = 0.08, closed: bool = False, value: int = 255) -> _Pen:
        cv2.polylines(self.sheet, [_points(points)], closed, value, max(1, round(thick * SIZE)), cv2.LINE_AA, _SHIFT)
        return self

    def circle(self, x: float, y: float, r: float, thick: float = 0.0, value: int = 255) -> _Pen:
        width = -1 if thick == 0 else max(1, round(thick * SIZE))
        cv2.circle(
            self.sheet, (round(x * SIZE * 16), round(y * SIZE * 16)), round(r * SIZE * 16), value, width, cv2.LINE_AA, _SHIFT
        )
        return self

    def arc(self, x: float, y: float, rx: float, ry: float, start: float, end: float, thick: float = 0.08) -> _Pen:
        angles = np.radians(np.linspace(start, end, 40))
        return self.line([(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles], thick)

    def text(self, text: str, x: float, y: float, height: float, face: Face, value: int = 255) -> _Pen:
        """`x`, `y`: the middle of the text."""
        mask = text_mask(text, height * SIZE, face)
        top, left = round(y * SIZE - mask.shape[0] / 2), round(x * SIZE - mask.shape[1] / 2)
        y0, x0 = max(0, top), max(0, left)
        y1, x1 = min(self.sheet.shape[0], top + mask.shape[0]), min(self.sheet.shape[1], left + mask.shape[1])
        part = mask[y0 - top : y1 - top, x0 - left : x1 - left]
        area = self.sheet[y0:y1, x0:x1].astype(np.float32)
        self.sheet[y0:y1, x0:x1] = (area * (1 - part) + value * part).astype(np.uint8)
        return self

    def mask(self) -> Mask:
        return crop_to_ink(self.sheet.astype(np.float32) / np.float32(255))


_BOLD = Face(kind="sans", weight=0.24)
_HEAVY = Face(kind="sans", weight=0.32)


def _word(text: str, face: Face = _BOLD) -> Callable[[], Mask]:
    return lambda: text_mask(text, float(SIZE), face)


def _ti() -> Mask:
    state = [
        (0.30, 0.02),
        (0.55, 0.02),
        (0.55, 0.25),
        (0.95, 0.30),
        (0.98, 0.55),
        (0.80, 0.70),
        (0.70, 0.98),
        (0.55, 0.78),
        (0.42, 0.68),
        (0.32, 0.72),
        (0.05, 0.48),
        (0.30, 0.45),
    ]
    return _Pen().area(state).text("ti", 0.55, 0.47, 0.36, Face(kind="sans", weight=0.2, slant=12), value=0).mask()


def _st() -> Mask:
    pen = _Pen(1.7)
    pen.area(
        [
            (0.35, 0.05),
            (1.65, 0.05),
            (1.55, 0.25),
            (1.25, 0.25),
            (0.98, 0.95),
            (0.72, 0.95),
            (0.98, 0.25),
            (0.55, 0.25),
            (0.5, 0.36),
            (0.72, 0.5),
            (0.6, 0.85),
            (0.5, 0.95),
            (0.02, 0.95),
            (0.10, 0.74),
            (0.42, 0.74),
            (0.46, 0.62),
            (0.22, 0.5),
        ]
    )
    return pen.mask()


def _microchip() -> Mask:
    pen = (
        _Pen()
        .circle(0.5, 0.5, 0.48)
        .area(
            [
                (0.0, 0.30),
                (0.2, 0.78),
                (0.38, 0.38),
                (0.52, 0.78),
                (0.70, 0.38),
                (0.86, 0.80),
                (1.0, 0.66),
                (0.72, 0.16),
                (0.54, 0.5),
                (0.38, 0.16),
                (0.22, 0.5),
                (0.1, 0.2),
            ],
            0,
        )
    )
    return pen.mask()


def _realtek() -> Mask:
    pen = _Pen(1.25)
    for s in (-1, 1):

        def at(x: float, s: int = s) -> float:
            return 0.62 + s * x

        pen.line([(at(0.12), 0.42), (at(0.25), 0.36), (at(0.30), 0.22), (at(0.40), 0.18), (at(0.42), 0.02)], 0.045)
        pen.line([(at(0.40), 0.18), (at(0.52), 0.16), (at(0.52), 0.02)], 0.045)
        pen.line([(at(0.12), 0.46), (at(0.26), 0.60)], 0.045)
        for i in range(3):
            pen.line([(at(0.28), 0.60), (at(0.36 + 0.09 * i), 0.66), (at(0.42 + 0.08 * i), 0.92 - 0.10 * i)], 0.035)
    pen.arc(0.62, 0.42, 0.10, 0.07, 20, 160, 0.035)
    return pen.text("RMC", 0.62, 0.80, 0.24, Face(kind="sans", weight=0.16)).mask()


def _gigadevice() -> Mask:
    return (
        _Pen(1.2)
        .arc(0.55, 0.5, 0.46, 0.40, -40, -320, 0.13)
        .line([(0.60, 0.46), (1.10, 0.46), (0.92, 0.86)], 0.11)
        .arc(0.80, 0.50, 0.22, 0.18, 200, 360, 0.07)
        .mask()
    )


def _onsemi() -> Mask:
    return _Pen(1.0).circle(0.5, 0.5, 0.48).text("ON", 0.5, 0.5, 0.36, _HEAVY, value=0).mask()


def _adi() -> Mask:
    return (
        _Pen()
        .area([(0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)])
        .area([(0.28, 0.18), (0.84, 0.5), (0.28, 0.82)], 0)
        .mask()
    )


def _diodes() -> Mask:
    return (
        _Pen(1.5)
        .arc(0.45, 0.5, 0.40, 0.42, 60, 300, 0.12)
        .line([(0.62, 0.1), (0.62, 0.9)], 0.12)
        .line([(0.62, 0.5), (1.4, 0.5)], 0.10)
        .mask()
    )


def _nxp() -> Mask:
    pen = _Pen(2.4)
    pen.area(
        [
            (0.02, 0.05),
            (0.28, 0.05),
            (0.55, 0.55),
            (0.55, 0.05),
            (0.80, 0.05),
            (0.80, 0.95),
            (0.56, 0.95),
            (0.26, 0.42),
            (0.26, 0.95),
            (0.02, 0.95),
        ]
    )
    pen.area(
        [
            (0.82, 0.05),
            (1.10, 0.05),
            (1.24, 0.34),
            (1.38, 0.05),
            (1.62, 0.05),
            (1.40, 0.5),
            (1.62, 0.95),
            (1.36, 0.95),
            (1.22, 0.66),
            (1.08, 0.95),
            (0.82, 0.95),
            (1.06, 0.5),
        ]
    )
    return pen.area(
        [(1.66, 0.05), (2.2, 0.05), (2.36, 0.2), (2.36, 0.5), (2.2, 0.66), (1.90, 0.66), (1.90, 0.95), (1.66, 0.95)]
    ).mask()


def _micron() -> Mask:
    pen = _Pen(1.3)
    pen.line([(0.25, 0.85), (0.45, 0.30), (0.65, 0.75), (0.88, 0.30), (1.0, 0.85)], 0.12)
    return pen.arc(0.62, 0.52, 0.60, 0.30, 150, 395, 0.05).mask()


def _hexagon() -> Mask:
    ring = [(0.5 + 0.46 * math.cos(math.radians(a)), 0.5 + 0.46 * math.sin(math.radians(a))) for a in range(30, 390, 60)]
    return _Pen().line(ring, 0.08, closed=True).line([(0.32, 0.5), (0.68, 0.5)], 0.09).circle(0.5, 0.5, 0.24, 0.08).mask()


def _samsung() -> Mask:
    return text_mask("SAMSUNG", float(SIZE), Face(kind="sans", weight=0.26, width=0.92))


def _thine() -> Mask:
    return (
        _Pen(1.1)
        .line([(0.1, 0.12), (1.0, 0.12)], 0.14)
        .line([(0.55, 0.12), (0.42, 0.92)], 0.14)
        .arc(0.70, 0.62, 0.26, 0.26, 0, 360, 0.10)
        .mask()
    )


def _winbond() -> Mask:
    return text_mask("winbond", float(SIZE), Face(kind="sans", weight=0.24, slant=8, spacing=-0.02))


LOGOS: dict[str, Callable[[], Mask]] = {
    "ti": _ti,
    "st": _st,
    "microchip": _microchip,
    "realtek": _realtek,
    "gigadevice": _gigadevice,
    "onsemi": _onsemi,
    "adi": _adi,
    "diodes": _diodes,
    "nxp": _nxp,
    "micron": _micron,
    "unknown hexagon": _hexagon,
    "samsung": _samsung,
    "thine": _thine,
    "winbond": _winbond,
    "macronix": _word("MXIC", _HEAVY),
    "skhynix": _word("SK hynix"),
    "nanya": _word("NANYA"),
    "rohm": _word("ROHM", Face(kind="sans", weight=0.2)),
    "akm": _word("AKM", Face(kind="sans", weight=0.3, slant=10)),
    "epson": _word("EPSON", Face(kind="sans", weight=0.26)),
    "mps": _word("MPS", Face(kind="sans", weight=0.26, slant=12)),
    "xmc": _word("XMC", _HEAVY),
}
"""Marks by manufacturer id."""


@functools.lru_cache(maxsize=64)
def logo_mask(name: str) -> Mask:
    """Coverage of a mark. Raises KeyError with the known names when there is none of that name."""
    if name not in LOGOS:
        raise KeyError(f"no mark named {name!r}; known are {', '.join(sorted(LOGOS))}")
    return LOGOS[name]()
