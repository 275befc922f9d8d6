"""The network: oriented edges, fixed and without polarity, then a few small learnt layers.

Marks are printed bright on dark and dark on bright, thin and bold, so the first layer measures how strongly edges of eight
directions run through each cell, whichever side is brighter, relative to the edges around. It has no weights to learn, which is
what makes training on a laptop a matter of minutes; what follows is learnt.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

DIRECTIONS = 8
CELLS = 12
"""Cells along each side of the crop."""


class Edges(nn.Module):
    """(n, 2, 48, 48) to (n, 9, 12, 12): edge strength per direction and cell, and the aspect."""

    kernels: Tensor
    mixing: Tensor

    def __init__(self) -> None:
        super().__init__()
        sobel = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]) / 8
        self.register_buffer("kernels", torch.stack([sobel, sobel.T])[:, None])
        angles = [math.pi * k / DIRECTIONS for k in range(DIRECTIONS)]
        self.register_buffer("mixing", torch.tensor([[math.cos(a), math.sin(a)] for a in angles])[:, :, None, None])

    def forward(self, x: Tensor) -> Tensor:
        gradients = functional.conv2d(functional.pad(x[:, :1], (1, 1, 1, 1), mode="replicate"), self.kernels)
        # The square sharpens the direction: an edge does not leak into its neighbours' bins.
        along = functional.conv2d(gradients, self.mixing) ** 2
        strength = (gradients**2).sum(1, keepdim=True)
        sharp = along**2 / (strength + 1e-3)
        cells = functional.avg_pool2d(sharp, 4) ** 0.5
        around = functional.avg_pool2d(cells.sum(1, keepdim=True), 5, 1, 2, count_include_pad=False)
        return torch.cat([4 * cells / (around + 0.1), x[:, 1:, :CELLS, :CELLS]], dim=1)


class Head(nn.Module):
    """(n, 9, 12, 12) to scores (n, classes)."""

    def __init__(self, classes: int) -> None:
        super().__init__()

        def layer(into: int, out: int) -> list[nn.Module]:
            return [nn.Conv2d(into, out, 3, padding=1, bias=False), nn.BatchNorm2d(out), nn.ReLU()]

        self.body = nn.Sequential(*layer(DIRECTIONS + 1, 32), nn.MaxPool2d(2), *layer(32, 64), *layer(64, 64))
        self.embed = nn.Sequential(nn.Flatten(), nn.Dropout(0.3), nn.Linear(64 * 36, 96), nn.ReLU(), nn.Dropout(0.2))
        self.classes = nn.Linear(96, classes)

    def forward(self, cells: Tensor) -> Tensor:
        return self.classes(self.embed(self.body(cells)))  # type: ignore[no-any-return]


class Recogniser(nn.Module):
    """What is shipped: from prepared crops to probabilities (n, classes)."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.edges, self.head = Edges(), head

    def forward(self, x: Tensor) -> Tensor:
        return functional.softmax(self.head(self.edges(x)), dim=1)
