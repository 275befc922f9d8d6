"""Boxes drawn on a photo as it is shown come to lie right on the photo as it is stored."""

from __future__ import annotations

import pytest

from teardown.casework.models import Photo
from teardown.geometry import bounding_box
from teardown.web.reviewing.boxes import drawn_quad, upright, upright_size
from teardown.web.reviewing.forms import box_of


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_drawn_box_is_where_it_was_drawn(orientation: int) -> None:
    photo = Photo(width=400, height=300, orientation=orientation)
    quad = drawn_quad(photo, 20, 30, 100, 50)
    assert bounding_box(upright(photo, quad)) == (20, 30, 100, 50)
    assert all(0 <= x <= 400 and 0 <= y <= 300 for x, y in quad)


def test_a_box_over_the_edge_is_cut_there() -> None:
    photo = Photo(width=400, height=300, orientation=6)
    assert upright_size(photo) == (300, 400)
    assert bounding_box(upright(photo, drawn_quad(photo, -50, 380, 100, 90))) == (0, 380, 50, 20)


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,2,3,0", "1,2,-3,4", "a,b,c,d", "nan,1,2,3", "1,2,3,inf", "1,2,3,4,5", "1e9,2,3,4"]
)
def test_what_is_no_box_is_none(text: str) -> None:
    assert box_of(text) is None
