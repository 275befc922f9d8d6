"""Connectors, shields, modules, image sensors, lenses and other large things on a board."""

from __future__ import annotations

import math

import numpy as np

from teardown.rendering.canvas import F, Patch, linear, round_box
from teardown.rendering.marks import layout, print_marking
from teardown.rendering.solids import GOLD, STEEL, TIN, Pen, disc, plate, walls
from teardown.rendering.spec import Colour

CREAM: Colour = (0.86, 0.82, 0.70)
BLACK: Colour = (0.12, 0.12, 0.125)


def _text(pen: Pen, drawn: tuple[Patch, F] | None, width: float, height: float) -> None:
    if drawn is not None and pen.part.marking:
        patch, alpha = drawn
        print_marking(pen.canvas, patch, alpha, pen.part.marking, layout(pen.part.marking, width, height), 1)


def jst(pen: Pen) -> None:
    """Wire-to-board connector: open plastic housing with pins inside and metal ears."""
    p = pen.package
    w, h, z = p.width, p.height, p.z
    colour = pen.part.colour or CREAM
    dark = (colour[0] * 0.55, colour[1] * 0.5, colour[2] * 0.45)
    for s in (-1, 1):
        plate(pen, (s * (w / 2 + 0.2), -h * 0.2, 0.9, 1.8), 0.6, TIN, 0.1, 0.4, 0.9, bevel_height=0.1)
    half = (p.pins - 1) / 2
    for i in range(p.pins):
        plate(pen, ((i - half) * p.pitch, h / 2 + 0.3, 0.35, 1.3), 0.2, TIN, 0.05, 0.4, 0.9, bevel_height=0.08)
    walls(pen, (0, 0, w, h), 0.0, z, (colour[0] * 0.75, colour[1] * 0.72, colour[2] * 0.68), 0.2)
    drawn = plate(pen, (0, 0, w, h), z, colour, 0.2, 0.25, bevel=0.2, bevel_height=0.12)
    plate(pen, (0, -h * 0.08, w - 1.6, h * 0.52), z, dark, 0.1, 0.1, bevel=0.5, bevel_height=-0.4)
    for i in range(p.pins):
        plate(
            pen,
            ((i - half) * p.pitch, -h * 0.08, 0.45, h * 0.34),
            z * 0.8,
            GOLD if pen.part.colour else TIN,
            0.05,
            0.4,
            0.9,
            bevel_height=0.1,
        )
    _text(pen, drawn, w * 0.9, h * 0.3)


def fpc(pen: Pen) -> None:
    """Flat-cable connector: light body with a dark flap and a row of contacts."""
    p = pen.package
    w, h, z = p.width, p.height, p.z
    half = (p.pins - 1) / 2
    for i in range(p.pins):
        plate(pen, ((i - half) * p.pitch, h / 2 + 0.2, p.pitch * 0.42, 0.9), 0.15, TIN, 0.03, 0.4, 0.9, bevel_height=0.06)
    walls(pen, (0, 0, w, h), 0, z, (0.60, 0.57, 0.48))
    plate(pen, (0, 0, w, h), z, pen.part.colour or (0.82, 0.79, 0.70), 0.1, 0.25, bevel_height=0.08)
    for i in range(p.pins):
        plate(
            pen,
            ((i - half) * p.pitch, h * 0.22, p.pitch * 0.4, h * 0.4),
            z,
            (0.66, 0.60, 0.46),
            0.02,
            0.3,
            0.6,
            bevel_height=-0.06,
        )
    walls(pen, (0, -h * 0.28, w * 0.98, h * 0.4), z * 0.6, z + 0.3, (0.09, 0.09, 0.09))
    drawn = plate(pen, (0, -h * 0.28, w * 0.98, h * 0.4), z + 0.3, BLACK, 0.1, 0.3, grain=0.001)
    _text(pen, drawn, w * 0.9, h * 0.34)


def b2b(pen: Pen) -> None:
    """Board-to-board connector: two rows of gold contacts in a black frame."""
    p = pen.package
    w, h, z = p.width, p.height, p.z
    walls(pen, (0, 0, w, h), 0, z, (0.10, 0.10, 0.10))
    plate(pen, (0, 0, w, h), z, (0.16, 0.16, 0.16), 0.2, 0.25, bevel_height=0.06)
    plate(pen, (0, 0, w * 0.9, h * 0.22), z, (0.05, 0.05, 0.05), 0.1, 0.1, bevel_height=-0.1)
    count = p.pins // 2
    for i in range(count):
        for s in (-1, 1):
            plate(
                pen,
                ((i - (count - 1) / 2) * p.pitch, s * h * 0.3, p.pitch * 0.5, h * 0.26),
                z,
                GOLD,
                0.02,
                0.4,
                0.9,
                bevel_height=0.05,
            )


