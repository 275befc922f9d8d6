"""From regions to lines of text: which way up each is read, and one line where several looks found the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from teardown.geometry import Pixels, boxes_touch, overlap, rectify, rotation, share_inside, size
from teardown.model import Quad, Reading, TextLine
from teardown.reading.plan import EVERYTHING, Method
from teardown.reading.protocol import Found, Reader
from teardown.reading.ways_up import Host, every_way, letters_and_digits, one_way, read_where_it_runs

HEIGHT = 48
"""Pixels: crops of lines are cut at this height, which the recogniser wants."""
SAME_REGION = 0.8
"""Overlap from which two regions are the same and only the surer is read."""
SAME_TEXT = 0.5
"""The same beside every body: most of it is the board's own text, and one look at it is enough."""
SAME_LINE = 0.5
"""Overlap from which two readings are readings of one line."""
COVERED = 0.7
"""Share of a region inside a better line from which it adds nothing."""
ROOM = 0.35
"""Heights of text added at both ends of a line when it is read a second time."""
LEAST_PROBABILITY = 0.3
"""A line read with less is noise: texture, solder, parts of a picture."""


def distinct(found: Sequence[Found], same: float = SAME_REGION) -> tuple[Quad, ...]:
    """The regions without those that overlap by more than `same`, the surest of each kept, in the order of their scores."""
    kept: list[Quad] = []
    for region in sorted(found, key=lambda f: (-f.score, f.quad)):
        if not any(boxes_touch(region.quad, k) and overlap(region.quad, k) > same for k in kept):
            kept.append(region.quad)
    return tuple(kept)


def read_lines(
    pixels: Pixels, quads: Sequence[Quad], reader: Reader, method: Method = EVERYTHING, hosts: Sequence[Host] | None = None
) -> tuple[TextLine, ...]:
    """Read every region both ways up (all four when it is nearly square) and keep the way that reads best.

    Args:
        hosts: the component that each region stands on, where that is known: see `ways_up`.

    The line's quad then has the text's own direction. Regions in which nothing is read are left out.
    """

    def read(asked: Sequence[tuple[int, Quad]]) -> dict[int, TextLine]:
        return _best_ways(pixels, asked, reader)

    if hosts is not None and method.both_ways_up and method.as_neighbours:
        best = read_where_it_runs(quads, hosts, read)
    else:
        ways = every_way if method.both_ways_up else one_way
        best = read([(i, way) for i, quad in enumerate(quads) for way in ways(quad)])
    lines = [line for _, line in sorted(best.items()) if line.probability >= LEAST_PROBABILITY]
    return _read_with_room(pixels, lines, reader) if method.room else tuple(lines)


def _best_ways(pixels: Pixels, asked: Sequence[tuple[int, Quad]], reader: Reader) -> dict[int, TextLine]:
    """Per number the way that reads best."""
    readings = reader.read([rectify(pixels, quad, HEIGHT) for _, quad in asked]) if asked else ()
    best: dict[int, TextLine] = {}
    for (i, quad), reading in zip(asked, readings, strict=True):
        line = TextLine(quad, (reading,))
        if reading.text and (i not in best or worth(line) > worth(best[i])):
            best[i] = line
    return best


def _read_with_room(pixels: Pixels, lines: Sequence[TextLine], reader: Reader) -> tuple[TextLine, ...]:
    """Read each line once more with `ROOM` at both its ends, and put the reading that is worth more first.

    Finders often cut through a line's first or last character. Of 71 labelled chips whose part line was found but misread, the
    wider crop reads 7 rightly; growing regions on all sides reads fewer.
    """
    again = [i for i, line in enumerate(lines) if letters_and_digits(line) >= 2]
    if not again:
        return tuple(lines)
    readings = reader.read([rectify(pixels, with_room(lines[i].quad), HEIGHT) for i in again])
    out = list(lines)
    for i, reading in zip(again, readings, strict=True):
        known, wider = lines[i], replace(lines[i], readings=(reading,))
        if reading.text and reading.text != known.text and wider.probability >= LEAST_PROBABILITY:
            first, second = (wider, known) if worth(wider) > worth(known) else (known, wider)
            out[i] = replace(known, readings=_with(first.readings, second.readings))
    return tuple(out)


def with_room(quad: Quad) -> Quad:
    """The quad with `ROOM` more at both ends of its text."""
    by = ROOM * size(quad)[1]
    angle = math.radians(rotation(quad))
    dx, dy = by * math.cos(angle), by * math.sin(angle)
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    return (x0 - dx, y0 - dy), (x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x3 - dx, y3 - dy)


def worth(line: TextLine) -> float:
    """How much a line tells, by the reading that is believed first."""
    return worth_of(line.readings[0]) if line.readings else 0.0


def worth_of(reading: Reading) -> float:
    """How much a reading tells: its probability, a little more the longer it is, less where it has no letter or digit."""
    if not any(c.isalnum() for c in reading.text):
        return 0.0
    letters = sum(c.isascii() and c.isalnum() for c in reading.text)
    return reading.probability * min(1.0, 0.6 + 0.1 * letters) * (1.0 if letters >= 0.5 * len(reading.text) else 0.5)


def merge(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """One line where several looks read the same place: the one worth most, with the others' different readings behind it."""
    kept: list[TextLine] = []
    for line in sorted(lines, key=lambda n: (-worth(n) * _length(n), n.quad)):
        host = next((i for i, k in enumerate(kept) if boxes_touch(line.quad, k.quad) and _same(line.quad, k.quad)), None)
        if host is None:
            if worth(line) > 0:
                kept.append(line)
        elif overlap(line.quad, kept[host].quad) > SAME_LINE:
            kept[host] = replace(kept[host], readings=_with(kept[host].readings, line.readings))
    return tuple(kept)


def _length(line: TextLine) -> float:
    """Longer readings of one place win over their parts, with diminishing weight."""
    return float(len(line.text) ** 0.5)


def _with(readings: tuple[Reading, ...], more: tuple[Reading, ...]) -> tuple[Reading, ...]:
    texts = {r.text for r in readings}
    return readings + tuple(r for r in more if r.text not in texts)


def _same(a: Quad, b: Quad) -> bool:
    return overlap(a, b) > SAME_LINE or share_inside(a, b) > COVERED or share_inside(b, a) > COVERED
