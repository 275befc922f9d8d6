"""Where the lines and the logo of a marking stand on a component, and how they are printed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teardown.rendering.canvas import Canvas, F, Patch, linear
from teardown.rendering.lettering import Mask, text_mask
from teardown.rendering.logos import logo_mask
from teardown.rendering.spec import Marking

DETAIL = 72.0
"""Pixels of a capital's height at which letters are drawn before they are laid on a component."""
LEADING = 1.62
"""Distance of base lines over the height of a capital."""
BOLD = 1.35
"""Size of a bold line over the others."""

LASER = (0.60, 0.58, 0.53)
INK = (0.90, 0.90, 0.88)


@dataclass(frozen=True, slots=True)
class Placed:
    """One line or logo on a component: middle and size in the component's frame (mm) after the marking's own turn."""

    text: str
    """Empty for a logo."""
    mask: Mask
    x: float
    y: float
    width: float
    height: float
    turn: int


def _masks(marking: Marking) -> list[tuple[str, Mask, float]]:
    """Text, mask and relative size of each line."""
    rows: list[tuple[str, Mask, float]] = []
    for line in marking.lines:
        bold = line.startswith("!")
        text = line[1:] if bold else line
        face = marking.face
        if bold:
            face = type(face)("sans", 0.24, face.width, face.slant, face.spacing, face.rounded)
        rows.append((text, text_mask(text, DETAIL, face), BOLD if bold else 1.0))
    return rows


def layout(marking: Marking, width: float, height: float) -> list[Placed]:
    """Place the lines and the logo of a marking on a top of `width` × `height` mm."""
    if marking.turn % 2:
        width, height = height, width
    rows = _masks(marking)
    logo = logo_mask(marking.logo) if marking.logo else None
    logo_aspect = logo.shape[1] / logo.shape[0] if logo is not None else 0.0
    above = logo is not None and (marking.logo_place == "above" or not rows)
    beside = logo is not None and not above
    logo_tall = 1.9 if above or marking.logo_place == "left" else 1.25
    room_w, room_h = width * 0.84, height * 0.80
    total = sum(size for _, _, size in rows) + (LEADING - 1) * max(0, len(rows) - 1) + (logo_tall + 0.5 if above else 0)
    widest = max((m.shape[1] / DETAIL * s for _, m, s in rows), default=0.0)
    if above:
        widest = max(widest, logo_aspect * logo_tall)
    indent = logo_aspect * logo_tall + 0.45 if beside and marking.logo_place == "left" else 0.0
    if beside and marking.logo_place == "first" and rows:
        widest = max(widest, logo_aspect * logo_tall + 0.45 + rows[0][1].shape[1] / DETAIL * rows[0][2])
    capital = marking.height
    if capital <= 0:
        capital = min(room_h / max(total, 0.1), room_w / max(widest + indent, 0.1), 0.16 * min(width, height) + 0.35, 1.8)
    block = (widest + indent) * capital
    left = -block / 2
    y = -total * capital / 2
    placed: list[Placed] = []

    def put(text: str, mask: Mask, x: float, y_middle: float, w: float, h: float) -> None:
        x, y_middle = x + marking.offset[0], y_middle + marking.offset[1]
        for _ in range(marking.turn % 4):
            x, y_middle = -y_middle, x
        placed.append(Placed(text, mask, x, y_middle, w, h, marking.turn % 4))

    if logo is not None and above:
        w = logo_aspect * logo_tall * capital
        put("", logo, 0.0 if marking.align == "centre" else left + w / 2, y + logo_tall * capital / 2, w, logo_tall * capital)
        y += (logo_tall + 0.5) * capital
    elif logo is not None and marking.logo_place == "left":
        w = logo_aspect * logo_tall * capital
        put("", logo, left + w / 2, 0.0, w, logo_tall * capital)
    for index, (text, mask, size) in enumerate(rows):
        tall = capital * size
        w, h = mask.shape[1] / DETAIL * tall, mask.shape[0] / DETAIL * tall
        start = left + indent * capital
        if logo is not None and beside and marking.logo_place == "first" and index == 0:
            lw = logo_aspect * logo_tall * capital
            put("", logo, start + lw / 2, y + tall / 2, lw, logo_tall * capital)
            x = start + lw + 0.45 * capital + w / 2
        else:
            x = start + w / 2 if marking.align == "left" else (left + indent * capital + block / 2 - indent * capital / 2)
        put(text, mask, x, y + tall / 2 + (h - tall) / 2 * (1 if h > tall else 0), w, h)
        y += tall + (LEADING - 1) * capital
    return placed


def print_marking(canvas: Canvas, patch: Patch, inside: F, marking: Marking, placed: list[Placed], grain_seed: int) -> None:
    """Print a laid-out marking on a painted top; `inside` is the top's coverage of the patch."""
    if not placed:
        return
    cover = np.zeros(inside.shape, dtype=np.float32)
    for item in placed:
        cover = np.maximum(cover, stamp_turned(canvas, patch, item))
    colour = INK if marking.method == "ink" else LASER
    strength = marking.contrast
    if marking.method == "ink":
        cover = np.clip(cover * 1.15, 0, 1)
        grain = 1 + 0.05 * canvas.noise(patch, 0.03)
    else:
        grain = 1 + 0.22 * canvas.noise(patch, 0.035) + 0.10 * canvas.noise(patch, 0.12)
    if marking.worn > 0:
        random = np.random.default_rng(grain_seed)
        coarse = random.random((8, 8)).astype(np.float32)
        field = canvas.stamp(
            patch, coarse, (0, 0), (2 * float(np.abs(patch.u).max()) + 0.01, 2 * float(np.abs(patch.v).max()) + 0.01)
        )
        cover = cover * np.clip((field - marking.worn) * 4 + 0.5, 0.08, 1)
    alpha = np.clip(cover * grain * strength * inside, 0, 1).astype(np.float32)
    if marking.method == "engraved":
        canvas.emboss(patch, -0.02 * cover * inside)
        canvas.paint(patch, alpha, linear((0.16, 0.15, 0.14)), gloss=0.0, metal=0.0, light=None)
        return
    area_gloss = 0.5 if marking.method == "ink" else 0.25
    before = canvas.gloss[patch.rows, patch.columns].copy()
    canvas.paint(patch, alpha, linear(colour), gloss=0.0, metal=0.0, light=None)
    # A laser leaves a rough, matt surface whatever its brightness: in the reflection of a lamp letters turn darker than the body.
    canvas.gloss[patch.rows, patch.columns] = before * (1 - cover * inside * (1 - area_gloss))


def stamp_turned(canvas: Canvas, patch: Patch, item: Placed) -> F:
    """Coverage of a patch by a placed mask."""
    u, v = patch.u - np.float32(item.x), patch.v - np.float32(item.y)
    for _ in range(item.turn):
        u, v = v, -u
    local = Patch(patch.rows, patch.columns, u, v, patch.pixel, patch.angle)
    return canvas.stamp(local, item.mask, (0.0, 0.0), (item.width, item.height))