def header(pen: Pen) -> None:
    """Pin header seen from above."""
    p = pen.package
    rows = 2 if p.height > 3 else 1
    count = p.pins // rows
    for r in range(rows):
        for i in range(count):
            u, v = (i - (count - 1) / 2) * p.pitch, (r - (rows - 1) / 2) * p.pitch
            walls(pen, (u, v, p.pitch * 0.96, p.pitch * 0.96), 0, p.z, (0.07, 0.07, 0.07))
            plate(pen, (u, v, p.pitch * 0.96, p.pitch * 0.96), p.z, BLACK, 0.5, 0.3, bevel_height=0.1)
    for r in range(rows):
        for i in range(count):
            u, v = (i - (count - 1) / 2) * p.pitch, (r - (rows - 1) / 2) * p.pitch
            walls(pen, (u, v, 0.64, 0.64), p.z, p.z + 6, (0.62, 0.50, 0.26), 0.3, 0.8)
            plate(pen, (u, v, 0.64, 0.64), p.z + 6, GOLD, 0.1, 0.4, 0.9, bevel_height=0.1)


def metalbox(pen: Pen) -> None:
    """USB, shielded jacks: a folded sheet-metal box."""
    p = pen.package
    walls(pen, (0, 0, p.width, p.height), 0, p.z, (0.50, 0.50, 0.49), 0.3, 0.8)
    drawn = plate(
        pen, (0, 0, p.width, p.height), p.z, STEEL, 0.4, 0.35, 0.85, bevel=0.4, bevel_height=0.25, grain=0.0015, grain_size=0.3
    )
    for s in (-1, 1):
        plate(
            pen,
            (s * p.width * 0.22, p.height * 0.1, p.width * 0.16, p.height * 0.42),
            p.z,
            (0.60, 0.59, 0.57),
            0.3,
            0.3,
            0.8,
            bevel_height=-0.15,
        )
    _text(pen, drawn, p.width * 0.8, p.height * 0.4)


def rj45(pen: Pen) -> None:
    """Network jack: metal shell, springs, plastic front."""
    p = pen.package
    walls(pen, (0, 0, p.width, p.height), 0, p.z, (0.48, 0.48, 0.47), 0.3, 0.8)
    drawn = plate(
        pen,
        (0, 0, p.width, p.height),
        p.z,
        (0.78, 0.77, 0.74),
        0.3,
        0.35,
        0.85,
        bevel=0.3,
        bevel_height=0.2,
        grain=0.0015,
        grain_size=0.4,
    )
    plate(pen, (0, p.height * 0.3, p.width * 0.3, p.height * 0.25), p.z, (0.62, 0.62, 0.60), 0.2, 0.3, 0.8, bevel_height=-0.15)
    plate(pen, (0, p.height / 2 + 0.4, p.width * 0.94, 0.8), p.z * 0.9, BLACK, 0.1, 0.2)
    _text(pen, drawn, p.width * 0.8, p.height * 0.3)


def microsd(pen: Pen) -> None:
    """Memory-card slot: stamped metal cover."""
    p = pen.package
    walls(pen, (0, 0, p.width, p.height), 0, p.z, (0.40, 0.40, 0.39), 0.2, 0.7)
    drawn = plate(
        pen, (0, 0, p.width, p.height), p.z, STEEL, 0.3, 0.35, 0.85, bevel=0.25, bevel_height=0.12, grain=0.0014, grain_size=0.3
    )
    plate(
        pen,
        (p.width * 0.25, -p.height * 0.1, p.width * 0.12, p.height * 0.5),
        p.z,
        (0.45, 0.45, 0.44),
        0.2,
        0.2,
        0.6,
        bevel_height=-0.15,
    )
    plate(
        pen,
        (-p.width * 0.2, p.height * 0.3, p.width * 0.3, p.height * 0.1),
        p.z,
        (0.35, 0.35, 0.34),
        0.2,
        0.2,
        0.5,
        bevel_height=-0.15,
    )
    _text(pen, drawn, p.width * 0.5, p.height * 0.3)


def jack(pen: Pen) -> None:
    """Barrel power jack."""
    p = pen.package
    walls(pen, (0, 0, p.width, p.height), 0, p.z, (0.06, 0.06, 0.06), 0.3)
    plate(pen, (0, 0, p.width, p.height), p.z, BLACK, 0.5, 0.35, bevel=0.6, bevel_height=0.4, grain=0.002)
    plate(
        pen,
        (0, p.height * 0.33, p.width * 1.02, p.height * 0.3),
        p.z + 0.3,
        (0.10, 0.10, 0.10),
        0.5,
        0.35,
        bevel=0.8,
        bevel_height=0.5,
    )


