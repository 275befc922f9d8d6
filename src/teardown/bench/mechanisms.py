"""The mechanisms whose worth is measured: what each is called, and how the method goes without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from teardown.model import Sighting, Surface, TextLine
from teardown.reading import EVERYTHING, MARKINGS, TESSERACT, Method, group, hull


@dataclass(frozen=True, slots=True)
class Reread:
    """A mechanism without which every photo is read anew."""

    name: str
    method: Method = EVERYTHING
    without: tuple[str, ...] = ()
    """Readers that are not asked."""


WHOLE = Reread("everything")

REREAD = (
    Reread("bodies of components", replace(EVERYTHING, bodies=False)),
    Reread("closer look at what may be a body", replace(EVERYTHING, closer=False)),
    Reread("second look at each body", replace(EVERYTHING, second_look=False)),
    Reread("that look with the text level", replace(EVERYTHING, along_text=False)),
    Reread("less work beside every body", replace(EVERYTHING, sparing=False)),
    Reread("text detector v4", replace(EVERYTHING, detectors=("v6",))),
    Reread("text detector v6", replace(EVERYTHING, detectors=("v4",))),
    Reread("several scales", replace(EVERYTHING, several_scales=False)),
    Reread("one way up where its neighbours agree", replace(EVERYTHING, as_neighbours=False)),
    Reread("both ways up", replace(EVERYTHING, both_ways_up=False)),
    Reread("room at the ends of a line", replace(EVERYTHING, room=False)),
    Reread("reader trained on markings", without=(MARKINGS,)),
    Reread("Tesseract as a witness", without=(TESSERACT,)),
)


@dataclass(frozen=True, slots=True)
class Redecided:
    """A mechanism that comes after reading: without it the same readings are decided anew."""

    name: str
    change: Callable[[tuple[Sighting, ...]], tuple[Sighting, ...]]
    """The components of one photo as they would be without it."""
    is_marks: bool = False
    """It is the recognition of makers' marks, whose cost was taken while the photos were read."""


def _each(change: Callable[[Sighting], Sighting]) -> Callable[[tuple[Sighting, ...]], tuple[Sighting, ...]]:
    return lambda sightings: tuple(change(sighting) for sighting in sightings)


def _without_lattice(sighting: Sighting) -> Sighting:
    return replace(
        sighting, lines=tuple(replace(n, readings=tuple(replace(r, lattice=()) for r in n.readings)) for n in sighting.lines)
    )


def _without_other_looks(sighting: Sighting) -> Sighting:
    def first(line: TextLine) -> TextLine:
        engine = line.readings[0].engine if line.readings else ""
        return replace(line, readings=line.readings[:1] + tuple(r for r in line.readings[1:] if r.engine != engine))

    return replace(sighting, lines=tuple(first(line) for line in sighting.lines))


def _without_mark(sighting: Sighting) -> Sighting:
    return replace(sighting, logo=None)


def _as_chip(sighting: Sighting) -> Sighting:
    return replace(sighting, surface=Surface.CHIP, surface_probability=1.0)


def _by_neighbourhood(sightings: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """The same lines, grouped as if no body had been seen."""
    lines = [line for sighting in sightings for line in sighting.lines]
    if not lines:
        return ()
    sha256 = sightings[0].photo_sha256
    return tuple(Sighting(sha256, hull(together), together) for together in group(lines))


REDECIDED = (
    Redecided("part numbers that the image allows as well (CTC)", _each(_without_lattice)),
    Redecided("other readings of a line", _each(_without_other_looks)),
    Redecided("makers' marks", _each(_without_mark), is_marks=True),
    Redecided("lines grouped by body", _by_neighbourhood),
    Redecided("chips told from what is none", _each(_as_chip)),
)
