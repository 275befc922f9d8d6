from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.geometry import Pixels, box_quad, rotation
from teardown.model import Reading
from teardown.reading import Found
from teardown.reading.lines import distinct, merge, read_lines, worth
from tests.reading.fakes import Reads, line, reading

PIXELS = np.zeros((200, 300, 3), dtype=np.uint8)


def test_of_regions_that_are_nearly_the_same_the_surest_stays() -> None:
    weak, strong = Found(box_quad((10, 10, 100, 20)), 0.6), Found(box_quad((11, 10, 100, 20)), 0.9)
    other = Found(box_quad((10, 60, 100, 20)), 0.5)
    assert distinct([weak, other, strong]) == (strong.quad, other.quad)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(1, 80), st.integers(1, 80)), max_size=8))
def test_distinct_does_not_depend_on_the_order(boxes: list[tuple[int, int, int, int]]) -> None:
    found = [Found(box_quad(box), 0.5) for box in boxes]
    assert distinct(found) == distinct(found[::-1])


@pytest.mark.parametrize("quarters", range(4))
def test_a_line_is_read_the_right_way_up(quarters: int) -> None:
    painted = np.zeros((200, 300, 3), dtype=np.uint8)
    painted[90:110, 100:120] = 255  # The beginning of the line is white.
    picture = np.ascontiguousarray(np.rot90(painted, -quarters))

    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        return [reading("BR24G128", 0.9 if crop[24, 4, 0] > 127 else 0.4) for crop in crops]

    height, width = 200, 300
    corners = {
        0: box_quad((100, 90, 100, 20)),
        1: box_quad((height - 110, 100, 20, 100)),
        2: box_quad((width - 200, height - 110, 100, 20)),
        3: box_quad((90, width - 200, 20, 100)),
    }
    (found,) = read_lines(picture, [corners[quarters]], Reads(answer))
    assert rotation(found.quad) == pytest.approx(90 * quarters)
    assert found.text == "BR24G128"


def test_a_square_region_is_tried_all_four_ways_and_a_long_one_two() -> None:
    asked: list[int] = []

    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        asked.append(len(crops))
        return [reading("A") for _ in crops]

    read_lines(PIXELS, [box_quad((10, 10, 30, 30))], Reads(answer))
    read_lines(PIXELS, [box_quad((10, 10, 90, 30))], Reads(answer))
    assert asked == [4, 2]


def test_two_looks_at_one_place_are_one_line_with_both_readings() -> None:
    sure, doubtful = line("25Q128JVSQ", (10, 10, 100, 20)), line("250128JVSQ", (12, 10, 100, 20), 0.7)
    (merged,) = merge([doubtful, sure])
    assert [r.text for r in merged.readings] == ["25Q128JVSQ", "250128JVSQ"]
    assert merged.quad == sure.quad


def test_a_piece_of_a_line_adds_nothing_to_it() -> None:
    (merged,) = merge([line("128JVSQ", (50, 10, 60, 20)), line("25Q128JVSQ", (10, 10, 100, 20))])
    assert merged.text == "25Q128JVSQ"


def test_neighbouring_lines_stay_two() -> None:
    assert len(merge([line("winbond", (10, 10, 100, 20)), line("25Q128JVSQ", (10, 32, 100, 20))])) == 2


def test_signs_without_a_letter_or_digit_are_worth_nothing() -> None:
    assert worth(line("—·—", (0, 0, 50, 10))) == 0
    assert merge([line("—·—", (0, 0, 50, 10))]) == ()
    assert worth(line("BR24G", (0, 0, 50, 10))) > worth(line("B", (0, 0, 50, 10)))


def test_a_line_whose_end_was_cut_is_read_whole_with_more_room() -> None:
    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        return [reading("74HC245T" if crop.shape[1] > 200 else "74HC245", 0.9 if i == 0 else 0.5) for i, crop in enumerate(crops)]

    (found,) = read_lines(PIXELS, [box_quad((100, 90, 80, 20))], Reads(answer))
    assert {r.text for r in found.readings} == {"74HC245T", "74HC245"}
    assert found.quad == box_quad((100, 90, 80, 20))
