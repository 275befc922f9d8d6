"""The shipped model: loads, knows manufacturers that the parts database knows, and is silent about what is no mark."""

from __future__ import annotations

import numpy as np
import pytest

from teardown.logos import load, model_path, recognise
from teardown.logos.recogniser import MarkRecogniser
from teardown.parts import load_facts


@pytest.fixture(scope="module")
def model() -> MarkRecogniser:
    path = model_path()
    assert path is not None
    assert path.stat().st_size < 2_000_000
    return load(path)


def test_its_classes_are_manufacturers_of_the_parts_database(model: MarkRecogniser) -> None:
    assert model.classes[0] == "none"
    assert set(model.classes) - {"none"} <= set(load_facts().manufacturers)


def test_shares_of_each_candidate_sum_to_one(model: MarkRecogniser) -> None:
    gray = np.random.default_rng(0).integers(0, 256, (60, 60)).astype(np.uint8)
    shares = model.shares(gray, [(0, 0, 30, 30), (10, 10, 40, 20)])
    assert shares.shape == (2, len(model.classes))
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_grain_is_nobodys_mark(model: MarkRecogniser, seed: int) -> None:
    rng = np.random.default_rng(seed)
    pixels = np.repeat((60 + 12 * rng.standard_normal((200, 260, 1))).clip(0, 255).astype(np.uint8), 3, axis=2)
    assert recognise(pixels, [(60.0, 102.0, 105.0, 20.0)], model) is None
