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

    `roll` is the turn of the board in the picture; `place` maps the board's mm to pixels over the picture's width; `aspect` is
    the picture's height over its width.
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
    level: F = np.clip(1 + np.float32(light.gradient) * across * 1.6, 0.12, 2.5).astype(np.float32)
    if light.shadow is not None:
        sx, sy, radius, dark = light.shadow
        d = np.hypot(px - np.float32(sx), py - np.float32(sy * aspect)) / np.float32(radius)
        level = (level * (1 - np.float32(dark) / (1 + np.exp(np.minimum((d - 1) * 9, np.float32(40)))))).astype(np.float32)
    spot: F = np.zeros_like(px)
    for item in light.spots:
        d2 = ((px - np.float32(item.x)) ** 2 + (py - np.float32(item.y * aspect)) ** 2) / np.float32(item.radius**2)
        core, halo = np.exp(-d2 * 1.2), np.exp(-d2 * 0.25)
        spot = (spot + np.float32(item.strength) * core + np.float32(0.22 * item.strength) * halo).astype(np.float32)
    size = (canvas.columns, canvas.rows)
    level = _enlarge(level, step, size)
    glare = _enlarge(spot, step, size)

    direct = np.float32(1 - light.ambient) * canvas.light
    diffuse = level * (np.float32(light.ambient) + direct * (1 + np.float32(0.75) * tilt))
    # Lacquer and plastic reflect a lamp: more where the surface leans towards it.
    lean = np.exp(-((slope_x - lx * 0.10) ** 2 + (slope_y - ly * 0.10) ** 2) * 10)
    sheen = canvas.gloss * (
        glare * (0.35 + 0.65 * lean)
        + np.float32(0.02) * level * (0.6 + direct)
        + np.float32(0.10) * np.clip(tilt - 0.25, 0, 1) * direct
    )
    # Metal mirrors the room: a bright ceiling, lamps in the direction of the light, a horizon, dark below. None lies quite flat.
    drift = _drift(canvas, step, size)
    mx, my = slope_x + drift * np.float32(0.22), slope_y + np.roll(drift, 97, axis=1) * np.float32(0.22)
    lamp = np.exp(-((mx + lx * 0.30) ** 2 + (my + ly * 0.30) ** 2) * 22)
    second = np.exp(-((mx - lx * 0.75 + ly * 0.2) ** 2 + (my - ly * 0.75 - lx * 0.2) ** 2) * 12)
    steep = np.sqrt(mx**2 + my**2)
    ceiling = np.float32(0.62) / (1 + np.exp(np.minimum((steep - np.float32(0.55)) * 9, np.float32(40))))
    mirror = (
        np.float32(0.10)
        + ceiling
        + np.float32(1.15) * lamp
        + np.float32(0.40) * second
        + np.float32(0.16) * np.sin(2.6 * mx * ly + 7 * drift)
    )
    mirror = np.clip(mirror, 0.03, 4) * (0.45 + 0.55 * canvas.light) * level + glare * lean * 1.2
    factor = (1 - canvas.metal) * diffuse + canvas.metal * mirror * np.float32(1.15)
    result = canvas.colour * factor[..., None] + sheen[..., None] * (1 - canvas.metal[..., None])
    lit: F = np.clip(result, 0, 6).astype(np.float32)
    return lit


def _drift(canvas: Canvas, step: int, size: tuple[int, int]) -> F:
    """A smooth field of about ±1 that changes over some millimetres: how far metal surfaces are from flat."""
    rows, columns = canvas.rows // step + 2, canvas.columns // step + 2
    field = canvas.random.standard_normal((rows, columns)).astype(np.float32)
    sigma = max(1.0, 1.6 * canvas.scale / step)
    field = cv2.GaussianBlur(field, (0, 0), sigma) * np.float32(2 * math.sqrt(math.pi) * sigma * 0.7)
    return _enlarge(field.astype(np.float32), step, size)


def _enlarge(small: F, step: int, size: tuple[int, int]) -> F:
    large = cv2.resize(small, (small.shape[1] * step, small.shape[0] * step), interpolation=cv2.INTER_CUBIC)
    offset = step // 2
    return np.ascontiguousarray(large[offset : offset + size[1], offset : offset + size[0]]).astype(np.float32)
