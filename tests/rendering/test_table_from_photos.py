"""The company table is computed from what is on the photo: repaint or take off a chip, and it changes; move it, and it stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import teardown
from teardown.rendering import BoardSpec, Marking
from teardown.settings import Settings

from .small_board import BOARD, ROHM, WINBOND, photograph, with_part


def table(board: BoardSpec, path: Path) -> list[tuple[str, str]]:
    """Company and function of each row of the table of one photo."""
    found = teardown.analyze(photograph(board, path), settings=Settings(mode="fast")).company_table(names="short")
    return [(row["Company Name"], row["Confirmed Parts"]) for _, row in found.iterrows()]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    return table(BOARD, tmp_path_factory.mktemp("original") / "board.jpg")


def test_what_is_painted_is_found(original: list[tuple[str, str]]) -> None:
    assert [company for company, _ in original] == ["ROHM", "THine", "Winbond"]


def test_repainted_chip_changes_the_table(original: list[tuple[str, str]], tmp_path: Path) -> None:
    repainted = replace(WINBOND, marking=Marking(("MXIC", "MX25L12835F", "M2I-10G", "3K204800"), contrast=0.6))
    changed = table(with_part("U2", repainted), tmp_path / "board.jpg")
    assert [company for company, _ in changed] == ["Macronix", "ROHM", "THine"]


def test_chip_that_was_taken_off_is_gone(original: list[tuple[str, str]], tmp_path: Path) -> None:
    assert table(with_part("U1", None), tmp_path / "board.jpg") == [row for row in original if row[0] != "ROHM"]


def test_moved_and_turned_chip_changes_nothing(original: list[tuple[str, str]], tmp_path: Path) -> None:
    assert table(with_part("U1", replace(ROHM, y=7, rotation=180)), tmp_path / "board.jpg") == original
