"""Store the weights of an ONNX file in 16 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST = 256
"""Weights with fewer numbers are kept as they are: halving them saves nothing."""


def halve(path: Path) -> None:
    """Store large weights in 16 bits. A runtime widens them once when it loads the file, so it computes in 32 bits as before."""
    whole = onnx.load(str(path))
    graph = whole.graph
    widened = []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < SMALLEST:
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + "_16"))
        widened.append(helper.make_node("Cast", [name + "_16"], [name], to=TensorProto.FLOAT))
    for node in reversed(widened):
        graph.node.insert(0, node)
    onnx.checker.check_model(whole)
    onnx.save(whole, str(path))
