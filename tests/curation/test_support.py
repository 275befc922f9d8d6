from pathlib import Path

import pytest

from teardown.catalogue.rows import ImportedPart
from teardown.cli.program import run
from teardown.curation.support import support
from teardown.parts import load_facts
from tests.small_db import write_small_db


def parts(*rows: tuple[str, str]) -> list[ImportedPart]:
    return [ImportedPart(number, maker) for number, maker in rows]


def test_own_and_other_makers_numbers_are_told_apart(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    found = tuple(
        support(
            parts(
                ("AX1234", "Alpha"),
                ("AX-1234", "Alpha Semiconductor Corporation"),  # the same number again
                ("AX2000B", "Old Alpha Inc."),  # of the same house
                ("AX3000", "Beta"),
                ("AX4000", "Nobody Knows Ltd."),
                ("B25Q64", "Beta"),
            ),
            facts,
        )
    )
    by_family = {item.family: item for item in found}
    assert set(by_family) == {"alpha/ax", "beta/b25"}  # the others need a brand beside them
    assert by_family["alpha/ax"].own == 2
    assert by_family["alpha/ax"].others == (("beta", 1),)
    assert by_family["alpha/ax"].line() == "alpha/ax (alpha): 2 of its own; 1 of beta: AX3000 (beta)"
    assert by_family["beta/b25"].borne_out
    assert not by_family["alpha/ax"].borne_out


def test_numbers_that_many_makers_print_speak_against_nobody(tmp_path: Path) -> None:
    shared = "id,pattern,category,examples,source\nax,AX3\\d{3},regulator,AX3000,t\n"
    facts = load_facts(write_small_db(tmp_path, shared__all=shared))
    (found,) = (item for item in support(parts(("AX3000", "Beta")), facts) if item.family == "alpha/ax")
    assert (found.own, found.others) == (0, ())


def test_the_verb_counts_and_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    write_small_db(folder)
    table = tmp_path / "table.csv"
    table.write_text("mpn,brand\nAX1234,Alpha\nAX3000,Beta\n", encoding="utf-8")
    assert run(["parts", "support", str(table), "--others", "--parts-db", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "2 families may stand alone: 0 are borne out" in told
    assert "alpha/ax (alpha): 1 of its own; 1 of beta: AX3000 (beta)" in told
