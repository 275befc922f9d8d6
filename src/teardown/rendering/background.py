"""What the board lies on."""

from __future__ import annotations

import numpy as np

from teardown.rendering.canvas import Canvas, F, linear
from teardown.rendering.spec import Colour

COLOURS: dict[str, Colour] = {
    "mat": (0.17, 0.36, 0.34),
    "wood": (0.50, 0.33, 0.20),
    "paper": (0.86, 0.85, 0.83),
    "cloth": (0.38, 0.38, 0.40),
    "metal": (0.62, 0.62, 0.62),
    "dark": (0.10, 0.10, 0.11),
}


def _wood(canvas: Canvas, u: F, v: F, random: np.random.Generator) -> F:
    bend = np.float32(random.uniform(0.5, 2.0))
    rings = np.sin(v * np.float32(0.9) + bend * np.sin(u * np.float32(0.035)) * 3 + np.sin(v * np.float32(0.31)) * 2)
    tone: F = (1 + 0.16 * rings + 0.05 * np.sin(v * np.float32(7.1) + np.sin(u * np.float32(0.1)))).astype(np.float32)
    return tone


def paint_background(canvas: Canvas, kind: str, colour: Colour | None, z: float, seed: int) -> None:
    """Cover the whole sheet. Raises KeyError with the known names when there is no such background."""
    if kind not in COLOURS:
        raise KeyError(f"no background named {kind!r}; known are {', '.join(sorted(COLOURS))}")
    random = np.random.default_rng((seed, 31))
    whole = canvas.whole()
    k = np.float32(canvas.magnification(z))
    u = ((whole.u - np.float32(canvas.eye[0])) / k + np.float32(canvas.eye[0])).astype(np.float32)
    v = ((whole.v - np.float32(canvas.eye[1])) / k + np.float32(canvas.eye[1])).astype(np.float32)
    base = linear(colour or COLOURS[kind])
    tone: F = (1 + np.float32(0.05) * canvas.noise(whole, 0.4)).astype(np.float32)
    relief = canvas.noise(whole, 0.3) * np.float32(0.004)
    gloss, metal = 0.06, 0.0
    if kind == "wood":
        tone = tone * _wood(canvas, u, v, random)
        gloss = 0.15
    elif kind == "mat":
        width = np.float32(0.35)
        lines = np.maximum(_stripe(u, 10, width), _stripe(v, 10, width))
        fine = np.maximum(_stripe(u, 50, width * 2), _stripe(v, 50, width * 2))
        tone = (tone * (1 + 0.7 * np.maximum(lines * 0.6, fine))).astype(np.float32)
    elif kind == "cloth":
        weave = np.sin(u * np.float32(7.5)) * np.sin(v * np.float32(7.5))
        relief = relief + weave * np.float32(0.03)
        tone = (tone * (1 + 0.12 * weave)).astype(np.float32)
    elif kind == "metal":
        gloss, metal = 0.3, 0.7
        relief = canvas.noise(whole, 0.2) * np.float32(0.0015)
    elif kind == "paper":
        tone = (1 + np.float32(0.012) * canvas.noise(whole, 0.3)).astype(np.float32)
        relief = canvas.noise(whole, 0.3) * np.float32(0.001)
    full = np.ones(tone.shape, dtype=np.float32)
    canvas.paint(whole, full, base * tone[..., None], gloss, metal, relief.astype(np.float32))


def _stripe(x: F, period: float, width: np.float32 | float) -> F:
    phase = np.abs((x / np.float32(period)) % 1 - np.float32(0.5)) * np.float32(period)
    share: F = np.clip((phase - np.float32(period / 2) + np.float32(width)) / np.float32(0.15), 0, 1).astype(np.float32)
    return share
