"""Which image format some bytes are, told by their content: a name's extension proves nothing.

Signatures: JPEG ITU-T T.81 B.1.1.3; PNG ISO/IEC 15948 5.2; WebP RFC 9649; TIFF 6.0 section 2; HEIF ISO/IEC 23008-12 brands.
"""

from __future__ import annotations

import struct

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"<?xml", "an XML or SVG text"),
    (b"<svg", "an SVG drawing"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"8BPS", "a Photoshop file"),
)


def sniff(data: bytes) -> str | None:
    """`JPEG`, `PNG`, `WEBP`, `TIFF` or `HEIF`, told by the first bytes, or None when it is none of them."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    # Classic TIFF only: BigTIFF exists for pictures beyond 4 GB, which are not photos of boards.
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return "TIFF"
    if data[4:8] == b"ftyp" and _brands(data) & _HEIF_BRANDS and b"avif" not in _brands(data):
        return "HEIF"
    return None


def describe_foreign(data: bytes) -> str:
    """What the bytes seem to be instead of a photo, in words for a message."""
    if data[4:8] == b"ftyp":
        return "an AVIF picture" if b"avif" in _brands(data) else "a video"
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, words in _FOREIGN:
        if head.startswith(start):
            return words
    if not data.strip(b"\0"):
        return "a file of zeros"
    return "a text" if _looks_like_text(data[:4096]) else "no picture that is known here"


def webp_canvas(data: bytes) -> tuple[int, int] | None:
    """Width and height that a WebP file states, read without a decoder; None where the header is not understood.

    Pillow's WebP plug-in reserves the whole canvas while it opens a file, so the cap is checked before. RFC 9649 section 2.
    """
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def lacks_jpeg_end(data: bytes) -> bool:
    """Whether a JPEG ends before its end marker: no EOI follows the start of its first scan (ITU-T T.81 B.1.1.3).

    Segments are walked, because thumbnails inside them are JPEGs too; what phones append after the end does not matter.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xDA:
            return data.find(b"\xff\xd9", at) < 0
        # A marker may be preceded by any number of fill bytes FF.
        at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return True


def _brands(data: bytes) -> set[bytes]:
    length = min(int.from_bytes(data[:4], "big"), 512, len(data))
    return {data[8:12], *(data[i : i + 4] for i in range(16, length - 3, 4))}


def _looks_like_text(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return False
    return b"\0" not in head
