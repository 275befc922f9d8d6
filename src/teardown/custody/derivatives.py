"""Working copies and crops: what people look at instead of a sealed original. They are made from pixels alone.

Nothing of the original's file gets into them but its picture: no position, owner, serial number, maker's note, XMP, IPTC,
comment, thumbnail or colour profile. The colours are turned into sRGB first, in which a picture without a profile is shown.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

from teardown.geometry import bounding_box, grown, rectify, size, to_upright
from teardown.intake import Limits, Picture, open_photo
from teardown.model import Photo, Quad

WORKING_SIDE = 2400
"""Pixels of the longer side of a working copy: text of 20 pixels on a photo of 12 megapixels stays above 10."""
_WORKING_QUALITY = 85
_CROP_QUALITY = 92
_CROP_HEIGHT = 240
_CROP_MARGIN = 0.18
"""Of the region's shorter side: the neighbourhood shows that it was not cut from elsewhere."""
_MOST_ENLARGED = 6.0


@dataclass(frozen=True, slots=True)
class Derivative:
    """A JPEG without metadata."""

    what: str
    """`working copy`, or `crop at X,Y W×H` in pixels of the photo as stored."""
    data: bytes
    width: int
    height: int


def working_copy(data: bytes, *, name: str, limits: Limits = Limits(), side: int = WORKING_SIDE) -> Derivative:  # noqa: B008
    """The whole photo upright, at most `side` pixels long, in sRGB, without metadata.

    Args:
        data: the original's bytes; `name` stands in messages only.

    Raises:
        PhotoError: it is no photo that can be taken in.
    """
    image = Image.fromarray(true_colours(open_photo(data, name=name, limits=limits), data))
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _encoded("working copy", np.asarray(image), _WORKING_QUALITY)


def derivatives(data: bytes, *, name: str, quads: Iterable[Quad], limits: Limits = Limits()) -> Iterator[Derivative]:  # noqa: B008
    """The working copy and the upright crops of regions (in pixels of the photo as stored); the photo is decoded once.

    Raises:
        PhotoError: it is no photo that can be taken in.
    """
    picture = open_photo(data, name=name, limits=limits)
    pixels = true_colours(picture, data)
    image = Image.fromarray(pixels)
    image.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.LANCZOS)
    yield _encoded("working copy", np.asarray(image), _WORKING_QUALITY)
    for quad in quads:
        yield crop(pixels, picture.photo, quad)


def crop(pixels: npt.NDArray[np.uint8], photo: Photo, quad: Quad) -> Derivative:
    """A region of an upright picture, turned upright itself, with its neighbourhood.

    Args:
        pixels: upright RGB, shape (height, width, 3).
        quad: in pixels of the photo as stored.
    """
    x, y, wide, high = bounding_box(quad)
    upright = to_upright(quad, photo.orientation, photo.width, photo.height)
    upright = grown(upright, _CROP_MARGIN * min(size(upright)))
    tall = max(8, round(min(_CROP_HEIGHT, size(upright)[1] * _MOST_ENLARGED)))
    return _encoded(f"crop at {x},{y} {wide}×{high}", rectify(pixels, upright, height=tall), _CROP_QUALITY)


def true_colours(picture: Picture, data: bytes) -> npt.NDArray[np.uint8]:
    """The picture's pixels in sRGB, by the colour profile in its file: phones photograph in wider colour spaces.

    A profile that is broken or not for RGB is passed over, as browsers do.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # The bytes were opened safely before; here only their header is read.
            profile = Image.open(io.BytesIO(data)).info.get("icc_profile")
        if not profile:
            return picture.pixels
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB":
            return picture.pixels
        turned = ImageCms.profileToProfile(
            Image.fromarray(picture.pixels), source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, SyntaxError):
        return picture.pixels
    return picture.pixels if turned is None else np.asarray(turned, dtype=np.uint8)


def claimed_by(photo: Photo) -> tuple[tuple[str, str], ...]:
    """What a file claims of itself and may be told on: when and with what it was taken, and that it carries a position."""
    claims = (
        ("taken", photo.taken_at or ""),
        ("camera", photo.camera or ""),
        ("carries a position", "yes" if photo.has_location else ""),
    )
    return tuple((name, value) for name, value in claims if value)


def _encoded(what: str, pixels: npt.NDArray[np.uint8], quality: int) -> Derivative:
    buffer = io.BytesIO()
    # A fresh image from an array carries no metadata that an encoder could copy.
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality, optimize=True)
    return Derivative(what, buffer.getvalue(), pixels.shape[1], pixels.shape[0])
