from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.geometry import box_quad, rotation, turned
from teardown.model import Quad, TextLine
from teardown.reading.ways_up import Host, every_way, read_where_it_runs
from tests.reading.fakes import reading

LONG = [box_quad((10, 20 * n, 100 - n, 12)) for n in range(4)]
"""Lines below each other, the first the longest."""


class Board:
    """Reads well what runs in one of its directions, and remembers what it was asked."""

    def __init__(self, *directions: float, otherwise: float = 0.3, text: str = "BR24G128") -> None:
        self.directions, self.otherwise, self.text = directions, otherwise, text
        self.asked: list[tuple[int, float]] = []

    def read(self, asked: Sequence[tuple[int, Quad]]) -> dict[int, TextLine]:
        best: dict[int, TextLine] = {}
        for i, quad in asked:
            self.asked.append((i, round(rotation(quad)) % 360))
            right = any(abs((rotation(quad) - d + 180) % 360 - 180) < 10 for d in self.directions)
            line = TextLine(quad, (reading(self.text, 0.95 if right else self.otherwise),))
            if i not in best or line.probability > best[i].probability:
                best[i] = line
        return best

    def ways_of(self, region: int) -> list[float]:
        return [way for i, way in self.asked if i == region]


@pytest.mark.parametrize("direction", [0, 180])
def test_where_two_lines_of_a_component_agree_the_others_are_read_one_way(direction: float) -> None:
    board = Board(direction)
    best = read_where_it_runs(LONG, [7] * 4, board.read)
    assert [board.ways_of(n) for n in range(4)] == [[0, 180], [0, 180], [direction], [direction]]
    assert {round(rotation(line.quad)) for line in best.values()} == {direction}


def test_a_squarish_region_is_read_the_way_the_lines_run() -> None:
    square = box_quad((10, 90, 14, 14))
    board = Board(180)
    read_where_it_runs([*LONG, square], [7] * 5, board.read)
    assert board.ways_of(4) == [180]


def test_without_neighbours_a_squarish_region_is_read_all_four_ways() -> None:
    board = Board(90)
    best = read_where_it_runs([box_quad((10, 90, 14, 14))], [7], board.read)
    assert sorted(board.ways_of(0)) == [0, 90, 180, 270]
    assert rotation(best[0].quad) == pytest.approx(90)


def test_lines_that_contradict_each_other_settle_nothing() -> None:
    board = Board(0, 180)
    board.read = lambda asked, one=board.read: one([(i, q) for i, q in asked if (i % 2 == 0) == (round(rotation(q)) == 0)])  # type: ignore[method-assign]
    best = read_where_it_runs(LONG, [7] * 4, board.read)
    assert [round(rotation(best[n].quad)) for n in range(4)] == [0, 180, 0, 180]


def test_each_component_has_its_own_direction() -> None:
    upright = [turned(quad, 2) for quad in LONG]
    board = Board(0)
    read_where_it_runs([*LONG, *upright], [1] * 4 + [2] * 4, board.read)
    assert board.ways_of(3) == [0]
    assert board.ways_of(7) == [0]


def test_a_line_on_a_component_that_reads_badly_is_tried_the_other_way_and_one_on_the_board_is_not() -> None:
    class Odd(Board):
        def read(self, asked: Sequence[tuple[int, Quad]]) -> dict[int, TextLine]:
            self.directions = (180,) if {i for i, _ in asked} == {last} else (0,)
            return super().read(asked)

    last = 9
    quads = [box_quad((10, 20 * n, 100 - n, 12)) for n in range(10)]
    on, beside = Odd(0), Odd(0)
    kept = read_where_it_runs(quads, [3] * 10, on.read)
    read_where_it_runs(quads, [None] * 10, beside.read)
    assert kept[last].probability > 0.3
    assert beside.ways_of(last) == [0]


@pytest.mark.parametrize(("text", "probability"), [("SOS", 0.95), ("BR24G128", 0.6)])
def test_short_and_doubtful_lines_tell_no_direction(text: str, probability: float) -> None:
    board = Board(otherwise=probability, text=text)
    read_where_it_runs(LONG, [7] * 4, board.read)
    assert len(board.ways_of(3)) == 2


boxes = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(1, 60), st.integers(1, 60))
regions = st.lists(st.tuples(boxes, st.integers(0, 3), st.sampled_from([None, 0, 1])), max_size=12)


@given(regions, st.sampled_from([0.0, 90.0, 180.0, 270.0]))
def test_every_region_is_read_in_ways_that_are_its_own(
    given_: list[tuple[tuple[int, int, int, int], int, Host]], way: float
) -> None:
    quads = [turned(box_quad(box), quarters) for box, quarters, _ in given_]
    best = read_where_it_runs(quads, [host for *_, host in given_], Board(way).read)
    assert sorted(best) == list(range(len(quads)))
    assert all(best[i].quad in every_way(quad) for i, quad in enumerate(quads))
