"""Stickers, QR-like codes and bar codes."""

from __future__ import annotations

import numpy as np

from teardown.rendering.canvas import Canvas, F, linear, round_box
from teardown.rendering.lettering import text_mask
from teardown.rendering.spec import Sticker


def _matrix(random: np.random.Generator, modules: int = 25) -> F:
    """A square that looks like a QR code: three finder patterns and random modules. It encodes nothing."""
    grid = (random.random((modules, modules)) < 0.5).astype(np.float32)
    for y, x in ((0, 0), (0, modules - 7), (modules - 7, 0)):
        grid[max(0, y - 1) : y + 8, max(0, x - 1) : x + 8] = 0
        grid[y : y + 7, x : x + 7] = 1
        grid[y + 1 : y + 6, x + 1 : x + 6] = 0
        grid[y + 2 : y + 5, x + 2 : x + 5] = 1
    return np.kron(grid, np.ones((6, 6), dtype=np.float32))


def _bars(random: np.random.Generator) -> F:
    runs = random.integers(1, 5, size=90)
    row = np.concatenate([np.full(n * 3, i % 2, dtype=np.float32) for i, n in enumerate(runs)])
    return np.tile(row, (60, 1)).astype(np.float32)


def paint_sticker(canvas: Canvas, sticker: Sticker, seed: int) -> None:
    """A label lying at its height over the board."""
    patch = canvas.patch(sticker.x, sticker.y, sticker.rotation, sticker.width / 2, sticker.height / 2, sticker.z)
    if patch is None:
        return
    random = np.random.default_rng((seed, 51))
    w, h = sticker.width, sticker.height
    distance = round_box(patch.u, patch.v, w / 2, h / 2, min(0.6, h * 0.1))
    alpha = patch.cover(distance)
    waves = np.sin(patch.u * np.float32(random.uniform(0.2, 0.6)) + patch.v * np.float32(random.uniform(-0.4, 0.4))) * np.float32(
        0.08
    )
    relief = np.clip(-distance / np.float32(0.15), 0, 1) * np.float32(0.05) + waves
    canvas.paint(patch, alpha, linear(sticker.colour), gloss=0.25, relief=relief.astype(np.float32))
    ink = np.zeros(alpha.shape, dtype=np.float32)
    left, room = -w / 2 + h * 0.08, w - h * 0.16
    if sticker.code == "qr":
        side = min(h * 0.84, w * 0.5)
        ink = np.maximum(ink, canvas.stamp(patch, _matrix(random), (left + side / 2, 0), (side, side)))
        left, room = left + side + h * 0.08, room - side - h * 0.08
    rows = len(sticker.lines) + (1 if sticker.code == "bars" else 0)
    capital = h * 0.80 / max(1.0, rows * 1.5 - 0.5)
    masks = [text_mask(line, 48.0, sticker.face) for line in sticker.lines]
    if masks:
        capital = min(capital, room / max(m.shape[1] / 48 for m in masks))
    y = -(rows * 1.5 - 0.5) * capital / 2 + capital / 2
    if sticker.code == "bars":
        ink = np.maximum(
            ink, canvas.stamp(patch, _bars(random), (left + room * 0.45, y - capital * 0.1), (room * 0.9, capital * 1.25))
        )
        y += capital * 1.5
    for mask in masks:
        size = (mask.shape[1] / 48 * capital, mask.shape[0] / 48 * capital)
        ink = np.maximum(ink, canvas.stamp(patch, mask, (left + size[0] / 2, y), size))
        y += capital * 1.5
    canvas.paint(patch, np.clip(ink, 0, 1) * alpha * np.float32(0.95), linear(sticker.ink), gloss=0.15, relief=None, light=None)
