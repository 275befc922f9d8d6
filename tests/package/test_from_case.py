"""The verbs report and package: what leaves a case on disk is checked, goes on its ledger, and names the one before it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import bagit
import pytest

from teardown.case.records import Case
from teardown.cli.program import run
from teardown.custody.casefolder import CaseFolder, create_case, open_case
from teardown.custody.checkpoint import read_checkpoint
from teardown.errors import CustodyError, InterruptedRunError, OutputError, UsageError
from teardown.package import package_digest, verify_package
from tests.custody.build import analysed_case
from tests.small_db import write_small_db
from tests.test_files import room_for


@pytest.fixture
def kept(tmp_path: Path) -> CaseFolder:
    return analysed_case(tmp_path / "case")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return write_small_db(tmp_path / "db")


def package(kept: CaseFolder, database: Path, out: Path, *options: str) -> int:
    common = ["--out", str(out), "--by", "ann", "--on", "2024-07-01", "--parts-db", str(database)]
    return run(["package", str(kept.folder), *common, *options])


@pytest.mark.promise(
    16, "on the command line: each package verifies against its digest on the ledger; a newer one names the older"
)
def test_packages_are_on_record_and_name_the_one_before(kept: CaseFolder, database: Path, tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("first", "second", "sealed")]
    assert package(kept, database, outs[0]) == 0
    assert package(kept, database, outs[1]) == 0
    assert package(kept, database, outs[2], "--sealed") == 0
    assert run(["verify", str(kept.folder), *map(str, outs)]) == 0
    releases = open_case(kept.folder).state().record().releases
    assert [(r.id, r.sealed, r.supersedes) for r in releases] == [
        ("package-public-1", False, ""),
        ("package-public-2", False, "package-public-1"),
        ("package-sealed-1", True, ""),
    ]
    assert [r.sha256 for r in releases] == [package_digest(out) for out in outs]
    told = [bagit.Bag(str(out)).info.get("Teardown-Supersedes") for out in outs]
    assert told == [None, f"package-public-1 {releases[0].sha256}", None]
    assert not (outs[0] / "data" / "photos").exists()
    assert len(list((outs[2] / "data" / "photos").iterdir())) == 1


@pytest.mark.promise(13, "each original that goes into a sealed package is in the ledger as read, with who and why")
def test_readings_of_originals_for_a_sealed_package_are_on_record(kept: CaseFolder, database: Path, tmp_path: Path) -> None:
    assert package(kept, database, tmp_path / "sealed", "--sealed") == 0
    read = [json.loads(entry.payload) for entry in kept.entries() if entry.kind == "OriginalRead"]
    assert [event["why"] for event in read] == ["sealed package package-sealed-1"]
    ledger = (tmp_path / "sealed" / "data" / "ledger.jsonl").read_text(encoding="utf-8")
    assert "OriginalRead" in ledger
    assert '"Released"' not in ledger, "the package cannot hold its own release"


def test_a_package_is_never_written_over_another(
    kept: CaseFolder, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there").mkdir()
    assert package(kept, database, tmp_path / "there") == OutputError.exit_code
    assert "new folder" in capsys.readouterr().err
    assert kept.state().record().releases == ()


def test_a_changed_package_is_named_with_exit_code_8(
    kept: CaseFolder, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert package(kept, database, tmp_path / "out") == 0
    (tmp_path / "out" / "data" / "README.txt").write_text("changed")
    assert run(["verify", str(tmp_path / "out")]) == CustodyError.exit_code
    assert "data/README.txt: changed" in capsys.readouterr().out


def test_a_report_is_written_and_on_record(
    kept: CaseFolder, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    arguments = ["report", str(kept.folder), "--out", str(out), "--by", "ann", "--parts-db", str(database), "--json"]
    assert run(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"report.html", "report.ja.html", "evidence.xlsx", "case.json", "tables/decisions.csv"} <= set(told["files"])
    assert all(Path(path).is_file() for path in told["files"].values())
    assert [r.id for r in kept.state().record().releases] == ["report-1"]


def releases_of(kept: CaseFolder) -> list[str]:
    return [release.id for release in open_case(kept.folder).state().record().releases]


def test_what_cannot_go_on_record_does_not_leave(kept: CaseFolder, database: Path, tmp_path: Path) -> None:
    shutil.rmtree(kept.folder / "releases")
    (kept.folder / "releases").write_text("in the way")
    out = tmp_path / "report"
    out.mkdir()
    (out / "report.html").write_text("an earlier report")
    assert package(kept, database, tmp_path / "public") == OutputError.exit_code
    assert package(kept, database, tmp_path / "sealed", "--sealed") == OutputError.exit_code
    report = ["report", str(kept.folder), "--out", str(out), "--by", "ann", "--parts-db", str(database)]
    assert run(report) == OutputError.exit_code
    assert not (tmp_path / "public").exists()
    assert not (tmp_path / "sealed").exists()
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert (out / "report.html").read_text() == "an earlier report"
    assert releases_of(kept) == []


def test_without_room_there_is_no_half_package(kept: CaseFolder, database: Path, tmp_path: Path) -> None:
    with room_for(4000):
        assert package(kept, database, tmp_path / "public") == OutputError.exit_code
    assert [path.name for path in tmp_path.iterdir() if "public" in path.name] == []
    assert releases_of(kept) == []


def test_an_original_that_was_changed_is_told_and_no_part_of_a_sealed_package(
    kept: CaseFolder, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = kept.originals.path(next(kept.originals.items()))
    original.chmod(0o644)
    original.write_bytes(original.read_bytes()[:-1])
    assert package(kept, database, tmp_path / "public") == 0
    assert "the original is missing or was changed" in capsys.readouterr().err
    assert package(kept, database, tmp_path / "sealed", "--sealed") == CustodyError.exit_code
    assert not (tmp_path / "sealed").exists()


def test_a_package_against_a_printed_checkpoint(
    kept: CaseFolder, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "paper.txt"
    assert run(["case", "checkpoint", str(kept.folder), "--out", str(paper)]) == 0
    assert package(kept, database, tmp_path / "public") == 0
    assert run(["verify", str(tmp_path / "public"), "--checkpoint", str(paper)]) == 0
    later = tmp_path / "later.txt"
    assert run(["case", "checkpoint", str(kept.folder), "--out", str(later)]) == 0
    assert run(["verify", str(tmp_path / "public"), "--checkpoint", str(later)]) == UsageError.exit_code
    assert "older" in capsys.readouterr().err
    other = CaseFolder(tmp_path / "other")
    create_case(other.folder, Case("camera", "Another history"), by="ann")
    assert run(["case", "checkpoint", str(other.folder), "--out", str(tmp_path / "other.txt")]) == 0
    found = verify_package(tmp_path / "public", checkpoint=read_checkpoint((tmp_path / "other.txt").read_text()))
    assert found


def test_stopped_halfway_there_is_no_package(
    kept: CaseFolder, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(digests: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("teardown.package.bag._manifest", stopped)
    assert package(kept, database, tmp_path / "public") == InterruptedRunError.exit_code
    assert [path.name for path in tmp_path.iterdir() if "public" in path.name] == []
    assert releases_of(kept) == []
