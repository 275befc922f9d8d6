"""Opening photos: every format and mode, the EXIF turn, limits, and files that are no photos."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import struct
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pi_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from teardown.errors import DamagedPhotoError, PhotoError, TooLargeError, UnsupportedFormatError
from teardown.intake import Limits, open_photo

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (250, 250, 250)


def board(width: int = 96, height: int = 64) -> Image.Image:
    """Four corners of different colours, so that every turn can be told from every other."""
    image = Image.new("RGB", (width, height), (40, 90, 40))
    w, h = width // 3, height // 3
    for colour, at in ((RED, (0, 0)), (GREEN, (width - w, 0)), (BLUE, (width - w, height - h)), (WHITE, (0, height - h))):
        image.paste(colour, (*at, at[0] + w, at[1] + h))
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def with_exif(orientation: int | None = None, **tags: object) -> Image.Exif:
    exif = Image.Exif()
    if orientation is not None:
        exif[274] = orientation
    for name, value in tags.items():
        exif[{"make": 271, "model": 272, "time": 306}[name]] = value
    return exif


def near(pixel: np.ndarray[Any, Any], colour: tuple[int, int, int]) -> bool:
    return bool(np.all(np.abs(pixel.astype(int) - colour) < 40))


def corners(pixels: np.ndarray[Any, Any]) -> list[str]:
    """Names of the colours clockwise from top left."""
    found = []
    for y, x in ((4, 4), (4, -5), (-5, -5), (-5, 4)):
        found += [n for n, c in (("red", RED), ("green", GREEN), ("blue", BLUE), ("white", WHITE)) if near(pixels[y, x], c)]
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_format_is_told_by_its_content(kind: str, tmp_path: Path) -> None:
    data = encoded(board(), kind)
    path = tmp_path / "photo.txt"
    path.write_bytes(data)
    picture = open_photo(path)
    assert picture.photo.format == kind
    assert (picture.photo.width, picture.photo.height) == (96, 64)
    assert picture.photo.sha256 == hashlib.sha256(data).hexdigest()
    assert picture.photo.size_bytes == len(data)
    assert picture.photo.name == "photo.txt"
    assert picture.pixels.shape == (64, 96, 3)
    assert picture.pixels.dtype == np.uint8
    assert corners(picture.pixels) == ["red", "green", "blue", "white"]
    assert picture.photo.damage == ""
    assert path.read_bytes() == data


def test_pixels_cannot_be_written() -> None:
    picture = open_photo(encoded(board(), "PNG"))
    with pytest.raises(ValueError, match="read-only"):
        picture.pixels[0, 0] = 0


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, ["red", "green", "blue", "white"]),
        (2, ["green", "red", "white", "blue"]),
        (3, ["blue", "white", "red", "green"]),
        (4, ["white", "blue", "green", "red"]),
        (5, ["red", "white", "blue", "green"]),
        (6, ["white", "red", "green", "blue"]),
        (7, ["blue", "green", "red", "white"]),
        (8, ["green", "blue", "white", "red"]),
    ],
)
def test_exif_orientation_turns_the_pixels_and_leaves_the_stored_size(orientation: int, expected: list[str]) -> None:
    picture = open_photo(encoded(board(), "JPEG", exif=with_exif(orientation), quality=95))
    assert corners(picture.pixels) == expected
    assert picture.photo.orientation == orientation
    assert (picture.photo.width, picture.photo.height) == (96, 64)
    assert picture.pixels.shape[:2] == ((96, 64) if orientation > 4 else (64, 96))


@pytest.mark.parametrize("orientation", [0, 9, 65000])
def test_an_orientation_that_does_not_exist_counts_as_upright(orientation: int) -> None:
    picture = open_photo(encoded(board(), "JPEG", exif=with_exif(orientation)))
    assert picture.photo.orientation == 1


def test_claims_of_exif_are_kept_and_places_are_not() -> None:
    exif = with_exif(make="Canon", model="Canon EOS R5\0junk", time="2022:08:13 09:15:07")
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 41.0, 22.2), 3: "E", 4: (139.0, 41.0, 30.1)})
    photo = open_photo(encoded(board(), "JPEG", exif=exif)).photo
    assert photo.camera == "Canon EOS R5"
    assert photo.taken_at == "2022-08-13T09:15:07"
    assert photo.has_location is True
    assert "41" not in repr(photo).replace(photo.sha256, "")


def test_a_position_block_without_position_is_no_location() -> None:
    exif = with_exif()
    exif.get_ifd(0x8825).update({0: b"\x02\x02\0\0"})
    assert open_photo(encoded(board(), "JPEG", exif=exif)).photo.has_location is False


@pytest.mark.parametrize("time", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday"])
def test_a_time_that_is_none_claims_nothing(time: str) -> None:
    assert open_photo(encoded(board(), "JPEG", exif=with_exif(time=time))).photo.taken_at is None


@pytest.mark.parametrize("junk", [b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 40])
def test_broken_exif_never_keeps_a_photo_out(junk: bytes) -> None:
    photo = open_photo(encoded(board(), "JPEG", exif=junk)).photo
    assert (photo.orientation, photo.camera, photo.taken_at) == (1, None, None)


# ------------------------------------------------------------------------------------------------ modes


def test_alpha_shows_white_where_nothing_is() -> None:
    image = board().convert("RGBA")
    image.putpixel((50, 30), (0, 0, 0, 0))
    assert open_photo(encoded(image, "PNG")).pixels[30, 50].tolist() == [255, 255, 255]


def test_palette_with_a_transparent_colour() -> None:
    image = Image.new("P", (20, 20), 0)
    image.putpalette([0, 0, 0, 200, 20, 20])
    image.paste(1, (0, 0, 10, 20))
    pixels = open_photo(encoded(image, "PNG", transparency=0)).pixels
    assert pixels[5, 5].tolist() == [200, 20, 20]
    assert pixels[5, 15].tolist() == [255, 255, 255]


@pytest.mark.parametrize("mode", ["L", "1", "LA"])
def test_grey_pictures(mode: str) -> None:
    image = Image.new("L", (20, 20), 0)
    image.paste(255, (10, 0, 20, 20))
    pixels = open_photo(encoded(image.convert(mode), "PNG")).pixels
    assert pixels[5, 2].tolist() == [0, 0, 0]
    assert pixels[5, 15].tolist() == [255, 255, 255]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_keeps_its_upper_byte(kind: str) -> None:
    values = np.array([[0, 257 * 100], [257 * 200, 65535]], dtype=np.uint16).repeat(8, 0).repeat(8, 1)
    pixels = open_photo(encoded(Image.fromarray(values), kind)).pixels
    assert [int(pixels[y, x, 0]) for y, x in ((0, 0), (0, 15), (15, 0), (15, 15))] == [0, 100, 200, 255]


def test_floating_point_grey_with_values_that_are_none() -> None:
    values = np.full((16, 16), -5.0, dtype=np.float32)
    values[:, 8:], values[0, 0] = 5.0, np.nan
    pixels = open_photo(encoded(Image.fromarray(values), "TIFF")).pixels
    assert (pixels[0, 0, 0], pixels[5, 2, 0], pixels[5, 12, 0]) == (0, 0, 255)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_keeps_its_colours(kind: str) -> None:
    pixels = open_photo(encoded(board().convert("CMYK"), kind)).pixels
    assert corners(pixels) == ["red", "green", "blue", "white"]


def test_of_several_pictures_the_first_is_taken() -> None:
    second = Image.new("RGB", (96, 64), BLUE)
    for kind in ("TIFF", "WEBP", "PNG"):
        data = encoded(board(), kind, save_all=True, append_images=[second])
        assert corners(open_photo(data).pixels)[0] == "red"


# ----------------------------------------------------------------------------------------------- HEIC


HEIC = base64.b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAAAERA
    AAIAAQAAAAABxQABAAAAAAAAAJEAAgAAAAACVgABAAAAAAAAAEwAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQAC
    AABFeGlmAAAAAA5waXRtAAAAAAABAAAA4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAA
    AAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0A
    BoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAJaXJvdAMAAAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAaaXJlZgAAAAAAAAAO
    Y2RzYwACAAEAAQAAAOVtZGF0AAAAjSgBr1iOSSSinEv/0KP/jrIbJznQFlts0DbphHxhoHYUxzvdZ8BkNusXMAf+9Hxmhb/pO0aJYjGOSLNK/sO4HPsr
    ilkiT8JEOF0A7HwvLxGDABJ/4rNF/RLOxCKF+BXxwe+pJfTCQJbRBr2p2HmSsKY3CMJ2jUzSRRWVYBPith5wZCD431Ow4CB+jnPjQAAAAAZFeGlmAABN
    TQAqAAAACAADAQ8AAgAAAAYAAAAyARAAAgAAAAoAAAA4ARIAAwAAAAEABgAAAAAAAEFwcGxlAGlQaG9uZSAxMwA=
    """
)
"""`board()` as an iPhone stores it: a quarter turn clockwise stated twice, in the `irot` box and in EXIF (orientation 6)."""


