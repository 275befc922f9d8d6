"""Quads, turns and crops hold their promises for any input."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown import geometry as g

NUMBERS = st.floats(-5000, 5000, allow_nan=False).map(lambda v: round(v, 3))
POINTS = st.tuples(NUMBERS, NUMBERS)
QUADS = st.tuples(POINTS, POINTS, POINTS, POINTS)
ORIENTATIONS = st.integers(1, 8)


def turned_rectangle(cx: float, cy: float, w: float, h: float, degrees: float) -> g.Quad:
    a = math.radians(degrees)
    c, s = math.cos(a), math.sin(a)
    return g.as_quad(
        [
            (cx + u * c - v * s, cy + u * s + v * c)
            for u, v in ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))
        ]
    )


@given(QUADS, ORIENTATIONS, st.integers(1, 6000), st.integers(1, 6000))
def test_stored_and_upright_are_each_others_reverse(quad: g.Quad, orientation: int, width: int, height: int) -> None:
    there = g.to_upright(quad, orientation, width, height)
    back = g.to_stored(there, orientation, width, height)
    assert np.allclose(back, quad, atol=1e-6)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_turn_agrees_with_pillow(orientation: int) -> None:
    from PIL import Image, ImageOps

    stored = Image.new("L", (5, 3), 0)
    stored.putpixel((4, 1), 255)
    exif = Image.Exif()
    exif[274] = orientation
    stored.info["exif"] = exif.tobytes()
    stored.getexif()[274] = orientation
    upright = np.asarray(ImageOps.exif_transpose(stored))
    y, x = (int(v[0]) for v in np.nonzero(upright))
    mapped = g.to_upright(g.box_quad((4, 1, 1, 1)), orientation, 5, 3)
    assert g.bounding_box(mapped) == (x, y, 1, 1)


@given(QUADS)
def test_the_box_holds_the_quad(quad: g.Quad) -> None:
    x, y, w, h = g.bounding_box(quad)
    assert w >= 1
    assert h >= 1
    assert all(x <= px <= x + w and y <= py <= y + h for px, py in quad)


@given(NUMBERS, NUMBERS, st.floats(2, 900), st.floats(2, 900), st.floats(0, 359.5))
def test_rotation_is_the_angle_it_was_turned_by(cx: float, cy: float, w: float, h: float, degrees: float) -> None:
    difference = (g.rotation(turned_rectangle(cx, cy, w, h, degrees)) - degrees + 180) % 360 - 180
    assert abs(difference) < 0.01


@given(st.integers(-8, 8), st.floats(0, 359))
def test_quarter_turns_add_to_the_rotation(quarters: int, degrees: float) -> None:
    quad = turned_rectangle(100, 100, 40, 20, degrees)
    expected = (degrees + 90 * quarters) % 360
    assert abs((g.rotation(g.turned(quad, quarters)) - expected + 180) % 360 - 180) < 0.01


@given(QUADS, QUADS)
def test_overlap_is_symmetric_and_bounded(a: g.Quad, b: g.Quad) -> None:
    assert 0.0 <= g.overlap(a, b) <= 1.0
    assert g.overlap(a, b) == pytest.approx(g.overlap(b, a), abs=1e-6)
    assert 0.0 <= g.share_inside(a, b) <= 1.0


def test_overlap_of_known_figures() -> None:
    a, b = g.box_quad((0, 0, 10, 10)), g.box_quad((5, 0, 10, 10))
    assert g.overlap(a, a) == pytest.approx(1.0)
    assert g.overlap(a, b) == pytest.approx(1 / 3)
    assert g.share_inside(g.box_quad((2, 2, 2, 2)), a) == pytest.approx(1.0)
    assert g.share_inside(a, b) == pytest.approx(0.5)
    assert g.overlap(a, g.box_quad((50, 50, 5, 5))) == 0.0
    # A square turned by 45° inside its own bounding square fills half of it.
    assert g.share_inside(
        g.box_quad((-5, -5, 10, 10)), turned_rectangle(0, 0, math.sqrt(50), math.sqrt(50), 45)
    ) == pytest.approx(0.5)


@given(NUMBERS, NUMBERS, st.floats(4, 300), st.floats(4, 300), st.floats(0, 359), st.floats(-20, 50))
def test_growing_moves_every_edge(cx: float, cy: float, w: float, h: float, degrees: float, by: float) -> None:
    quad = g.grown(turned_rectangle(cx, cy, w, h, degrees), by)
    gw, gh = g.size(quad)
    assert gw == pytest.approx(max(0.0, w + 2 * by), abs=0.05)
    assert gh == pytest.approx(max(0.0, h + 2 * by), abs=0.05)
    assert np.allclose(g.centre(quad), (cx, cy), atol=0.05)


@given(st.lists(POINTS, min_size=1, max_size=12), st.floats(0, 359))
def test_a_rectangle_around_points_holds_them(points: list[g.Point], degrees: float) -> None:
    quad = g.grown(g.rectangle_around(points, degrees), 0.5)
    assert all(g.contains(quad, p) for p in points)


def test_no_points_have_no_rectangle() -> None:
    with pytest.raises(ValueError, match="no points"):
        g.rectangle_around([], 0)


def test_three_corners_are_no_quad() -> None:
    with pytest.raises(ValueError, match="four corners"):
        g.as_quad([(0, 0), (1, 0), (1, 1)])


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 33])
def test_rectify_turns_a_mark_upright(degrees: float) -> None:
    """A bright dot drawn at the text's top-left corner is found at the crop's top-left, whatever the turn."""
    quad = turned_rectangle(200, 150, 120, 60, degrees)
    picture = np.full((300, 400, 3), 40, dtype=np.uint8)
    inner = g.grown(quad, -12)
    x, y = (round(v) for v in inner[0])
    picture[y - 4 : y + 5, x - 4 : x + 5] = 250
    crop = g.rectify(picture, quad)
    assert crop.shape == (60, 120, 3)
    bright = np.argwhere(crop[:, :, 0] > 150).mean(axis=0)
    assert np.allclose(bright, (12, 12), atol=2)


NEAR = st.tuples(st.floats(-90, 120), st.floats(-90, 120))


@settings(deadline=None)
@given(st.tuples(NEAR, NEAR, NEAR, NEAR), st.one_of(st.none(), st.integers(1, 64)), st.floats(0, 0.5))
def test_rectify_survives_any_quad(quad: g.Quad, height: int | None, margin: float) -> None:
    crop = g.rectify(np.zeros((40, 30, 3), dtype=np.uint8), quad, height, margin)
    assert crop.dtype == np.uint8
    assert crop.ndim == 3
    assert crop.size > 0
    assert max(crop.shape) <= g.MAX_CROP_SIDE


def test_a_crop_is_bounded_whatever_the_quad_claims() -> None:
    crop = g.rectify(np.zeros((40, 30, 3), dtype=np.uint8), g.box_quad((-1e6, 0, 2e6, 50)))
    assert max(crop.shape) <= g.MAX_CROP_SIDE


def test_rectify_scales_to_the_height_asked_for() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (100, 200, 3), dtype=np.uint8)
    assert g.rectify(picture, g.box_quad((10, 10, 80, 20)), 40).shape == (40, 160, 3)
    assert g.rectify(picture, g.box_quad((10, 10, 80, 20)), margin=0.5).shape == (40, 100, 3)
    assert np.array_equal(g.rectify(picture, g.box_quad((10, 10, 80, 20))), picture[10:30, 10:90])


def test_a_quad_on_a_crop_lies_where_it_was_cut_out() -> None:
    outer = g.turned(g.box_quad((100, 50, 40, 20)), 1)
    whole = g.from_crop(g.box_quad((0, 0, 60, 120)), outer, 60, 120)
    assert np.allclose(whole, outer)
    # Upright text at the crop's top left runs down from the rectangle's first corner.
    assert g.from_crop(g.box_quad((0, 0, 6, 12)), outer, 60, 120)[0] == outer[0]
    assert g.rotation(g.from_crop(g.box_quad((0, 0, 6, 12)), outer, 60, 120)) == 90
