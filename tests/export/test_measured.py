"""Error rates with their intervals: worked by hand, and written by the bench alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from teardown.bench.record import recorded
from teardown.errors import NoInputError
from teardown.export.measured import Measurement, measurements, named_share, wilson, wrong_share
from teardown.export.strings import Strings
from teardown.export.workbook.method import share_words

EMPTY = Measurement("m", "what", "何", "on", "対象", "but", "但し", "teardown bench", 0, 0, 0, 0, 0, "", "", "")


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.27753),  # z² / (n + z²)
        (10, 10, 0.72247, 1.0),
        (5, 10, 0.23659, 0.76341),
        (1, 100, 0.00177, 0.05449),
        (0, 0, 0.0, 1.0),
    ],
)
def test_intervals_are_wilsons(count: int, of: int, low: float, high: float) -> None:
    share = wilson(count, of)
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))


def test_more_than_all_is_no_share() -> None:
    with pytest.raises(ValueError, match="11 of 10"):
        wilson(11, 10)


@pytest.mark.parametrize(
    ("printed", "named", "wrong", "of"),
    [
        ({"score": {"photos": 3, "labelled": 9, "with_maker": 7, "right": 5, "wrong": 1}}, 6, 1, 7),
        ({"maker": {"right": 5, "wrong": 1, "none": 4}}, 6, 1, 10),
    ],
)
def test_counts_come_from_what_the_bench_printed(printed: dict[str, Any], named: int, wrong: int, of: int) -> None:
    made = recorded(EMPTY, printed, date(2024, 5, 1), "abc")
    assert (made.named, made.wrong, made.with_company, made.measured_on, made.parts_db) == (named, wrong, of, "2024-05-01", "abc")
    assert (wrong_share(made).count, wrong_share(made).of) == (wrong, named)
    assert (named_share(made).count, named_share(made).of) == (5, of)


def test_anything_else_is_refused() -> None:
    with pytest.raises(NoInputError, match="teardown bench"):
        recorded(EMPTY, {"score": {}}, date(2024, 5, 1), "abc")


def test_what_is_shipped_was_measured_and_names_its_command() -> None:
    shipped = measurements()
    assert {m.id for m in shipped} >= {"given-lines", "markings"}
    for measurement in shipped:
        assert measurement.command.startswith("teardown bench")
        assert 0 < measurement.named <= measurement.chips
        assert measurement.right <= measurement.with_company <= measurement.chips


def test_a_share_is_told_with_its_interval() -> None:
    assert share_words(wilson(0, 156), Strings("en")) == "0 of 156 (0.0 %); 95 % interval 0.0 % to 2.4 %"
    assert share_words(wilson(0, 156), Strings("ja")) == "156件中0件（0.0 %）、95 %信頼区間0.0 %～2.4 %"