def test_heic_is_turned_once_by_its_decoder() -> None:
    picture = open_photo(HEIC, name="IMG_0001.HEIC")
    assert picture.photo.format == "HEIF"
    assert picture.photo.camera == "Apple iPhone 13"
    assert picture.photo.orientation == 1
    assert (picture.photo.width, picture.photo.height) == (64, 96)
    assert corners(picture.pixels) == ["white", "red", "green", "blue"]


def test_heic_above_the_cap_is_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_self: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(pi_heif.HeifImageFile, "load", load)
    with pytest.raises(TooLargeError, match="64 × 96"):
        open_photo(HEIC, limits=Limits(max_pixels=64 * 96 - 1))


def test_a_heic_that_claims_to_be_huge_is_refused() -> None:
    at = HEIC.index(b"ispe") + 8
    with pytest.raises(PhotoError, match="megapixels|damaged"):
        open_photo(HEIC[:at] + struct.pack(">II", 60_000, 60_000) + HEIC[at + 8 :])


@pytest.mark.parametrize("length", [40, 300, 500, 600])
def test_a_heic_that_ends_early_is_damaged(length: int) -> None:
    with pytest.raises(DamagedPhotoError, match="broken.heic"):
        open_photo(HEIC[:length], name="broken.heic")


# ------------------------------------------------------------------------------------------- no photos


