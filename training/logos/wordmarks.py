"""Makers' names in a lettering of their own, which a text reader misreads or a person tells at a glance."""

from __future__ import annotations

from emblems import Draw, crab, jieli, zbit
from pen import Pen

__all__ = ["WORDMARKS", "crab", "jieli"]


def _word(text: str, style: str = "", **how: float) -> Draw:
    def draw(p: Pen) -> Pen:
        return p.text(text, 320, 50, 70, style, wide=how.get("wide", 1.0), slant=how.get("slant", 0.0),
                      spacing=how.get("spacing", 0.0), stroke=int(how.get("stroke", 0)))  # fmt: skip

    return draw


def _mx(text: str) -> Draw:
    def draw(p: Pen) -> Pen:
        return p.text(text, 230, 50, 92, "", wide=1.25, stroke=6).stripes(6, 56, 4, 0.25)

    return draw


def _nxp(p: Pen) -> Pen:
    p.line("8 96 8 6 70 92 70 6", 22).line("92 6 152 94", 22).line("152 6 92 94", 22)
    return p.line("176 96 176 10 226 10 238 22 238 48 226 60 180 60", 22)


def _nxp_thin(p: Pen) -> Pen:
    return (
        p.line("8 96 8 8 70 92 70 8 136 96", 10)
        .line("136 8 72 96", 10)
        .line("150 96 150 10 196 10 208 24 208 46 196 58 152 58", 10)
    )


def _atmel(p: Pen) -> Pen:
    return p.line("4 96 44 6 62 96", 12).line("22 68 56 68", 9).text("tmel", 170, 58, 78, "light", stroke=5)


def _zbit_bold(p: Pen) -> Pen:
    return zbit(p).line("34 48 70 52", 8)


def _puya(p: Pen) -> Pen:
    p.line("6 98 6 14 52 14 64 28 64 40 52 54 10 54", 14).line("86 10 86 78 98 92 134 92 146 78 146 10", 14)
    p.line("168 10 196 50 224 10", 14).line("196 50 196 96", 14)
    return p.line("226 96 260 14 294 96", 14)


WORDMARKS: tuple[tuple[str, Draw], ...] = (
    ("nxp", _nxp),
    ("nxp", _nxp_thin),
    ("macronix", _mx("MX")),
    ("macronix", _mx("MXIC")),
    ("macronix", _word("MXIC", wide=1.25, stroke=5)),
    ("winbond", _word("winbond", "round", slant=14, wide=1.25)),
    ("winbond", _word("winbond", "", slant=14, wide=1.15, spacing=0.02)),
    ("esmt", _word("ESMT", "", slant=14, wide=1.15)),
    ("esmt", _word("ESMT", "", slant=20, wide=1.3, stroke=4)),
    ("lattice", _word("LATTICE", "", slant=14, wide=1.25, spacing=0.03)),
    ("etron", _word("EtronTech", "slab", slant=6)),
    ("sonix", _word("SONiX", "", wide=1.4, stroke=4)),
    ("puya", _puya),
    ("atmel", _atmel),
    ("atmel", _word("ATMEL", "", slant=8, stroke=5, spacing=-0.04)),
    ("zbit", _zbit_bold),
    ("zbit", _word("Z", "", slant=14)),
    ("nec", _word("NEC", "slab", wide=1.2, stroke=2)),
    ("jrc", _word("JRC", "", wide=1.35, stroke=5)),
    ("sanyo", _word("SANYO", "", wide=1.1, stroke=6, spacing=-0.05)),
    ("samsung", _word("SAMSUNG", "plain", stroke=3)),
    ("xmc", _word("XMC", "plain", stroke=5, wide=1.1)),
)
"""Makers and their wordmarks; a name that any text reader reads needs none."""
