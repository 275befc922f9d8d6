"""Resistors, capacitors, inductors, crystals, electrolytic capacitors."""

from __future__ import annotations

import math

import numpy as np

from teardown.rendering.canvas import F, Patch, linear, round_box
from teardown.rendering.marks import layout, print_marking
from teardown.rendering.solids import STEEL, TIN, Pen, disc, plate, walls
from teardown.rendering.spec import Colour

CERAMIC: tuple[Colour, ...] = ((0.62, 0.50, 0.36), (0.56, 0.46, 0.36), (0.70, 0.58, 0.42), (0.48, 0.40, 0.33), (0.66, 0.60, 0.50))
GLAZE: Colour = (0.10, 0.10, 0.11)


def _marked(pen: Pen, drawn: tuple[Patch, F] | None, width: float, height: float) -> None:
    if drawn is not None and pen.part.marking:
        print_marking(pen.canvas, drawn[0], drawn[1], pen.part.marking, layout(pen.part.marking, width, height), 1)


def chip(pen: Pen) -> None:
    """Chip capacitor or resistor: body between two tinned ends."""
    package = pen.package
    resistor = pen.part.package.startswith("R")
    colour = pen.part.colour or (GLAZE if resistor else CERAMIC[int(pen.random.integers(len(CERAMIC)))])
    end = package.width * (0.17 if resistor else 0.24)
    w, h, z = package.width, package.height, package.z
    for s in (-1, 1):
        walls(pen, (s * (w / 2 - end / 2), 0, end, h), 0.0, z, (0.60, 0.60, 0.58), 0.3, 0.8)
        plate(
            pen,
            (s * (w / 2 - end / 2), 0, end, h),
            z,
            TIN,
            h * 0.15,
            0.4,
            0.9,
            bevel=h * 0.3,
            bevel_height=h * 0.14,
            grain=0.003,
            grain_size=0.1,
        )
    inner = (0.0, 0.0, w - 2 * end, h * (0.98 if resistor else 0.96))
    shade = (colour[0] * 0.7, colour[1] * 0.7, colour[2] * 0.7)
    walls(pen, inner, 0.0, z, shade, 0.2)
    drawn = plate(pen, inner, z, colour, 0.02, 0.35, bevel=h * 0.2, bevel_height=h * (0.03 if resistor else 0.08), mottle=0.05)
    _marked(pen, drawn, inner[2], inner[3])


def led(pen: Pen) -> None:
    """A small LED: white substrate, clear dome."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    walls(pen, (0, 0, w, h), 0, z * 0.4, (0.75, 0.75, 0.70))
    plate(pen, (0, 0, w, h), z * 0.4, (0.80, 0.76, 0.55), 0.02, 0.3)
    plate(pen, (0, 0, w * 0.66, h * 0.9), z, (0.86, 0.84, 0.62), h * 0.2, 0.7, bevel=h * 0.3, bevel_height=h * 0.2)


def array(pen: Pen) -> None:
    """A resistor network: black glaze, four scalloped ends on each side."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    for s in (-1, 1):
        for i in (-1.5, -0.5, 0.5, 1.5):
            plate(pen, (i * w / 4, s * h * 0.42, w / 6, h * 0.28), z * 0.9, TIN, 0.04, 0.4, 0.9, bevel_height=0.06)
    walls(pen, (0, 0, w * 0.98, h * 0.62), 0, z, (0.08, 0.08, 0.08))
    drawn = plate(pen, (0, 0, w * 0.98, h * 0.62), z, GLAZE, 0.02, 0.4)
    _marked(pen, drawn, w, h * 0.6)


def inductor(pen: Pen) -> None:
    """Shielded drum inductor: dark ferrite, chamfered corners, sometimes a dot of glue."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    walls(pen, (0, 0, w, h), 0.0, z, (0.12, 0.12, 0.13), 0.2)
    drawn = plate(
        pen, (0, 0, w, h), z, (0.21, 0.21, 0.22), w * 0.14, 0.25, bevel=0.15, bevel_height=0.1, grain=0.0025, mottle=0.08
    )
    disc(pen, 0, 0, w * 0.36, z, (0.24, 0.24, 0.25), 0.3, dish=0.08)
    if pen.random.random() < 0.3:
        disc(pen, w * 0.2, -h * 0.25, w * 0.09, z, (0.75, 0.75, 0.72), 0.2, dish=-0.05)
    _marked(pen, drawn, w, h)


def moulded(pen: Pen) -> None:
    """Moulded power inductor: grey pressed powder with a printed value."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    colour = pen.part.colour or (0.33, 0.33, 0.34)
    walls(pen, (0, 0, w, h), 0.0, z, (0.19, 0.19, 0.20), 0.15)
    drawn = plate(
        pen, (0, 0, w, h), z, colour, 0.35, 0.15, bevel=0.25, bevel_height=0.12, grain=0.004, grain_size=0.1, mottle=0.10
    )
    _marked(pen, drawn, w, h)


