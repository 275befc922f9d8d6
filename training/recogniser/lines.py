"""Lines of marking made up for training: printed, worn, photographed, and cut as finders of text cut them.

A line is drawn as ink (0 to 1), lies on a package surface among parts of its neighbours, and passes a camera. What varies is what
differs on real chips: the fonts of lasers and ink pads, low contrast, broken and dotted strokes, glare, blur, few pixels,
compression, and how much a finder cuts off or leaves around.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from texts import Texts

from teardown.rendering import strokefont

Gray = npt.NDArray[np.float32]

HIGH = 48
"""Pixels: the height at which the recogniser reads."""
_INK = 64
"""Pixels: the height of capitals when they are drawn."""
_FONTS = (
    "liberation/LiberationSans-Regular",
    "liberation/LiberationSans-Regular",
    "liberation/LiberationSans-Bold",
    "liberation/LiberationSansNarrow-Regular",
    "liberation/LiberationSansNarrow-Bold",
    "liberation/LiberationMono-Regular",
    "liberation/LiberationMono-Bold",
    "dejavu/DejaVuSans",
    "dejavu/DejaVuSans-ExtraLight",
    "dejavu/DejaVuSansCondensed",
    "dejavu/DejaVuSansCondensed-Bold",
    "dejavu/DejaVuSansMono",
)
_HERSHEY = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_PLAIN)


def crop(rng: np.random.Generator, texts: Texts) -> tuple[npt.NDArray[np.uint8], str]:
    """One line as the recogniser gets it, (48, width, 3) RGB, and what stands on it."""
    style = _style(rng)
    text = texts.line(rng)
    sheet, left, right = _sheet(rng, text, texts, style)
    return _photograph(rng, sheet, left, right), text


def _style(rng: np.random.Generator) -> tuple[str, float, float, float]:
    """Font, stroke width over height, width over natural width, extra room between letters over height."""
    kind = rng.random()
    if kind < 0.45:
        font = str(rng.choice(_FONTS))
    elif kind < 0.8:
        font = f"hershey{rng.integers(len(_HERSHEY))}"
    else:
        font = "stroke"
    return font, float(rng.uniform(0.06, 0.2)), float(rng.uniform(0.7, 1.3)), float(rng.choice([0, 0, 0.05, 0.12, 0.25]))


def _ink(text: str, style: tuple[str, float, float, float]) -> Gray:
    """The text's ink, capitals `_INK` high, with a margin of `_INK` / 2 above and below."""
    font, stroke, stretch, room = style
    letters = [_letter(c, font, round(stroke * _INK)) for c in text]
    gap = round(room * _INK)
    high = 2 * _INK
    wide = sum(letter.shape[1] + gap for letter in letters) or 1
    line = np.zeros((high, wide), np.float32)
    at = 0
    for letter in letters:
        line[:, at : at + letter.shape[1]] = letter
        at += letter.shape[1] + gap
    size = max(8, round(wide * stretch)), high
    return np.asarray(cv2.resize(line, size, interpolation=cv2.INTER_AREA), np.float32)


@functools.lru_cache(maxsize=20_000)
def _letter(letter: str, font: str, thick: int) -> Gray:
    high, base = 2 * _INK, _INK + _INK // 2
    if font == "stroke":
        if strokefont.has(letter) and not letter.islower():
            return _strokes(*strokefont.glyph(letter), thick)
        font = "hershey0"
    if font.startswith("hershey"):
        face = _HERSHEY[int(font[7:])]
        (_, tall), _ = cv2.getTextSize("H", face, 1.0, 1)
        scale = _INK / tall
        (wide, _), _ = cv2.getTextSize(letter, face, scale, thick)
        canvas = np.zeros((high, wide + 4), np.uint8)
        cv2.putText(canvas, letter, (2, base), face, scale, 255, thick, cv2.LINE_AA)
        return canvas.astype(np.float32) / 255
    typeface = _typeface(font)
    wide = max(4, math.ceil(typeface.getlength(letter)))
    image = Image.new("L", (wide, high))
    ImageDraw.Draw(image).text((0, base), letter, fill=255, font=typeface, anchor="ls")
    return np.asarray(image, np.float32) / 255


@functools.lru_cache(maxsize=32)
def _typeface(font: str) -> ImageFont.FreeTypeFont:
    path = str(Path("/usr/share/fonts/truetype") / f"{font}.ttf")
    box = ImageFont.truetype(path, 100).getbbox("H")
    return ImageFont.truetype(path, round(100 * _INK / (box[3] - box[1])))


def _strokes(wide: float, lines: tuple[npt.NDArray[np.float32], ...], thick: int) -> Gray:
    canvas = np.zeros((2 * _INK, round((wide + 0.2) * _INK)), np.uint8)
    for points in lines:
        at = np.round((points * _INK + np.float32([0.1 * _INK, _INK / 2])) * 16).astype(np.int32)
        cv2.polylines(canvas, [at.reshape(-1, 1, 2)], False, 255, thick, cv2.LINE_AA, 4)
    return canvas.astype(np.float32) / 255


