"""Further readers as witnesses: each reads every line on what may be a chip, independently of the first.

Of text beside every body nobody else is asked: on 124 labelled photos that changed nothing, and cost more than the chips.
Their readings stand behind the first reader's and change nothing in it: people see where readers agree, and where they do not.
One that tells what else its image allows (a lattice) adds to what the marking may say; one that does not only confirms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teardown.geometry import Pixels, rectify
from teardown.model import Reading, Surface, TextLine
from teardown.reading.bodies import DOUBTFUL, Group
from teardown.reading.lines import HEIGHT, LEAST_PROBABILITY, with_room, worth_of
from teardown.reading.protocol import Reader
from teardown.reading.ways_up import letters_and_digits

LEAST = 3
"""Letters and digits from which a line is worth a second opinion."""


def with_witness(pixels: Pixels, groups: Sequence[Group], witness: Reader, room: bool = False) -> tuple[Group, ...]:
    """The groups with the witness's reading behind the others of each line on a chip, or on what may be one.

    Args:
        room: it reads each line once more with room at both its ends, as the first reader does; the reading that is worth more
            stands before the other.

    A line of which the witness reads nothing, or nothing that it is itself sure of, keeps an empty reading by it: that it was
    asked and could not tell is worth knowing, a guess is not.
    """
    asked = [(g, n) for g, group in enumerate(groups) for n, line in enumerate(group.lines) if _worth_asking(group, line)]
    if not asked:
        return tuple(groups)
    quads = [groups[g].lines[n].quad for g, n in asked]
    if room:
        quads += [with_room(quad) for quad in quads]
    readings = witness.read([rectify(pixels, quad, HEIGHT) for quad in quads])
    lines = [list(group.lines) for group in groups]
    for i, (g, n) in enumerate(asked):
        lines[g][n] = replace(lines[g][n], readings=(*lines[g][n].readings, *_said(readings[i :: len(asked)])))
    return tuple(replace(group, lines=tuple(its)) for group, its in zip(groups, lines, strict=True))


def _said(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """What a witness says of one line, the reading that is worth most first and each text once."""
    sure = [reading for reading in readings if reading.probability >= LEAST_PROBABILITY and reading.text]
    if not sure:
        return (Reading(readings[0].engine, "", ()),)
    said: dict[str, Reading] = {}
    for reading in sorted(sure, key=lambda reading: -worth_of(reading)):
        said.setdefault(reading.text, reading)
    return tuple(said.values())


def _worth_asking(group: Group, line: TextLine) -> bool:
    may_be_chip = group.surface is Surface.CHIP or (group.surface is Surface.UNKNOWN and group.probability >= DOUBTFUL)
    return may_be_chip and letters_and_digits(line) >= LEAST
