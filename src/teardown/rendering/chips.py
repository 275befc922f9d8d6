"""Integrated circuits, transistors and diodes: dark plastic with leads."""

from __future__ import annotations

import numpy as np

from teardown.rendering.canvas import linear, round_box
from teardown.rendering.marks import layout, print_marking
from teardown.rendering.packages import lead_rects
from teardown.rendering.solids import TIN, Pen, disc, gull_lead, plate, solder, walls
from teardown.rendering.spec import Colour

PLASTIC: Colour = (0.195, 0.195, 0.20)
SUBSTRATE: Colour = (0.16, 0.30, 0.17)


def _top(pen: Pen, z: float, radius: float, grain: float, gloss: float, inset: float = 0.0, bevel: float = 0.12) -> None:
    """The marked top of a plastic package with its pin-1 dot."""
    package = pen.package
    base = pen.part.colour or PLASTIC
    shade = float(pen.random.uniform(0.9, 1.12))
    colour: Colour = (base[0] * shade, base[1] * shade, base[2] * shade)
    width, height = package.width - 2 * inset, package.height - 2 * inset
    drawn = plate(
        pen,
        (0, 0, width, height),
        z,
        colour,
        radius,
        gloss,
        bevel=bevel,
        bevel_height=bevel * 0.5,
        grain=grain,
        grain_size=0.05,
        mottle=0.05,
    )
    if drawn is None:
        return
    patch, alpha = drawn
    small = min(width, height)
    if small > 1.5 and package.style != "wlcsp":
        r = min(0.5, max(0.14, small * 0.045))
        margin = r + small * 0.065
        u, v = -width / 2 + margin, height / 2 - margin
        if package.style == "gull" and small > 3:
            disc(pen, u, v, r, z, (colour[0] * 0.85, colour[1] * 0.85, colour[2] * 0.85), gloss * 1.6, dish=0.10)
        else:
            d = (np.hypot(patch.u - np.float32(u), patch.v - np.float32(v)) - np.float32(r * 0.8)).astype(np.float32)
            contrast = 0.5 * (pen.part.marking.contrast if pen.part.marking else 0.6)
            pen.canvas.paint(
                patch, patch.cover(d) * np.float32(contrast) * alpha, linear((0.58, 0.56, 0.5)), gloss=0.05, light=None
            )
    if pen.part.marking:
        print_marking(
            pen.canvas, patch, alpha, pen.part.marking, layout(pen.part.marking, width, height), int(pen.random.integers(1 << 30))
        )


def gull(pen: Pen) -> None:
    """SOIC, TSSOP, SOT, QFP, DIP: leads bent down to the board."""
    package = pen.package
    for x, y, w, h in lead_rects(package):
        gull_lead(pen, (x, y, w, h), package.z)
    taper = min(0.12, package.z * 0.07)
    walls(pen, (0, 0, package.width, package.height), package.z * 0.12, package.z, (0.11, 0.11, 0.115), 0.15, taper=taper)
    _top(pen, package.z, 0.08, 0.0013, 0.28, inset=taper)


def qfn(pen: Pen) -> None:
    """QFN, DFN, SON, LGA: lands at the edge, flat black top."""
    package = pen.package
    for x, y, w, h in lead_rects(package):
        cx, cy = pen.to_board(x, y)
        solder(pen.canvas, pen.random, cx, cy, pen.part.rotation, max(w, 0.16) * 1.05, max(h, 0.16) * 1.05, TIN, 0.7)
    walls(pen, (0, 0, package.width, package.height), 0.0, package.z, (0.10, 0.10, 0.105), 0.1)
    _top(pen, package.z, 0.03, float(pen.random.choice([0.0012, 0.0022, 0.0035])), 0.16, bevel=0.05)


def bga(pen: Pen) -> None:
    """BGA: moulded cap on a substrate that shows as a rim, or a flush-sawn body."""
    package = pen.package
    rim = 0.0 if min(package.width, package.height) < 11.5 else 0.55
    walls(
        pen,
        (0, 0, package.width, package.height),
        0.25,
        package.z * 0.55 if rim else package.z,
        SUBSTRATE if rim else (0.11, 0.12, 0.11),
        0.2,
    )
    if rim:
        plate(pen, (0, 0, package.width, package.height), package.z * 0.55, SUBSTRATE, 0.05, 0.35, bevel=0.03, bevel_height=0.02)
        inner = (0.0, 0.0, package.width - 2 * rim, package.height - 2 * rim)
        walls(pen, inner, package.z * 0.55, package.z, (0.12, 0.12, 0.125), 0.2, taper=0.08)
        _top(pen, package.z, 0.25, 0.0012, 0.30, inset=rim + 0.08)
    else:
        _top(pen, package.z, 0.03, 0.0016, 0.22, bevel=0.05)


def wlcsp(pen: Pen) -> None:
    """A bare die with a back coat: dark, smooth, slightly bluish."""
    package = pen.package
    walls(pen, (0, 0, package.width, package.height), 0.15, package.z, (0.20, 0.20, 0.22), 0.4)
    _top(pen, package.z, 0.01, 0.0003, 0.5, bevel=0.03)


def diode(pen: Pen) -> None:
    """Diodes and tantalum capacitors: two tabs and a cathode band."""
    package = pen.package
    for rect in lead_rects(package):
        gull_lead(pen, rect, package.z)
    colour = pen.part.colour or PLASTIC
    walls(
        pen,
        (0, 0, package.width, package.height),
        0.1,
        package.z,
        (colour[0] * 0.6, colour[1] * 0.6, colour[2] * 0.6),
        0.2,
        taper=0.08,
    )
    drawn = plate(
        pen, (0, 0, package.width - 0.16, package.height - 0.16), package.z, colour, 0.08, 0.3, grain=0.001, bevel_height=0.06
    )
    if drawn is None:
        return
    patch, alpha = drawn
    band = patch.cover(round_box(patch.u + np.float32(package.width * 0.33), patch.v, package.width * 0.06, package.height, 0))
    pen.canvas.paint(patch, band * alpha * np.float32(0.6), linear((0.72, 0.71, 0.68)), gloss=0.2, light=None)
    if pen.part.marking:
        print_marking(
            pen.canvas, patch, alpha, pen.part.marking, layout(pen.part.marking, package.width * 0.75, package.height), 1
        )