def _worn(rng: np.random.Generator, ink: Gray) -> Gray:
    kind = rng.random()
    high, wide = ink.shape
    if kind < 0.08:
        step = int(rng.integers(7, 11))
        ys, xs = np.mgrid[0:high, 0:wide]
        dots = ((ys % step - step / 2) ** 2 + (xs % step - step / 2) ** 2 < (step * 0.42) ** 2).astype(np.float32)
        ink = np.asarray(cv2.GaussianBlur(cv2.dilate(ink, np.ones((5, 5))), (0, 0), 1.5), np.float32) * dots
    elif kind < 0.35:
        noise = _clouds(rng, high, wide, float(rng.uniform(3, 14)))
        ink = ink * (1 / (1 + np.exp(-(noise + rng.uniform(0, 1.6)) * 5)))
    elif kind < 0.45:
        edge = np.abs(cv2.Sobel(ink, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(ink, cv2.CV_32F, 0, 1))
        ink = np.clip(np.asarray(cv2.GaussianBlur(edge, (0, 0), 1.5), np.float32), 0, 1)
    if rng.random() < 0.3:
        ink = ink * np.linspace(rng.uniform(0.3, 1), rng.uniform(0.3, 1), wide, dtype=np.float32)[None]
    return np.asarray(ink, np.float32)


def _clouds(rng: np.random.Generator, high: int, wide: int, cell: float) -> Gray:
    """Smooth noise, mean 0, about ±1, with spots of `cell` pixels."""
    small = rng.standard_normal((max(2, round(high / cell) + 1), max(2, round(wide / cell) + 1))).astype(np.float32)
    return np.asarray(cv2.resize(small, (wide, high), interpolation=cv2.INTER_CUBIC), np.float32)


def _sheet(rng: np.random.Generator, text: str, texts: Texts, style: tuple[str, float, float, float]) -> tuple[Gray, int, int]:
    """Ink of the line with what stands above and below it, and where the line begins and ends on it. The line's capitals are
    `_INK` high around the sheet's middle."""
    ink = _ink(text, style)
    margin = _INK * 2
    sheet = np.zeros((4 * _INK, ink.shape[1] + 2 * margin), np.float32)
    sheet[_INK : 3 * _INK, margin : margin + ink.shape[1]] = ink
    away = round(_INK * rng.uniform(1.25, 1.9))
    for sign in (-1, 1):
        if rng.random() < 0.55:
            other = _ink(texts.line(rng), style)[:, : sheet.shape[1]]
            top = _INK + sign * away
            first, last = max(0, top), min(sheet.shape[0], top + 2 * _INK)
            at = int(rng.integers(0, sheet.shape[1] - other.shape[1] + 1))
            part = other[first - top : last - top]
            sheet[first:last, at : at + other.shape[1]] = np.maximum(sheet[first:last, at : at + other.shape[1]], part)
    return _worn(rng, sheet), margin, margin + ink.shape[1]


def _photograph(rng: np.random.Generator, ink: Gray, left: int, right: int) -> npt.NDArray[np.uint8]:
    high = ink.shape[0]
    # How a finder cuts: capitals fill 50 to 95 % of the height, the ends are cut a little or have room.
    share = rng.uniform(0.5, 0.95)
    tall = _INK / share
    middle = high / 2 + rng.uniform(-0.06, 0.06) * tall
    x0, x1 = left - rng.uniform(-0.03, 0.6) * _INK, right + rng.uniform(-0.03, 0.6) * _INK
    pixels = math.exp(rng.uniform(math.log(12), math.log(64)))
    scale = pixels / tall
    size = max(6, round((x1 - x0) * scale)), max(6, round(pixels))
    turn = math.radians(rng.normal(0, 1.5))
    shear = rng.normal(0, 0.04)
    skew = np.array([[math.cos(turn), -math.sin(turn) + shear], [math.sin(turn), math.cos(turn)]])
    centre = np.array([(x0 + x1) / 2, middle])
    # The sheet is smoothed for the small size before it is sampled.
    if scale < 0.7:
        ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), 0.4 / scale), np.float32)
    matrix = skew * scale
    offset = np.array([size[0] / 2, size[1] / 2]) - matrix @ centre
    drawn = cv2.warpAffine(ink, np.column_stack([matrix, offset]), size, flags=cv2.INTER_LINEAR)
    body = rng.uniform(0.05, 0.55)
    contrast = math.exp(rng.uniform(math.log(0.08), math.log(0.75)))
    if rng.random() < 0.12:
        body, contrast = rng.uniform(0.45, 0.9), -min(contrast * 1.3, 0.7)
    rough = min(0.06, 0.3 * abs(contrast))
    surface = body + rng.uniform(0, rough) * _clouds(rng, size[1], size[0], float(rng.uniform(1, 4)))
    surface = surface + rng.uniform(0, 2 * rough) * _clouds(rng, size[1], size[0], float(rng.uniform(15, 60)))
    tint = 1 + rng.normal(0, 0.04, 3)
    ink_tint = 1 + rng.normal(0, 0.1, 3)
    image = surface[..., None] * tint + drawn[..., None] * contrast * ink_tint
    if rng.random() < 0.1:
        ys, xs = np.mgrid[0 : size[1], 0 : size[0]]
        spot = np.exp(
            -(((xs - rng.uniform(0, size[0])) / (size[1] * 1.5)) ** 2) - ((ys - rng.uniform(0, size[1])) / size[1]) ** 2
        )
        image = image + rng.uniform(0.1, 0.5) * spot[..., None]
    blur = rng.uniform(0, 0.045) * size[1]
    if blur > 0.25:
        image = cv2.GaussianBlur(image, (0, 0), blur)
    if rng.random() < 0.1:
        image = cv2.blur(image, (max(1, round(rng.uniform(0.03, 0.12) * size[1])), 1))
    image = image + rng.normal(0, rng.uniform(0, rough / 2), image.shape)
    if rng.random() < 0.3:
        soft = cv2.GaussianBlur(image, (0, 0), 1.2)
        image = image + rng.uniform(0.3, 1.2) * (image - soft)
    out = np.clip(image * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        coded = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 95))])[1]
        out = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    way = cv2.INTER_AREA if size[1] > HIGH else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(out, (max(8, round(size[0] * HIGH / size[1])), HIGH), interpolation=way), np.uint8)
