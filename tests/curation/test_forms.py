"""Numbers of one family's form that are another maker's as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teardown.curation.forms import DRAWN, lint_forms, numbers_of
from teardown.parts import Facts, load_facts
from tests.small_db import TABLES, write_small_db


@pytest.mark.parametrize(
    "pattern",
    [r"AX\d{4}[A-Z]?", "(?:AB|C[0-9])+X{2,3}", "(25Q[0-9]{2,}B).*", "RT(?:AX|SX(?:A|B)?)[0-9]{2,4}S?L?", "A{3}B*"],
)
def test_every_number_drawn_has_the_form(pattern: str) -> None:
    drawn = numbers_of(pattern, "seed")
    assert 0 < len(drawn) <= DRAWN
    assert all(re.fullmatch(pattern, number) for number in drawn)
    assert drawn == numbers_of(pattern, "seed")


def test_every_alternative_is_drawn() -> None:
    assert set(numbers_of("A|B|(?:C|D)E", "seed", 200)) == {"A", "B", "CE", "DE"}


def with_family(folder: Path, row: str) -> Facts:
    return load_facts(write_small_db(folder, families__all=TABLES["families/all.csv"] + row + "\n"))


def test_a_prefix_that_another_house_shares_is_told(tmp_path: Path) -> None:
    facts = with_family(tmp_path, r"gamma/ax,gamma,AX[1-9]\d{3},,regulator,,AX5555 => AX5555,test")
    places = {finding.where for finding in lint_forms(facts)}
    assert places == {"families, alpha/ax", "families, gamma/ax"}
    assert all("AX" in finding.problem for finding in lint_forms(facts))


@pytest.mark.parametrize(
    "row",
    [
        r"gamma/ax,gamma,AX[1-9]\d{3},,regulator,brand,GD / AX5555 => AX5555,test",  # beside its maker's name alone
        r"old/ax,oldalpha,AX[1-9]\d{3},,regulator,,AX5555 => AX5555,test",  # one house
        r"gamma/bx,gamma,BX\d{4},,regulator,,BX5555 => BX5555,test",
        r"gamma/lm,gamma,LM358[A-Z]?,,regulator,,LM358 => LM358,test",  # known to be made by many
    ],
)
def test_what_shares_nothing_is_no_finding(tmp_path: Path, row: str) -> None:
    assert lint_forms(with_family(tmp_path, row)) == ()
