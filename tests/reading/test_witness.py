"""The second reader: what it is asked, and that it changes nothing that the first one said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from teardown.geometry import Pixels, box_quad
from teardown.model import Reading, Surface
from teardown.reading.bodies import Group
from teardown.reading.witness import with_witness
from tests.reading.fakes import Reads, line, reading

PIXELS = np.zeros((200, 300, 3), dtype=np.uint8)


def group(*texts: str, surface: Surface = Surface.CHIP, probability: float = 0.5) -> Group:
    lines = tuple(line(text, (10, 10 + 30 * i, 120, 20)) for i, text in enumerate(texts))
    return Group(lines, box_quad((0, 0, 140, 100)), surface, probability)


def counting(asked: list[int]) -> Reads:
    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        asked.append(len(crops))
        return [reading(f"SEEN{i}", engine="witness") for i in range(len(crops))]

    return Reads(answer, "witness")


def test_its_reading_stands_behind_the_first_ones() -> None:
    (seen,) = with_witness(PIXELS, [group("BR24G64", "1923")], counting([]))
    assert [[(r.engine, r.text) for r in its.readings] for its in seen.lines] == [
        [("fake-reader", "BR24G64"), ("witness", "SEEN0")],
        [("fake-reader", "1923"), ("witness", "SEEN1")],
    ]
    assert [its.text for its in seen.lines] == ["BR24G64", "1923"]


def test_it_is_asked_once_for_all_lines_on_what_may_be_a_chip() -> None:
    asked: list[int] = []
    groups = [
        group("BR24G64", "AB"),
        group("R102 ABC", surface=Surface.BOARD),
        group("BD9876", surface=Surface.UNKNOWN),
        group("FCC ID 2ABC", surface=Surface.UNKNOWN, probability=0.3),
        group("PULL HERE", surface=Surface.STICKER),
    ]
    seen = with_witness(PIXELS, groups, counting(asked))
    assert asked == [2]
    assert [len(its.readings) for g in seen for its in g.lines] == [2, 1, 1, 2, 1, 1]


def test_it_is_not_started_for_nothing() -> None:
    asked: list[int] = []
    groups = [group("12", surface=Surface.CHIP), Group((), box_quad((0, 0, 9, 9)), Surface.CHIP)]
    assert with_witness(PIXELS, groups, counting(asked)) == tuple(groups)
    assert asked == []


def test_a_guess_of_the_witness_is_no_reading() -> None:
    witness = Reads(lambda crops: [reading("cozsa6", 0.2, "witness") for _ in crops], "witness")
    (seen,) = with_witness(PIXELS, [group("GD25Q64")], witness)
    assert [(r.engine, r.text) for r in seen.lines[0].readings] == [("fake-reader", "GD25Q64"), ("witness", "")]


def test_one_that_reads_with_room_is_asked_twice_and_each_text_is_kept_once_the_surest_first() -> None:
    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        narrow, wide = crops[0], crops[2]
        assert wide.shape[1] > narrow.shape[1]
        return [reading(text, p, "witness") for text, p in (("R24G64", 0.7), ("1923", 0.8), ("BR24G64", 0.9), ("1923", 0.9))]

    (seen,) = with_witness(PIXELS, [group("8R24G64", "1923")], Reads(answer, "witness"), room=True)
    assert [[r.text for r in its.readings[1:]] for its in seen.lines] == [["BR24G64", "R24G64"], ["1923"]]
