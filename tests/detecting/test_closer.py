"""Looking closer at bodies: which views are made, and what becomes of a body in them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.detecting.boxes import Body
from teardown.detecting.closer import FROM, SHARES, SIDE, View, cut_out, seen_in, views
from teardown.geometry import box_quad, overlap, rectangle_around, size
from teardown.model import Quad


def chip(quad: Quad, probability: float = 0.6) -> Body:
    return Body(quad, "ic", probability, probability)


def turned_box(x: float, y: float, width: float, height: float, degrees: float) -> Quad:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = ((-width, -height), (width, -height), (width, height), (-width, height))
    return rectangle_around([(x + (u * c - v * s) / 2, y + (u * s + v * c) / 2) for u, v in corners], degrees)


def scale_of(view: View) -> float:
    """Pixels of the view per pixel of the picture."""
    return SIDE / size(view.quad)[0]


def test_neighbours_of_like_size_share_a_view_and_others_do_not() -> None:
    near, beside, far = box_quad((100, 100, 40, 30)), box_quad((120, 130, 35, 20)), box_quad((900, 900, 40, 30))
    huge, nothing = box_quad((50, 50, 600, 400)), box_quad((105, 120, 30, 30))
    made = views([chip(near, 0.9), chip(beside, 0.5), chip(far), chip(huge, 0.3), chip(nothing, FROM / 2)])
    assert [view.members for view in made] == [(0, 1), (2,), (3,)]


places = st.tuples(
    st.floats(0, 4000), st.floats(0, 3000), st.floats(4, 900), st.floats(4, 900), st.floats(-180, 180), st.floats(0, 1)
)


@given(st.lists(places, max_size=12))
def test_every_possible_chip_is_in_one_view_well_within_it(drawn: list[tuple[float, ...]]) -> None:
    bodies = [chip(turned_box(*p[:5]), p[5]) for p in drawn]
    made = views(bodies)
    members = [i for view in made for i in view.members]
    assert sorted(members) == [i for i, body in enumerate(bodies) if body.chip_probability >= FROM]
    for view in made:
        assert math.isclose(*size(view.quad), rel_tol=1e-6)
        assert all(max(size(bodies[i].quad)) <= (SHARES[1] + 1e-6) * size(view.quad)[0] for i in view.members)


def test_a_view_shows_a_turned_body_level_and_in_the_middle() -> None:
    pixels = np.zeros((600, 800, 3), dtype=np.uint8)
    body = turned_box(400, 300, 100, 60, 30)
    ys, xs = np.mgrid[0:600, 0:800] + 0.5
    u = (xs - 400) * math.cos(math.radians(30)) + (ys - 300) * math.sin(math.radians(30))
    v = (ys - 300) * math.cos(math.radians(30)) - (xs - 400) * math.sin(math.radians(30))
    pixels[(abs(u) <= 50) & (abs(v) <= 30)] = 255
    (view,) = views([chip(body)])
    shown = cut_out(pixels, view)
    assert shown.shape == (SIDE, SIDE, 3)
    white = shown.min(axis=2) > 128
    rows, columns = np.nonzero(white)
    box = box_quad((columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1))
    half_width, half_height = 50 * scale_of(view), 30 * scale_of(view)
    expected = box_quad((SIDE / 2 - half_width, SIDE / 2 - half_height, 2 * half_width, 2 * half_height))
    assert overlap(box, expected) > 0.95
    assert white[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].mean() > 0.97


def seen(body: Body, *in_view: Body) -> Body:
    (view,) = views([body])
    return seen_in(view, in_view, [body])[0]


def in_view_of(view: View, quad: Quad) -> Quad:
    (x, y), factor = view.quad[0], scale_of(view)
    return tuple(((px - x) * factor, (py - y) * factor) for px, py in quad)  # type: ignore[return-value]


def test_the_closer_look_corrects_outline_kind_and_probability() -> None:
    rough, true = chip(box_quad((100, 100, 40, 30)), 0.4), box_quad((104, 98, 44, 34))
    (view,) = views([rough])
    result = seen(rough, Body(in_view_of(view, true), "crystal", 0.72, 0.8))
    assert overlap(result.quad, true) > 0.99
    assert result.kind == "crystal"
    assert result.chip_probability == pytest.approx(0.4**0.25 * 0.8**0.75, abs=1e-3)
    assert result.probability == pytest.approx(0.9 * result.chip_probability, abs=1e-3)


def test_what_the_closer_look_does_not_see_is_hardly_a_chip() -> None:
    body = chip(box_quad((100, 100, 40, 30)), 0.5)
    (view,) = views([body])
    elsewhere = Body(in_view_of(view, box_quad((60, 80, 20, 20))), "ic", 0.9, 0.9)
    for result in (seen(body), seen(body, elsewhere)):
        assert result.quad == body.quad
        assert result.chip_probability < 0.15
