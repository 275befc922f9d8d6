"""Which ways up a region of text is read.

A finder of text gives a region's axis, not which way along it the text runs, and of a squarish region not even the axis. Reading
it every way and keeping what reads best costs two to four times as much. But the text of one component runs one way, and most of
a board's own in one or two: where a few of the longest regions agree, the others are read only that way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from teardown.geometry import rotation, size, turned
from teardown.model import Quad, TextLine

TALL = 1.5
"""A region longer than this times its height has a certain axis; a squarer one is tried all four ways."""
ON_ONE_COMPONENT = 2
"""Regions of one component that are read every way first, the longest of each axis."""
ON_THE_BOARD = 6
"""The same of what stands beside all components."""
AXES = 6
"""Bins of 30° into which the axes of half a turn are put."""
TELLING = 0.8
"""Probability from which a line tells which way up it is."""
TELLING_LETTERS = 4
"""Letters and digits that it must have: short ones such as `SOS` read alike both ways."""
NEAR = 25.0
"""Degrees by which a region may deviate from the direction that was agreed on."""
DOUBTFUL = 0.7
"""A line on a component that reads with less is tried the other ways too: a maker's name may run across."""

Host = int | None
"""Number of the component that a region stands on; None beside all."""

Read = Callable[[Sequence[tuple[int, Quad]]], Mapping[int, TextLine]]
"""Reads numbered quads and gives per number the line that is worth most."""


def every_way(quad: Quad) -> tuple[Quad, ...]:
    """Both ways up along the longer side; all four of a squarish region."""
    return tuple(turned(_along(quad), k) for k in ((0, 1, 2, 3) if is_squarish(quad) else (0, 2)))


def one_way(quad: Quad) -> tuple[Quad, ...]:
    """Along the longer side, as the finder took it to run."""
    return (_along(quad),)


def is_squarish(quad: Quad) -> bool:
    """Whether a region is too square to tell its axis."""
    width, height = size(quad)
    return max(width, height) < TALL * min(width, height)


def read_where_it_runs(quads: Sequence[Quad], hosts: Sequence[Host], read: Read) -> dict[int, TextLine]:
    """Read each region every way that its neighbours leave open.

    Args:
        hosts: the component that each region stands on.

    Returns: per index of a region the line that is worth most.
    """
    ways = [every_way(quad) for quad in quads]
    first = _pilots(quads, hosts)
    best = dict(read([(i, way) for i in sorted(first) for way in ways[i]]))
    directions = _agreed((hosts[i], line) for i, line in sorted(best.items()))
    rest = [i for i in range(len(quads)) if i not in first]
    likely = {i: _likely(ways[i], directions.get(hosts[i], ())) for i in rest}
    best.update(read([(i, way) for i in rest for way in likely[i]]))
    doubtful = [i for i in rest if hosts[i] is not None and (i not in best or best[i].probability < DOUBTFUL)]
    other_ways = [(i, way) for i in doubtful for way in ways[i] if way not in likely[i]]
    for i, line in read(other_ways).items():
        if i not in best or line.probability > best[i].probability:
            best[i] = line
    return best


def _pilots(quads: Sequence[Quad], hosts: Sequence[Host]) -> frozenset[int]:
    groups: dict[tuple[Host, int], list[int]] = {}
    for i, (quad, host) in enumerate(zip(quads, hosts, strict=True)):
        if not is_squarish(quad):
            groups.setdefault((host, round(rotation(_along(quad)) / (180 / AXES)) % AXES), []).append(i)
    chosen: set[int] = set()
    for (host, _), members in groups.items():
        longest = sorted(members, key=lambda i: (-max(size(quads[i])), quads[i]))
        chosen.update(longest[: ON_THE_BOARD if host is None else ON_ONE_COMPONENT])
    return frozenset(chosen)


def _agreed(lines: Iterable[tuple[Host, TextLine]]) -> dict[Host, tuple[float, ...]]:
    """Per component the directions, in degrees, which at least two lines tell and none the opposite."""
    told: dict[Host, list[float]] = {}
    for host, line in lines:
        if line.probability >= TELLING and letters_and_digits(line) >= TELLING_LETTERS:
            told.setdefault(host, []).append(rotation(line.quad))
    return {host: tuple(d for d in directions if _is_agreed(d, directions)) for host, directions in told.items()}


def _is_agreed(direction: float, told: Sequence[float]) -> bool:
    for_it = sum(_apart(direction, other) <= NEAR for other in told)
    return for_it >= 2 and not any(_apart(direction + 180, other) <= NEAR for other in told)


def _likely(ways: tuple[Quad, ...], directions: Sequence[float]) -> tuple[Quad, ...]:
    """The ways along a direction that was agreed on; all when there is none."""
    return tuple(way for way in ways if any(_apart(rotation(way), d) <= NEAR for d in directions)) or ways


def _along(quad: Quad) -> Quad:
    width, height = size(quad)
    return quad if width >= height or is_squarish(quad) else turned(quad, 1)


def _apart(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def letters_and_digits(line: TextLine) -> int:
    """How many characters of a line's text are letters or digits."""
    return sum(c.isalnum() for c in line.text)
