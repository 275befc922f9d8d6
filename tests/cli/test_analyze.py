"""`teardown analyze` over good and hostile files: a fate for each, the right exit code, the same bytes whoever works."""

from __future__ import annotations

import json
import os
import struct
import zlib
from pathlib import Path

import pytest

from teardown.cli.output import Progress
from teardown.cli.program import run
from tests.rendering.small_board import BOARD, CAMERA, photograph, with_part

FAST = ("--mode", "fast")
"""Once over each photo: enough for clear print, and these tests are not about reading."""


def _png(width: int, height: int, body: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def hostile(folder: Path, good: bytes) -> int:
    """Put files into a folder that are no photos, or not quite; how many."""
    files = {
        "empty.jpg": b"",
        "text.jpg": b"this is no photo",
        "page.jpg": b"<!doctype html><script>alert(1)</script>",
        "only-start.jpg": b"\xff\xd8\xff",
        "only-header.jpg": good[:400],
        "noise.jpg": bytes(range(256)) * 40,
        "noise.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "bomb.png": _png(60000, 60000),
        "no-rows.png": _png(800, 600),
        "no-size.png": _png(0, 0),
        "bad-check.png": _png(40, 40, b"\0" * 4840)[:-12].replace(b"IDAT", b"IDAX"),
        "short.webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        "liar.webp": b"RIFF\xff\xff\xff\xffWEBPVP8L" + b"\xff" * 60,
        "loop.tif": b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 65535) + b"\x01" * 30 + struct.pack("<I", 8),
        "far.tif": b"II*\x00\xff\xff\xff\x7f",
        "brand-only.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        "broken.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\xff" * 500,
        "postscript.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(id) run\n",
        "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        "archive.tiff": b"PK\x03\x04" + b"\0" * 60,
        "=cmd|' C calc'!A1.jpg": b"\0" * 100,
        "line\nbreak\u202egpj.jpg": b"\0" * 101,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "nowhere.jpg").symlink_to(folder / "not-there.jpg")
    (folder / "folder.jpg").mkdir()
    os.mkfifo(folder / "pipe.jpg")
    return len(files)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two photos of boards."""
    folder = tmp_path_factory.mktemp("photos")
    photograph(BOARD, folder / "front.jpg")
    photograph(with_part("U3", None), folder / "back.jpg", CAMERA)
    return folder


@pytest.fixture(scope="module")
def result(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process made of them."""
    out = tmp_path_factory.mktemp("one") / "out"
    assert run(["analyze", str(photos), "--out", str(out), "--unit", "Unit", "--jobs", "1", *FAST]) == 0
    return out


def bytes_of(out: Path) -> dict[str, bytes]:
    """The files that must be the same, byte for byte, for the same photos."""
    kept = {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.suffix in (".csv", ".json")}
    return {name: data for name, data in kept.items() if not name.startswith(".work")}


@pytest.mark.promise(10, "1 and 4 workers: byte-equal CSV and JSON")
def test_four_processes_give_the_same_bytes_as_one(photos: Path, result: Path, tmp_path: Path) -> None:
    assert run(["analyze", str(photos), "--out", str(tmp_path / "out"), "--unit", "Unit", "--jobs", "4", *FAST]) == 0
    assert bytes_of(tmp_path / "out") == bytes_of(result)
    assert {Path(name).suffix for name in bytes_of(result)} == {".csv", ".json"}


@pytest.mark.promise(10, "an interrupted run that goes on: byte-equal CSV and JSON")
@pytest.mark.promise(15, "an interrupted run keeps its finished photos and goes on to the same bytes")
def test_interrupted_run_continues_to_the_same_bytes(
    photos: Path, result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["analyze", str(photos), "--out", str(tmp_path / "out"), "--unit", "Unit", "--jobs", "1", *FAST]

    def stop(self: Progress, outcome: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Progress, "finished", stop)
        assert run(command) == 130
    assert "1 of 2 photos are finished and kept; the same command continues" in capsys.readouterr().err
    assert len([p for p in (tmp_path / "out").rglob("*.json") if len(p.stem) == 64]) == 1
    assert run(command) == 0
    assert bytes_of(tmp_path / "out") == bytes_of(result)


@pytest.mark.promise(12, "25 hostile files among good ones: a fate for each, no crash, the good ones analysed")
def test_hostile_files_among_good_ones(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    good = (photos / "front.jpg").read_bytes()
    (folder / "good.jpg").write_bytes(good)
    (folder / "twin.jpg").write_bytes(good)
    named_in_no_encoding = os.fsdecode(b"caf\xe9.jpg")
    (folder / named_in_no_encoding).write_bytes((photos / "back.jpg").read_bytes())
    bad = hostile(folder, good)
    code = run(["analyze", str(folder), "--out", str(tmp_path / "out"), "--json", *FAST])
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert code == told["exit_code"] == 4
    fates = {Path(photo["path"]).name: photo for photo in told["photos"]}
    assert fates["good.jpg"]["status"] == "analysed"
    assert fates["twin.jpg"]["status"] == "duplicate"
    assert sum(photo["status"] == "analysed" for photo in told["photos"]) == 2
    rest = [photo for photo in told["photos"] if photo["status"] not in ("analysed", "duplicate")]
    assert len(rest) >= bad
    assert all(photo["why"] for photo in rest)
    assert not [photo for photo in rest if photo["status"] == "failed"]
    assert told["identified"] >= 3
    assert "Traceback" not in shown.err


def test_the_fate_of_each_file_is_told_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.jpg").write_bytes(b"this is no photo")
    assert run(["analyze", str(tmp_path / "text.jpg"), "--out", str(tmp_path / "out")]) == 4
    shown = capsys.readouterr()
    assert "text.jpg  refused: " in shown.err
    assert "1 file: 1 refused" in shown.err
    assert not shown.out


def test_nothing_to_do_and_nowhere_to_write(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["analyze", str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == 3
    assert "teardown: " in capsys.readouterr().err
    (tmp_path / "file").write_text("a file where a folder should be")
    assert run(["analyze", str(photos), "--out", str(tmp_path / "file" / "out")]) == 7
    assert "Choose another with --out" in capsys.readouterr().err


def test_table_of_a_result(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table", str(result), "--country", "JP", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "No.,Company Name,Confirmed Parts"
    assert next(line.split(",")[1] for line in lines[1:]) == '"ROHM Co.'
    assert run(["table", str(result), "--company", "Winbond", "--json"]) == 0
    assert [row["manufacturer"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["winbond"]
