from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from teardown.geometry import Pixels, bounding_box, box_quad
from teardown.reading import Found
from teardown.reading.tiles import SIDE, Pass, look, tiles
from tests.reading.fakes import Finds

sides = st.integers(1, 9000)


@given(sides, sides, st.integers(256, 2000))
def test_tiles_cover_the_picture_and_stay_inside(width: int, height: int, side: int) -> None:
    pieces = tiles(width, height, side)
    assert all(t.left >= 0 and t.left + t.width <= width and t.width <= side for t in pieces)
    assert all(t.top >= 0 and t.top + t.height <= height and t.height <= side for t in pieces)
    rims = sorted({(t.left, t.left + t.width) for t in pieces})
    assert rims[0][0] == 0
    assert rims[-1][1] == width
    assert all(following <= right for (_, right), (following, _) in itertools.pairwise(rims))
    assert len(pieces) == len({t.left for t in pieces}) * len({t.top for t in pieces})


@given(st.integers(200, 5000), st.integers(100, 300), st.data())
def test_what_is_shorter_than_the_overlap_is_whole_in_some_tile(width: int, side: int, data: st.DataObject) -> None:
    length = data.draw(st.integers(1, max(1, int(side * 0.18))))
    start = data.draw(st.integers(0, max(0, width - length)))
    assert any(t.left <= start and start + length <= t.left + t.width for t in tiles(width, side, side))


def white_squares(pixels: Pixels) -> tuple[Found, ...]:
    """The box around everything white: a finder that needs no model."""
    ys, xs = np.nonzero(pixels[:, :, 0] > 127)
    if not len(xs):
        return ()
    left, top = float(xs.min()), float(ys.min())
    return (Found(box_quad((left, top, float(xs.max()) + 1 - left, float(ys.max()) + 1 - top)), 1.0),)


def test_regions_are_given_in_the_pictures_pixels_whatever_the_tile_and_scale() -> None:
    picture = np.zeros((SIDE + 900, SIDE + 700, 3), dtype=np.uint8)
    x, y = SIDE + 500, SIDE + 600
    picture[y : y + 20, x : x + 80] = 255
    for how in (Pass(), Pass(0.5), Pass(2.0), Pass(longest_side=960)):
        boxes = [bounding_box(found.quad) for found in look(picture, Finds(white_squares), how)]
        assert boxes
        for box in boxes:
            assert np.allclose(box, (x, y, 80, 20), atol=3), (how, box)


def test_a_region_cut_by_a_tile_is_not_told_beside_the_whole_one() -> None:
    picture = np.zeros((100, SIDE * 2, 3), dtype=np.uint8)
    second = next(t for t in tiles(SIDE * 2, 100, SIDE) if t.left)
    # It begins just before the second tile, so that this sees only a part, and ends inside the first.
    picture[40:60, second.left - 30 : second.left + 50] = 255
    found = list(look(picture, Finds(white_squares), Pass()))
    assert [bounding_box(f.quad) for f in found] == [(second.left - 30, 40, 80, 20)]


def test_a_pass_never_enlarges_to_its_longest_side() -> None:
    assert Pass(longest_side=960).factor(400, 300) == 1.0
    assert Pass(longest_side=960).factor(1920, 300) == 0.5
    assert Pass(2.0).factor(1920, 300) == 2.0
