"""Drawn examples: crops of makers' marks, and of everything on a package that is none."""

from __future__ import annotations

import functools
import math

import cv2
import numpy as np
from emblems import EMBLEMS, Draw
from pen import Mask, Pen, cropped, letters
from surfaces import Box, Gray, photograph, place, text_line
from wordmarks import WORDMARKS

from teardown.logos.crops import SIDE, Crop, cut

TURNED = frozenset({"nxp"})
"""Makers whose letters also stand turned by a quarter against the text."""
MARKS: tuple[tuple[str, Draw], ...] = EMBLEMS + WORDMARKS
CLASSES: tuple[str, ...] = ("none", *sorted({maker for maker, _ in MARKS}))
"""What the network tells apart; manufacturer ids after the first."""
UNNAMED = frozenset({"zbit"})
"""Told from the others but never named: a plain Z stands in any text."""
_THICKNESS = (0.65, 0.85, 1.0, 1.2, 1.45)


def _smaller(mask: Mask, high: int = 90) -> Mask:
    """The mask at no more pixels than it is ever shown with."""
    scale = min(1.0, high / min(mask.shape))
    return np.asarray(cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.float32)


@functools.lru_cache(maxsize=1)
def drawn() -> dict[str, list[list[Mask]]]:
    """Per maker, per way of drawing its mark: the mark from thin to bold."""
    out: dict[str, list[list[Mask]]] = {}
    for maker, draw in MARKS:
        masks = [_smaller(draw(Pen(t)).mask()) for t in _THICKNESS]
        out.setdefault(maker, []).append(masks)
        if maker in TURNED:
            for quarters in (1, 1, 3):
                out[maker].append([np.ascontiguousarray(np.rot90(m, quarters)) for m in masks])
    return out


def _scene(mask: Mask, rng: np.random.Generator) -> tuple[Gray, Box]:
    """A mark among its neighbours on a package, and the box around its ink."""
    aspect = mask.shape[1] / mask.shape[0] * math.exp(rng.normal(0, 0.08))
    short = min(math.exp(rng.uniform(math.log(8), math.log(64))), 130 * min(aspect, 1 / aspect))
    h = short if aspect >= 1 else short / aspect
    w = h * aspect
    pad_x, pad_y = 0.7 * short + 0.15 * w, 0.7 * short + 0.15 * h
    ink = np.zeros((math.ceil(h + 2 * pad_y), math.ceil(w + 2 * pad_x)), dtype=np.float32)
    box = (pad_x, pad_y, w, h)
    place(ink, mask, box, rng.normal(0, 3.5), rng.normal(0, 0.06))
    below = rng.random()
    gap = short * rng.uniform(0.12, 0.6)
    if below < 0.55:  # the marking begins under it
        high = rng.uniform(0.25, 0.9) * short
        place(
            ink,
            _line(rng),
            (pad_x - rng.uniform(-0.3, 1.5) * w, pad_y + h + gap, w * rng.uniform(1.5, 3.5), high),
            0,
            0,
            rng.uniform(0.5, 1),
        )
    if below > 0.4 and rng.random() < 0.7:  # or to its right
        high = rng.uniform(0.35, 1.0) * h
        place(
            ink,
            _line(rng),
            (pad_x + w + gap, pad_y + rng.uniform(-0.1, 0.6) * h, w * rng.uniform(1.5, 4), high),
            0,
            0,
            rng.uniform(0.5, 1),
        )
    board = _edge(ink.shape, rng, box) if rng.random() < 0.2 else None
    return photograph(ink, rng, board), box


def _edge(shape: tuple[int, ...], rng: np.random.Generator, box: Box) -> Mask:
    """Pins and board beyond the package's edge, which runs beside the box."""
    high, wide = shape
    out = np.zeros((high, wide), dtype=np.float32)
    cut_at = max(1, int(box[1] * rng.uniform(0.2, 0.9)))
    out[:cut_at] = rng.uniform(10, 80)
    pitch = max(2, int(rng.uniform(0.15, 0.5) * box[3]))
    for x in range(0, wide, 2 * pitch):
        out[:cut_at, x : x + pitch] += rng.uniform(60, 140)
    return out[::-1] if rng.random() < 0.3 else out


