from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from teardown.detecting import FAST, THOROUGH
from teardown.geometry import Pixels, box_quad, centre, rotation, turned
from teardown.reading import Found
from teardown.reading.plan import EVERYTHING, Method, at_work, body_look, look_side, looking, passes
from teardown.reading.second_look import along_text, look_at_bodies
from teardown.reading.tiles import Pass
from tests.reading.fakes import Finds


def white(pixels: Pixels) -> tuple[Found, ...]:
    ys, xs = np.nonzero(pixels[:, :, 0] > 127)
    return (Found(box_quad((float(xs.min()), float(ys.min()), float(np.ptp(xs)) + 1, float(np.ptp(ys)) + 1)), 1.0),)


@pytest.mark.parametrize("quarters", range(4))
def test_what_is_found_on_a_body_lies_on_the_picture_whichever_way_the_body_is_turned(quarters: int) -> None:
    picture = np.zeros((300, 400, 3), dtype=np.uint8)
    picture[150:154, 205:225] = 255
    (found,) = look_at_bodies(picture, [turned(box_quad((180, 120, 60, 50)), quarters)], [Finds(white)], None, 640)
    assert centre(found.quad) == pytest.approx((215, 152), abs=1.0)


def test_a_body_of_a_few_pixels_is_not_looked_at() -> None:
    assert list(look_at_bodies(np.zeros((50, 50, 3), dtype=np.uint8), [box_quad((5, 5, 4, 4))], [Finds(white)], (), 640)) == []


BODY = box_quad((100, 100, 200, 120))


def shapes_looked_at(painted: tuple[int, int, int, int], known: tuple[Found, ...]) -> list[bool]:
    """Whether each cut-out of the body was wider than high, a bar being painted on it."""
    picture = np.zeros((300, 400, 3), dtype=np.uint8)
    x, y, w, h = painted
    picture[y : y + h, x : x + w] = 255
    wide: list[bool] = []

    def find(pixels: Pixels) -> tuple[Found, ...]:
        wide.append(pixels.shape[1] > pixels.shape[0])
        return white(pixels)

    list(look_at_bodies(picture, [BODY], [Finds(find)], known, 640))
    return wide


def test_a_body_of_which_nothing_is_known_is_turned_only_when_its_text_does_not_lie_level() -> None:
    assert shapes_looked_at((130, 150, 120, 12), ()) == [True]
    assert shapes_looked_at((190, 110, 12, 90), ()) == [True, False]


def test_a_body_whose_known_text_does_not_tell_is_looked_at_both_ways() -> None:
    both = (region(120, 120, 100, 20), region(120, 150, 20, 60))
    assert shapes_looked_at((130, 150, 120, 12), both) == [True, False]


def region(x: float, y: float, width: float, height: float) -> Found:
    return Found(box_quad((x, y, width, height)), 0.9)


@pytest.mark.parametrize(
    ("regions", "ways"),
    [
        ((region(120, 120, 100, 20),), (0,)),
        ((region(120, 120, 20, 90),), (1,)),
        ((Found(turned(box_quad((120, 120, 20, 90)), 1), 0.9),), (1,)),  # the same place, its text's direction known
        ((region(120, 120, 20, 90), region(150, 120, 20, 90), region(115, 130, 30, 12)), (1,)),  # a piece across two lines
        ((region(120, 120, 100, 20), region(120, 150, 20, 60)), (0, 1)),
        ((), (0, 1)),
        ((region(120, 120, 20, 20),), (0, 1)),  # a square tells nothing
        ((region(320, 120, 20, 90), region(120, 120, 100, 20)), (0,)),  # the other stands beside the body
    ],
)
@pytest.mark.parametrize("quarters", range(4))
def test_a_body_is_turned_so_that_its_text_lies_level(regions: tuple[Found, ...], ways: tuple[int, ...], quarters: int) -> None:
    cut = along_text(turned(BODY, quarters), regions)
    assert {round(rotation(way)) % 180 // 90 for way in cut} == set(ways)


@pytest.mark.parametrize("size", [(640, 480), (2400, 1800), (4032, 3024), (1, 1), (12000, 100)])
def test_fast_looks_less_than_thorough_and_no_pass_is_made_twice(size: tuple[int, int]) -> None:
    fast, thorough = passes("fast", *size), passes("thorough", *size)
    with_bodies, thorough_with = passes("fast", *size, bodies=True), passes("thorough", *size, bodies=True)
    assert 0 < len(with_bodies) < len(fast) < len(thorough)
    assert len(with_bodies) < len(thorough_with) < len(thorough)
    for steps in (fast, with_bodies, thorough, thorough_with):
        assert len(set(steps)) == len(steps)


def test_a_hurry_reads_each_line_once_and_looks_at_smaller_pictures_of_bodies() -> None:
    assert at_work("thorough", EVERYTHING) == EVERYTHING
    assert at_work("fast", EVERYTHING) == replace(EVERYTHING, room=False)
    assert look_side("fast") < look_side("thorough")


def test_a_large_photo_is_looked_at_at_its_own_scale_only_where_no_body_is_looked_at() -> None:
    def own(bodies: bool, method: Method = EVERYTHING) -> bool:
        return any(step.how == Pass() for step in passes("thorough", 4000, 3000, method, bodies=bodies))

    assert not own(bodies=True)
    assert own(bodies=False)
    assert own(bodies=True, method=replace(EVERYTHING, second_look=False))
    assert own(bodies=True, method=replace(EVERYTHING, several_scales=False))


def test_how_bodies_are_looked_for() -> None:
    assert body_look("thorough") == THOROUGH
    assert body_look("fast") == FAST
    assert not body_look("thorough", replace(EVERYTHING, closer=False)).closer


def test_who_looks_at_bodies_again() -> None:
    assert looking("thorough", 1000, 800) == ("v6", "v4")
    assert looking("thorough", 4000, 3000) == looking("fast", 1000, 800) == ("v4",)
    assert looking("fast", 1000, 800, replace(EVERYTHING, detectors=("v6",))) == ("v6",)
