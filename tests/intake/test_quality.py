"""Capture quality and its advice."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image, ImageDraw, ImageFont

from teardown.geometry import box_quad
from teardown.intake import measure, measure_chip
from teardown.model import CaptureQuality

Pixels = npt.NDArray[np.uint8]


def chip(text_height: int = 40, ink: int = 190, body: int = 40) -> Pixels:
    image = Image.new("RGB", (text_height * 8, text_height * 4), (body, body, body))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=text_height * 1.3)
    draw.text((text_height, text_height // 2), "W25Q128\n2231", font=font, fill=(ink, ink, ink))
    grain = np.random.default_rng(3).normal(0, 3, (*image.size[::-1], 3))
    return np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)


def whole(pixels: Pixels, heights: Sequence[float] = ()) -> CaptureQuality:
    """A picture that shows one chip and nothing else."""
    return measure_chip(pixels, box_quad((0, 0, pixels.shape[1], pixels.shape[0])), heights)


def blurred(pixels: Pixels, sigma: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), dtype=np.uint8)


def test_a_good_chip_gets_no_advice() -> None:
    quality = whole(chip(), [40.0, 38.0])
    assert quality.advice == ()
    assert quality.text_height == 39.0


def test_small_text_says_how_small_and_what_is_readable() -> None:
    assert whole(chip(9), [9.0]).advice[0] == "Come closer: the text on this chip is 9 px high, 20 is readable."
    assert measure(chip(), [9.0, 9.0, 30.0]).advice[0] == "Come closer: the text on this photo is 9 px high, 20 is readable."


def test_blur_is_told_and_grows() -> None:
    sharpness = [whole(blurred(chip(), s) if s else chip(), [40.0]).sharpness for s in (0, 3, 6, 12)]
    assert sharpness == sorted(sharpness, reverse=True)
    assert any("blurred" in a for a in whole(blurred(chip(), 8), [40.0]).advice)


def test_large_text_may_be_softer_in_pixels_than_small_text() -> None:
    """The same picture at twice the scale is as readable, though each edge is twice as wide."""
    small = whole(blurred(chip(24), 1.5), [24.0]).sharpness
    large = np.asarray(cv2.resize(blurred(chip(24), 1.5), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    assert whole(large, [48.0]).sharpness == pytest.approx(small, abs=0.05)


def test_a_reflection_is_told() -> None:
    pixels = chip().copy()
    pixels[:, 60:140] = 255
    quality = whole(pixels, [40.0])
    assert quality.glare == pytest.approx(0.25, abs=0.01)
    assert any("25% of this chip" in a for a in quality.advice)


def test_faint_laser_marks_ask_for_low_light() -> None:
    assert any("low angle" in a for a in whole(chip(ink=58), [40.0]).advice)


def test_a_white_table_is_no_reflection_but_a_bright_spot_on_the_board_is() -> None:
    photo = np.full((600, 800, 3), 255, dtype=np.uint8)
    photo[100:500, 100:700] = np.random.default_rng(4).integers(20, 120, (400, 600, 3), dtype=np.uint8)
    assert measure(photo).glare == 0.0
    photo[200:400, 200:500] = 255
    quality = measure(photo)
    assert quality.glare == pytest.approx(0.125, abs=0.01)
    assert any("burnt out" in a for a in quality.advice)


def test_a_dark_photo_asks_for_light() -> None:
    dark = (chip().astype(np.uint16) * 60 // 255).astype(np.uint8)
    assert "Add light: the photo is very dark." in measure(dark).advice


@settings(deadline=None)  # no time is asserted: machines differ
@given(
    hnp.arrays(np.uint8, hnp.array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=40).map(lambda s: (s[0], s[1], 3))),
    st.booleans(),
)
def test_any_pixels_can_be_measured(pixels: Pixels, is_chip: bool) -> None:
    quality = whole(pixels) if is_chip else measure(pixels)
    assert 0 <= quality.sharpness <= 1
    assert 0 <= quality.glare <= 1
    assert 0 <= quality.contrast <= 1
    assert quality.text_height is None
