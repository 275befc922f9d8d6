"""Write a trained detector as ONNX: input `pixels` (1, 3, h, w) float RGB 0 to 255, h and w multiples of 32; output `cells`."""

from __future__ import annotations

from pathlib import Path

import torch
from network import Detector
from sixteen_bits import halve


def export(model: Detector, path: Path) -> None:
    """One file without outside data; batch norms are folded by the exporter, weights stored in 16 bits."""
    model.eval()
    torch.onnx.export(
        model,
        (torch.zeros(1, 3, 256, 256),),
        str(path),
        input_names=["pixels"],
        output_names=["cells"],
        dynamic_axes={"pixels": {0: "n", 2: "h", 3: "w"}, "cells": {0: "n", 2: "h8", 3: "w8"}},
        opset_version=17,
        dynamo=False,
    )
    halve(path)
