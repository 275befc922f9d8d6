"""`teardown case` from the first photo to a case that two people confirmed, and every refusal on the way."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from teardown import pipeline
from teardown.cli.program import run, teardown
from teardown.custody.casefolder import CaseFolder
from teardown.errors import CustodyError, RuleError, UsageError
from teardown.execution.executors import InlineExecutor
from teardown.intake import measure, open_photo
from teardown.model import Attribution, Candidate, ClaimLevel, PhotoAnalysis
from teardown.settings import Settings
from tests.custody.photos import private_photo
from tests.export.case import rectangle, sighting, unknown
from tests.small_db import write_small_db

PART = Attribution(
    ClaimLevel.PART,
    0.98,
    "marking matches part AX1234, documented for Alpha only",
    "alpha",
    "AX1234",
    "regulator",
    candidates=(Candidate("alpha", "AX1234", "regulator", "family:alpha/ax", "test", 0.98, "AX1234"),),
)
DESCRIPTION = """
id = "camera"
title = "A camera taken apart"
title_ja = "分解されたカメラ"
time_zone = "Asia/Tokyo"

[[unit]]
id = "unit-1"
maker = "Maker"
model = "Model"
acquired_on = 2024-05-01
"""


def _found(source: bytes, settings: Settings, *, name: str | None = None) -> PhotoAnalysis:
    """What an analysis answers: one part and one chip that nobody knows."""
    picture = open_photo(source, name=name)
    sha256 = picture.photo.sha256
    seen = (
        sighting(sha256, ("AX1234",), PART, rectangle(2, 2, 20, 10)),
        sighting(sha256, ("???",), unknown(("???",)), rectangle(30, 20, 20, 10)),
    )
    return PhotoAnalysis(picture.photo, measure(picture.pixels, []), seen)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The parts database of a few rows, and an analysis without text readers."""
    monkeypatch.setenv("TEARDOWN_PARTS_DB", str(write_small_db(tmp_path / "db")))
    monkeypatch.setattr(pipeline, "analyze_photo", _found)
    monkeypatch.setattr(pipeline, "make_executor", lambda settings, photos: (InlineExecutor(), 1))


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A case with one photo, analysed."""
    folder = tmp_path / "camera"
    (tmp_path / "case.toml").write_text(DESCRIPTION, encoding="utf-8")
    photo = private_photo(1)
    (tmp_path / photo.name).write_bytes(photo.data)
    assert run(["case", "init", str(folder), "--title", "A camera", "--by", "ann"]) == 0
    assert run(["case", "describe", str(folder), str(tmp_path / "case.toml"), "--by", "ann"]) == 0
    assert run(["case", "add", str(folder), str(tmp_path / photo.name), "--unit", "unit-1", "--by", "ann", "--from", "v-1"]) == 0
    assert run(["case", "analyze", str(folder)]) == 0
    capsys.readouterr()
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    """What a verb prints as JSON."""
    capsys.readouterr()
    assert run([*(str(a) for a in arguments), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def standing(capsys: pytest.CaptureFixture[str], case: Path, component: str = "C001") -> Any:
    return next(c for c in told(capsys, "case", "show", case)["components"] if c["component"] == component)


@pytest.mark.promise(
    8, "on the command line: signing one's own decision refused with exit code 9, on record only what was allowed"
)
def test_two_people_confirm_a_component(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert standing(capsys, case)["said"]["level"] == 3
    assert run(["case", "decide", str(case), "C001", "--verdict", "accept", "--by", "ann"]) == 0
    assert standing(capsys, case)["said"]["level"] == 3
    before = CaseFolder(case).entries()
    for name in ("ann", " ANN ", "Ａnn"):
        assert run(["case", "sign", str(case), "d1", "--by", name]) == RuleError.exit_code
    assert "takes a second person" in capsys.readouterr().err
    assert CaseFolder(case).entries() == before
    assert run(["case", "sign", str(case), "d1", "--by", "ben"]) == 0
    said = standing(capsys, case)["said"]
    assert (said["level"], said["wording"]) == (4, "identified as AX1234 by Alpha; confirmed by two people")


@pytest.mark.promise(8, "a new decision about a signed component reopens it, and the old one cannot be signed any more")
def test_a_new_decision_reopens_a_signed_component(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["case", "decide", str(case), "C001", "--verdict", "accept", "--by", "ann"])
    run(["case", "sign", str(case), "d1", "--by", "ben"])
    again = [
        "case",
        "decide",
        str(case),
        "C001",
        "--verdict",
        "correct",
        "--company",
        "Beta",
        "--part",
        "B25Q64B",
        "--category",
        "flash",
        "--why",
        "logo",
    ]
    assert run([*again, "--by", "cleo"]) == 0
    said = standing(capsys, case)["said"]
    assert (said["level"], said["manufacturer"]) == (0, None)
    assert run(["case", "sign", str(case), "d1", "--by", "dora"]) == RuleError.exit_code
    assert run(["case", "sign", str(case), "d2", "--by", "dora"]) == 0
    said = standing(capsys, case)["said"]
    assert (said["level"], said["manufacturer"], said["part_number"]) == (4, "beta", "B25Q64B")
    assert said["category"] == "flash"


@pytest.mark.promise(8, "a second reader reads blind; agreement is printed as share and Cohen's kappa")
def test_a_blind_second_reading_and_the_agreement(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["case", "decide", str(case), "C001", "--verdict", "accept", "--by", "ann"])
    blind = [
        "case",
        "decide",
        str(case),
        "C001",
        "--verdict",
        "correct",
        "--company",
        "Alpha",
        "--part",
        "AX1234",
        "--why",
        "read",
    ]
    assert run([*blind, "--blind", "--by", "ben"]) == 0
    shown = told(capsys, "case", "show", case)
    assert shown["agreement"]["pairs"] == shown["agreement"]["agreed"] == 1
    assert standing(capsys, case)["said"]["level"] == 4
    run(
        [
            "case",
            "decide",
            str(case),
            "C002",
            "--verdict",
            "unidentified",
            "--reason",
            "unreadable",
            "--why",
            "sanded",
            "--by",
            "ann",
        ]
    )
    run(["case", "decide", str(case), "C002", "--verdict", "not a chip", "--why", "a sticker", "--blind", "--by", "ben"])
    assert run(["case", "show", str(case)]) == 0
    assert "blind second readings: 2, the same company in 1 (Cohen's kappa" in capsys.readouterr().out


def test_what_decide_refuses(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide = ["case", "decide", str(case)]
    for arguments, code in (
        (["C009", "--verdict", "accept"], UsageError.exit_code),
        (["C002", "--verdict", "accept"], UsageError.exit_code),
        (["C001", "--verdict", "accept", "--company", "Beta"], UsageError.exit_code),
        (["C001", "--verdict", "correct", "--company", "Nobody Inc.", "--why", "x"], UsageError.exit_code),
        (["C001", "--verdict", "correct", "--why", "x"], RuleError.exit_code),
        (["C001", "--verdict", "correct", "--company", "Beta", "--category", "x", "--why", "x"], UsageError.exit_code),
        (["C001", "--verdict", "unidentified"], RuleError.exit_code),
        (["C001", "--verdict", "unidentified", "--company", "Beta", "--why", "x"], RuleError.exit_code),
        (["C001", "--verdict", "accept", "--unit", "unit-2"], UsageError.exit_code),
    ):
        assert run([*decide, *arguments, "--by", "ann"]) == code, arguments
    assert not CaseFolder(case).state().record().decisions
    assert "Traceback" not in capsys.readouterr().err


def test_a_description_is_recorded_once(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.toml"
    assert told(capsys, "case", "describe", case, file, "--by", "ann") == {"recorded": []}
    file.write_text(DESCRIPTION.replace("A camera taken", "The camera taken"), encoding="utf-8")
    assert told(capsys, "case", "describe", case, file, "--by", "ann") == {"recorded": ["case camera"]}


def test_a_serial_number_is_sealed_and_stays_so(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = CliRunner().invoke(teardown, ["case", "serial", str(case), "unit-1", "--by", "ann"], input="SN-4711\n")
    assert done.exit_code == 0, done.output
    assert "SN-4711" not in done.output
    kept = CaseFolder(case)
    digest = kept.state().record().units[0].serial_digest
    assert kept.sealed.reveal(digest).text == "SN-4711"
    assert b"SN-4711" not in kept.journal.path.read_bytes()
    assert told(capsys, "case", "describe", case, tmp_path / "case.toml", "--by", "ann") == {"recorded": []}
    assert run(["verify", str(case)]) == 0
    with pytest.raises(CustodyError):
        kept.sealed.reveal(hashlib.sha256(b"other").hexdigest())


def test_photos_that_are_known_or_none(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.jpg").write_text("no photo")
    new, known = private_photo(3), private_photo(1)
    (tmp_path / "new.jpg").write_bytes(new.data)
    (tmp_path / "again.jpg").write_bytes(known.data)
    files = [tmp_path / name for name in ("new.jpg", "again.jpg", "text.jpg")]
    shown = told(capsys, "case", "add", case, *files, "--unit", "unit-1", "--by", "ann", code=4)
    assert [photo["status"] for photo in shown["photos"]] == ["sealed", "known", "refused"]
    (tmp_path / "newer.jpg").write_bytes(private_photo(5).data)
    assert run(["case", "add", str(case), str(tmp_path / "newer.jpg"), "--unit", "unit-9", "--by", "ann"]) == UsageError.exit_code
    assert run(["verify", str(case)]) == 0
    (tmp_path / "empty").mkdir()
    assert run(["case", "add", str(case), str(tmp_path / "empty"), "--unit", "unit-1", "--by", "ann"]) == 3
    assert run(["case", "show", str(tmp_path / "empty")]) == 3


def test_what_was_analysed_is_not_analysed_again(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = CaseFolder(case).entries()

    def never(*arguments: object, **more: object) -> PhotoAnalysis:
        raise AssertionError("analysed again")

    monkeypatch.setattr(pipeline, "analyze_photo", never)
    assert run(["case", "analyze", str(case)]) == 0
    assert CaseFolder(case).entries() == before
    kinds = [entry.kind for entry in before]
    assert kinds == ["CaseDescribed", "CaseDescribed", "UnitDescribed", "PhotoReceived", "PhotoAnalysed", "DerivativesMade"]


def test_a_changed_original_is_not_analysed(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new.jpg").write_bytes(private_photo(3).data)
    run(["case", "add", str(case), str(tmp_path / "new.jpg"), "--unit", "unit-1", "--by", "ann"])
    path = CaseFolder(case).originals.path(hashlib.sha256(private_photo(3).data).hexdigest())
    path.chmod(0o644)
    path.write_bytes(private_photo(5).data)
    assert run(["case", "analyze", str(case)]) == CustodyError.exit_code
    assert "was changed after it was sealed" in capsys.readouterr().err


def test_an_original_is_handed_out_and_that_is_on_record(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sha256 = hashlib.sha256(private_photo(1).data).hexdigest()
    out = tmp_path / "out.jpg"
    assert run(["case", "original", str(case), sha256, "--out", str(out), "--why", "for the court", "--by", "ben"]) == 0
    assert out.read_bytes() == private_photo(1).data
    assert run(["case", "log", str(case)]) == 0
    assert f"original {sha256[:16]}… read: for the court" in capsys.readouterr().out


def test_the_log_in_both_languages_and_the_case_s_time(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["case", "decide", str(case), "C001", "--verdict", "accept", "--by", "ann"])
    assert run(["case", "log", str(case)]) == 0
    english = capsys.readouterr().out
    assert "Asia/Tokyo" in english
    assert "decision d1: accept alpha AX1234" in english
    assert run(["case", "log", str(case), "--language", "ja"]) == 0
    assert "判定d1：提案どおり" in capsys.readouterr().out
    entries = told(capsys, "case", "log", case)
    assert [e["number"] for e in entries] == list(range(1, len(entries) + 1))


def test_noted_evidence(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "evidence.json"
    noted = {
        "kind": "firmware",
        "text": "ax9000",
        "part_number": "AX9000QFN",
        "manufacturer": "alpha",
        "noted_by": "ben",
        "source": "dump",
    }
    file.write_text(json.dumps([noted]))
    assert len(told(capsys, "case", "note", case, file, "--by", "ben")["noted"]) == 1
    assert told(capsys, "case", "note", case, file, "--by", "ben")["noted"] == []
    assert standing(capsys, case, "C003")["said"]["part_number"] == "AX9000QFN"
    # No photo shows it: nothing to point a decision at.
    assert run(["case", "decide", str(case), "C003", "--verdict", "accept", "--by", "ann"]) == UsageError.exit_code


@pytest.mark.promise(18, "backup → restore and export → import on the command line print the same digest")
def test_export_import_backup_restore(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, back = tmp_path / "there", tmp_path / "back"
    digests = {
        told(capsys, *arguments)["digest"]
        for arguments in (
            ("case", "export", case, tmp_path / "case.zip"),
            ("case", "import", tmp_path / "case.zip", there),
            ("backup", there, tmp_path / "backup.zip"),
            ("restore", tmp_path / "backup.zip", back),
        )
    }
    assert len(digests) == 1
    assert run(["verify", str(case), str(there), str(back), str(tmp_path / "case.zip")]) == 0
    assert standing(capsys, back) == standing(capsys, case)


def test_a_case_begins_in_a_folder_of_its_own(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["case", "init", str(case), "--title", "x", "--by", "ann"]) == UsageError.exit_code
    assert run(["case", "init", str(tmp_path / "a b"), "--title", "x", "--by", "ann"]) == UsageError.exit_code
    assert "--id HANDLE" in capsys.readouterr().err
    assert not (tmp_path / "a b").exists()
