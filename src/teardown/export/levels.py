"""One colour and one line style per level of claim, the same in the workbook and on the page.

The six hues keep apart for the common kinds of colour blindness (after Okabe and Ito, "Color Universal Design", 2008); because
colour alone must never carry a meaning (WCAG 2.2, 1.4.1), the number of the level stands beside it and dashes differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from teardown.model import ClaimLevel


@dataclass(frozen=True, slots=True)
class Look:
    """How a level looks; colours as six hex digits."""

    strong: str
    """Text and edge on white; at least 4.5 to 1 against it."""
    pale: str
    """Fill behind black text."""
    light: str
    """Text on black, and box on a photo (with a dark edge around it)."""
    dashes: str
    """Of the box on a photo, in units of its line width (SVG `stroke-dasharray`); empty for a solid line."""


LOOKS: Mapping[ClaimLevel, Look] = {
    ClaimLevel.UNIDENTIFIED: Look("5F6368", "ECEDEF", "B4B9C0", "1 2"),
    ClaimLevel.TRANSCRIBED: Look("9A5B00", "FBE9C8", "F0B04A", "3 2"),
    ClaimLevel.BRAND: Look("0062A8", "D6EAF8", "6DB8F2", "7 2"),
    ClaimLevel.PART: Look("00704F", "D3F0E3", "4CCB9F", ""),
    ClaimLevel.CONFIRMED: Look("8A2F7A", "F3DCEE", "E39AD3", ""),
    ClaimLevel.ACKNOWLEDGED: Look("B03A00", "FDE0D2", "FF9A66", ""),
}
