"""From a board and a camera to a photo and its ground truth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from teardown.rendering.background import paint_background
from teardown.rendering.boardface import THICKNESS, only_board, paint_board
from teardown.rendering.bodies import DRAW
from teardown.rendering.canvas import Canvas, F
from teardown.rendering.labels import paint_sticker
from teardown.rendering.optics import Pixels, develop
from teardown.rendering.placing import Filling, fill, package_of
from teardown.rendering.projection import Projection, project
from teardown.rendering.shading import shade
from teardown.rendering.solids import Pen
from teardown.rendering.spec import BoardSpec, Camera, Part
from teardown.rendering.truth import Body, bodies_seen

OVERSAMPLE = 1.25
"""Pixels of the sheet over pixels of the picture, along a side."""
LARGEST_SHEET = 16e6
"""Pixels: a sheet is not made larger than this, so that memory stays bounded (about 60 bytes each)."""
TALL = 3.0
"""mm: what is taller throws its shadow over other components as well."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A photo and what is on it."""

    pixels: Pixels
    """RGB, shape (height, width, 3)."""
    bodies: tuple[Body, ...]


def _shadows(canvas: Canvas, filling: Filling, camera: Camera, tall: bool) -> None:
    """Darken what already lies on the sheet where components keep the light off."""
    light = camera.light
    angle = math.radians(light.direction - camera.roll) + math.pi
    mask = np.zeros((canvas.rows, canvas.columns), dtype=np.float32)
    for part in filling.parts:
        package = package_of(part)
        if (package.z >= TALL) != tall:
            continue
        reach_mm = package.z * light.slant
        a = math.radians(part.rotation)
        c, s = math.cos(a), math.sin(a)
        w, h = package.width / 2, package.height / 2
        ring = [(part.x + u * c - v * s, part.y + u * s + v * c) for u, v in ((-w, -h), (w, -h), (w, h), (-w, h))]
        moved = [(x + reach_mm * math.cos(angle), y + reach_mm * math.sin(angle)) for x, y in ring]
        points = np.array([canvas.pixel_of(x, y) for x, y in ring + moved], dtype=np.float32)
        hull = cv2.convexHull(points).reshape(-1, 2)
        drawn = canvas.polygon([(float(x), float(y)) for x, y in hull])
        if drawn is None:
            continue
        area = mask[drawn[0].rows, drawn[0].columns]
        np.maximum(area, drawn[1], out=area)
    sigma = max(0.6, canvas.scale * light.softness * (1.6 if tall else 0.35))
    small = cv2.resize(mask, (max(8, canvas.columns // 2), max(8, canvas.rows // 2)), interpolation=cv2.INTER_AREA)
    soft = cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 2), (canvas.columns, canvas.rows), interpolation=cv2.INTER_LINEAR)
    canvas.light *= 1 - np.float32(0.95) * soft
    # Close to a body little of the sky is seen either.
    canvas.colour *= (1 - np.float32(0.38) * soft)[..., None]


def _board_shadow(canvas: Canvas, board: BoardSpec, camera: Camera) -> None:
    angle = math.radians(camera.light.direction - camera.roll) + math.pi
    lift = 4.0
    x, y = board.width / 2 + lift * math.cos(angle), board.height / 2 + lift * math.sin(angle)
    ring = [(x + sx * board.width / 2, y + sy * board.height / 2) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    drawn = canvas.polygon([canvas.pixel_of(px, py, -THICKNESS) for px, py in ring])
    if drawn is None:
        return
    mask = np.zeros((canvas.rows, canvas.columns), dtype=np.float32)
    mask[drawn[0].rows, drawn[0].columns] = drawn[1]
    size = (max(8, canvas.columns // 4), max(8, canvas.rows // 4))
    small = cv2.GaussianBlur(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), (0, 0), max(0.8, canvas.scale * 1.2 / 4))
    soft = cv2.resize(small, (canvas.columns, canvas.rows), interpolation=cv2.INTER_LINEAR)
    canvas.light *= 1 - np.float32(0.85) * soft
    canvas.colour *= (1 - np.float32(0.25) * soft)[..., None]


def _draw(canvas: Canvas, board: BoardSpec, parts: list[tuple[int, Part]]) -> None:
    for index, part in parts:
        package = package_of(part)
        # Each component has its own random numbers: changing one changes no other.
        DRAW[package.style](Pen(canvas, part, package, np.random.default_rng((board.seed, 61, index))))


def _paint(board: BoardSpec, camera: Camera, projection: Projection) -> tuple[Canvas, Filling]:
    window = projection.window()
    scale = camera.width / camera.field * OVERSAMPLE
    area = (window[2] - window[0]) * (window[3] - window[1])
    scale = min(scale, math.sqrt(LARGEST_SHEET / area))
    canvas = Canvas(window, scale, projection.eye, board.seed)
    filling = fill(board)
    if not only_board(canvas, board):
        paint_background(canvas, camera.background, camera.background_colour, -THICKNESS, camera.seed)
        _board_shadow(canvas, board, camera)
    paint_board(canvas, board, filling)
    low = [(i, p) for i, p in enumerate(filling.parts) if package_of(p).z < TALL]
    high = [(i, p) for i, p in enumerate(filling.parts) if package_of(p).z >= TALL]
    _shadows(canvas, filling, camera, tall=False)
    low.sort(key=lambda item: package_of(item[1]).z)
    high.sort(key=lambda item: package_of(item[1]).z)
    _draw(canvas, board, low)
    for i, sticker in enumerate(board.stickers):
        if sticker.z < TALL:
            paint_sticker(canvas, sticker, board.seed + i)
    _shadows(canvas, filling, camera, tall=True)
    _draw(canvas, board, high)
    for i, sticker in enumerate(board.stickers):
        if sticker.z >= TALL:
            paint_sticker(canvas, sticker, board.seed + i)
    return canvas, filling


def render_board(board: BoardSpec, camera: Camera) -> Rendering:
    """Photograph a board. The same spec and camera give the same pixels.

    Raises KeyError naming the known ones for an unknown package, logo or background, ValueError for a camera that cannot be.
    """
    projection = project(camera)
    canvas, filling = _paint(board, camera, projection)
    aspect = camera.height / camera.width

    def place(x: F, y: F) -> tuple[F, F]:
        px, py = projection.to_picture(x, y)
        return px / np.float32(camera.width), py / np.float32(camera.width)

    lit = shade(canvas, camera.light, camera.roll, place, aspect)
    map_x, map_y = projection.board_maps()
    map_x = (map_x - np.float32(canvas.left)) * np.float32(canvas.scale) - np.float32(0.5)
    map_y = (map_y - np.float32(canvas.top)) * np.float32(canvas.scale) - np.float32(0.5)
    picture = cv2.remap(lit, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    return Rendering(develop(picture, camera), bodies_seen(filling.parts, projection, camera))
