"""Open one photo safely: told by its content, capped before decoding, hashed as received, turned upright."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pi_heif
from PIL import Image, UnidentifiedImageError

from teardown.errors import DamagedPhotoError, PhotoError, TooLargeError, UnsupportedFormatError
from teardown.intake.claims import read_claims
from teardown.intake.formats import describe_foreign, lacks_jpeg_end, sniff, webp_canvas
from teardown.intake.pixels import as_array, to_rgb, undecoded_rows, upright
from teardown.intake.received import Limits, read_received
from teardown.intake.strict import truncated_files_fail
from teardown.model import Photo

pi_heif.register_heif_opener(thumbnails=False)

_PLUGINS = {"JPEG": ("JPEG", "MPO"), "PNG": ("PNG",), "WEBP": ("WEBP",), "TIFF": ("TIFF",), "HEIF": ("HEIF",)}
"""Pillow's plug-ins that may touch the bytes of each format; MPO is a JPEG with a second picture behind it."""

_JPEG_END = b"\xff\xd9"
_MOST_ROWS_MISSING = 0.1
"""Share of rows that a truncated JPEG may lack: the rest is read, and a tenth less hides no more than a tighter crop would."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A photo with its pixels. Compare pictures by `photo.sha256`."""

    photo: Photo
    pixels: npt.NDArray[np.uint8]
    """Upright RGB, shape (height, width, 3), not writable."""


def open_photo(source: Path | bytes, *, name: str | None = None, limits: Limits = Limits()) -> Picture:  # noqa: B008 (frozen)
    """Open a JPEG, PNG, WebP, TIFF or HEIC/HEIF photo.

    `source` is a file or the bytes themselves; `name` is the name as received (a file's own name when left out). Of an
    animation or a file with several pictures, the first one is taken. Raises `PhotoError` when the file cannot be read,
    `UnsupportedFormatError` when it is no such image, `TooLargeError` above the limits, and `DamagedPhotoError` when it cannot
    be decoded; every message says what to do. A JPEG that ends early is taken in when at least nine tenths of its rows are there,
    and its `Photo.damage` says so.
    """
    shown = _bare(name) if name else source.name if isinstance(source, Path) else "the uploaded file"
    data = read_received(source, shown, limits)
    kind = sniff(data)
    if kind is None:
        raise UnsupportedFormatError(
            f"{shown} is {describe_foreign(data)}, not a photo. Photos are taken in as JPEG, PNG, WebP, TIFF or HEIC."
        )
    image, damage = _decode(data, kind, shown, limits)
    width, height = image.size
    claims = read_claims(image)
    # libheif turns the pixels itself; what its EXIF says about orientation was already done (ISO/IEC 23008-12, 6.5.10).
    orientation = 1 if kind == "HEIF" else claims.orientation
    pixels = as_array(upright(to_rgb(image), orientation))
    photo = Photo(
        name=shown,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        format=kind,
        width=width,
        height=height,
        orientation=orientation,
        taken_at=claims.taken_at,
        camera=claims.camera,
        has_location=claims.has_location,
        damage=damage,
    )
    return Picture(photo, pixels)


def _bare(name: str) -> str:
    """A name as received without folders, whichever system it comes from."""
    return name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _decode(data: bytes, kind: str, name: str, limits: Limits) -> tuple[Image.Image, str]:
    """The first picture of a file, decoded, and what is wrong with it (empty: nothing)."""
    if kind != "JPEG":
        return _load(data, kind, name, limits), ""
    if not lacks_jpeg_end(data):
        try:
            return _load(data, kind, name, limits), ""
        except DamagedPhotoError:
            pass  # what follows tells how much of it is there
    image = _load(data + _JPEG_END, kind, name, limits)
    return image, _damage(image, name)


def _load(data: bytes, kind: str, name: str, limits: Limits) -> Image.Image:
    try:
        with truncated_files_fail(), warnings.catch_warnings():
            # Our own cap is the one that counts; the other warnings are about broken metadata, which is not used.
            warnings.simplefilter("ignore")
            image = _open_capped(data, kind, name, limits)
            image.load()
            return image
    except PhotoError:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels(name, "more pixels than can be opened", limits) from None
    except MemoryError:
        raise TooLargeError(f"{name} does not fit into memory. Send a smaller version of the photo.") from None
    except UnidentifiedImageError:
        raise DamagedPhotoError(
            f"{name} begins like a {kind} picture but is none. The file is damaged: copy it again from the phone or camera."
        ) from None
    except Exception as error:  # decoders raise nearly anything on hostile bytes; one bad file must not end a batch
        raise DamagedPhotoError(
            f"{name} cannot be decoded: the file is damaged or ends early. Copy it again from the phone or camera."
        ) from error


def _open_capped(data: bytes, kind: str, name: str, limits: Limits) -> Image.Image:
    if kind == "WEBP":
        _check_size(webp_canvas(data), name, limits)
    image = Image.open(io.BytesIO(data), formats=_PLUGINS[kind])
    _check_size(image.size, name, limits)
    return image


def _check_size(size: tuple[int, int] | None, name: str, limits: Limits) -> None:
    if size is not None and size[0] * size[1] > limits.max_pixels:
        raise _too_many_pixels(name, f"{size[0]} × {size[1]} pixels", limits)


def _too_many_pixels(name: str, what: str, limits: Limits) -> TooLargeError:
    return TooLargeError(
        f"{name} has {what}; at most {limits.max_pixels / 1e6:.0f} megapixels are taken in. "
        "Photograph the board in several closer photos instead, or send a smaller version."
    )


def _damage(image: Image.Image, name: str) -> str:
    missing = undecoded_rows(image)
    if missing > _MOST_ROWS_MISSING * image.height:
        raise DamagedPhotoError(
            f"{name} ends early: {missing} of {image.height} rows of the picture are missing. "
            "Copy it again from the phone or camera."
        )
    if missing:
        return f"the file ends early: the last {missing} of {image.height} rows are missing"
    if image.info.get("progressive"):
        # Its scans refine the whole picture one after the other: what is cut off is not rows but the last refinements.
        return "the file ends early; fine detail of the picture may be missing"
    return "the file ends early; all rows of the picture are there"
