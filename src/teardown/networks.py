"""Load ONNX networks with ONNX Runtime so that all of them share one pool of memory.

A photo goes through five networks in thousands of runs. Asked anew for each run, the memory of large inputs is given back to the
system and faulted in again every time, a sixth of the whole time; kept by each network for itself, it adds up. One arena for all
keeps what the largest run took, about 550 MB (docs/measurements.md, “Cost”).
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

_POWER_OF_TWO = 0
"""How the arena grows, `kNextPowerOfTwo`: as large as asked for (1), it falls to pieces and grew to twice as much in 150 runs."""

_lock = threading.Lock()
_shared = False


def onnx_session(path: Path, threads: int = 1) -> Any:
    """An `onnxruntime.InferenceSession` on the processor. It is safe to share between threads.

    Raises ImportError when ONNX Runtime is not installed, and what ONNX Runtime raises when the file is no network.
    """
    import onnxruntime

    _share_memory(onnxruntime)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A plan of the memory is kept for each shape of input that ever came, and every photo has others.
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.use_env_allocators", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _share_memory(onnxruntime: Any) -> None:
    """Give the process its one arena: ONNX Runtime takes only one."""
    global _shared
    with _lock:
        if _shared:
            return
        kind = onnxruntime.OrtMemoryInfo(
            "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
        )
        # No limit, and its own first size and slack: −1.
        onnxruntime.create_and_register_allocator(kind, onnxruntime.OrtArenaCfg(0, _POWER_OF_TWO, -1, -1))
        _shared = True
