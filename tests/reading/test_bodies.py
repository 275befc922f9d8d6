"""Lines on bodies: which component they stand on, and how sure it is that this is a chip."""

from teardown.detecting import Body
from teardown.geometry import box_quad
from teardown.model import Reading, Surface, TextLine
from teardown.reading.bodies import DOUBTFUL, OFF_BODY, group_on_bodies


def line(text: str, x: float, y: float) -> TextLine:
    return TextLine(box_quad((x, y, 60, 12)), (Reading("fake", text, (0.9,) * len(text)),))


def body(x: float, y: float, certainty: float, kind: str = "ic") -> Body:
    return Body(box_quad((x, y, 100, 80)), kind, certainty, certainty)


def test_lines_on_one_body_are_one_component_however_far_apart() -> None:
    (group,) = group_on_bodies([line("ALPHA", 20, 5), line("AX1234", 20, 60)], [body(0, 0, 0.9)])
    assert [n.text for n in group.lines] == ["ALPHA", "AX1234"]
    assert (group.surface, group.probability) == (Surface.CHIP, 0.9)


def test_text_beside_every_body_is_hardly_on_a_chip() -> None:
    groups = group_on_bodies([line("AK4637EN", 300, 300), line("U12", 300, 900)], [body(0, 0, 0.4)])
    assert [(g.surface, g.probability) for g in groups] == [(Surface.UNKNOWN, OFF_BODY), (Surface.BOARD, OFF_BODY)]


def test_text_on_a_body_that_was_hardly_seen_is_doubtful() -> None:
    groups = group_on_bodies([line("AX1234", 20, 20)], [body(0, 0, 0.3)])
    assert [(g.surface, g.probability) for g in groups] == [(Surface.UNKNOWN, DOUBTFUL)]


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
