"""`teardown verify`: one bit anywhere is seen and named; a case that nobody touched is never accused."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from teardown.case.events import Signed
from teardown.case.records import Letter, Signature
from teardown.cli.program import run
from teardown.custody import FaultKind, check_chain, next_entry
from teardown.custody.casefolder import LEDGER, SEALED, VAULTS, CaseFolder
from teardown.custody.journal import parse_journal
from teardown.custody.verify import verify_case
from teardown.errors import CustodyError, RuleError
from tests.case.build import START
from tests.custody.build import Busy, begin, flip, full_case, put_back
from tests.custody.photos import private_photo


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with 180 sealed files and some hundred ledger rows; tests work on copies."""
    busy = full_case(tmp_path_factory.mktemp("whole") / "case", 30)
    return busy.kept.folder


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "case")
    return tmp_path / "case"


def sealed_files(case: Path) -> list[Path]:
    return [path for name in VAULTS for path in sorted((case / name).rglob("*")) if path.is_file()]


def _chosen(case: Path) -> tuple[list[Path], int]:
    """160 sealed files of every kind, and how many rows of the ledger make 200 items with them."""
    by_kind = {name: [p for p in sealed_files(case) if name in p.parts] for name in VAULTS}
    assert {name: len(paths) for name, paths in by_kind.items()} == {
        "originals": 30, "results": 30, "derivatives": 30, "letters": 60, "releases": 30
    }  # fmt: skip
    return [*(p for paths in by_kind.values() for p in paths)][:160], 40


@pytest.mark.promise(
    2, "one bit flipped in each of 200 stored items (160 files at once, 40 ledger rows): 200 of 200 named, exit code 8"
)
def test_one_flipped_bit_in_each_of_200_items_is_named(
    case: Path, capsys: pytest.CaptureFixture[str], figure: Callable[[str], None]
) -> None:
    rng = random.Random(1)
    files, rows = _chosen(case)
    for path in files:
        flip(path, rng)
    assert run(["verify", str(case), "--json"]) == CustodyError.exit_code
    told = json.loads(capsys.readouterr().out)["faults"][str(case)]
    assert [(f["where"], f["kind"]) for f in told] == [(p.relative_to(case).as_posix(), "changed") for p in files]
    named = len(told)
    lines = (case / LEDGER).read_bytes().splitlines(keepends=True)
    for number in rng.sample(range(1, len(lines) + 1), rows):
        row = bytearray(lines[number - 1])
        row[rng.randrange(len(row) - 1)] ^= 1 << rng.randrange(7)
        text = parse_journal(b"".join([*lines[: number - 1], bytes(row), *lines[number:]]))
        faults = (*text.faults, *check_chain(text.entries))
        wheres = {f"ledger entry {number}", f"ledger line {number}"}
        # A flipped newline or number moves the row's own name by one.
        assert wheres & {fault.where for fault in faults}, (number, faults)
        named += 1
    figure(f"{named} of {len(files) + rows} named")
    assert named == 200


@pytest.mark.evidence
@pytest.mark.promise(
    2, "one bit flipped in each of 200 stored items, one after the other: each named, and it alone among the files"
)
def test_each_of_200_items_is_named_alone(case: Path, figure: Callable[[str], None]) -> None:
    rng = random.Random(2)
    files, rows = _chosen(case)
    for path in files:
        before = flip(path, rng)
        assert [fault.where for fault in verify_case(case)] == [path.relative_to(case).as_posix()]
        put_back(path, before)
    ledger = (case / LEDGER).read_bytes()
    lines = ledger.splitlines(keepends=True)
    for number in rng.sample(range(len(lines)), rows):
        row = bytearray(lines[number])
        row[rng.randrange(len(row) - 1)] ^= 1 << rng.randrange(7)
        (case / LEDGER).write_bytes(b"".join([*lines[:number], bytes(row), *lines[number + 1 :]]))
        assert {f"ledger entry {number + 1}", f"ledger line {number + 1}"} & {fault.where for fault in verify_case(case)}
    (case / LEDGER).write_bytes(ledger)
    assert not verify_case(case)
    figure(f"{len(files) + rows} of {len(files) + rows} named, each alone")


def test_no_flipped_bit_in_a_row_stops_the_check(tmp_path: Path) -> None:
    case = full_case(tmp_path / "case", 1).kept.folder
    lines = (case / LEDGER).read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines):
        # Among the hashes that a row names, where a flipped bit makes what is no hash at all.
        places = [line.index(found) for found in re.findall(rb"[0-9a-f]{64}", line)]
        for place in places:
            row = bytearray(line)
            row[place] ^= 0x40
            (case / LEDGER).write_bytes(b"".join([*lines[:number], bytes(row), *lines[number + 1 :]]))
            assert any(fault.where.startswith("ledger") for fault in verify_case(case)), (number, place)
    (case / LEDGER).write_bytes(b"".join(lines))
    assert not verify_case(case)


def _clean_runs(folder: Path, cases: int, steps: int) -> int:
    """Check a case after each of its steps; how many checks were made without a fault."""
    clean = 0
    for seed in range(cases):
        busy = begin(folder / f"{seed}", seed)
        for _ in range(steps):
            busy.step()
            assert not verify_case(busy.kept.folder), seed
            clean += 1
    return clean


@pytest.mark.promise(2, "0 false alarms in 60 clean runs, after random steps of casework")
def test_no_false_alarm(tmp_path: Path) -> None:
    assert _clean_runs(tmp_path, 3, 20) == 60


@pytest.mark.evidence
@pytest.mark.promise(2, "0 false alarms in 1,000 clean runs, after random steps of casework")
def test_no_false_alarm_in_a_thousand_runs(tmp_path: Path, figure: Callable[[str], None]) -> None:
    runs = _clean_runs(tmp_path, 25, 40)
    figure(f"0 false alarms in {runs} runs")
    assert runs == 1000


