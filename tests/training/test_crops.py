import math

import cv2
import numpy as np
import pytest
from crops import cut, make_scene, rectangle_of
from hypothesis import given
from hypothesis import strategies as st


@given(st.floats(-180, 180), st.floats(5, 300), st.floats(5, 300))
def test_a_rectangle_is_found_again_from_its_corners(degrees: float, width: float, height: float) -> None:
    corners = np.array(cv2.boxPoints(((100.0, 50.0), (width, height), degrees)), dtype=np.float64)
    cx, cy, w, h, angle = rectangle_of(corners)
    assert (cx, cy) == (pytest.approx(100, abs=0.01), pytest.approx(50, abs=0.01))
    assert sorted((w, h)) == pytest.approx(sorted((width, height)), rel=1e-3)
    assert -math.pi / 4 - 1e-6 <= angle <= math.pi / 4 + 1e-6
    again = np.array(cv2.boxPoints(((cx, cy), (w, h), math.degrees(angle))))
    distance = np.linalg.norm(again[:, None] - corners[None], axis=2).min(axis=1)
    assert distance.max() < 0.05


def test_width_is_the_extent_nearest_to_the_horizontal() -> None:
    tall = np.array([(0, 0), (20, 0), (20, 60), (0, 60)], dtype=np.float64)
    assert rectangle_of(tall)[2:4] == (20, 60)
    assert rectangle_of(np.roll(tall, 1, axis=0))[2:4] == (20, 60)
    assert rectangle_of(tall[::-1])[2:4] == (20, 60)


def board() -> tuple[np.ndarray, np.ndarray]:
    """A green picture with one pure red body."""
    pixels = np.zeros((600, 800, 3), dtype=np.uint8)
    pixels[..., 1] = 120
    corners = np.array([(300, 200), (500, 230), (480, 360), (280, 330)], dtype=np.float64)
    cv2.fillConvexPoly(pixels, corners.astype(np.int32), (255, 0, 0))
    return pixels, corners[None]


def test_boxes_lie_where_the_bodies_lie_in_the_crop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crops._light", lambda pixels, rng: pixels)
    pixels, polys = board()
    scene = make_scene(pixels, polys, ["ic"], complete=True)
    rng = np.random.default_rng(11)  # a seed whose surroundings are never red
    checked = 0
    for _ in range(40):
        crop = cut(scene, 256, rng)
        for box, kind in zip(crop.boxes, crop.kinds, strict=True):
            if kind < 0:
                continue
            drawn = np.zeros((256, 256), dtype=np.uint8)
            quad = cv2.boxPoints(((float(box[0]), float(box[1])), (float(box[2]), float(box[3])), math.degrees(box[4])))
            cv2.fillConvexPoly(drawn, quad.astype(np.int32), 1)
            red = (crop.pixels[..., 0] > 200) & (crop.pixels[..., 1] < 60) & (crop.pixels[..., 2] < 40)
            common, union = (red & (drawn > 0)).sum(), (red | (drawn > 0)).sum()
            if box[2] * box[3] > 400:
                assert common / union > 0.75
                checked += 1
    assert checked > 10


def test_the_same_seed_cuts_the_same_crop() -> None:
    pixels, polys = board()
    scene = make_scene(pixels, polys, ["ic"], complete=True)
    first, second = (cut(scene, 128, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(first.pixels, second.pixels)
    assert np.array_equal(first.boxes, second.boxes)


def test_what_has_no_name_is_neither_taught_nor_denied() -> None:
    pixels, polys = board()
    scene = make_scene(pixels, polys, ["other"], complete=True)
    rng = np.random.default_rng(0)
    kinds = [k for _ in range(20) for k in cut(scene, 256, rng).kinds]
    assert kinds
    assert set(kinds) == {-1}


def test_a_picture_without_bodies_can_be_cut() -> None:
    scene = make_scene(np.zeros((50, 40, 3), dtype=np.uint8), np.zeros((0, 4, 2)), [], complete=True)
    crop = cut(scene, 64, np.random.default_rng(0))
    assert crop.pixels.shape == (64, 64, 3)
    assert crop.boxes.shape == (0, 5)
