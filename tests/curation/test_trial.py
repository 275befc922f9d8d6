import csv
from pathlib import Path

import pytest

from teardown.catalogue.rows import ImportedPart
from teardown.cli.program import run
from teardown.curation.trial import draw, trial
from teardown.parts import load_facts
from tests.small_db import write_small_db


def parts(*rows: tuple[str, str]) -> list[ImportedPart]:
    return [ImportedPart(number, maker) for number, maker in rows]


def test_right_wrong_and_unnamed_are_counted_by_house(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    done = trial(
        parts(("AX1234", "Alpha"), ("AX2000B", "Old Alpha Inc."), ("AX3000", "Beta"), ("QQ77", "Beta"), ("AX4000", "Nobody")),
        facts,
    )
    assert (done.given, done.right) == (5, 2)
    assert [item.line() for item in done.wrong] == [
        "AX3000 of Beta: named alpha by family:alpha/ax",
        "AX4000 of Nobody: named alpha by family:alpha/ax",
    ]
    assert done.lines() == [
        "5 part numbers by number alone: 2 right (40.00%), 2 wrong (40.00%), 1 not named (20.00%); right of those named 50.00%."
    ]


def test_the_same_seed_draws_the_same_parts_and_none_twice() -> None:
    table = parts(*[(f"P{number}", "M") for number in range(50)], ("P1", "M"), ("P2", ""))
    assert draw(table, 10, 1) == draw(table, 10, 1) != draw(table, 10, 2)
    assert len(draw(table, 100, 1)) == 50


def test_a_trial_of_nothing_names_nobody(tmp_path: Path) -> None:
    assert trial([], load_facts(write_small_db(tmp_path))).lines()[0].startswith("0 part numbers")


def test_the_verb_counts_and_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    write_small_db(folder)
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("mpn", "brand"), ("AX1234", "Alpha"), ("AX3000", "Beta")])
    assert run(["parts", "trial", str(table), "--wrong", "--parts-db", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "2 part numbers by number alone: 1 right (50.00%), 1 wrong (50.00%)" in told
    assert "AX3000 of Beta: named alpha by family:alpha/ax" in told
    assert run(["parts", "trial", str(tmp_path / "missing.csv"), "--parts-db", str(folder)]) != 0
    assert run(["parts", "trial", str(table), "--draw", "0", "--parts-db", str(folder)]) == 2
