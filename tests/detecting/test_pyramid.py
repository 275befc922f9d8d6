import numpy as np
import pytest

from teardown.detecting.pyramid import MULTIPLE, TILE, tiles


def test_a_photo_is_seen_at_each_scale_and_never_enlarged_beyond_the_limit() -> None:
    picture = np.zeros((300, 400, 3), dtype=np.uint8)
    seen = list(tiles(picture, (200, 400, 1600), enlarge=2.0))
    assert [t.size for t in seen] == [(200, 150), (400, 300), (800, 600)]
    assert [t.scale[0] for t in seen] == pytest.approx([0.5, 1.0, 2.0])


def test_scales_that_come_out_the_same_are_seen_once() -> None:
    picture = np.zeros((30, 40, 3), dtype=np.uint8)
    assert len(list(tiles(picture, (640, 1280, 2560), enlarge=2.0))) == 1


def test_tiles_are_bounded_whatever_the_photo() -> None:
    picture = np.zeros((50, 9000, 3), dtype=np.uint8)
    for tile in tiles(picture, (9000,), enlarge=1.0):
        assert max(tile.pixels.shape[:2]) <= TILE
        assert tile.pixels.shape[0] % MULTIPLE == 0
        assert tile.pixels.shape[1] % MULTIPLE == 0


def test_a_tile_knows_where_it_lies_and_which_edges_are_inside() -> None:
    picture = np.arange(2000 * 100 * 3, dtype=np.uint32).reshape(100, 2000, 3).astype(np.uint8)
    found = list(tiles(picture, (2000,), enlarge=1.0))
    assert len(found) > 1
    first, last = found[0], found[-1]
    assert first.inner == (False, False, True, False)
    assert last.inner == (True, False, False, False)
    for tile in found:
        w, h = tile.size
        assert np.array_equal(tile.pixels[:h, :w], picture[tile.top : tile.top + h, tile.left : tile.left + w])


def test_the_smallest_picture_is_a_tile_too() -> None:
    (only,) = tiles(np.zeros((1, 1, 3), dtype=np.uint8), (640,), enlarge=2.0)
    assert only.pixels.shape == (MULTIPLE, MULTIPLE, 3)