def _jittered(box: Box, rng: np.random.Generator, by: float = 0.06) -> Box:
    x, y, w, h = box
    left, right = rng.normal(0, by, 2) * w
    top, bottom = rng.normal(0, by, 2) * h
    return x + left, y + top, w - left + right, h - top + bottom


def positive(maker: str, rng: np.random.Generator) -> Crop:
    """A crop of a maker's mark."""
    ways = drawn()[maker]
    way = ways[int(rng.integers(len(ways)))]
    picture, box = _scene(way[int(rng.integers(len(way)))], rng)
    return cut(picture, _jittered(box, rng))


def stranger(rng: np.random.Generator) -> Mask:
    """An emblem of nobody: letters in rings, boxes and diamonds, stars, polygons, stripes, joined letters."""
    pen = Pen(float(rng.choice(_THICKNESS)))
    around = rng.integers(9)
    filled = rng.random() < 0.4
    n = int(rng.integers(3, 9))
    turn = rng.uniform(0, 360) if rng.random() < 0.3 else -90
    ring = [
        (50 + 48 * math.cos(math.radians(turn + 360 * i / n)), 50 + 48 * math.sin(math.radians(turn + 360 * i / n)))
        for i in range(n)
    ]
    points = " ".join(f"{x:.1f} {y:.1f}" for x, y in ring)
    width = rng.uniform(4, 11)
    if around == 0:
        pen.disc(50, 50, 50) if filled else pen.arc(50, 50, 46, w=width)
    elif around == 1:
        wide = rng.uniform(55, 90)
        pen.disc(50, 50, wide, 46) if filled else pen.arc(50, 50, wide, w=width, ry=44, turn=rng.uniform(-20, 20))
    elif around == 2:
        pen.fill("0 0 100 0 100 100 0 100") if filled else pen.line("4 4 96 4 96 96 4 96", width, closed=True)
    elif around in (3, 4):
        pen.fill(points) if filled else pen.line(points, width, closed=True)
    elif around == 5:
        star = []
        for i in range(2 * n):
            r, a = (48 if i % 2 == 0 else rng.uniform(15, 30)), math.radians(turn + 180 * i / n)
            star.append(f"{50 + r * math.cos(a):.1f} {50 + r * math.sin(a):.1f}")
        pen.fill(" ".join(star))
    ink = 0 if filled and around < 6 else 255
    inside = rng.random()
    high = rng.uniform(34, 60) if around < 6 else 96
    if inside < 0.45 or around >= 7:
        text = "".join(rng.choice(list("ABCDEFGHJKLMNPQRSTUVWXYZaegims"), int(rng.integers(1, 4))))
        style = str(rng.choice(["", "plain", "round", "slab", "serif", "light"]))
        slant, spacing = float(rng.choice([0, 0, 12, 20])), float(rng.uniform(-0.12, 0.05))
        wide, stroke = float(rng.uniform(0.8, 1.5)), int(rng.integers(0, 7))
        pen.text(text, 50, 50, high, style, slant=slant, spacing=spacing, wide=wide, stroke=stroke, ink=ink)
    elif inside < 0.75:
        for _ in range(int(rng.integers(1, 5))):
            k = int(rng.integers(2, 5))
            pen.line(" ".join(f"{v:.1f}" for v in rng.uniform(15, 85, 2 * k)), rng.uniform(5, 16), ink=ink)
    elif inside < 0.9:
        for _ in range(int(rng.integers(1, 4))):
            a = rng.uniform(0, 360)
            pen.arc(
                rng.uniform(30, 70),
                rng.uniform(30, 70),
                rng.uniform(10, 34),
                a,
                a + rng.uniform(90, 360),
                rng.uniform(4, 14),
                ink=ink,
            )
    if rng.random() < 0.12:
        pen.stripes(4, rng.uniform(50, 98), int(rng.integers(4, 10)), rng.uniform(0.2, 0.5))
    mask = pen.mask()
    return mask if mask.max() > 0.3 and min(mask.shape) > 8 else letters("H", "")


@functools.lru_cache(maxsize=1)
def _strangers() -> list[Mask]:
    """A stock of emblems of nobody: drawing one takes longer than photographing it."""
    rng = np.random.default_rng(11)
    return [_smaller(stranger(rng)) for _ in range(2500)]


