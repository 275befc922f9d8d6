"""A second reader as a witness: it reads every line on what may be a chip, independently of the first.

Its reading stands behind the first reader's and changes nothing in it: people see where two readers agree, and where they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teardown.geometry import Pixels, rectify
from teardown.model import Reading, Surface, TextLine
from teardown.reading.bodies import Group
from teardown.reading.lines import HEIGHT, LEAST_PROBABILITY, letters_and_digits
from teardown.reading.protocol import Reader

LEAST = 3
"""Letters and digits from which a line is worth a second opinion."""


def with_witness(pixels: Pixels, groups: Sequence[Group], witness: Reader) -> tuple[Group, ...]:
    """The groups with the witness's reading behind the others of each line on a chip, or on what may be one.

    A line of which the witness reads nothing, or nothing that it is itself sure of, keeps an empty reading by it: that it was
    asked and could not tell is worth knowing, a guess is not.
    """
    asked = [(g, n) for g, group in enumerate(groups) for n, line in enumerate(group.lines) if _worth_asking(group, line)]
    if not asked:
        return tuple(groups)
    readings = witness.read([rectify(pixels, groups[g].lines[n].quad, HEIGHT) for g, n in asked])
    lines = [list(group.lines) for group in groups]
    for (g, n), reading in zip(asked, readings, strict=True):
        said = reading if reading.probability >= LEAST_PROBABILITY else Reading(reading.engine, "", ())
        lines[g][n] = replace(lines[g][n], readings=(*lines[g][n].readings, said))
    return tuple(replace(group, lines=tuple(its)) for group, its in zip(groups, lines, strict=True))


def _worth_asking(group: Group, line: TextLine) -> bool:
    return group.surface in (Surface.CHIP, Surface.UNKNOWN) and letters_and_digits(line) >= LEAST
