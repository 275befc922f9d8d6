"""Stated probability against the frequency of being right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.bench.reliability import bins, reliability_lines, wilson
from teardown.bench.scoring import Naming


def naming(probability: float, right: bool) -> Naming:
    return Naming("p.png", "X", "A", "A", None, (), probability, right)


def test_bins_count_what_was_stated_and_what_was_right() -> None:
    cells = bins([naming(0.91, True), naming(0.915, False), naming(0.99, True)])
    assert [(c.low, c.named, c.right) for c in cells] == [(0.9, 2, 1), (0.98, 1, 1)]
    assert cells[0].stated == pytest.approx(0.9125)
    assert cells[0].frequency == 0.5


def test_no_naming_gives_only_the_heading() -> None:
    assert len(reliability_lines([])) == 1


def test_wilson_agrees_with_the_published_example() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 gives 0.2553 to 0.3662.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


@given(st.integers(1, 400), st.data())
def test_an_interval_holds_its_share(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))
    low, high = wilson(right, total)
    assert 0 <= low <= right / total <= high <= 1
