"""A published ONNX recogniser as a PyTorch module that can be trained on, and back: only the numbers of the file change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

Values = Mapping[str, Any]


class Recogniser(nn.Module):
    """Runs the graph of an ONNX file operator by operator; the weights of convolutions, norms and products are parameters.

    Normalisation uses the stored means: batches are too small and too unlike the photos to measure new ones.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._model = onnx.load(str(path))
        self._nodes = [(n.op_type, list(n.input), n.output[0], _attributes(n)) for n in self._model.graph.node]
        self._input, self._output = self._model.graph.input[0].name, self._model.graph.output[0].name
        self._constants: dict[str, Any] = {}
        self._names: dict[str, str] = {}
        self.weights = nn.ParameterDict()
        for stored in self._model.graph.initializer:
            array = numpy_helper.to_array(stored)
            if array.dtype == np.float32 and array.ndim and array.size > 1:
                name = stored.name.replace(".", "_")
                self._names[stored.name] = name
                self.weights[name] = nn.Parameter(torch.from_numpy(array.copy()))
                if "w_1" in stored.name or "w_2" in stored.name:
                    self.weights[name].requires_grad_(False)
            else:
                self._constants[stored.name] = (
                    array if array.dtype == np.int64 else float(array.reshape(()) if array.size == 1 else np.nan)
                )

    def forward(self, lines: Tensor) -> Tensor:
        """(n, 3, 48, width) in −1 to 1 → logits (n, columns, classes), without the final softmax."""
        values: dict[str, Any] = {**self._constants, **{k: self.weights[v] for k, v in self._names.items()}, self._input: lines}
        for kind, inputs, output, how in self._nodes:
            if output == self._output:
                return values[inputs[0]]
            values[output] = _OPERATORS[kind]([values[i] for i in inputs], how)
        raise ValueError("the graph has no output")

    @property
    def classes(self) -> int:
        """How many classes the file's last product tells apart, the blank among them."""
        product = next(n for n in reversed(self._model.graph.node) if n.op_type == "MatMul")
        return int(self.weights[self._names[product.input[1]]].shape[-1])

    def narrow(self, characters: str) -> None:
        """Keep only the classes of these characters, besides the blank, and say so in the file."""
        stored = next(p for p in self._model.metadata_props if p.key == "character")
        known = ["", *stored.value.split("\n"), " "]
        keep = torch.tensor([0, *(known.index(c) for c in characters)])
        product = next(n for n in reversed(self._model.graph.node) if n.op_type == "MatMul")
        bias = next(n for n in self._model.graph.node if product.output[0] in n.input)
        for name in (product.input[1], next(i for i in bias.input if i in self._names)):
            inner = self._names[name]
            self.weights[inner] = nn.Parameter(self.weights[inner].detach()[..., keep].clone())
        stored.value = "\n".join(c for c in characters if c != " ")

    def save(self, path: Path) -> None:
        """Write the ONNX file with the weights as they are now."""
        for stored in self._model.graph.initializer:
            if stored.name in self._names:
                array = self.weights[self._names[stored.name]].detach().numpy()
                stored.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(array), stored.name))
        onnx.save(self._model, str(path))


def _attributes(node: Any) -> dict[str, Any]:
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def _conv(values: list[Any], how: Values) -> Tensor:
    x, weight = values[0], values[1]
    bias = values[2] if len(values) > 2 else None
    if how.get("auto_pad") == b"SAME_UPPER":
        x = functional.pad(x, (0, how["kernel_shape"][1] - 1, 0, how["kernel_shape"][0] - 1))
        return functional.conv2d(x, weight, bias, how["strides"], 0, how["dilations"], how["group"])
    return functional.conv2d(x, weight, bias, how["strides"], how["pads"][:2], how["dilations"], how["group"])


def _max_pool(values: list[Any], how: Values) -> Tensor:
    x = functional.pad(values[0], (0, how["kernel_shape"][1] - 1, 0, how["kernel_shape"][0] - 1), value=float("-inf"))
    return functional.max_pool2d(x, how["kernel_shape"], how["strides"])


def _slice(values: list[Any], _how: Values) -> Any:
    data, starts, ends, axes = values[:4]
    for start, end, axis in zip(starts, ends, axes, strict=True):
        where: list[Any] = [slice(None)] * data.ndim
        where[int(axis)] = slice(int(start), int(end))
        data = data[tuple(where)]
    return data


def _squeeze(values: list[Any], how: Values) -> Any:
    data = values[0]
    for axis in sorted(how["axes"], reverse=True):
        data = data.squeeze(axis)
    return data


def _concat(values: list[Any], how: Values) -> Any:
    return torch.cat(values, how["axis"]) if isinstance(values[0], Tensor) else np.concatenate(values, how["axis"])


def _unsqueeze(values: list[Any], _how: Values) -> Any:
    return np.reshape(values[0], (1,))


def _reshape(values: list[Any], _how: Values) -> Any:
    data, shape = values
    sizes = [int(n) for n in shape]
    if isinstance(data, Tensor):
        return data.reshape([data.shape[i] if n == 0 else n for i, n in enumerate(sizes)])
    return np.reshape(data, sizes)


_OPERATORS: Mapping[str, Callable[[list[Any], Values], Any]] = {
    "Conv": _conv,
    "MaxPool": _max_pool,
    "AveragePool": lambda v, how: functional.avg_pool2d(v[0], how["kernel_shape"], how["strides"]),
    "BatchNormalization": lambda v, how: functional.batch_norm(v[0], v[3], v[4], v[1], v[2], False, 0.0, how["epsilon"]),
    "Add": lambda v, _: v[0] + v[1],
    "Sub": lambda v, _: v[0] - v[1],
    "Mul": lambda v, _: v[0] * v[1],
    "Div": lambda v, _: v[0] / v[1],
    "Pow": lambda v, _: v[0] ** v[1],
    "Sqrt": lambda v, _: torch.sqrt(v[0]),
    "Erf": lambda v, _: torch.erf(v[0]),
    "Relu": lambda v, _: functional.relu(v[0]),
    "Sigmoid": lambda v, _: torch.sigmoid(v[0]),
    "HardSigmoid": lambda v, how: torch.clamp(v[0] * how["alpha"] + how["beta"], 0, 1),
    "Softmax": lambda v, how: torch.softmax(v[0], how["axis"]),
    "MatMul": lambda v, _: v[0] @ v[1],
    "Identity": lambda v, _: v[0],
    "Transpose": lambda v, how: v[0].permute(how["perm"]),
    "ReduceMean": lambda v, how: v[0].mean(how["axes"], keepdim=bool(how.get("keepdims", 1))),
    "Shape": lambda v, _: np.array(v[0].shape, np.int64),
    "Slice": _slice,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Concat": _concat,
    "Reshape": _reshape,
}
