from __future__ import annotations

import numpy as np
import pytest

from teardown.geometry import Pixels, box_quad, centre, turned
from teardown.reading import Found
from teardown.reading.plan import passes
from teardown.reading.second_look import look_at_bodies
from tests.reading.fakes import Finds


def white(pixels: Pixels) -> tuple[Found, ...]:
    ys, xs = np.nonzero(pixels[:, :, 0] > 127)
    return (Found(box_quad((float(xs.min()), float(ys.min()), float(np.ptp(xs)) + 1, float(np.ptp(ys)) + 1)), 1.0),)


@pytest.mark.parametrize("quarters", range(4))
def test_what_is_found_on_a_body_lies_on_the_picture_whichever_way_the_body_is_turned(quarters: int) -> None:
    picture = np.zeros((300, 400, 3), dtype=np.uint8)
    picture[150:154, 205:225] = 255
    (found,) = look_at_bodies(picture, [turned(box_quad((180, 120, 60, 50)), quarters)], [Finds(white)])
    assert centre(found.quad) == pytest.approx((215, 152), abs=1.0)


def test_a_body_of_a_few_pixels_is_not_looked_at() -> None:
    assert list(look_at_bodies(np.zeros((50, 50, 3), dtype=np.uint8), [box_quad((5, 5, 4, 4))], [Finds(white)])) == []


@pytest.mark.parametrize("size", [(640, 480), (4032, 3024), (1, 1), (12000, 100)])
def test_fast_looks_less_than_thorough_and_no_pass_is_made_twice(size: tuple[int, int]) -> None:
    fast, thorough = passes("fast", *size), passes("thorough", *size)
    assert 0 < len(fast) < len(thorough)
    for steps in (fast, thorough):
        assert len(set(steps)) == len(steps)
