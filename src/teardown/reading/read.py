"""The reading step on one page: a picture in, the components that carry text out."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from teardown.geometry import Pixels, rounded, to_stored
from teardown.model import Photo, Quad, Sighting
from teardown.reading import grouping
from teardown.reading.engines.ppocr import v6_detector, v6_recogniser
from teardown.reading.lines import distinct, merge, read_lines
from teardown.reading.tiles import Pass, look


class PictureLike(Protocol):
    """What `intake.Picture` offers."""

    @property
    def photo(self) -> Photo: ...

    @property
    def pixels(self) -> Pixels: ...


def read_picture(picture: PictureLike, threads: int = 1) -> tuple[Sighting, ...]:
    """Find and read the markings on a picture, grouped into components.

    Quads are in pixels of the photo as stored. The order is top to bottom, then left to right, on the upright picture.
    Raises EngineError when no reader works.
    """
    pixels = picture.pixels
    found = list(look(pixels, v6_detector(threads), Pass()))
    lines = merge(read_lines(pixels, distinct(found), v6_recogniser(threads)))
    sightings = []
    for members in grouping.group(lines):
        sightings.append(Sighting(picture.photo.sha256, grouping.hull(members), members))
    sightings.sort(key=lambda s: (min(p[1] for p in s.quad), min(p[0] for p in s.quad)))
    return tuple(_stored(s, picture.photo) for s in sightings)


def _stored(sighting: Sighting, photo: Photo) -> Sighting:
    """The same sighting with its quads in stored pixels, rounded."""

    def turn(quad: Quad) -> Quad:
        return rounded(to_stored(quad, photo.orientation, photo.width, photo.height))

    lines = tuple(replace(line, quad=turn(line.quad)) for line in sighting.lines)
    return replace(sighting, quad=turn(sighting.quad), lines=lines)