@pytest.mark.promise(12, "11 kinds of foreign files under the name of a photo: all refused")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a" + b"\0" * 20, "GIF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04" + b"\0" * 40, "ZIP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"MZ\x90\0", "program"),
        (b"just words\n", "text"),
        (b"\0" * 500, "zeros"),
        (b"\0\0\0\x20ftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"\0\0\0\x20ftypisom\0\0\0\0isommp42", "video"),
        (b"\x92\xca\xdaioo\x1e\xef\0\xfe", "known|text|picture|program"),
    ],
)
def test_foreign_files_are_named_and_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=words) as caught:
        open_photo(data, name="holiday.jpg")
    assert "holiday.jpg" in str(caught.value)
    assert "JPEG, PNG" in str(caught.value)


def test_empty_missing_and_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(DamagedPhotoError, match=r"empty.jpg is empty.*Copy"):
        open_photo(tmp_path / "empty.jpg")
    with pytest.raises(PhotoError, match=r"no file gone.jpg"):
        open_photo(tmp_path / "gone.jpg")
    with pytest.raises(PhotoError, match="not a file"):
        open_photo(tmp_path)
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="not a file"):
        open_photo(tmp_path / "pipe.jpg")


def test_folders_in_a_name_as_received_are_dropped() -> None:
    data = encoded(board(), "PNG")
    assert open_photo(data, name="../../etc/board.png").photo.name == "board.png"
    assert open_photo(data, name="C:\\photos\\board.png").photo.name == "board.png"


def test_too_many_bytes(tmp_path: Path) -> None:
    data = encoded(board(), "PNG")
    (tmp_path / "big.png").write_bytes(data)
    for source in (data, tmp_path / "big.png"):
        with pytest.raises(TooLargeError, match="MB"):
            open_photo(source, limits=Limits(max_bytes=len(data) - 1))