def metal(pen: Pen) -> None:
    """Crystal or oscillator: ceramic base with a welded metal lid."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    walls(pen, (0, 0, w, h), 0.0, z * 0.7, (0.30, 0.28, 0.26), 0.2)
    plate(pen, (0, 0, w, h), z * 0.7, (0.36, 0.33, 0.30), 0.08, 0.3, bevel_height=0.03)
    drawn = plate(
        pen,
        (0, 0, w * 0.92, h * 0.90),
        z,
        pen.part.colour or STEEL,
        min(w, h) * 0.12,
        0.3,
        0.85,
        bevel=min(w, h) * 0.09,
        bevel_height=0.07,
        grain=0.0011,
        grain_size=0.08,
    )
    _marked(pen, drawn, w * 0.9, h * 0.88)


def hc49(pen: Pen) -> None:
    """HC-49/S crystal: an oval can with a flange."""
    w, h, z = pen.package.width, pen.package.height, pen.package.z
    plate(pen, (0, 0, w, h), 0.3, (0.62, 0.61, 0.58), h / 2, 0.3, 0.9, bevel_height=0.05)
    inner = (0.0, 0.0, w * 0.92, h * 0.82)
    for step in (0.0, 0.5, 1.0):
        drawn = plate(pen, inner, 0.3 + (z - 0.3) * step, STEEL, h * 0.41, 0.4, 0.92, bevel=0.5, bevel_height=0.4, grain=0.001)
    _marked(pen, drawn, w * 0.8, h * 0.8)


def can(pen: Pen) -> None:
    """Surface-mount aluminium electrolytic: black base, round can, a dark segment for the minus pole."""
    w, z = pen.package.width, pen.package.z
    plate(pen, (0, 0, w, w), 0.4, (0.12, 0.12, 0.12), 0.1, 0.2)
    _drum(pen, w * 0.48, 0.8, z, (0.60, 0.60, 0.61), sleeve=False)


def radial(pen: Pen) -> None:
    """Through-hole electrolytic: plastic sleeve, scored aluminium top."""
    _drum(pen, pen.package.width / 2, 0.2, pen.package.z, pen.part.colour or (0.07, 0.07, 0.10), sleeve=True)


def _drum(pen: Pen, radius: float, z0: float, z1: float, side: Colour, sleeve: bool) -> None:
    # The wall as a stack of discs, the lower ones darker: the camera sees a slice of it.
    steps = 14
    for i in range(steps):
        f = i / (steps - 1)
        shade = 0.35 + 0.5 * f
        disc(
            pen,
            0,
            0,
            radius,
            z0 + (z1 - z0) * f,
            (side[0] * shade, side[1] * shade, side[2] * shade),
            0.3,
            0.0 if sleeve else 0.4,
        )
    patch = pen.patch((0, 0, 2 * radius, 2 * radius), z1)
    if patch is None:
        return
    r = np.hypot(patch.u, patch.v)
    rim = radius * (0.88 if sleeve else 0.96)
    inside = patch.cover((r - rim).astype(np.float32))
    lid = np.clip((np.float32(rim) - r) / np.float32(radius * 0.12), 0, 1) * np.float32(0.12)
    relief = lid + pen.canvas.noise(patch, 0.08) * np.float32(0.002)
    if sleeve:
        for angle in (math.pi / 6, math.pi / 2, 5 * math.pi / 6):
            d = np.abs(patch.u * np.float32(math.sin(angle)) - patch.v * np.float32(math.cos(angle)))
            relief = relief - np.clip(1 - d / np.float32(0.25), 0, 1) * np.float32(0.1)
    pen.canvas.paint(patch, inside, linear((0.80, 0.80, 0.79)), 0.3, 0.75, relief.astype(np.float32))
    if not sleeve:
        segment = patch.cover(round_box(patch.u + np.float32(radius * 0.75), patch.v, radius * 0.35, radius, 0)) * inside
        pen.canvas.paint(patch, segment, linear((0.10, 0.10, 0.12)), 0.1, light=None)
        if pen.part.marking:
            print_marking(pen.canvas, patch, inside, pen.part.marking, layout(pen.part.marking, radius * 1.3, radius * 1.6), 1)