@functools.lru_cache(maxsize=1)
def _lines() -> list[Mask]:
    """A stock of lines of text."""
    rng = np.random.default_rng(12)
    return [_smaller(text_line(rng, 1, 12), 64) for _ in range(2500)]


def _line(rng: np.random.Generator) -> Mask:
    return _lines()[int(rng.integers(len(_lines())))]


def _dot(rng: np.random.Generator) -> Mask:
    pen = Pen(1.0)
    return (pen.disc(50, 50, 48) if rng.random() < 0.6 else pen.arc(50, 50, 44, w=rng.uniform(5, 14))).mask()


def negative(rng: np.random.Generator) -> Crop:
    """A crop that is no maker's mark."""
    kind = rng.random()
    if kind < 0.30:  # a line of text, or a piece of it
        picture, box = _scene(_line(rng), rng)
        x, y, w, h = box
        if rng.random() < 0.5:
            share = rng.uniform(0.15, 0.8)
            start = rng.uniform(0, 1 - share)
            box = (x + start * w, y, share * w, h)
        return cut(picture, _jittered(box, rng, 0.1))
    if kind < 0.36:  # two lines or more
        mask = np.zeros((300, int(rng.uniform(200, 700))), dtype=np.float32)
        rows = int(rng.integers(2, 5))
        for i in range(rows):
            wide = mask.shape[1] * rng.uniform(0.5, 1)
            place(mask, _line(rng), (0, i * 300 / rows, wide, 300 / rows * rng.uniform(0.55, 0.8)))
        picture, box = _scene(cropped(mask), rng)
        return cut(picture, _jittered(box, rng, 0.12))
    if kind < 0.66:
        picture, box = _scene(_strangers()[int(rng.integers(len(_strangers())))], rng)
        return cut(picture, _jittered(box, rng))
    if kind < 0.72:
        picture, box = _scene(_dot(rng), rng)
        return cut(picture, _jittered(box, rng, 0.12))
    if kind < 0.80:  # texture, shading, an edge
        high, wide = int(rng.integers(20, 90)), int(rng.integers(20, 90))
        ink = np.zeros((high, wide), dtype=np.float32)
        board = _edge(ink.shape, rng, (0, high * rng.uniform(0.2, 1.4), wide, high / 2)) if rng.random() < 0.5 else None
        if board is not None and rng.random() < 0.5:
            board = np.ascontiguousarray(cv2.resize(board.T, (wide, high)))
        return cut(photograph(ink, rng, board), (3, 3, wide - 6, high - 6))
    # A mark, but not as a whole: a corner of it with what is beside it, or much more than it.
    maker = CLASSES[1 + int(rng.integers(len(CLASSES) - 1))]
    ways = drawn()[maker]
    picture, (x, y, w, h) = _scene(ways[int(rng.integers(len(ways)))][2], rng)
    if rng.random() < 0.5:
        dx, dy = rng.choice([-1, 1], 2) * rng.uniform(0.5, 0.8, 2)
        return cut(picture, (x + dx * w, y + dy * h * (rng.random() < 0.5), w, h))
    part = rng.uniform(0.2, 0.45)
    return cut(picture, (x + rng.uniform(0, 1 - part) * w, y + rng.uniform(0, 1 - part) * h, part * w, part * h))


def batch(count: int, rng: np.random.Generator, share_none: float = 0.4) -> tuple[Gray, np.ndarray, np.ndarray]:
    """Drawn examples: pixels (count, SIDE, SIDE), aspects (count,), classes (count,)."""
    pixels = np.zeros((count, SIDE, SIDE), dtype=np.uint8)
    aspects = np.zeros(count, dtype=np.float32)
    classes = np.zeros(count, dtype=np.int64)
    for i in range(count):
        if rng.random() >= share_none:
            classes[i] = 1 + int(rng.integers(len(CLASSES) - 1))
            crop = positive(CLASSES[classes[i]], rng)
        else:
            crop = negative(rng)
        pixels[i], aspects[i] = crop.pixels, crop.aspect
    return pixels, aspects, classes
