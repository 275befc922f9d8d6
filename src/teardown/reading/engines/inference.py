"""Run an ONNX network, through ONNX Runtime or OpenVINO: one seam, so that either can serve.

Both run the same files in 32-bit floats. OpenVINO's default on some processors is bfloat16, which changes readings, so f32 is
forced. Threads are fixed when a network is loaded; results do not depend on how many there are.
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from teardown.errors import EngineError
from teardown.networks import onnx_session

Array = npt.NDArray[np.float32]


class Network(Protocol):
    """A loaded network with one float32 input and one float32 output."""

    def __call__(self, batch: Array) -> Array:
        """Run it."""
        ...

    def release(self) -> None:
        """Give back the memory that large inputs took; the next run takes it anew and gives the same."""
        ...


Backend = Literal["auto", "onnxruntime", "openvino"]


def installed_backends() -> tuple[str, ...]:
    """The runtimes that can be imported here, the preferred one first."""
    return tuple(name for name in ("openvino", "onnxruntime") if importlib.util.find_spec(name) is not None)


def load_network(path: Path, threads: int = 1, backend: Backend = "auto") -> Network:
    """Load a network. Raises EngineError when no runtime is installed or the file cannot be loaded."""
    found = installed_backends()
    chosen = (found[0] if found else "") if backend == "auto" else backend
    if chosen not in found:
        raise EngineError("No runtime for the text reader is installed. Install one with: python -m pip install onnxruntime")
    try:
        return _openvino(path, threads) if chosen == "openvino" else _onnxruntime(path, threads)
    except Exception as error:
        raise EngineError(f"{path.name} cannot be loaded with {chosen} ({error}); install its package anew.") from error


def _onnxruntime(path: Path, threads: int) -> Network:
    return _OnnxRuntimeNetwork(onnx_session(path, threads))


class _OnnxRuntimeNetwork:
    def __init__(self, session: Any) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name

    def __call__(self, batch: Array) -> Array:
        return np.asarray(self._session.run(None, {self._input: batch})[0], dtype=np.float32)

    def release(self) -> None:
        """What it took is in the arena that all networks share, for the next of them."""


def _openvino(path: Path, threads: int) -> Network:
    # It ships no type information.
    openvino: Any = importlib.import_module("openvino")
    settings: dict[str, Any] = {
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        "INFERENCE_PRECISION_HINT": "f32",
        "ENABLE_CPU_PINNING": False,
    }
    core = openvino.Core()
    return _OpenVinoNetwork(core.compile_model(core.read_model(path), "CPU", settings))


class _OpenVinoNetwork:
    def __init__(self, model: Any) -> None:
        self._model = model
        self._request = model.create_infer_request()

    def __call__(self, batch: Array) -> Array:
        # Copied, because the request's own output is overwritten by the next call.
        return np.array(self._request.infer([batch])[0], dtype=np.float32)

    def release(self) -> None:
        # A detector keeps about 380 MB for a tile of 1280 pixels otherwise, and there are several of them.
        self._model.release_memory()
