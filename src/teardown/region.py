"""Read one region of a photo that a person drew: there is a chip, says the person, and its marking is read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from teardown.detecting import Body, Look
from teardown.geometry import (
    Pixels,
    bounding_box,
    overlap,
    rotation,
    rounded,
    share_inside,
    to_stored,
    to_upright,
    turned,
)
from teardown.intake import Picture, open_photo
from teardown.model import AttributedSighting, Photo, Point, Quad, Sighting, Surface
from teardown.pipeline import attribute_sighting, facts_of, limits_of, with_quality
from teardown.reading import available_readers, read_picture
from teardown.settings import Settings

_AROUND = 0.15
"""Of the longer side, taken in around the region: finders of text need an edge around it."""


@dataclass(frozen=True, slots=True)
class RegionWork:
    """The reading of a region as another process does it."""

    settings: Settings

    def __call__(self, data: bytes, quad: Quad) -> AttributedSighting:
        return read_region(data, quad, self.settings)


def read_region(data: bytes, quad: Quad, settings: Settings) -> AttributedSighting:
    """What stands on the chip in a region of a photo, attributed as if the machine had seen the chip itself.

    Args:
        quad: the region in pixels of the photo as stored, in any direction; the answer's quad is turned as its text is.

    Raises:
        PhotoError: the photo cannot be opened.
        EngineError: no text reader works.
    """
    picture = open_photo(data, name="photo", limits=limits_of(settings))
    photo = picture.photo
    drawn = to_upright(quad, photo.orientation, photo.width, photo.height)
    crop, (left, top) = _crop(picture.pixels, drawn)
    inside = _moved(drawn, -left, -top)

    def detect(pixels: Pixels, how: Look) -> list[Body]:
        return [Body(inside, "ic", 1.0, 1.0)]

    here = Picture(_photo_of(photo, crop), crop)
    installed = available_readers()
    readers = tuple(r for r in settings.readers if r in installed)
    seen = read_picture(here, settings.threads, settings.mode, detect, readers=readers)
    best = max(seen, key=lambda s: (_about(s, inside), sum(len(line.text) for line in s.lines)), default=None)

    def back(place: Quad) -> Quad:
        return rounded(to_stored(_moved(place, left, top), photo.orientation, photo.width, photo.height))

    if best is None or not _about(best, inside):
        unread = Sighting(photo.sha256, rounded(quad), (), Surface.CHIP, 1.0)
        return attribute_sighting(with_quality(unread, picture), facts_of(settings))
    sighting = replace(
        best,
        photo_sha256=photo.sha256,
        quad=back(_as_turned(inside, rotation(best.quad))),
        lines=tuple(replace(line, quad=back(line.quad)) for line in best.lines),
        logo=replace(best.logo, quad=back(best.logo.quad)) if best.logo else None,
        surface=Surface.CHIP,
        surface_probability=1.0,
    )
    return attribute_sighting(with_quality(sighting, picture), facts_of(settings))


def _crop(pixels: Pixels, quad: Quad) -> tuple[Pixels, Point]:
    height, width = pixels.shape[:2]
    x, y, w, h = bounding_box(quad)
    margin = round(_AROUND * max(w, h))
    left, top = max(0, x - margin), max(0, y - margin)
    right, bottom = min(width, x + w + margin), min(height, y + h + margin)
    return np.ascontiguousarray(pixels[top:bottom, left:right]), (float(left), float(top))


def _photo_of(photo: Photo, crop: Pixels) -> Photo:
    return replace(photo, width=crop.shape[1], height=crop.shape[0], orientation=1)


def _moved(quad: Quad, dx: float, dy: float) -> Quad:
    (a, b), (c, d), (e, f), (g, h) = quad
    return (a + dx, b + dy), (c + dx, d + dy), (e + dx, f + dy), (g + dx, h + dy)


def _about(sighting: Sighting, region: Quad) -> bool:
    return overlap(sighting.quad, region) >= 0.3 or share_inside(sighting.quad, region) > 0.5


def _as_turned(quad: Quad, degrees: float) -> Quad:
    """The same quad, begun at the corner that makes its direction nearest to `degrees`."""

    def off(quarters: int) -> float:
        return abs(math.remainder(rotation(turned(quad, quarters)) - degrees, 360.0))

    return turned(quad, min(range(4), key=off))
