"""Reference designators from the silkscreen beside a chip: `U7` printed next to it names it in the board's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from teardown.geometry import bounding_box, centre
from teardown.model import Box, Sighting, Surface

_DESIGNATOR = re.compile(r"(?:U|IC|Q|X|Y|XTAL|MK|MIC)\d{1,4}[A-Z]?")
"""Letters for parts that carry a maker's marking. Source: IEEE 315-1975, clause 22, and IEC 81346-2 usage on boards."""

_FARTHEST = 0.75
"""Of the chip's longer side: silkscreen farther away belongs to a neighbour."""

_AS_NEAR = 1.6
"""What lies within this multiple of the nearest distance (and two pixels) is about as near."""


def designators(chips: Sequence[Sighting], texts: Sequence[Sighting]) -> Mapping[int, str]:
    """Designators of chips on one photo, by index into `chips`; only where chip and text are each other's nearest.

    `texts` are the sightings of the same photo that are no chips. One that could belong to two chips is given to neither.
    """
    labels = [
        (match[0], bounding_box(line.quad))
        for text in texts
        if text.surface in (Surface.BOARD, Surface.UNKNOWN)
        for line in text.lines
        if (match := _DESIGNATOR.fullmatch(line.text.strip().upper()))
    ]
    boxes = [bounding_box(chip.quad) for chip in chips]
    found: dict[int, str] = {}
    for text, box in labels:
        gaps = sorted((_gap(box, chip), k) for k, chip in enumerate(boxes))
        if not gaps or gaps[0][0] > _FARTHEST * max(boxes[gaps[0][1]][2:]):
            continue
        # As near to a second chip: it is not known whose it is.
        if len(gaps) > 1 and gaps[1][0] < _AS_NEAR * gaps[0][0] + 2:
            continue
        chip_number = gaps[0][1]
        rivals = [other for other, other_box in labels if _gap(other_box, boxes[chip_number]) < _AS_NEAR * gaps[0][0] + 2]
        if rivals == [text]:
            found[chip_number] = text
    return found


def _gap(a: Box, b: Box) -> float:
    """Distance in pixels between two boxes; 0 where they touch."""
    dx = max(0, max(a[0], b[0]) - min(a[0] + a[2], b[0] + b[2]))
    dy = max(0, max(a[1], b[1]) - min(a[1] + a[3], b[1] + b[3]))
    return float((dx * dx + dy * dy) ** 0.5)


def reading_order(sighting: Sighting, height: int) -> tuple[int, float]:
    """Sort key of a sighting on its photo: rows of a twelfth of the photo's height from the top, left to right in each."""
    x, y = centre(sighting.quad)
    return int(y / max(1.0, height / 12)), x
