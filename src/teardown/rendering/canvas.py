"""The sheet on which a scene is painted before it is lit and photographed.

Everything is painted in the plane of the board, seen from the camera's point: what stands z above the board appears enlarged by
E / (E − z) about the foot of the camera, whose height is E. So one homography photographs the whole sheet in true perspective.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from teardown.rendering.spec import Colour

F = npt.NDArray[np.float32]


def linear(colour: Colour) -> F:
    """sRGB 0 to 1 to linear light."""
    return (np.asarray(colour, dtype=np.float32) ** 2.2).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle of the sheet with the object's own coordinates, in mm, at every pixel."""

    rows: slice
    columns: slice
    u: F
    v: F
    pixel: float
    """Size of a pixel in the object's mm."""
    angle: float
    """Radians clockwise by which the object is turned."""

    def cover(self, distance: F) -> F:
        """Share of each pixel inside a shape, from the signed distance (mm, negative inside) to its edge."""
        share: F = np.clip(0.5 - distance / np.float32(self.pixel), 0, 1).astype(np.float32)
        return share


def round_box(u: F, v: F, half_width: float, half_height: float, radius: float = 0.0) -> F:
    """Signed distance to a rectangle with rounded corners."""
    radius = min(radius, half_width, half_height)
    du, dv = np.abs(u) - np.float32(half_width - radius), np.abs(v) - np.float32(half_height - radius)
    outside = np.hypot(np.maximum(du, 0), np.maximum(dv, 0))
    result: F = (outside + np.minimum(np.maximum(du, dv), 0) - np.float32(radius)).astype(np.float32)
    return result


