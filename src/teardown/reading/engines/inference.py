"""Run an ONNX network, through ONNX Runtime or OpenVINO: one seam, so that either can serve.

Both run the same files in 32-bit floats. OpenVINO's default on some processors is bfloat16, which changes readings, so f32 is
forced. Threads are fixed when a network is loaded; results do not depend on how many there are.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from teardown.errors import EngineError

Array = npt.NDArray[np.float32]
Network = Callable[[Array], Array]
"""One float32 input, one float32 output."""

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
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The arena keeps the largest tile's memory for good; without it the peak is what one tile needs.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(batch: Array) -> Array:
        return np.asarray(session.run(None, {name: batch})[0], dtype=np.float32)

    return run


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
    request = core.compile_model(core.read_model(path), "CPU", settings).create_infer_request()

    def run(batch: Array) -> Array:
        # Copied, because the request's own output is overwritten by the next call.
        return np.array(request.infer([batch])[0], dtype=np.float32)

    return run
