"""Light on the painted sheet: from colour, gloss, metal and relief to linear light as it reaches the camera."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from teardown.rendering.canvas import Canvas, F
from teardown.rendering.spec import Light


def shade(canvas: Canvas, light: Light, roll: float, place: Callable[[F, F], tuple[F, F]], aspect: float) -> F:
    """Linear RGB of the lit sheet, shape (rows, columns, 3).

    `roll` is the turn of the board in the picture; `place` maps the board's mm to pixels over the picture's width; `aspect` is the picture's height over
    its width.
    """
    slope_x = cv2.Sobel(canvas.relief, cv2.CV_32F, 1, 0, ksize=3, scale=canvas.scale / 8)
    slope_y = cv2.Sobel(canvas.relief, cv2.CV_32F, 0, 1, ksize=3, scale=canvas.scale / 8)
    angle = math.radians(light.direction - roll)
    # Towards the light, in the board's plane.
    lx, ly = np.float32(math.cos(angle)), np.float32(math.sin(angle))
    tilt = np.clip(-(slope_x * lx + slope_y * ly), -1.5, 1.5)

    # Uneven light, spots and shadows are smooth: compute them small and enlarge.
    step = max(1, round(canvas.scale * 0.5))
    small_x = np.arange(0, canvas.columns + step, step, dtype=np.float32) / np.float32(canvas.scale) + np.float32(canvas.left)
    small_y = np.arange(0, canvas.rows + step, step, dtype=np.float32) / np.float32(canvas.scale) + np.float32(canvas.top)
    px, py = place(*np.meshgrid(small_x, small_y))
    view = math.radians(light.direction)
    across = (px - 0.5) * np.float32(math.cos(view)) + (py - np.float32(aspect / 2)) * np.float32(math.sin(view))
    level = np.clip(1 + np.float32(light.gradient) * across * 1.6, 0.12, 2.5).astype(np.float32)
    if light.shadow is not None:
        sx, sy, radius, dark = light.shadow
        d = np.hypot(px - np.float32(sx), py - np.float32(sy * aspect)) / np.float32(radius)
        level = level * (1 - np.float32(dark) / (1 + np.exp((d - 1) * 9)))
    spot = np.zeros_like(px)
    for item in light.spots:
        d2 = ((px - np.float32(item.x)) ** 2 + (py - np.float32(item.y * aspect)) ** 2) / np.float32(item.radius**2)
        spot = spot + np.float32(item.strength) * np.exp(-d2 * 1.2) + np.float32(0.22 * item.strength) * np.exp(-d2 * 0.25)
    size = (canvas.columns, canvas.rows)
    level = _enlarge(level, step, size)
    glare = _enlarge(spot.astype(np.float32), step, size)

    direct = np.float32(1 - light.ambient) * canvas.light
    diffuse = level * (np.float32(light.ambient) + direct * (1 + np.float32(0.75) * tilt))
    # Lacquer and plastic reflect a lamp: more where the surface leans towards it.
    lean = np.exp(-((slope_x - lx * 0.10) ** 2 + (slope_y - ly * 0.10) ** 2) * 10)
    sheen = canvas.gloss * (glare * (0.35 + 0.65 * lean) + np.float32(0.02) * level * (0.6 + direct) + np.float32(0.10) * np.clip(tilt - 0.25, 0, 1) * direct)
    # Metal mirrors the room: bright towards the light, a horizon, dark below.
    mirror = 0.26 + 0.62 * np.exp(-((slope_x + lx * 0.55) ** 2 + (slope_y + ly * 0.55) ** 2) * 5.5) + 0.30 * np.exp(-((slope_x - lx * 0.7) ** 2 + (slope_y - ly * 0.5) ** 2) * 9)
    mirror = mirror + 0.34 * np.exp(-(slope_x**2 + slope_y**2) * 30) + 0.10 * np.sin(3.1 * slope_x + 2.3 * slope_y)
    mirror = mirror * (0.45 + 0.55 * canvas.light) * level + glare * lean * 0.8
    factor = (1 - canvas.metal) * diffuse + canvas.metal * mirror * np.float32(1.15)
    result = canvas.colour * factor[..., None] + sheen[..., None] * (1 - canvas.metal[..., None])
    return np.clip(result, 0, 6).astype(np.float32)


def _enlarge(small: F, step: int, size: tuple[int, int]) -> F:
    large = cv2.resize(small, (small.shape[1] * step, small.shape[0] * step), interpolation=cv2.INTER_CUBIC)
    offset = step // 2
    return np.ascontiguousarray(large[offset : offset + size[1], offset : offset + size[0]]).astype(np.float32)
