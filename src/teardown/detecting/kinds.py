"""What the detector tells apart: the order of its output channels."""

from __future__ import annotations

KINDS = (
    "ic",
    "crystal",
    "module",
    "transistor",
    "magnetics",
    "connector",
    "inductor",
    "electrolytic",
    "diode",
    "sticker",
    "shield",
)
"""Kinds of bodies. An image sensor counts as `ic`. The last eight are what may be mistaken for a chip: learnt so that they
are not."""

CHIP_KINDS = ("ic", "crystal", "module")
"""Kinds whose marking is worth reading and may name a company."""

STRIDE = 8
"""Pixels of the network's input per cell of its output."""

CHANNELS = 1 + len(KINDS) + 4 + 2
"""Per cell: "any chip" and one score per kind (logits), log distances to the four edges in cells (left, top, right, bottom in
the body's own frame), and the sine and cosine of four times its turn."""
