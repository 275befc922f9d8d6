"""What the network is shown."""

from __future__ import annotations

import numpy as np
import pytest

from teardown.logos.crops import SIDE, cut, tensor


def test_a_crop_is_a_square_that_knows_how_wide_its_box_was() -> None:
    gray = np.zeros((50, 200), dtype=np.uint8)
    crop = cut(gray, (10, 10, 80, 20))
    assert crop.pixels.shape == (SIDE, SIDE)
    assert crop.aspect == pytest.approx(2.0)


def test_beyond_the_rim_the_rim_goes_on() -> None:
    gray = np.full((20, 20), 90, dtype=np.uint8)
    assert (cut(gray, (-30, -30, 90, 90)).pixels == 90).all()


def test_brightness_and_contrast_do_not_matter_but_a_flat_surface_stays_flat() -> None:
    rng = np.random.default_rng(0)
    gray = rng.integers(60, 120, (1, SIDE, SIDE)).astype(np.uint8)
    wide = np.zeros(1, dtype=np.float32)
    assert np.allclose(tensor(gray, wide)[:, 0], tensor(gray * 2, wide)[:, 0], atol=1e-4)
    assert np.abs(tensor(np.full((1, SIDE, SIDE), 7, dtype=np.uint8), wide)[:, 0]).max() == 0.0
