"""How sure the machine is that a named company is right.

The figures are frequencies of being right, by the kind of support; `docs/method.md` says how they were measured.
"""

from __future__ import annotations

from teardown.attribution.support import BrandSupport, PartSupport

# Base frequencies by kind of support.
_BRAND_AND_PART = 0.992
_BRAND_WORD = 0.96
_BRAND_SHORT = 0.92
_BELOW = 0.9
_PART_LONG = 0.985
_PART_MIDDLE = 0.96
_PART_SHORT = 0.94
# What each exchanged character costs, beside a brand and without one.
_SUBSTITUTED_BESIDE_BRAND = 0.985
_SUBSTITUTED_ALONE = 0.93
_LONG, _MIDDLE = 8, 6
_WORD = 4
# Prior odds that a text the image allows, and that a grammar explains, is right against the text that was read and means nothing.
_KNOWN_BESIDE_BRAND = 200.0
_KNOWN_LONG = 60.0
_KNOWN_SHORT = 10.0
# What text that is surely not on a chip costs, by what was found. Boards carry the part number beside an empty footprint, and
# their own maker's name; both together, one below the other, hardly ever.
_OFF_CHIP_BOTH, _OFF_CHIP_NAME = 0.02, 0.15
_OFF_CHIP_LONG, _OFF_CHIP_MIDDLE, _OFF_CHIP_SHORT = 0.14, 0.1, 0.08
# A number with no date, lot or other line beside it is what boards print beside a footprint.
_LONE = 1.5
# The least that a number read with no certainty at all keeps of its weight.
_UNCERTAIN = 0.85


def of_brand_and_part(brand: BrandSupport, part: PartSupport) -> float:
    """A company's name or logo, and a part number that fits it."""
    misread = 1.0 if brand.quality >= 1 else 0.985
    allowed = _allowed(part, _KNOWN_BESIDE_BRAND)
    return round(_BRAND_AND_PART * misread * allowed * _SUBSTITUTED_BESIDE_BRAND**part.substitutions, 4)


def of_brand(brand: BrandSupport) -> float:
    """A company's name or logo alone.

    A name of two or three letters is also a lot code's or a copyright line's ending: below the number it says little, and with
    nothing beside it that could be a number or a lot it is a word like any other. Beside a frequency it is a crystal's whole
    marking, and says as much as a word where its owner makes crystals, little where it does not.
    """
    if brand.length == 0:
        return round(brand.quality, 4)
    little = brand.below_number or not brand.beside_number or brand.of_crystal is False
    short = _BRAND_WORD if brand.of_crystal else _BRAND_SHORT * (_BELOW if little else 1.0)
    base = _BRAND_WORD if brand.length >= _WORD else short
    return round(base * (1.0 if brand.quality >= 1 else brand.quality * 1.02), 4)


def of_part(part: PartSupport) -> float:
    """A part number that only one company prints, without its name."""
    base = _PART_LONG if part.fixed >= _LONG else _PART_MIDDLE if part.fixed >= _MIDDLE else _PART_SHORT
    certain = _UNCERTAIN + (1 - _UNCERTAIN) * min(1.0, part.probability / 0.7)
    allowed = 1.0 if part.also_as_read else _allowed(part, _KNOWN_LONG if part.fixed >= _LONG else _KNOWN_SHORT)
    return round(base * certain * allowed * _SUBSTITUTED_ALONE**part.substitutions, 4)


def _allowed(part: PartSupport, known: float) -> float:
    """The probability that the text which the image allows is right rather than the one that was read; 1 for what was read."""
    if part.share >= 1:
        return 1.0
    odds = known * part.share
    return odds / (1 + odds)


def on_surface(brand: BrandSupport | None, part: PartSupport | None, chip: float, lone: bool = False) -> float:
    """Factor for text that stands on a chip with probability `chip` only; `lone` when nothing but one line is there."""
    if part is None:
        cost = _OFF_CHIP_NAME
    elif brand is not None:
        cost = _OFF_CHIP_BOTH
    else:
        by_length = (_OFF_CHIP_LONG, _LONG), (_OFF_CHIP_MIDDLE, _MIDDLE), (_OFF_CHIP_SHORT, 0)
        cost = next(cost for cost, least in by_length if part.fixed >= least)
        cost *= _LONE if lone else 1.0
    return 1.0 - cost * (1.0 - chip)
