"""What a photo's EXIF claims. Only time, camera, orientation and whether a position is there; nothing else is ever read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PIL import Image

# Tag numbers: Exif 2.32 (CIPA DC-008), sections 4.6.4 to 4.6.6.
_MAKE, _MODEL, _ORIENTATION, _DATE_TIME = 271, 272, 274, 306
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_DATE_TIME_ORIGINAL = 36867
_LONGEST_CAMERA = 80
"""Characters; a camera's name is shorter, and nothing longer has a place in a table."""


@dataclass(frozen=True, slots=True)
class Claims:
    """EXIF's claims about a photo."""

    orientation: int = 1
    taken_at: str | None = None
    camera: str | None = None
    has_location: bool = False


def read_claims(image: Image.Image) -> Claims:
    """Read the claims of an opened image. Broken EXIF claims nothing; it never keeps a photo out."""
    try:
        exif = image.getexif()
    except Exception:  # Pillow raises nearly anything on hostile EXIF
        return Claims()
    orientation = exif.get(_ORIENTATION)
    return Claims(
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        taken_at=_iso(_from_ifd(exif, _EXIF_IFD, _DATE_TIME_ORIGINAL)) or _iso(exif.get(_DATE_TIME)),
        camera=_camera(exif.get(_MAKE), exif.get(_MODEL)),
        has_location=_has_location(exif),
    )


def _from_ifd(exif: Image.Exif, ifd: int, tag: int) -> object:
    try:
        return exif.get_ifd(ifd).get(tag)
    except Exception:
        return None


def _has_location(exif: Image.Exif) -> bool:
    if _GPS_IFD not in exif:
        return False
    try:
        # Phones with location switched off write the block with a version only.
        return any(tag in exif.get_ifd(_GPS_IFD) for tag in (2, 4))
    except Exception:
        # There is a block that cannot be read: warn rather than stay silent.
        return True


def _iso(value: object) -> str | None:
    """`2022:08:13 09:15:00` as `2022-08-13T09:15:00`; None for anything else, blanks and zeros included."""
    match = re.fullmatch(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?.*", _text(value))
    if not match or match[1] == "0000":
        return None
    return f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}:{match[6] or '00'}"


def _camera(make: object, model: object) -> str | None:
    first, second = _text(make), _text(model)
    # Most makers repeat their name in the model ("Canon", "Canon EOS R5").
    name = second if first and second.lower().startswith(first.lower()) else f"{first} {second}".strip()
    return name[:_LONGEST_CAMERA] or None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value.split("\0")[0]).split())
