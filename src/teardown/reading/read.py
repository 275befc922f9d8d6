"""The reading step on one page: a picture in, the components that carry text out.

passes ─> regions of text ┐
bodies ─> second look ────┴─> distinct ─> read upright ─> merged lines ─> grouped by body ─> read by a witness ─> Sighting
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from teardown.detecting import CHIP_KINDS, Body, Look, detect_bodies, model_path
from teardown.errors import EngineError
from teardown.geometry import Pixels, rounded, to_stored
from teardown.logos import with_logo
from teardown.model import Photo, Quad, Sighting, TextLine
from teardown.reading.available import MARKINGS, PPOCR, reader_named
from teardown.reading.bodies import group_on_bodies, hosts_of
from teardown.reading.engines.ppocr import v4_detector, v6_detector
from teardown.reading.guard import GuardedFinder, GuardedReader, require_one
from teardown.reading.lines import SAME_TEXT, distinct, merge, read_lines
from teardown.reading.plan import EVERYTHING, Method, at_work, body_look, look_side, looking, passes
from teardown.reading.protocol import Found, Reader
from teardown.reading.second_look import look_at_bodies
from teardown.reading.tiles import look
from teardown.reading.witness import with_witness

LOOK_AGAIN = 0.25
"""Bodies that are chips with at least this probability are looked at again."""

Detect = Callable[[Pixels, Look], Sequence[Body]]
Marks = Callable[[Pixels, Sighting], Sighting]
NamedReader = Callable[[str, int], Reader]


class PictureLike(Protocol):
    """What `intake.Picture` offers."""

    @property
    def photo(self) -> Photo: ...

    @property
    def pixels(self) -> Pixels: ...


def read_picture(
    picture: PictureLike,
    threads: int = 1,
    mode: str = "thorough",
    detect: Detect | None = None,
    marks: Marks = with_logo,
    readers: Sequence[str] = (PPOCR,),
    method: Method = EVERYTHING,
    named: NamedReader | None = None,
) -> tuple[Sighting, ...]:
    """Find and read the markings on a picture, grouped into components.

    Args:
        readers: names of text readers that work here (`available_readers`): the first reads all lines, the others are witnesses
            for those on chips.
        mode: `thorough` or `fast`, see `plan.passes`.
        detect: finds component bodies; the detector that ships with the package when None.
        marks: recognises makers' marks on them.
        method: the mechanisms that are at work.
        named: gives the reader of a name for a number of threads; `reader_named` when None.

    Quads are in pixels of the photo as stored. The order is top to bottom, then left to right, on the upright picture.
    Raises EngineError when no reader works.
    """
    method = at_work(mode, method)
    pixels = picture.pixels
    height, width = pixels.shape[:2]
    known = {"v6": v6_detector, "v4": v4_detector}
    finders = {name: GuardedFinder(known[name](threads)) for name in method.detectors}
    named = named or reader_named
    first, *others = (GuardedReader(named(name, threads)) for name in _wanted(readers))
    found: list[Found] = []
    bodies = _bodies(pixels, threads, detect, body_look(mode, method)) if method.bodies else None
    for step in passes(mode, width, height, method, bodies is not None):
        found += look(pixels, finders[step.detector], step.how)
    if bodies and method.second_look:
        chips = [b.quad for b in bodies if b.kind in CHIP_KINDS and b.chip_probability >= LOOK_AGAIN]
        lookers = [finders[name] for name in looking(mode, width, height, method)]
        found += look_at_bodies(pixels, chips, lookers, tuple(found) if method.along_text else None, look_side(mode))
    require_one(list(finders.values()))
    lines = merge(_read(pixels, found, bodies, first, method))
    require_one([first])
    groups = group_on_bodies(lines, bodies)
    for witness in others:
        groups = with_witness(pixels, groups, witness, room=method.room and witness.name == MARKINGS)
    sightings = [
        marks(pixels, Sighting(picture.photo.sha256, group.quad, group.lines, group.surface, group.probability))
        for group in groups
    ]
    sightings.sort(key=lambda s: (min(p[1] for p in s.quad), min(p[0] for p in s.quad)))
    return tuple(_stored(s, picture.photo) for s in sightings)


def _read(
    pixels: Pixels, found: Sequence[Found], bodies: Sequence[Body] | None, reader: Reader, method: Method
) -> tuple[TextLine, ...]:
    """The lines in all regions. Where bodies are known, less work goes into what stands on none of them."""
    if bodies is None:
        return read_lines(pixels, distinct(found), reader, method)
    quads = [region.quad for region in found]
    hosts = dict(zip(quads, hosts_of(quads, bodies), strict=True))
    if not method.sparing:
        regions = distinct(found)
        return read_lines(pixels, regions, reader, method, [hosts[quad] for quad in regions])
    on = distinct([region for region in found if hosts[region.quad] is not None])
    beside = distinct([region for region in found if hosts[region.quad] is None], SAME_TEXT)
    lines = read_lines(pixels, on, reader, method, [hosts[quad] for quad in on])
    return lines + read_lines(pixels, beside, reader, replace(method, room=False), [None] * len(beside))


def _wanted(readers: Sequence[str]) -> Sequence[str]:
    if not readers:
        raise EngineError("None of the text readers that the setting `readers` names works here. “teardown doctor” shows why.")
    return readers


def _bodies(pixels: Pixels, threads: int, detect: Detect | None, how: Look) -> Sequence[Body] | None:
    if detect is not None:
        return detect(pixels, how)
    if model_path() is None:
        return None
    return detect_bodies(pixels, how, threads=threads)


def _stored(sighting: Sighting, photo: Photo) -> Sighting:
    """The same sighting with its quads in stored pixels, rounded."""

    def turn(quad: Quad) -> Quad:
        return rounded(to_stored(quad, photo.orientation, photo.width, photo.height))

    lines = tuple(replace(line, quad=turn(line.quad)) for line in sighting.lines)
    logo = replace(sighting.logo, quad=turn(sighting.logo.quad)) if sighting.logo else None
    return replace(sighting, quad=turn(sighting.quad), lines=lines, logo=logo)
