"""Files that are not what they claim: refused, or inert; and bombs that never go off."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from teardown.custody.derivatives import working_copy
from teardown.errors import PhotoError
from tests.custody.photos import private_photo
from tests.intake.test_open import BOMBS, HEIC, png_header

SCRIPT = b"<script>alert(1)</script>"
PHP = b"<?php system($_GET['c']); ?>"
PAYLOADS = {"script": SCRIPT, "php": PHP, "html": b"<!DOCTYPE html><html><body onload=alert(1)>", "shell": b"#!/bin/sh\nid\n"}


def _archive(name: str = "evil.txt", data: bytes = SCRIPT) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def _with_comment(payload: bytes) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 24), (90, 120, 60)).save(buffer, "JPEG", comment=payload)
    return buffer.getvalue()


def _with_exif(payload: bytes) -> bytes:
    exif, buffer = Image.Exif(), io.BytesIO()
    exif[0x0110] = payload.decode()
    Image.new("RGB", (32, 24), (90, 120, 60)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def spoofed() -> dict[str, bytes]:
    """30 files under the names of photos: foreign formats, and photos that carry something else as well."""
    photos = {kind: private_photo(1, kind).data for kind in ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")}
    foreign = {
        "gif": b"GIF89a" + SCRIPT,
        "gif that is a script": b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)",
        "bmp": b"BM" + b"\0" * 60,
        "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "svg with entity": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        "html": PAYLOADS["html"],
        "zip": _archive(),
        "office document": _archive("word/document.xml"),
        "program": b"MZ\x90\0" + b"\0" * 60,
        "linux program": b"\x7fELF\x02\x01\x01" + b"\0" * 60,
        "shell": PAYLOADS["shell"],
        "php": PHP,
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(id) run\n",
        "avif": b"\0\0\0\x20ftypavif\0\0\0\0avifmif1" + b"\0" * 40,
        "jpeg in name only": b"\xff\xd8\xff" + SCRIPT,
    }
    polyglots = {
        **{f"{kind.lower()} and zip": data + _archive() for kind, data in photos.items()},
        **{f"jpeg and {name}": photos["JPEG"] + payload for name, payload in PAYLOADS.items()},
        **{f"jpeg with {name} as comment": _with_comment(payload) for name, payload in PAYLOADS.items()},
        "jpeg with script as camera": _with_exif(SCRIPT),
    }
    return foreign | polyglots


@pytest.mark.promise(12, "30 of 30 spoofed or polyglot files refused, or inert in what is made of them")
def test_spoofed_and_polyglot_files_are_refused_or_inert() -> None:
    files = spoofed()
    assert len(files) == 30
    refused = []
    for name, data in files.items():
        try:
            made = working_copy(data, name="photo.jpg").data
        except PhotoError:
            refused.append(name)
            continue
        assert made.startswith(b"\xff\xd8\xff"), name
        assert made.endswith(b"\xff\xd9"), name
        for trace in (*PAYLOADS.values(), b"PK\x03\x04", b"<script", b"alert("):
            assert trace not in made, name
    assert len(refused) == 16


def bombs() -> dict[str, bytes]:
    """What is small to send and would be huge to open."""
    at = HEIC.index(b"ispe") + 8
    jpeg = bytearray(private_photo(1, "JPEG").data)
    frame = jpeg.rindex(b"\xff\xc0\x00\x11\x08")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 65_500, 65_500)
    squeeze = zlib.compressobj(9)
    rows = b"".join(squeeze.compress(b"\0" * 62_510_000) for _ in range(5)) + squeeze.flush()
    whole = png_header(50_000, 50_000)
    start = whole.index(b"IDAT") - 4
    body = struct.pack(">I", len(rows)) + b"IDAT" + rows + struct.pack(">I", zlib.crc32(b"IDAT" + rows))
    text = b"zTXt" + b"Comment\0\0" + zlib.compress(b"\0" * 60_000_000)
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    small = private_photo(1, "PNG").data
    deep = io.BytesIO()
    with zipfile.ZipFile(deep, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 60_000_000)
    return {
        **BOMBS,
        "png of 50,000 × 50,000 pixels with all its rows": whole[:start] + body + whole[-12:],
        "jpeg of 65,500 × 65,500": bytes(jpeg),
        "heic of 60,000 × 60,000": HEIC[:at] + struct.pack(">II", 60_000, 60_000) + HEIC[at + 8 :],
        "png with a text of 60 MB": small[:33] + chunk + small[33:],
        "zip bomb": deep.getvalue(),
    }


MEASURE = """
import json, resource, sys, time
from pathlib import Path
from teardown.errors import PhotoError
from teardown.intake import open_photo
from teardown.custody.derivatives import working_copy

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

working_copy(Path(sys.argv[1]).read_bytes(), name="warm.jpg")
told = {}
for path in sys.argv[2:]:
    data = Path(path).read_bytes()
    before, start = most(), time.perf_counter()
    try:
        open_photo(data, name="photo.jpg")
        fate = "opened"
    except PhotoError as error:
        fate = type(error).__name__
    told[path] = [fate, most() - before, time.perf_counter() - start]
working_copy(Path(sys.argv[1]).read_bytes(), name="after.jpg")
print(json.dumps(told))
"""


@pytest.mark.evidence
@pytest.mark.promise(
    12,
    "11 bombs (PNG, JPEG, WebP, TIFF, HEIC, ZIP): refused, each below 300 MB more; the time of each is printed (0.01 s at most)",
)
def test_bombs_take_neither_memory_nor_the_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.jpg"
    good.write_bytes(private_photo(1, "JPEG").data)
    names = {}
    for n, (name, data) in enumerate(bombs().items()):
        path = tmp_path / f"bomb{n}"
        path.write_bytes(data)
        names[str(path)] = name
    assert len(names) == 11
    done = subprocess.run([sys.executable, "-c", MEASURE, str(good), *names], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    with capsys.disabled():
        for path, (fate, memory, seconds) in told.items():
            sys.stdout.write(f"\n{names[path]}: {fate}, {memory / 1e6:.0f} MB, {seconds:.2f} s")
    assert not [names[path] for path, (fate, _, _) in told.items() if fate == "opened"]
    assert max(memory for _, memory, _ in told.values()) < 300_000_000
