"""Lines on bodies: which component they stand on, and how sure it is that this is a chip."""

import pytest

from teardown.detecting import Body
from teardown.geometry import box_quad
from teardown.model import Reading, Surface, TextLine
from teardown.reading.bodies import DOUBTFUL, OFF_BODY, WRITTEN_ON, group_on_bodies


def line(text: str, x: float, y: float) -> TextLine:
    return TextLine(box_quad((x, y, 60, 12)), (Reading("fake", text, (0.9,) * len(text)),))


def body(x: float, y: float, certainty: float, kind: str = "ic") -> Body:
    return Body(box_quad((x, y, 100, 80)), kind, certainty, certainty)


def test_lines_on_one_body_are_one_component_however_far_apart() -> None:
    (group,) = group_on_bodies([line("ALPHA", 20, 5), line("AX1234", 20, 60)], [body(0, 0, 0.9)])
    assert [n.text for n in group.lines] == ["ALPHA", "AX1234"]
    assert (group.surface, group.probability) == (Surface.CHIP, 0.9)


def test_a_doubtful_body_that_carries_a_marking_is_most_likely_a_chip() -> None:
    lines = [line("AK4637EN", 20, 5), line("1923", 20, 30)]
    assert [g.probability for g in group_on_bodies(lines, [body(0, 0, 0.6)])] == [WRITTEN_ON]
    assert [g.probability for g in group_on_bodies(lines[:1], [body(0, 0, 0.6)])] == [0.6]
    assert [g.probability for g in group_on_bodies(lines, [body(0, 0, 0.97)])] == [0.97]
    (sticker,) = group_on_bodies(lines, [Body(box_quad((0, 0, 100, 80)), "sticker", 0.9, 0.1)])
    assert sticker.probability == 0.1


def test_text_beside_every_body_is_hardly_on_a_chip() -> None:
    groups = group_on_bodies([line("AK4637EN", 300, 300), line("U12", 300, 900)], [body(0, 0, 0.4)])
    assert [(g.surface, g.probability) for g in groups] == [(Surface.UNKNOWN, OFF_BODY), (Surface.BOARD, OFF_BODY)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("C126",), Surface.BOARD),
        (("R90", "R31L"), Surface.BOARD),
        (("TP13 J103",), Surface.BOARD),
        (("LM358",), Surface.UNKNOWN),  # a number that begins like no designator
        (("C120", "TC58NVG0S3"), Surface.UNKNOWN),  # a number beside one
        (("R12", "4R7"), Surface.UNKNOWN),  # a value
    ],
)
def test_designators_alone_are_the_boards_own_text(texts: tuple[str, ...], expected: Surface) -> None:
    (group,) = group_on_bodies([line(text, 20, 14 * i) for i, text in enumerate(texts)], [])
    assert group.surface is expected


def test_text_on_a_body_that_was_hardly_seen_is_doubtful() -> None:
    groups = group_on_bodies([line("AX1234", 20, 20)], [body(0, 0, 0.3)])
    assert [(g.surface, g.probability) for g in groups] == [(Surface.UNKNOWN, DOUBTFUL)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("AX1234-C", "1640-TW", "CP78A16"), DOUBTFUL),
        (("AX1234-C", "1640-TW", "CP78A16", "U"), DOUBTFUL),
        (("AX1234-C", "CP78A16"), OFF_BODY),  # a number beside an empty footprint, and its neighbour
        (("AX1234-C", "R112", "CP78A16", "1640"), OFF_BODY),  # among designators
        (("MAIN BOARD", "VERSION TWO", "REV 1640"), OFF_BODY),  # prose
        (("AX1234-C", "16", "CP78A16", "7", "1640-TW"), OFF_BODY),  # numbers of pins
    ],
)
def test_text_laid_out_as_a_marking_may_be_one_without_a_body(texts: tuple[str, ...], expected: float) -> None:
    (group,) = group_on_bodies([line(text, 20, 14 * i) for i, text in enumerate(texts)], [])
    assert group.probability == expected


def test_letters_of_many_sizes_are_no_marking() -> None:
    small = [line("AX1234-C", 20, 0), line("1640-TW", 20, 14)]
    large = TextLine(box_quad((20, 28, 160, 30)), (Reading("fake", "CP78A16", (0.9,) * 7),))
    assert {g.probability for g in group_on_bodies([*small, large], [])} == {OFF_BODY}


def test_where_nobody_looked_for_bodies_neighbours_make_a_component() -> None:
    near, far = group_on_bodies([line("ALPHA", 20, 5), line("AX1234", 20, 20), line("U12", 300, 300)], None)
    assert ([n.text for n in near.lines], [n.text for n in far.lines]) == (["ALPHA", "AX1234"], ["U12"])
    assert near.probability == 0.5


def test_a_chip_without_text_is_listed_when_it_is_surely_there() -> None:
    assert [g.lines for g in group_on_bodies([], [body(0, 0, 0.9)])] == [()]
    assert group_on_bodies([], [body(0, 0, 0.55)]) == ()
    assert group_on_bodies([], [body(0, 0, 0.9, "connector")]) == ()


def test_a_second_box_around_a_chip_is_no_chip_without_text() -> None:
    larger = Body(box_quad((-40, -30, 180, 140)), "ic", 0.8, 0.8)
    assert len(group_on_bodies([line("AX1234", 20, 20)], [body(0, 0, 0.9), larger])) == 1
