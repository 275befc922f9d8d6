"""From a sighting to the upright picture and back."""

from __future__ import annotations

import numpy as np
import pytest

from teardown.geometry import box_quad, centre, overlap, rectangle_around
from teardown.logos.region import region_of
from teardown.model import Quad, Reading, TextLine


def _line(quad: Quad, text: str = "AB1234") -> TextLine:
    return TextLine(quad, (Reading("test", text, (0.9,) * len(text)),))


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 33])
def test_boxes_of_the_region_go_back_to_where_they_came_from(degrees: float) -> None:
    pixels = np.zeros((400, 400, 3), dtype=np.uint8)
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([(-50, -8), (50, -8), (50, 8), (-50, 8)]) @ turn.T + 200
    line = _line(rectangle_around([tuple(p) for p in corners], degrees))
    region = region_of(pixels, [line])
    assert region is not None
    back = region.quad_of(region.text[0])
    assert overlap(back, line.quad) > 0.9
    assert centre(back) == pytest.approx(centre(line.quad), abs=1.5)


def test_a_designator_is_no_marking() -> None:
    pixels = np.zeros((100, 100, 3), dtype=np.uint8)
    assert region_of(pixels, [_line(box_quad((40, 40, 30, 10)), "R12")]) is None
    assert region_of(pixels, []) is None