def terminal(pen: Pen) -> None:
    """Screw terminal block."""
    p = pen.package
    colour = pen.part.colour or (0.10, 0.42, 0.20)
    walls(pen, (0, 0, p.width, p.height), 0, p.z, (colour[0] * 0.5, colour[1] * 0.5, colour[2] * 0.5), 0.3)
    plate(pen, (0, 0, p.width, p.height), p.z, colour, 0.3, 0.35, bevel=0.5, bevel_height=0.3)
    for i in range(p.pins):
        u = (i - (p.pins - 1) / 2) * p.pitch
        disc(pen, u, 0, p.pitch * 0.36, p.z, (0.05, 0.05, 0.05), 0.1)
        disc(pen, u, 0, p.pitch * 0.31, p.z - 1, STEEL, 0.4, 0.85, dish=-0.3)
        plate(pen, (u, 0, p.pitch * 0.5, 0.5), p.z - 1, (0.15, 0.15, 0.15), 0.1, 0.1)


def ufl(pen: Pen) -> None:
    """Coaxial antenna socket."""
    plate(pen, (0, 0, 2.6, 2.6), 0.4, (0.85, 0.83, 0.78), 0.1, 0.2)
    disc(pen, 0, 0, 1.0, 1.2, GOLD, 0.5, 0.9, dish=-0.2)
    disc(pen, 0, 0, 0.72, 1.1, (0.35, 0.28, 0.16), 0.2, 0.5)
    disc(pen, 0, 0, 0.25, 1.15, GOLD, 0.5, 0.9, dish=-0.1)


def button(pen: Pen) -> None:
    """Push button."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    walls(pen, (0, 0, w, h), 0, z, (0.35, 0.35, 0.35), 0.3, 0.5)
    plate(pen, (0, 0, w, h), z, STEEL, 0.3, 0.3, 0.8, bevel_height=0.1)
    disc(pen, 0, 0, w * 0.29, z + 1.0, BLACK, 0.4, dish=-0.1)


def shield(pen: Pen) -> None:
    """RF shield can: drawn sheet with rounded edges and vent holes."""
    p = pen.package
    w, h, z = p.width, p.height, p.z
    walls(pen, (0, 0, w, h), 0, z, (0.50, 0.50, 0.48), 0.3, 0.8)
    drawn = plate(
        pen, (0, 0, w, h), z, (0.76, 0.75, 0.72), 0.6, 0.35, 0.82, bevel=0.6, bevel_height=0.3, grain=0.0012, grain_size=0.5
    )
    nx, ny = max(1, int(w / 4)), max(1, int(h / 4))
    if not pen.part.marking:
        for i in range(nx):
            for j in range(ny):
                disc(pen, (i - (nx - 1) / 2) * 3, (j - (ny - 1) / 2) * 3, 0.5, z, (0.16, 0.16, 0.15), 0.1)
    _text(pen, drawn, w * 0.85, h * 0.8)


def module(pen: Pen) -> None:
    """A radio module: small board with castellated edges under a marked shield."""
    p = pen.package
    w, h, z = p.width, p.height, p.z
    board: Colour = pen.part.colour or (0.06, 0.20, 0.36)
    walls(pen, (0, 0, w, h), 0, 0.8, (0.42, 0.38, 0.22))
    plate(pen, (0, 0, w, h), 0.8, board, 0.1, 0.4, bevel_height=0.02)
    for side in (-1, 1):
        for i in range(int(h / 1.1)):
            plate(
                pen,
                (side * (w / 2 - 0.3), (i - (int(h / 1.1) - 1) / 2) * 1.1, 0.7, 0.55),
                0.82,
                GOLD,
                0.1,
                0.4,
                0.9,
                bevel_height=0.04,
            )
        for i in range(int(w / 1.1) - 2):
            plate(
                pen,
                ((i - (int(w / 1.1) - 3) / 2) * 1.1, side * (h / 2 - 0.3), 0.55, 0.7),
                0.82,
                GOLD,
                0.1,
                0.4,
                0.9,
                bevel_height=0.04,
            )
    inner = (0.0, 0.0, w - 2.2, h - 2.2)
    walls(pen, inner, 0.8, z, (0.5, 0.5, 0.48), 0.3, 0.8)
    drawn = plate(pen, inner, z, (0.78, 0.77, 0.74), 0.4, 0.35, 0.82, bevel=0.4, bevel_height=0.2, grain=0.0012, grain_size=0.4)
    _text(pen, drawn, inner[2], inner[3])


def sensor(pen: Pen) -> None:
    """A bare image sensor: ceramic frame, cover glass, bond wires, the die's iridescent pixels."""
    p = pen.package
    w, h, z = p.width, p.height, p.z
    walls(pen, (0, 0, w, h), 0, z, (0.12, 0.11, 0.10), 0.2)
    plate(pen, (0, 0, w, h), z, (0.15, 0.14, 0.13), 0.15, 0.25, bevel_height=0.05)
    plate(pen, (0, 0, w * 0.9, h * 0.88), z, (0.22, 0.19, 0.14), 0.1, 0.5, bevel_height=0.02)
    drawn = plate(pen, (0, 0, w * 0.74, h * 0.70), z * 0.6, (0.20, 0.24, 0.20), 0.05, 0.6, 0.3, bevel_height=0.02)
    count = int(w * 2.2)
    for i in range(count):
        for s in (-1, 1):
            u = (i - (count - 1) / 2) * w * 0.7 / count
            plate(pen, (u, s * h * 0.385, 0.12, h * 0.06), z * 0.7, GOLD, 0.02, 0.4, 0.9, bevel_height=0.03)
    if drawn is None:
        return
    patch, alpha = drawn
    area = patch.cover(round_box(patch.u, patch.v, w * 0.31, h * 0.29, 0)) * alpha
    angle = (patch.u / np.float32(w) + patch.v / np.float32(h)) * np.float32(5.0) + np.float32(float(pen.random.random()) * 6)
    rainbow = np.stack(
        [0.10 + 0.07 * np.sin(angle), 0.13 + 0.08 * np.sin(angle + 1.6), 0.17 + 0.09 * np.sin(angle + 3.4)], axis=-1
    )
    pen.canvas.paint(
        patch, area, np.clip(rainbow, 0.01, 1).astype(np.float32) ** np.float32(1.3), gloss=0.9, metal=0.25, light=None
    )


