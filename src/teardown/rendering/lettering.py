"""Text as masks: how much of each pixel the strokes cover."""

from __future__ import annotations

import functools
import math

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from teardown.rendering.spec import Face
from teardown.rendering.strokefont import glyph

Mask = npt.NDArray[np.float32]

CAPITAL_OF_EM = 0.70
"""Height of a capital over the em in Aileron, measured on Pillow's built-in font."""
GAP = 0.28
"""Space between letters over the height of a capital, for the stroke alphabet."""
_SHIFT = 4


@functools.lru_cache(maxsize=64)
def _sans(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: install Pillow from its wheel to draw boards")
    return font


def _sans_mask(text: str, capital: float, face: Face) -> Mask:
    size = max(6, round(capital / CAPITAL_OF_EM))
    font = _sans(size)
    stroke = max(0, round((face.weight - 0.13) * capital / 2))
    pad = stroke + 2
    track = face.spacing * capital
    widths = [font.getlength(c) for c in text]
    width = math.ceil(sum(widths) + track * max(0, len(text) - 1)) + 2 * pad
    image = Image.new("L", (max(1, width), math.ceil(size * 1.3) + 2 * pad))
    draw = ImageDraw.Draw(image)
    if track:
        x = float(pad)
        for character, advance in zip(text, widths, strict=True):
            draw.text((x, pad), character, font=font, fill=255, stroke_width=stroke)
            x += advance + track
    else:
        draw.text((pad, pad), text, font=font, fill=255, stroke_width=stroke)
    mask: Mask = np.asarray(image, dtype=np.float32) / np.float32(255)
    # A thinner face than the built-in one: shrink the strokes by sharpening a blurred mask.
    if face.weight < 0.09:
        blurred = cv2.GaussianBlur(mask, (0, 0), max(0.5, (0.13 - face.weight) * capital * 0.4))
        mask = np.clip((blurred - 0.45) * 2.6, 0, 1).astype(np.float32)
    return mask


def _strokes(text: str, capital: float, face: Face) -> tuple[list[npt.NDArray[np.float32]], float]:
    lines: list[npt.NDArray[np.float32]] = []
    x = 0.0
    for character in text:
        width, strokes = glyph(character, face.rounded)
        lines += [(s + np.array([x, 0], dtype=np.float32)) * np.float32(capital) for s in strokes]
        x += width + GAP + face.spacing
    return lines, max(0.1, x - GAP - face.spacing) * capital


def _stroke_mask(text: str, capital: float, face: Face) -> Mask:
    lines, width = _strokes(text, capital, face)
    thick = max(1.0, face.weight * capital)
    pad = math.ceil(thick) + 2
    shape = (math.ceil(capital * 1.35) + 2 * pad, math.ceil(width) + 2 * pad)
    mask = np.zeros(shape, dtype=np.uint8)
    if face.kind == "dots":
        step = max(2.0, capital / 6.0)
        for line in lines:
            legs = np.hypot(*np.diff(line, axis=0).T)
            total = float(legs.sum())
            count = max(1, round(total / step))
            at = np.linspace(0, total, count + 1)
            along = np.concatenate([[0], np.cumsum(legs)])
            xs, ys = np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])
            for px, py in zip(xs, ys, strict=True):
                centre = (round((px + pad) * 16), round((py + pad) * 16))
                cv2.circle(mask, centre, round(max(1.0, capital * 0.058) * 16), 255, -1, cv2.LINE_AA, _SHIFT)
    else:
        points = [np.round((line + pad) * 16).astype(np.int32) for line in lines]
        cv2.polylines(mask, points, False, 255, max(1, round(thick)), cv2.LINE_AA, _SHIFT)
    return mask.astype(np.float32) / np.float32(255)


@functools.lru_cache(maxsize=256)
def text_mask(text: str, capital: float, face: Face) -> Mask:
    """Coverage of `text` whose capitals are `capital` pixels high, cropped to the ink; shape (height, width), 0 to 1.

    Empty text gives a mask of one empty pixel.
    """
    mask = _sans_mask(text, capital, face) if face.kind == "sans" else _stroke_mask(text, capital, face)
    if face.slant:
        shear = math.tan(math.radians(face.slant))
        height, width = mask.shape
        matrix = np.array([[1, -shear, shear * height], [0, 1, 0]], dtype=np.float32)
        mask = cv2.warpAffine(mask, matrix, (width + math.ceil(shear * height) + 1, height)).astype(np.float32)
    if abs(face.width - 1) > 0.01:
        size = (max(1, round(mask.shape[1] * face.width)), mask.shape[0])
        mask = cv2.resize(mask, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return crop_to_ink(mask)


def crop_to_ink(mask: Mask) -> Mask:
    """The smallest part of a mask that holds all of its ink."""
    rows, columns = np.where(mask.max(axis=1) > 0.2)[0], np.where(mask.max(axis=0) > 0.2)[0]
    if not len(rows) or not len(columns):
        return np.zeros((1, 1), dtype=np.float32)
    return np.ascontiguousarray(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
