"""Helpers that bodies are built from: side walls, plates, leads and solder."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from teardown.rendering.canvas import Canvas, F, Patch, linear, round_box
from teardown.rendering.packages import Package, Rect
from teardown.rendering.spec import Colour, Part

TIN = (0.78, 0.78, 0.76)
GOLD = (0.86, 0.66, 0.33)
STEEL = (0.74, 0.73, 0.70)


@dataclass(frozen=True, slots=True)
class Pen:
    """What drawing one component needs."""

    canvas: Canvas
    part: Part
    package: Package
    random: np.random.Generator

    def to_board(self, u: float, v: float) -> tuple[float, float]:
        """From the component's frame to the board's, mm."""
        a = math.radians(self.part.rotation)
        return self.part.x + u * math.cos(a) - v * math.sin(a), self.part.y + u * math.sin(a) + v * math.cos(a)

    def patch(self, rect: Rect, z: float = 0.0, margin: float = 0.0) -> Patch | None:
        """Patch around a rectangle of the component's frame; its u, v have their origin at the rectangle's middle."""
        x, y = self.to_board(rect[0], rect[1])
        return self.canvas.patch(x, y, self.part.rotation, rect[2] / 2 + margin, rect[3] / 2 + margin, z)

    def corners(self, rect: Rect, z: float) -> list[tuple[float, float]]:
        """Pixels of the sheet where the four corners of a rectangle at height z are seen."""
        cx, cy, w, h = rect
        ring = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return [self.canvas.pixel_of(*self.to_board(cx + sx * w / 2, cy + sy * h / 2), z) for sx, sy in ring]


def walls(
    pen: Pen, rect: Rect, z0: float, z1: float, colour: Colour, gloss: float = 0.1, metal: float = 0.0, taper: float = 0.0
) -> None:
    """The sides of a block, as far as the camera sees them: the hull of its bottom and its top."""
    bottom = pen.corners(rect, z0)
    top = pen.corners((rect[0], rect[1], rect[2] - 2 * taper, rect[3] - 2 * taper), z1)
    hull = cv2.convexHull(np.array(bottom + top, dtype=np.float32)).reshape(-1, 2)
    drawn = pen.canvas.polygon([(float(x), float(y)) for x, y in hull])
    if drawn:
        pen.canvas.paint(drawn[0], drawn[1], linear(colour), gloss, metal, relief=0.0)


def plate(
    pen: Pen,
    rect: Rect,
    z: float,
    colour: Colour,
    radius: float = 0.05,
    gloss: float = 0.2,
    metal: float = 0.0,
    bevel: float = 0.1,
    bevel_height: float = 0.05,
    grain: float = 0.0,
    grain_size: float = 0.05,
    mottle: float = 0.0,
) -> tuple[Patch, F] | None:
    """A flat surface with bevelled edges; returns its patch (origin at its middle) and coverage, or None when out of sight.

    `grain` is the amplitude of its roughness in mm, `mottle` of its unevenness in brightness.
    """
    patch = pen.patch(rect, z)
    if patch is None:
        return None
    distance = round_box(patch.u, patch.v, rect[2] / 2, rect[3] / 2, radius)
    alpha = patch.cover(distance)
    relief = np.clip(-distance / max(bevel, 1e-3), 0, 1).astype(np.float32)
    relief = (1 - (1 - relief) ** 2) * np.float32(bevel_height)
    if grain:
        relief = relief + pen.canvas.noise(patch, grain_size) * np.float32(grain)
    shade = linear(colour)
    if mottle:
        shade = shade * (1 + np.float32(mottle) * pen.canvas.noise(patch, 0.15))[..., None]
    pen.canvas.paint(patch, alpha, shade, gloss, metal, relief)
    return patch, alpha


def disc(
    pen: Pen,
    u: float,
    v: float,
    radius: float,
    z: float,
    colour: Colour,
    gloss: float = 0.2,
    metal: float = 0.0,
    dish: float = 0.0,
) -> None:
    """A round surface; `dish` is how deep its middle lies below its rim (negative: a dome)."""
    patch = pen.patch((u, v, 2 * radius, 2 * radius), z)
    if patch is None:
        return
    r = np.hypot(patch.u, patch.v)
    relief = (np.float32(-dish) * np.clip(1 - (r / np.float32(radius)) ** 2, 0, 1)).astype(np.float32)
    pen.canvas.paint(patch, patch.cover((r - radius).astype(np.float32)), linear(colour), gloss, metal, relief)


def solder(
    canvas: Canvas,
    random: np.random.Generator,
    x: float,
    y: float,
    rotation: float,
    width: float,
    height: float,
    colour: Colour,
    amount: float,
) -> None:
    """A pad with solder on it; `amount` 0 is a bare pad, 1 a full fillet."""
    patch = canvas.patch(x, y, rotation, width / 2, height / 2, 0.02)
    if patch is None:
        return
    radius = min(width, height) * (0.12 + 0.3 * amount)
    distance = round_box(patch.u, patch.v, width / 2, height / 2, radius)
    inner = np.clip(-distance / np.float32(min(width, height) / 2), 0, 1)
    dome = np.sqrt(np.clip(1 - (1 - inner) ** 2, 0, 1)) * np.float32(0.10 * amount * min(width, height) / 0.6)
    relief = dome + np.float32(0.004 + 0.004 * amount) * canvas.noise(patch, 0.12)
    tone = 0.85 + 0.2 * float(random.random())
    canvas.paint(
        patch, patch.cover(distance), linear(colour) * np.float32(tone), gloss=0.3, metal=0.9, relief=relief.astype(np.float32)
    )


def gull_lead(pen: Pen, rect: Rect, z: float) -> None:
    """One bent lead: shoulder at half the body's height, slope, foot on the pad."""
    x, y, w, h = rect
    vertical = abs(y) / max(pen.package.height, 0.1) > abs(x) / max(pen.package.width, 0.1)
    patch = pen.patch(rect, z * 0.3, 0.05)
    if patch is None:
        return
    if vertical:
        along = patch.v * np.float32(1 if y > 0 else -1) / np.float32(h) + np.float32(0.5)
        across, wide, long = patch.u, w, h
    else:
        along = patch.u * np.float32(1 if x > 0 else -1) / np.float32(w) + np.float32(0.5)
        across, wide, long = patch.v, h, w
    profile = np.interp(along, [0.0, 0.25, 0.42, 0.60, 0.72, 1.0], [0.55, 0.52, 0.34, 0.06, 0.0, -0.03]).astype(
        np.float32
    ) * np.float32(min(z, long))
    edge = np.clip((np.float32(wide / 2) - np.abs(across)) / np.float32(wide * 0.3), 0, 1)
    relief = profile + (1 - (1 - edge) ** 2) * np.float32(0.06 * wide / 0.4) + pen.canvas.noise(patch, 0.08) * np.float32(0.004)
    inside = patch.cover(round_box(patch.u, patch.v, rect[2] / 2, rect[3] / 2, wide * 0.15))
    tone = np.interp(along, [0.0, 0.3, 0.5, 0.62, 0.8, 1.0], [0.75, 0.95, 0.60, 0.42, 0.95, 1.0]).astype(np.float32)
    colour = linear(TIN) * (tone * np.float32(0.9 + 0.2 * float(pen.random.random())))[..., None]
    pen.canvas.paint(patch, inside, colour, gloss=0.4, metal=0.92, relief=relief.astype(np.float32))
