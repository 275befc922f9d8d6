"""Where the camera stands: from the board's millimetres to pixels of the picture and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from teardown.rendering.canvas import F
from teardown.rendering.spec import Camera

D = npt.NDArray[np.float64]

LENS_DEGREES = 62.0
"""Horizontal angle of view of a phone's main lens, where the spec names no distance."""
NEAREST = 60.0
"""mm: nearer a phone does not focus; it crops instead."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A pinhole camera with radial distortion looking at the board's plane."""

    matrix: D
    """3 × 3: board mm (x, y, 1) to undistorted pixels."""
    inverse: D
    eye: tuple[float, float, float]
    """Camera's x, y and height over the board, mm."""
    width: int
    height: int
    barrel: float

    def to_picture(self, x: F | float, y: F | float) -> tuple[F, F]:
        """Pixels (before distortion) of points of the board's plane."""
        m = self.matrix.astype(np.float32)
        w = m[2, 0] * x + m[2, 1] * y + m[2, 2]
        return (m[0, 0] * x + m[0, 1] * y + m[0, 2]) / w, (m[1, 0] * x + m[1, 1] * y + m[1, 2]) / w

    def seen(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Pixel at which a point z mm above the board is seen, distortion included."""
        k = self.eye[2] / (self.eye[2] - z)
        px, py = self.eye[0] + (x - self.eye[0]) * k, self.eye[1] + (y - self.eye[1]) * k
        v = self.matrix @ np.array([px, py, 1.0])
        return self._distort(float(v[0] / v[2]), float(v[1] / v[2]))

    def _distort(self, x: float, y: float) -> tuple[float, float]:
        half = math.hypot(self.width, self.height) / 2
        ux, uy = (x - self.width / 2) / half, (y - self.height / 2) / half
        dx, dy = ux, uy
        # undistort() is d → d (1 + barrel · |d|²); its inverse by fixed-point steps, which converge for the small factors used.
        for _ in range(8):
            f = 1 + self.barrel * (dx * dx + dy * dy)
            dx, dy = ux / f, uy / f
        return dx * half + self.width / 2, dy * half + self.height / 2

    def board_maps(self) -> tuple[F, F]:
        """For every pixel of the picture the point of the board's plane (mm) that it sees; two arrays (height, width)."""
        half = math.hypot(self.width, self.height) / 2
        dx = ((np.arange(self.width, dtype=np.float32) + 0.5 - self.width / 2) / half)[None, :].astype(np.float32)
        dy = ((np.arange(self.height, dtype=np.float32) + 0.5 - self.height / 2) / half)[:, None].astype(np.float32)
        f = (1 + np.float32(self.barrel) * (dx * dx + dy * dy)) * np.float32(half)
        return self.on_board(dx * f + np.float32(self.width / 2), dy * f + np.float32(self.height / 2))

    def on_board(self, px: F, py: F) -> tuple[F, F]:
        """Points of the board's plane for undistorted pixels."""
        m = self.inverse.astype(np.float32)
        w = m[2, 0] * px + m[2, 1] * py + m[2, 2]
        return (m[0, 0] * px + m[0, 1] * py + m[0, 2]) / w, (m[1, 0] * px + m[1, 1] * py + m[1, 2]) / w

    def window(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom (mm) of what can be seen."""
        grow = 1 + max(0.0, self.barrel) * 1.2
        cx, cy = self.width / 2, self.height / 2
        xs = np.array([cx + sx * cx * grow for sx in (-1, 1, 1, -1)], dtype=np.float32)
        ys = np.array([cy + sy * cy * grow for sy in (-1, -1, 1, 1)], dtype=np.float32)
        bx, by = self.on_board(xs, ys)
        return float(bx.min()) - 0.5, float(by.min()) - 0.5, float(bx.max()) + 0.5, float(by.max()) + 0.5


def project(camera: Camera) -> Projection:
    """The projection of a camera. Raises ValueError when it would look along the board."""
    if not 0 <= camera.tilt <= 60:
        raise ValueError(f"a tilt of {camera.tilt} degrees cannot be drawn: it must lie between 0 and 60")
    distance = camera.distance or max(NEAREST, camera.field / 2 / math.tan(math.radians(LENS_DEGREES / 2)))
    roll, tilt, towards = (math.radians(a) for a in (camera.roll, camera.tilt, camera.tilt_towards))
    right = np.array([math.cos(roll), -math.sin(roll), 0.0])
    down = np.array([math.sin(roll), math.cos(roll), 0.0])
    side = right * math.cos(towards) + down * math.sin(towards)
    target = np.array([camera.x, camera.y, 0.0])
    up = np.array([0.0, 0.0, 1.0])
    eye = target + distance * (math.sin(tilt) * side + math.cos(tilt) * up)
    forward = (target - eye) / distance
    right = right - (right @ forward) * forward
    right /= np.linalg.norm(right)
    down = down - (down @ forward) * forward - (down @ right) * right
    down /= np.linalg.norm(down)
    focal = camera.width / camera.field * distance
    rows = np.stack([focal * right + camera.width / 2 * forward, focal * down + camera.height / 2 * forward, forward])
    matrix = np.column_stack([rows[:, 0], rows[:, 1], -rows @ eye])
    return Projection(
        matrix, np.linalg.inv(matrix), (float(eye[0]), float(eye[1]), float(eye[2])), camera.width, camera.height, camera.barrel
    )
