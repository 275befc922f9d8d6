"""`teardown letters` and `teardown answers` on a case on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teardown.case.events import CaseDescribed, UnitDescribed
from teardown.cli.program import run
from teardown.custody.casefolder import CaseFolder, create_case
from teardown.errors import RuleError, UsageError
from teardown.export.pdf import japanese_font
from teardown.model import CaptureQuality, PhotoAnalysis
from teardown.version import Version
from tests.correspondence.build import CASE, SAMPLE, component, jpeg


@pytest.fixture
def kept(tmp_path: Path) -> CaseFolder:
    """The sample case on disk, with one photo and a chip of ROHM and one of Micron on it."""
    folder = create_case(tmp_path / "case", CASE.case, by="ann")
    folder.enter(CaseDescribed(CASE.case), by="ann")
    folder.enter(UnitDescribed(CASE.units[0]), by="ann")
    received, _ = folder.add_photo(jpeg(), name="front.jpg", unit="unit-1", by="ann", received_from="vic")
    photo = received.photo
    seen = [
        component(1, "rohm", "BR24G64", "memory", ("ROHM", "4G64"), brand="ROHM", sha256=photo.sha256),
        component(8, "micron", "MT29F1G08ABAEA", "flash", ("29F1G08ABAEA",), sha256=photo.sha256),
    ]
    analysis = PhotoAnalysis(photo, CaptureQuality(0.9, 0.0, 0.5), tuple(c.sightings[0] for c in seen))
    folder.store_analysis(analysis, Version("m", "p"), by="ann")
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(list(arguments)) == code
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(told(capsys, *arguments, "--json"))


def test_who_would_be_written_to_and_what_is_doubtful(kept: CaseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "letters", "addressees", str(kept.folder), "--on", "2026-11-28")
    assert "Micron Technology, Inc.  US" in text
    assert "! The report uses more than one name for this company" in text
    found = as_json(capsys, "letters", "addressees", str(kept.folder), "--language", "ja")
    assert [a["name"] for a in found] == ["ローム株式会社", "マイクロン ジャパン株式会社"]


def test_letters_from_draft_to_answer(kept: CaseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, out = str(kept.folder), tmp_path / "out"
    drafted = as_json(
        capsys, "letters", "draft", case, "--out", str(out), "--on", "2026-11-28", "--company", "ROHM", "--by", "dora"
    )
    assert [letter["id"] for letter in drafted["letters"]] == ["sample-camera-rohm-en", "sample-camera-rohm-ja"]
    assert (out / "rohm.en.docx").is_file()
    recorded = kept.state().record().letters
    assert [letter.deadline.isoformat() for letter in recorded if letter.deadline] == ["2026-12-26", "2026-12-26"]
    sealed = {path.name for path in kept.letters.folder.glob("*/*")}
    assert {sha for letter in recorded for sha in letter.sha256} == sealed

    told(capsys, "letters", "sent", case, "sample-camera-rohm-en", "--on", "2026-11-28", "--by", "dora")
    late = as_json(capsys, "letters", "status", case, "--on", "2026-12-28")
    assert [(row["state"], row["overdue_days"]) for row in late] == [("sent", 2), ("drafted", 0)]
    told(capsys, "letters", "reminded", case, "sample-camera-rohm-en", "--on", "2026-12-28", "--by", "dora")
    assert "2 days overdue" in told(capsys, "letters", "status", case, "--on", "2026-12-28")

    table = as_json(capsys, "answers", "table", case, "--on", "2026-12-28")
    assert [(row["company_name"], row["response"]) for row in table] == [("ROHM Co., Ltd.", "No response")]

    answer = tmp_path / "answer.toml"
    answer.write_text(
        """[[answer]]
id = "rohm-1"
company = "rohm"
language = "en"
status = "full response"
text = "We do not comment."
respondent = "A. Person"
received_on = 2027-01-05
supply = "no comment"
""",
        "utf-8",
    )
    assert as_json(capsys, "answers", "record", case, str(answer), "--by", "dora") == {"recorded": ["rohm-1"]}
    assert "A. Person" not in (kept.folder / "ledger.jsonl").read_text("utf-8")
    assert kept.sealed.reveal(kept.state().record().answers[0].respondent_digest).text == "A. Person"
    assert as_json(capsys, "letters", "status", case, "--on", "2027-01-06")[0]["state"] == "answered"
    assert "We do not comment." in told(capsys, "answers", "table", case)
    assert "“We do not comment.”" in told(capsys, "answers", "table", case, "--format", "csv")
    assert "取引についてはコメントせず" in told(capsys, "answers", "table", case, "--format", "html", "--language", "ja")


def test_the_ledger_verifies_after_letters_and_answers(
    kept: CaseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(kept.folder)
    told(capsys, "letters", "draft", case, "--out", str(tmp_path / "out"), "--language", "en", "--by", "dora")
    told(capsys, "answers", "record", case, str(SAMPLE / "answers.toml"), "--by", "dora")
    told(capsys, "verify", case)


@pytest.mark.skipif(not japanese_font(), reason="no font with Japanese characters is installed")
def test_what_to_look_at_before_sending_is_said(kept: CaseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letters", "draft", str(kept.folder), "--out", str(tmp_path / "out"), "--by", "dora"]) == 0
    said = capsys.readouterr()
    assert "micron.ja.docx" in said.out
    assert "! ROHM Co., Ltd.: 1 of 1 components are not confirmed by two people." in said.err
    assert "Micron Japan, Inc." in said.err


def test_rules_hold_on_the_command_line(kept: CaseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(kept.folder)
    told(capsys, "letters", "sent", case, "nothing", "--by", "dora", code=RuleError.exit_code)
    told(capsys, "letters", "draft", case, "--out", str(tmp_path), "--company", "Sony", "--by", "dora", code=UsageError.exit_code)
    told(
        capsys,
        "letters",
        "draft",
        case,
        "--out",
        str(tmp_path),
        "--template",
        "none.docx",
        "--by",
        "d",
        code=UsageError.exit_code,
    )
    assert kept.state().record().letters == ()


def test_without_companies_there_is_nobody_to_write_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = create_case(tmp_path / "case", replace(CASE.case, id="empty"), by="ann")
    assert "there is nobody to write to" in told(capsys, "letters", "addressees", str(empty.folder))
    assert "shows no company" in told(capsys, "letters", "draft", str(empty.folder), "--out", str(tmp_path), "--by", "d")
    assert "No letter" in told(capsys, "letters", "status", str(empty.folder))
    assert "Nobody has answered" in told(capsys, "answers", "table", str(empty.folder))
