"""`teardown parts`: what the database knows, in text and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teardown.cli.program import run
from teardown.parts.load import default_folder


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["parts", *arguments]) == 0
    return capsys.readouterr().out


def test_companies_are_found_by_any_name(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Micron Japan", "ローム", "THine", "Seiko Epson"):
        assert "JP" in told(["search", name], capsys) or name == "Micron Japan"
    assert "Micron Technology" in told(["search", "Micron Japan"], capsys)


def test_best_match_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(["search", "ROHM", "--json"], capsys))
    assert found["companies"][0]["id"] == "rohm"


def test_parts_are_found_by_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(["search", "W25Q128JVSQ", "--json"], capsys))
    assert any(part["company"] == "Winbond" and part["source"] for part in found["parts"])


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing in the parts database is called “???”" in told(["search", "???"], capsys)


def test_info_counts_and_portrays(capsys: pytest.CaptureFixture[str]) -> None:
    counts = json.loads(told(["info", "--json"], capsys))
    assert counts["companies"] > 60
    portrait = told(["info", "Asahi Kasei Microdevices"], capsys)
    assert "Asahi Kasei Electronics Corporation" in portrait


def test_explain_shows_winner_rule_and_losers(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(["explain", "winbond / 25Q128JVSQ"], capsys)
    assert "documented for Winbond" in shown
    assert "source:" in shown
    assert "lost:" in shown
    with_logo = json.loads(told(["explain", "25Q128JVSQ", "--logo", "Winbond", "--json"], capsys))
    assert with_logo["attribution"]["manufacturer"] == "winbond"


def test_lint_ends_with_its_code_when_a_row_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "manufacturers").mkdir()
    (folder / "categories.csv").write_text(
        "id,label_en,label_ja,report_label,source\nmemory,Memory,メモリ,Memory,made for this test\n", encoding="utf-8"
    )
    header = (default_folder() / "manufacturers" / "japan.csv").read_text(encoding="utf-8").splitlines()[0]
    row = dict.fromkeys(header.split(","), "") | {"id": "x", "legal_name": "X Inc.", "short_name": "X", "headquarters": "JP"}
    (folder / "manufacturers" / "all.csv").write_text(f"{header}\n{','.join(row.values())}\n", encoding="utf-8")
    assert run(["parts", "lint", "--parts-db", str(folder)]) == 5
    assert "source" in capsys.readouterr().out
