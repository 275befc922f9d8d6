"""Small photos in every format, which carry what must never leave: position, owner, serial numbers, notes, thumbnails."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

from tests.intake.test_open import HEIC

_EXIF, _GPS = 0x8769, 0x8825
_HELD = {
    "PNG": ("OWNER", "ARTIST", "BODYSERIAL", "LENSSERIAL", "MAKERNOTE", "XMPCREATOR", "COMMENT", "AREA"),
    "WEBP": ("OWNER", "ARTIST", "BODYSERIAL", "LENSSERIAL", "MAKERNOTE", "XMPCREATOR", "COMMENT", "AREA"),
    "TIFF": ("OWNER", "ARTIST", "XMPCREATOR"),
    "HEIF": ("XMPCREATOR",),
}
"""What each kind holds; JPEG holds all."""
KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")


@dataclass(frozen=True)
class PrivatePhoto:
    """A photo with private metadata."""

    name: str
    data: bytes
    secrets: tuple[str, ...]
    """Texts that stand in its metadata, each in no other photo."""

    @property
    def needles(self) -> list[bytes]:
        """The secrets as they may stand in a file."""
        return [s.encode(code) for s in self.secrets for code in ("ascii", "utf-16-le", "utf-16-be")]


def private_photo(n: int, kind: str = "") -> PrivatePhoto:
    """The n-th photo. Kinds take turns, JPEG every second time, when none is given."""
    kind = kind or ("JPEG" if n % 2 else KINDS[1 + (n // 2) % 4])
    # Without spaces, so that no encoder can break them.
    words = (
        "OWNER",
        "ARTIST",
        "BODYSERIAL",
        "LENSSERIAL",
        "MAKERNOTE",
        "XMPCREATOR",
        "COMMENT",
        "AREA",
        "IPTCBYLINE",
        "THUMBOWNER",
    )
    secrets = {word: f"{word}-{n:04d}-{(n * 7919) % 99991:05d}" for word in words}
    held = {word: secrets[word] for word in _HELD.get(kind, words)}
    data = _MAKERS[kind](n, secrets)
    assert all(secret.encode() in data for secret in held.values()), "the photo does not hold what it should"
    return PrivatePhoto(f"IMG_{n:04d}.{kind.lower()}", data, tuple(held.values()))


def pixels(n: int) -> Image.Image:
    """A picture like no other, 64 × 48."""
    return Image.fromarray(np.random.default_rng(n).integers(0, 255, (6, 8, 3), dtype=np.uint8)).resize((64, 48))


def _exif(secrets: dict[str, str]) -> Image.Exif:
    # Numbers of tags: Exif 2.32 (CIPA DC-008).
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Model 5"
    exif[0x013B], exif[0x8298] = secrets["ARTIST"], secrets["OWNER"]
    inner = exif.get_ifd(_EXIF)
    inner[0x9003] = "2024:05:01 10:00:00"
    inner[0xA430], inner[0xA431], inner[0xA435] = secrets["OWNER"], secrets["BODYSERIAL"], secrets["LENSSERIAL"]
    inner[0x927C] = b"Apple iOS\0" + secrets["MAKERNOTE"].encode()
    inner[0x9286] = b"ASCII\0\0\0" + secrets["COMMENT"].encode()
    place = exif.get_ifd(_GPS)
    place[1], place[2], place[3], place[4] = "N", (35.0, 41.0, 22.2), "E", (139.0, 41.0, 30.12)
    place[28] = b"ASCII\0\0\0" + secrets["AREA"].encode()
    return exif


def _xmp(secrets: dict[str, str]) -> bytes:
    creator = secrets["XMPCREATOR"]
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{creator}</dc:creator></x:xmpmeta>'.encode()


def _profile() -> bytes:
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # It says when it was made (ICC.1:2022, 7.2.1): the same photo must be the same bytes at any time.
    data[24:36] = bytes(12)
    return bytes(data)


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _jpeg(n: int, secrets: dict[str, str]) -> bytes:
    buffer, thumbnail = io.BytesIO(), io.BytesIO()
    pixels(n).save(
        buffer, "JPEG", exif=_exif(secrets), xmp=_xmp(secrets), icc_profile=_profile(), comment=secrets["COMMENT"].encode()
    )
    pixels(n).resize((16, 12)).save(thumbnail, "JPEG", comment=secrets["THUMBOWNER"].encode())
    byline = secrets["IPTCBYLINE"].encode()
    # IPTC-IIM 2:80 inside a Photoshop resource 0x0404; a thumbnail as JFIF extension (JFIF 1.02).
    iim = b"\x1c\x02\x50" + struct.pack(">H", len(byline)) + byline
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2)
    extra = _segment(0xED, iptc) + _segment(0xE0, b"JFXX\0\x10" + thumbnail.getvalue())
    data = buffer.getvalue()
    return data[:2] + extra + data[2:]


def _png(n: int, secrets: dict[str, str]) -> bytes:
    buffer, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Author", secrets["ARTIST"])
    info.add_itxt("XML:com.adobe.xmp", _xmp(secrets).decode())
    pixels(n).save(buffer, "PNG", exif=_exif(secrets), pnginfo=info, icc_profile=_profile())
    return buffer.getvalue()


def _webp(n: int, secrets: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    pixels(n).save(buffer, "WEBP", exif=_exif(secrets), xmp=_xmp(secrets), icc_profile=_profile(), lossless=True)
    return buffer.getvalue()


def _tiff(n: int, secrets: dict[str, str]) -> bytes:
    buffer, exif = io.BytesIO(), _exif(secrets)
    exif[700] = _xmp(secrets)
    pixels(n).save(buffer, "TIFF", exif=exif, icc_profile=_profile())
    return buffer.getvalue()


def _heif(n: int, secrets: dict[str, str]) -> bytes:
    # No library here encodes HEIF: the sample of the intake tests, with a box of XMP (ISO/IEC 14496-12 `uuid`, by Adobe)
    # that differs each time.
    body = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC") + _xmp(secrets)
    return HEIC + struct.pack(">I", len(body) + 8) + b"uuid" + body


_MAKERS = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "TIFF": _tiff, "HEIF": _heif}
