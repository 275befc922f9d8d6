"""The bytes as received: read them once, within limits, without trusting the file's name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from teardown.errors import DamagedPhotoError, PhotoError, TooLargeError


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in at most. A phone of 2025 makes photos of 12 to 108 megapixels and 2 to 40 MB."""

    max_pixels: int = 120_000_000
    """Width times height, checked before anything is decoded. Decoded, a pixel needs three bytes."""
    max_bytes: int = 300_000_000
    """Size of the file."""


def read_received(source: Path | bytes, name: str, limits: Limits) -> bytes:
    """The bytes of a file or an upload.

    Raises `PhotoError` when there is no such file or it cannot be read, `TooLargeError` above `limits.max_bytes` and
    `DamagedPhotoError` for an empty file.
    """
    data = source if isinstance(source, bytes) else _read_file(source, name, limits)
    if len(data) > limits.max_bytes:
        raise _too_many_bytes(name, len(data), limits)
    if not data:
        raise DamagedPhotoError(f"{name} is empty (0 bytes). Copy the photo again from the phone or camera.")
    return data


def _read_file(path: Path, name: str, limits: Limits) -> bytes:
    try:
        status = path.stat()
        # A pipe or a device could block or never end.
        if not S_ISREG(status.st_mode):
            raise PhotoError(f"{name} is not a file. Name a photo, or a folder of photos.")
        if status.st_size > limits.max_bytes:
            raise _too_many_bytes(name, status.st_size, limits)
        with path.open("rb") as file:
            return file.read(limits.max_bytes + 1)
    except FileNotFoundError:
        raise PhotoError(f"There is no file {name}. Check the name and the folder.") from None
    except PermissionError:
        raise PhotoError(f"{name} may not be read. Change its permissions, or copy it to a folder of your own.") from None
    except OSError as error:
        raise PhotoError(f"{name} cannot be read ({error.strerror or error}). Copy it to this computer and try again.") from error


def _too_many_bytes(name: str, size: int, limits: Limits) -> TooLargeError:
    return TooLargeError(
        f"{name} is {size / 1e6:.0f} MB large; at most {limits.max_bytes / 1e6:.0f} MB are taken in. "
        "Send the photo as the camera made it (JPEG or HEIC), not a scan or a video."
    )