class Canvas:
    """Layers of a sheet: colour (linear RGB), gloss, metal, relief (mm) and how much direct light arrives."""

    def __init__(
        self, window: tuple[float, float, float, float], scale: float, eye: tuple[float, float, float], seed: int
    ) -> None:
        """`window` is left, top, right, bottom in mm; `scale` pixels per mm; `eye` the camera's x, y and height in mm."""
        self.left, self.top = window[0], window[1]
        self.scale = scale
        self.eye = eye
        self.columns = max(8, math.ceil((window[2] - window[0]) * scale))
        self.rows = max(8, math.ceil((window[3] - window[1]) * scale))
        shape = (self.rows, self.columns)
        self.colour = np.zeros((*shape, 3), dtype=np.float32)
        self.gloss = np.zeros(shape, dtype=np.float32)
        self.metal = np.zeros(shape, dtype=np.float32)
        self.relief = np.zeros(shape, dtype=np.float32)
        self.light = np.ones(shape, dtype=np.float32)
        self.random = np.random.default_rng(seed)
        # One sheet of fine grain that all surfaces share: making it anew for each would cost most of the time.
        self.grain = self._grain(shape)

    def _grain(self, shape: tuple[int, int]) -> F:
        tile = self.random.standard_normal((min(1024, shape[0]), min(1024, shape[1]))).astype(np.float32)
        repeat = (-(-shape[0] // tile.shape[0]), -(-shape[1] // tile.shape[1]))
        return np.tile(tile, repeat)[: shape[0], : shape[1]]

    def noise(self, patch: Patch, grain_mm: float) -> F:
        """Noise of standard deviation 1 whose grains are `grain_mm` wide."""
        sigma = max(0.0, grain_mm * self.scale / 2)
        grain: F = self.grain[patch.rows, patch.columns]
        if sigma < 0.45:
            return grain
        blurred = cv2.GaussianBlur(np.ascontiguousarray(grain), (0, 0), sigma)
        return (blurred * np.float32(2 * math.sqrt(math.pi) * sigma)).astype(np.float32)

    def magnification(self, z: float) -> float:
        """How much larger something at height z appears."""
        return self.eye[2] / (self.eye[2] - z)

    def lifted(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Where in the plane of the board (mm) the camera sees a point at height z."""
        k = self.magnification(z)
        return self.eye[0] + (x - self.eye[0]) * k, self.eye[1] + (y - self.eye[1]) * k

    def pixel_of(self, x: float, y: float, z: float = 0.0) -> tuple[float, float]:
        """The same in pixels of the sheet."""
        px, py = self.lifted(x, y, z)
        return (px - self.left) * self.scale, (py - self.top) * self.scale

    def patch(self, x: float, y: float, rotation: float, half_width: float, half_height: float, z: float = 0.0) -> Patch | None:
        """The part of the sheet that a turned rectangle at height z covers, or None when it is out of sight."""
        k = self.magnification(z)
        cx, cy = self.pixel_of(x, y, z)
        angle = math.radians(rotation)
        c, s = math.cos(angle), math.sin(angle)
        step = self.scale * k
        reach_x = (abs(half_width * c) + abs(half_height * s)) * step + 2
        reach_y = (abs(half_width * s) + abs(half_height * c)) * step + 2
        x0, x1 = max(0, math.floor(cx - reach_x)), min(self.columns, math.ceil(cx + reach_x) + 1)
        y0, y1 = max(0, math.floor(cy - reach_y)), min(self.rows, math.ceil(cy + reach_y) + 1)
        if x0 >= x1 or y0 >= y1:
            return None
        dx = ((np.arange(x0, x1, dtype=np.float32) + np.float32(0.5 - cx)) / np.float32(step))[None, :]
        dy = ((np.arange(y0, y1, dtype=np.float32) + np.float32(0.5 - cy)) / np.float32(step))[:, None]
        u = dx * np.float32(c) + dy * np.float32(s)
        v = dy * np.float32(c) - dx * np.float32(s)
        return Patch(slice(y0, y1), slice(x0, x1), u, v, 1 / step, angle)

    def whole(self) -> Patch:
        """The whole sheet, in the board's coordinates."""
        x = (np.arange(self.columns, dtype=np.float32) + np.float32(0.5)) / np.float32(self.scale) + np.float32(self.left)
        y = (np.arange(self.rows, dtype=np.float32) + np.float32(0.5)) / np.float32(self.scale) + np.float32(self.top)
        u, v = np.broadcast_to(x[None, :], (self.rows, self.columns)), np.broadcast_to(y[:, None], (self.rows, self.columns))
        return Patch(slice(0, self.rows), slice(0, self.columns), u, v, 1 / self.scale, 0.0)

    def paint(
        self,
        patch: Patch,
        alpha: F,
        colour: F,
        gloss: F | float = 0.0,
        metal: F | float = 0.0,
        relief: F | float | None = None,
        light: float | None = 1.0,
    ) -> None:
        """Lay a surface over the sheet where `alpha` covers it. `relief` or `light` None keeps what is there, as paint does."""
        rows, columns = patch.rows, patch.columns
        rest = 1 - alpha
        area = self.colour[rows, columns]
        area *= rest[..., None]
        area += alpha[..., None] * colour
        for layer, value in ((self.gloss, gloss), (self.metal, metal), (self.relief, relief), (self.light, light)):
            if value is not None:
                part = layer[rows, columns]
                part *= rest
                part += alpha * np.float32(value) if isinstance(value, float | int) else alpha * value

    def emboss(self, patch: Patch, height: F) -> None:
        """Add to the relief."""
        self.relief[patch.rows, patch.columns] += height

    def polygon(self, points: list[tuple[float, float]]) -> tuple[Patch, F] | None:
        """Coverage of a convex polygon given in pixels of the sheet, and the patch it lies in."""
        array = np.array(points, dtype=np.float64)
        x0, y0 = np.maximum(np.floor(array.min(axis=0)) - 1, 0).astype(int)
        x1 = min(self.columns, math.ceil(array[:, 0].max()) + 2)
        y1 = min(self.rows, math.ceil(array[:, 1].max()) + 2)
        if x0 >= x1 or y0 >= y1:
            return None
        mask = np.zeros((y1 - y0, x1 - x0), dtype=np.uint8)
        shifted = np.round((array - [x0, y0] - 0.5) * 16).astype(np.int32)
        cv2.fillConvexPoly(mask, shifted, 255, cv2.LINE_AA, 4)
        empty = np.zeros((1, 1), dtype=np.float32)
        patch = Patch(slice(int(y0), y1), slice(int(x0), x1), empty, empty, 1 / self.scale, 0.0)
        return patch, mask.astype(np.float32) / np.float32(255)

    def stamp(self, patch: Patch, mask: F, centre: tuple[float, float], size: tuple[float, float]) -> F:
        """A mask laid on a patch, sampled with averaging; `centre` and `size` (width, height) in mm of the object's frame."""
        height, width = mask.shape
        # Averaging first keeps thin strokes when the mask is finer than the sheet.
        shrink = max(1.0, width * patch.pixel / size[0] / 1.5)
        if shrink > 1.05:
            small = (max(1, round(width / shrink)), max(1, round(height / shrink)))
            mask = cv2.resize(mask, small, interpolation=cv2.INTER_AREA).astype(np.float32)
            height, width = mask.shape
        map_x = ((patch.u - np.float32(centre[0])) / np.float32(size[0]) + np.float32(0.5)) * np.float32(width) - np.float32(0.5)
        map_y = ((patch.v - np.float32(centre[1])) / np.float32(size[1]) + np.float32(0.5)) * np.float32(height) - np.float32(0.5)
        result: F = cv2.remap(mask, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0).astype(
            np.float32
        )
        return result
