"""Pictures for the exports: upright crops and scaled photos, encoded anew so that nothing of the file but its pixels leaves."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from teardown.errors import PhotoError
from teardown.geometry import bounding_box, grown, rectify, size, to_upright
from teardown.intake import Limits, open_photo
from teardown.model import Bom, Box, Photo, Quad

CROP_HEIGHT = 220
"""Pixels: three times what a phone's screen shows of a line of text, so that a marking can be read off the page."""
CROP_WIDTH = 480
_MARGIN = 0.18
"""Of the shorter side, around the component: its edge and neighbourhood show that it was not cut from elsewhere."""
_LARGEST_ENLARGEMENT = 6.0
_PHOTO_SIDES = (1800, 1400, 1000)
_PHOTOS_AT_SIDE = (12, 40)
"""Up to 12 photos are shown 1800 pixels wide, up to 40 at 1400, more at 1000: one page must stay small enough to be mailed."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A JPEG without metadata."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """What could be shown. A photo that is not at hand is missing here, and everything else is exported all the same."""

    crops: Mapping[str, Encoded] = field(default_factory=dict)
    """By component id."""
    photos: Mapping[str, Encoded] = field(default_factory=dict)
    """By SHA-256, upright."""


def make_pictures(bom: Bom, sources: Mapping[str, Path], limits: Limits) -> Pictures:
    """Crops of all components and scaled photos.

    `sources` says where the file of each photo is, by SHA-256. A file that cannot be opened any more, or whose bytes have
    another hash by now, is left out: a picture that is not the evidence is never shown as if it were.
    """
    wanted = _regions(bom)
    crops: dict[str, Encoded] = {}
    photos: dict[str, Encoded] = {}
    side = next((s for s, most in zip(_PHOTO_SIDES, _PHOTOS_AT_SIDE, strict=False) if len(bom.photos) <= most), _PHOTO_SIDES[-1])
    for analysis in bom.photos:
        pixels = _pixels(analysis.photo, sources, limits)
        if pixels is None:
            continue
        photos[analysis.photo.sha256] = _encode(_fitted(pixels, side), quality=80)
        for component_id, quad in wanted.get(analysis.photo.sha256, ()):
            photo = analysis.photo
            crops[component_id] = _crop(pixels, to_upright(quad, photo.orientation, photo.width, photo.height))
    return Pictures(crops, photos)


def _regions(bom: Bom) -> dict[str, list[tuple[str, Quad]]]:
    """Which region of which photo shows each component best."""
    wanted: dict[str, list[tuple[str, Quad]]] = {}
    for component in bom.components:
        place = component.place
        if place is not None:
            wanted.setdefault(place[0], []).append((component.id, place[1]))
    return wanted


def _pixels(photo: Photo, sources: Mapping[str, Path], limits: Limits) -> npt.NDArray[np.uint8] | None:
    path = sources.get(photo.sha256)
    if path is None:
        return None
    try:
        picture = open_photo(path, limits=limits)
    except PhotoError:
        return None
    return picture.pixels if picture.photo.sha256 == photo.sha256 else None


def _crop(pixels: npt.NDArray[np.uint8], quad: Quad) -> Encoded:
    wide, high = size(quad)
    quad = grown(quad, _MARGIN * min(wide, high))
    wide, high = size(quad)
    scale = min(CROP_HEIGHT / max(high, 1.0), CROP_WIDTH / max(wide, 1.0), _LARGEST_ENLARGEMENT)
    return _encode(rectify(pixels, quad, height=max(8, round(high * scale))), quality=88)


def _fitted(pixels: npt.NDArray[np.uint8], side: int) -> npt.NDArray[np.uint8]:
    image = Image.fromarray(pixels)
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return np.asarray(image)


def _encode(pixels: npt.NDArray[np.uint8], *, quality: int) -> Encoded:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality, optimize=True)
    return Encoded(buffer.getvalue(), pixels.shape[1], pixels.shape[0])


def box_on_photo(quad: Quad, photo: Photo | None) -> Box:
    """x, y, width, height of a stored quad, without what a turned or slanted region reaches over the photo's edge."""
    x, y, wide, high = bounding_box(quad)
    if photo is None:
        return x, y, wide, high
    left, top = min(max(x, 0), photo.width - 1), min(max(y, 0), photo.height - 1)
    return left, top, max(1, min(x + wide, photo.width) - left), max(1, min(y + high, photo.height) - top)


def box_on_page(quad: Quad, photo: Photo, shown: Encoded) -> Sequence[tuple[float, float]]:
    """Corners of a stored quad in pixels of the scaled upright photo."""
    wide = photo.height if photo.orientation >= 5 else photo.width
    scale = shown.width / wide
    return [(round(x * scale, 1), round(y * scale, 1)) for x, y in to_upright(quad, photo.orientation, photo.width, photo.height)]