def lens(pen: Pen) -> None:
    """A lens holder with a lens."""
    p = pen.package
    w, z = p.width, p.z
    walls(pen, (0, 0, w, w), 0, z * 0.35, (0.08, 0.08, 0.08), 0.2)
    plate(pen, (0, 0, w, w), z * 0.35, (0.13, 0.13, 0.13), 0.8, 0.25, bevel_height=0.15, grain=0.003, grain_size=0.12)
    for i in range(16):
        f = i / 15
        disc(pen, 0, 0, w * 0.42, z * (0.35 + 0.65 * f), (0.06 + 0.05 * f,) * 3, 0.3)
    disc(pen, 0, 0, w * 0.40, z, (0.13, 0.13, 0.13), 0.3)
    disc(pen, 0, 0, w * 0.31, z - 0.5, (0.03, 0.03, 0.035), 0.2)
    disc(pen, 0, 0, w * 0.27, z - 0.8, (0.03, 0.02, 0.06), 1.0, dish=-w * 0.10)
    disc(pen, w * 0.06, w * 0.05, w * 0.07, z - 0.8, (0.16, 0.05, 0.18), 0.6, dish=-0.2)


def heatsink(pen: Pen) -> None:
    """Finned aluminium block."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    colour = pen.part.colour or (0.55, 0.56, 0.57)
    walls(pen, (0, 0, w, h), 1, 2.5, (0.3, 0.3, 0.3), 0.3, 0.6)
    plate(pen, (0, 0, w, h), 2.5, (colour[0] * 0.35, colour[1] * 0.35, colour[2] * 0.35), 0.1, 0.3, 0.6)
    fins = max(4, int(w / 2))
    for i in range(fins):
        u = (i - (fins - 1) / 2) * w / fins
        walls(pen, (u, 0, w / fins * 0.42, h), 2.5, z, (colour[0] * 0.6, colour[1] * 0.6, colour[2] * 0.6), 0.3, 0.6)
        plate(pen, (u, 0, w / fins * 0.42, h), z, colour, 0.05, 0.4, 0.7, bevel_height=0.1)


def coin(pen: Pen) -> None:
    """Coin cell."""
    r = pen.package.width / 2
    for f in np.linspace(0, 1, 6):
        disc(pen, 0, 0, r, 0.3 + (pen.package.z - 0.3) * float(f), (0.5, 0.5, 0.49), 0.4, 0.8)
    patch = pen.patch((0, 0, 2 * r, 2 * r), pen.package.z)
    if patch is None:
        return
    d = (np.hypot(patch.u, patch.v) - r).astype(np.float32)
    alpha = patch.cover(d)
    relief = np.clip(-d / np.float32(0.5), 0, 1) * np.float32(0.2) + pen.canvas.noise(patch, 0.3) * np.float32(0.0012)
    pen.canvas.paint(patch, alpha, linear(STEEL), 0.4, 0.85, relief.astype(np.float32))
    _text(pen, (patch, alpha), r * 2 * math.sqrt(0.5), r * 2 * math.sqrt(0.5))
