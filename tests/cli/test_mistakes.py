"""What people do wrong, and what goes wrong around them: one clear message, its exit code, nothing lost, nothing half-written."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from teardown.cli.program import run
from teardown.custody.casefolder import open_case
from teardown.errors import CustodyError, NoInputError, OutputError, UsageError
from tests.custody.build import full_case
from tests.custody.photos import private_photo
from tests.small_db import write_small_db
from tests.test_files import room_for

BY = ("--by", "ann")
LONG = "n" * 300
ON_A_CASE = {
    "describe": ("case", "describe", "@", "FILE", *BY),
    "serial": ("case", "serial", "@", "unit-1", *BY),
    "add": ("case", "add", "@", "FILE", "--unit", "unit-1", *BY),
    "analyze": ("case", "analyze", "@"),
    "checkpoint": ("case", "checkpoint", "@"),
    "decide": ("case", "decide", "@", "C001", "--verdict", "accept", *BY),
    "export": ("case", "export", "@", "OUT"),
    "log": ("case", "log", "@"),
    "note": ("case", "note", "@", "FILE", *BY),
    "original": ("case", "original", "@", "0" * 64, "--out", "OUT", "--why", "x", *BY),
    "show": ("case", "show", "@"),
    "sign": ("case", "sign", "@", "d1", *BY),
    "addressees": ("letters", "addressees", "@"),
    "draft": ("letters", "draft", "@", "--out", "OUT", *BY),
    "sent": ("letters", "sent", "@", "letter-1", *BY),
    "status": ("letters", "status", "@"),
    "record": ("answers", "record", "@", "FILE", *BY),
    "table": ("answers", "table", "@"),
    "report": ("report", "@", "--out", "OUT", *BY),
    "package": ("package", "@", "--out", "OUT", *BY),
    "verify": ("verify", "@"),
}
WRITING = ("sign", "sent", "export")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TEARDOWN_PARTS_DB", str(write_small_db(tmp_path / "db")))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return full_case(tmp_path / "camera", 1).kept.folder


def on(case: Path, verb: str, tmp_path: Path) -> int:
    named = {"@": case, "FILE": tmp_path / "file.json", "OUT": tmp_path / "out"}
    (tmp_path / "file.json").write_text("[]")
    return run([str(named.get(word, word)) for word in ON_A_CASE[verb]])


def said(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr().err
    assert "unforeseen" not in told
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize("verb", ON_A_CASE)
@pytest.mark.parametrize("name", ["nothing", LONG, os.fsdecode(b"caf\xe9")])
def test_a_case_that_is_not_there(verb: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(tmp_path / name, verb, tmp_path) == NoInputError.exit_code
    assert said(capsys).startswith("teardown: ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verb", ON_A_CASE)
def test_an_emptied_ledger(verb: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case / "ledger.jsonl").write_bytes(b"")
    assert on(case, verb, tmp_path) == CustodyError.exit_code
    said(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verb", WRITING)
def test_a_case_that_cannot_be_written(verb: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case / ".ledger.jsonl.lock").unlink(missing_ok=True)
    (case / ".ledger.jsonl.lock").mkdir()
    assert on(case, verb, tmp_path) == OutputError.exit_code
    assert "cannot be written" in said(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["case", "init"], ["analyze", "x.jpg"], ["parts", "lint", "--frobnicate"], ["frobnicate"]])
def test_wrong_calls_are_json_too(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--json"]) == UsageError.exit_code
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == UsageError.exit_code
    assert told["error"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["analyze", LONG, "--out", "OUT"], NoInputError.exit_code),
        (["table", LONG], NoInputError.exit_code),
        (["verify", LONG], NoInputError.exit_code),
        (["bench", LONG], NoInputError.exit_code),
        (["parts", "info", "--parts-db", LONG], NoInputError.exit_code),
        (["parts", "trial", "nothing.csv"], NoInputError.exit_code),
        (["parts", "coverage", "nothing.csv"], NoInputError.exit_code),
        (["case", "import", LONG, "OUT"], NoInputError.exit_code),
        (["restore", "nothing.zip", "OUT"], NoInputError.exit_code),
        (["case", "init", "日本", "--title", "x", *BY], UsageError.exit_code),
        (["case", "init", "OUT", "--title", " ", *BY], UsageError.exit_code),
        (["table", "x", "--country", "ZZ"], NoInputError.exit_code),
    ],
)
def test_paths_and_names_that_cannot_be(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert run([str(tmp_path / "out") if word == "OUT" else word for word in arguments]) == code
    said(capsys)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_makes_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photos").mkdir()
    assert run(["analyze", str(tmp_path / "photos"), "--out", str(tmp_path / "out")]) == NoInputError.exit_code
    assert not (tmp_path / "out").exists()


def test_files_that_are_no_photos_make_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no photo.jpg").write_text("text")
    before = sorted(tmp_path.rglob("*"))
    arguments = ["analyze", str(tmp_path / "no photo.jpg"), "--out", str(tmp_path / "new" / "out")]
    assert run(arguments) == 4
    shown = said(capsys)
    assert "nothing was written" in shown
    assert "Name photos of boards" in shown
    assert sorted(tmp_path.rglob("*")) == before
    assert run([*arguments, "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 4
    assert told["files"] == {}
    assert "nothing was written" in told["error"]
    assert [photo["status"] for photo in told["photos"]] == ["refused"]


def test_a_folder_that_holds_other_things_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "no photo.jpg").write_text("text")
    before = sorted(tmp_path.rglob("*"))
    assert run(["analyze", str(tmp_path / "no photo.jpg"), "--out", str(tmp_path)]) == 4
    assert sorted(tmp_path.rglob("*")) == before


def test_a_photo_that_is_none_takes_the_place_of_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no photo.jpg").write_text("text")
    Image.new("RGB", (320, 240), "darkgreen").save(tmp_path / "photo.png")
    out = tmp_path / "out"
    assert run(["analyze", str(tmp_path / "photo.png"), "--out", str(out), "--mode", "fast", "--jobs", "1"]) == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert before
    capsys.readouterr()
    assert run(["analyze", str(tmp_path / "no photo.jpg"), "--out", str(out)]) == 4
    assert "stays as it was" in said(capsys)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_a_country_that_no_company_is_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no photo.jpg").write_text("text")
    arguments = ["analyze", str(tmp_path / "no photo.jpg"), "--out", str(tmp_path / "out")]
    assert run([*arguments, "--country", "ZZ"]) == UsageError.exit_code
    assert "“ZZ”" in said(capsys)


def test_nothing_is_written_over(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older = tmp_path / "paper.txt"
    older.write_text("an older checkpoint")
    sha256 = next(open_case(case).originals.items())
    length = len(open_case(case).entries())
    original = ["case", "original", str(case), sha256, "--why", "x", *BY, "--out"]
    assert run(["case", "checkpoint", str(case), "--out", str(older)]) == UsageError.exit_code
    assert run([*original, str(older)]) == UsageError.exit_code
    (tmp_path / "file").write_text("in the way")
    assert run([*original, str(tmp_path / "file" / "photo.jpg")]) in (NoInputError.exit_code, OutputError.exit_code)
    with room_for(10):
        assert run([*original, str(tmp_path / "photo.jpg")]) == OutputError.exit_code
    said(capsys)
    assert older.read_text() == "an older checkpoint"
    assert not (tmp_path / "photo.jpg").exists()
    # Nobody has read what nobody was given.
    assert len(open_case(case).entries()) == length


@pytest.mark.parametrize("sha256", ["zz", "0" * 64, "0" * 12])
def test_an_original_that_the_case_does_not_have(
    sha256: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["case", "original", str(case), sha256, "--why", "x", *BY, "--out", str(tmp_path / "photo.jpg")]
    assert run(arguments) == UsageError.exit_code
    assert "has no photo" in said(capsys)


def test_a_serial_number_that_is_not_given(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(os.devnull) as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        assert run(["case", "serial", str(case), "unit-1", *BY]) == UsageError.exit_code
    assert "Nothing was sealed" in said(capsys)


@pytest.mark.parametrize("verb", [("case", "export"), ("backup",)])
def test_an_archive_does_not_lie_in_what_it_holds(verb: tuple[str, ...], case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*verb, str(case), str(case / "case.zip")]) == UsageError.exit_code
    assert "elsewhere" in said(capsys)
    assert run(["verify", str(case)]) == 0


def test_an_archive_that_was_cut_is_named(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = tmp_path / "case.zip"
    assert run(["case", "export", str(case), str(whole)]) == 0
    whole.write_bytes(whole.read_bytes()[:-1000])
    assert run(["verify", str(whole)]) == CustodyError.exit_code


def test_a_digest_is_of_a_package(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(case), "--digest", "abc"]) == UsageError.exit_code
    assert "64 hex digits" in said(capsys)
    assert run(["verify", str(case), "--digest", "a" * 64]) == UsageError.exit_code
    assert "is no package" in said(capsys)


def test_bytes_that_are_no_text(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, io.TextIOWrapper)
        stream.reconfigure(errors="replace")  # as the program does
    photo = private_photo(7)
    named = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    named.write_bytes(photo.data)
    assert run(["case", "add", str(case), str(named), "--unit", "unit-1", *BY]) == 0
    other = tmp_path / "other.jpg"
    other.write_bytes(private_photo(8).data)
    name = os.fsdecode(b"caf\xe9")
    assert run(["case", "add", str(case), str(other), "--unit", "unit-1", "--board", name, *BY]) == UsageError.exit_code
    assert "no text" in said(capsys)
    assert run(["case", "log", str(case)]) == 0
    assert "caf?.jpg" in capsys.readouterr().out
    assert run(["verify", str(case)]) == 0


def test_a_unit_that_the_case_does_not_have(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = tmp_path / "known.jpg"
    known.write_bytes(private_photo(0).data)
    assert run(["case", "add", str(case), str(known), "--unit", "unit-9", *BY]) == UsageError.exit_code
    assert run(["case", "show", str(case), "--unit", "unit-9"]) == UsageError.exit_code
    assert "unit-9" in said(capsys) or "unit-1" in said(capsys)


def test_the_same_answers_again_are_nothing_new(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('[[answer]]\nid = "a1"\ncompany = "alpha"\nlanguage = "en"\nstatus = "full response"\ntext = "Ours."\n')
    assert run(["answers", "record", str(case), str(file), *BY]) == 0
    length = len(open_case(case).entries())
    assert run(["answers", "record", str(case), str(file), *BY]) == 0
    assert "Nothing is new" in capsys.readouterr().out
    assert len(open_case(case).entries()) == length


def test_a_description_is_called_what_it_is_read_as(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "description.txt"
    file.write_text("not = = toml")
    assert run(["case", "describe", str(case), str(file), *BY]) == UsageError.exit_code
    assert "not valid TOML" in said(capsys)
