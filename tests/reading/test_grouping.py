from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.geometry import as_quad, contains
from teardown.model import Quad, TextLine
from teardown.reading.grouping import direction, group, hull, ordered
from tests.reading.fakes import line, line_on

MARKING = [
    line("winbond", (100, 100, 80, 20)),
    line("25Q128JVSQ", (95, 128, 100, 18)),
    line("1923", (100, 152, 40, 16)),
    line("TW", (160, 152, 25, 16)),
]


def turned_about(quad: Quad, degrees: float) -> Quad:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return as_quad((500 + (x - 500) * c - (y - 500) * s, 500 + (x - 500) * s + (y - 500) * c) for x, y in quad)


@given(st.floats(0, 359), st.permutations(MARKING))
def test_a_marking_is_one_component_in_reading_order_at_any_angle(degrees: float, lines: list[TextLine]) -> None:
    turned = [line_on(n.text, turned_about(n.quad, degrees)) for n in lines]
    (members,) = group(turned)
    assert [n.text for n in members] == ["winbond", "25Q128JVSQ", "1923", "TW"]
    assert abs((direction(members) - degrees + 180) % 360 - 180) < 1
    quad = hull(members)
    assert all(contains(quad, point) for n in members for point in n.quad)


@pytest.mark.parametrize(
    "other",
    [
        line("far below", (100, 260, 80, 16)),
        line("far beside", (260, 128, 80, 18)),
        line("much larger", (100, 175, 300, 90)),
        line_on("across", turned_about(MARKING[1].quad, 90)),
    ],
)
def test_other_text_is_another_component(other: TextLine) -> None:
    groups = group([*MARKING, other])
    assert sorted(len(members) for members in groups) == [1, 4]


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1000), st.floats(1, 200), st.floats(1, 50)), max_size=12))
def test_no_line_is_lost_or_doubled(boxes: list[tuple[float, float, float, float]]) -> None:
    lines = [line(str(i), box) for i, box in enumerate(boxes)]
    told = [n.text for members in group(lines) for n in members]
    assert sorted(told) == sorted(n.text for n in lines)
    assert sorted(n.text for n in ordered(lines)) == sorted(n.text for n in lines)
