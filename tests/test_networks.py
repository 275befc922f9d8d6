"""The real runtime: all networks of a process take their memory from one place."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from teardown.networks import onnx_session

MODEL = Path(str(resources.files("teardown.logos").joinpath("marks.onnx")))


def test_sessions_of_one_process_share_its_memory_and_say_the_same() -> None:
    first, second = onnx_session(MODEL), onnx_session(MODEL)
    assert first.get_session_options().get_session_config_entry("session.use_env_allocators") == "1"
    shape = [n if isinstance(n, int) else 2 for n in first.get_inputs()[0].shape]
    crops = np.random.default_rng(1).random(shape, dtype=np.float32)
    told = [session.run(None, {session.get_inputs()[0].name: crops})[0] for session in (first, second, first)]
    assert np.array_equal(told[0], told[1])
    assert np.array_equal(told[0], told[2])


def test_without_the_runtime_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ImportError):
        onnx_session(MODEL)
