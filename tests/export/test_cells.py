"""Text that leaves the program: nothing invisible, nothing that acts, everything readable back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.export.cells import LONGEST, exact, inert, quoted, visible
from tests.export.case import FRAGILE, HOSTILE


@settings(deadline=None)  # no time is asserted: machines differ
@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert all(unicodedata.category(c)[0] != "C" and unicodedata.category(c) not in ("Zl", "Zp") for c in visible(text))


def test_what_cannot_be_seen_is_shown_as_its_code_point() -> None:
    assert visible("a\u202eb\x00\n") == "a[U+202E]b[U+0000][U+000A]"
    assert visible("\udc80") == "[U+DC80]"


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    assert visible("x" * (LONGEST + 1)) == "x" * LONGEST + "…"


@settings(deadline=None)  # no time is asserted: machines differ
@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_quoted_text_comes_back_exactly(text: str) -> None:
    assert exact(quoted(text)) == text


@pytest.mark.parametrize("text", [*FRAGILE, *HOSTILE])
def test_a_spreadsheet_never_sees_a_number_or_formula_first(text: str) -> None:
    assert quoted(text)[0] == "“"
    assert inert(text)[0] not in "=+-@\t\r%|'"