# -------------------------------------------------------------------------------------------- damaged


@pytest.mark.promise(12, "a truncated picture is a message, not a crash")
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_half_a_file_is_damaged(kind: str) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8))
    data = encoded(noise, kind)
    with pytest.raises(DamagedPhotoError, match="Copy it again"):
        open_photo(data[: len(data) // 2], name="half")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_half_a_file_is_damaged_also_where_other_code_told_pillow_to_be_lenient(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    test_half_a_file_is_damaged(kind)
    assert ImageFile.LOAD_TRUNCATED_IMAGES, "what other code has set is put back"


def noisy_jpeg(**options: Any) -> bytes:
    noise = np.random.default_rng(2).integers(0, 255, (320, 320, 3), dtype=np.uint8)
    return encoded(Image.fromarray(noise), "JPEG", **options)


def test_a_jpeg_that_lacks_a_few_bytes_is_taken_in_and_said_so() -> None:
    data = noisy_jpeg()
    for lacking in (1, 2, 28):
        photo = open_photo(data[:-lacking]).photo
        assert photo.damage.startswith("the file ends early")
        assert photo.sha256 == hashlib.sha256(data[:-lacking]).hexdigest()
    assert "last 16 of 320 rows" in open_photo(data[: -len(data) // 20]).photo.damage


def test_a_jpeg_that_lacks_more_than_a_tenth_is_refused() -> None:
    data = noisy_jpeg()
    with pytest.raises(DamagedPhotoError, match="of 320 rows"):
        open_photo(data[: len(data) // 2], name="half.jpg")


def test_a_progressive_jpeg_that_ends_early_lacks_detail_not_rows() -> None:
    data = noisy_jpeg(progressive=True)
    assert "fine detail" in open_photo(data[:-100]).photo.damage


def test_what_phones_append_after_a_jpeg_is_no_damage() -> None:
    assert open_photo(noisy_jpeg() + b"\0\0\0\x18ftypmp42" + b"\xff\xda" * 30).photo.damage == ""


@pytest.mark.promise(12, "generated mutations of four formats: a picture or a message")
@settings(deadline=None)  # no time is asserted: machines differ
@given(st.data())
def test_mutated_files_end_in_a_picture_or_a_photo_error(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([encoded(board(32, 24), f) for f in ("JPEG", "PNG", "WEBP", "TIFF")]))
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        shape = open_photo(
            bytes(changed)[: data.draw(st.integers(1, len(whole)))], limits=Limits(max_pixels=100_000)
        ).pixels.shape
    except PhotoError:
        return
    assert shape[2] == 3


# ---------------------------------------------------------------------------------------------- bombs


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 5000)) + chunk(b"IEND", b"")


def webp_header(kind: bytes, width: int, height: int) -> bytes:
    if kind == b"VP8X":
        body = b"\0" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == b"VP8L":
        body = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + b"\0" * 20
    else:
        body = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + b"\0" * 20
    inner = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def tiff_header(width: int, height: int) -> bytes:
    tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (278, 4, height), (279, 4, 99)]
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + b"\0\0\0\0"


BOMBS = {
    "png": png_header(50_000, 50_000),
    "png just above the cap": png_header(12_000, 10_001),
    "webp extended": webp_header(b"VP8X", 16_383, 16_383),
    "webp lossless": webp_header(b"VP8L", 16_383, 16_383),
    "webp lossy": webp_header(b"VP8 ", 16_383, 16_383),
    "tiff": tiff_header(60_000, 60_000),
}


@pytest.mark.promise(12, "6 bombs (PNG, WebP, TIFF) refused before decoding, below 20 MB of memory")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_before_decoding(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError, match="megapixels"):
            open_photo(BOMBS[name], name="bomb")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_the_cap_is_a_setting() -> None:
    data = encoded(board(), "PNG")
    assert open_photo(data, limits=Limits(max_pixels=96 * 64)).photo.width == 96
    with pytest.raises(TooLargeError):
        open_photo(data, limits=Limits(max_pixels=96 * 64 - 1))