def test_a_whole_case_says_so(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(case)]) == 0
    assert "all is as it was left" in capsys.readouterr().out


def test_sealed_texts_are_checked(case: Path) -> None:
    flip(case / SEALED, random.Random(3))
    assert any(fault.where.startswith(SEALED) for fault in verify_case(case))
    lines = (case / SEALED).read_text(errors="replace").splitlines(keepends=True)
    (case / SEALED).write_text("".join(lines[:1]))
    assert sum(fault.kind is FaultKind.MISSING for fault in verify_case(case)) >= 28


def test_files_that_are_lost_or_put_in_are_named(case: Path) -> None:
    lost = sealed_files(case)[5]
    lost.unlink()
    (case / "extra.txt").write_text("x")
    (case / "originals" / "ab").mkdir(exist_ok=True)
    (case / "originals" / "ab" / "x").write_text("x")
    found = {(fault.where, fault.kind) for fault in verify_case(case)}
    assert found == {
        (lost.relative_to(case).as_posix(), FaultKind.MISSING),
        ("extra.txt", FaultKind.ADDED),
        ("originals/ab/x", FaultKind.ADDED),
    }


def test_a_lost_ledger_is_a_fault_of_its_own(case: Path) -> None:
    (case / LEDGER).unlink()
    assert [(fault.where, fault.kind) for fault in verify_case(case)] == [(LEDGER, FaultKind.MISSING)]


@pytest.mark.promise(3, "a ledger cut at its end is seen against a printed checkpoint on the command line, exit code 8")
def test_truncation_is_seen_against_a_printed_checkpoint(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "paper.txt"
    assert run(["case", "checkpoint", str(case), "--out", str(paper)]) == 0
    assert run(["verify", str(case), "--checkpoint", str(paper)]) == 0
    lines = (case / LEDGER).read_bytes().splitlines(keepends=True)
    (case / LEDGER).write_bytes(b"".join(lines[:-1]))
    capsys.readouterr()
    assert run(["verify", str(case), "--checkpoint", str(paper)]) == CustodyError.exit_code
    assert f"ledger entry {len(lines)}: truncated" in capsys.readouterr().out
    paper.write_text(paper.read_text().replace("camera", "camara"))
    assert run(["verify", str(case), "--checkpoint", str(paper)]) == CustodyError.exit_code
    assert "typed wrongly" in capsys.readouterr().err


def test_a_checkpoint_of_another_case_is_no_check(case: Path) -> None:
    of_another = replace(CaseFolder(case).checkpoint(), case="other")
    assert ["is of the case “other”" in fault.what for fault in verify_case(case, of_another)] == [True]


@pytest.mark.promise(8, "a signature by the person who decided, smuggled into the file with a right chain: named by verify")
def test_a_smuggled_signature_is_named(case: Path) -> None:
    kept = CaseFolder(case)
    decision = kept.state().record().decisions[-1]
    last = kept.journal.last()
    forged = next_entry(last, Signed(Signature(decision.id, decision.by, decision.at)), by=decision.by, at=decision.at)
    with kept.journal.writing():
        kept.journal.store(forged)
    faults = verify_case(case)
    assert [(fault.where, fault.kind) for fault in faults] == [(f"ledger entry {forged.number}", FaultKind.RULE)]
    assert "takes a second person" in faults[0].what


@pytest.mark.promise(16, "an older export still verifies, and the record says what supersedes it")
def test_an_older_release_still_verifies_and_is_superseded(tmp_path: Path) -> None:
    kept = begin(tmp_path / "case").kept
    first = kept.release("r1", b"first workbook", kind="workbook", sealed=False, by="dora")
    second = kept.release("r2", b"second workbook", kind="workbook", sealed=False, by="dora", supersedes="r1")
    assert not verify_case(kept.folder)
    assert kept.releases.read(first.sha256) == b"first workbook"
    releases = kept.state().record().releases
    assert [(r.id, r.supersedes) for r in releases] == [("r1", ""), ("r2", "r1")]
    kept.releases.path(second.sha256).unlink()
    assert [fault.kind for fault in verify_case(kept.folder)] == [FaultKind.MISSING]


def test_what_the_rules_refuse_leaves_no_file_behind(tmp_path: Path) -> None:
    kept = begin(tmp_path / "case").kept
    kept.release("r1", b"first", kind="workbook", sealed=False, by="dora")
    photo = private_photo(1)
    refused = (
        lambda: kept.release("r1", b"again", kind="workbook", sealed=False, by="dora"),
        lambda: kept.draft_letter(Letter("../x", "alpha", "en", "Alpha", START), (b"letter",), by="dora"),
        lambda: kept.add_photo(photo.data, name="x.jpg", unit="unit-1", by=" ", received_from="v"),
    )
    for step in refused:
        with pytest.raises(RuleError):
            step()
    assert not verify_case(kept.folder)


def test_a_half_line_is_named_until_it_is_mended(case: Path) -> None:
    with (case / LEDGER).open("ab") as file:
        file.write(b'{"number":')
    assert [fault.kind for fault in verify_case(case)] == [FaultKind.TRUNCATED]
    busy = Busy(CaseFolder(case), random.Random(4))
    busy.release()
    assert not verify_case(case)
    aside = next(case.glob("ledger.torn-*"))
    aside.write_bytes(b"other")
    assert [fault.kind for fault in verify_case(case)] == [FaultKind.ADDED]


def test_what_is_neither_case_nor_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_text("x")
    for path in (tmp_path / "none", tmp_path / "x.txt", tmp_path):
        assert run(["verify", str(path)]) == 3
    assert "no case, no package" in capsys.readouterr().err
