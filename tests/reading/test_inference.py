from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from teardown.errors import EngineError
from teardown.reading.engines.inference import installed_backends, load_network
from teardown.reading.engines.weights import V4_DETECTOR, weights


def test_a_network_says_the_same_after_its_memory_was_given_back() -> None:
    batch = np.linspace(-1, 1, 3 * 64 * 96, dtype=np.float32).reshape(1, 3, 64, 96)
    for backend in installed_backends():
        network = load_network(weights(V4_DETECTOR), backend=backend)  # type: ignore[arg-type]
        before = network(batch)
        network.release()
        assert np.array_equal(network(batch), before)


def test_the_runtimes_agree() -> None:
    batch = np.linspace(-1, 1, 3 * 64 * 96, dtype=np.float32).reshape(1, 3, 64, 96)
    answers = [load_network(weights(V4_DETECTOR), backend=b)(batch) for b in installed_backends()]  # type: ignore[arg-type]
    for answer in answers:
        assert answer.shape == (1, 1, 64, 96)
        np.testing.assert_allclose(answer, answers[0], atol=1e-3)


def test_a_file_that_is_no_network_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no network")
    with pytest.raises(EngineError, match="install its package anew"):
        load_network(broken)
