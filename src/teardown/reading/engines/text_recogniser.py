"""Read single lines with a PP-OCR recogniser (CTC over columns of the line)."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from teardown.geometry import Pixels
from teardown.model import Reading
from teardown.reading import ctc
from teardown.reading.engines.inference import Array, Network

HEIGHT = 48
"""Pixels: the height the network was trained on."""
LEAST_WIDTH = 48
GREATEST_WIDTH = 1280
"""Pixels: a line is squeezed to this width at most; chips carry at most some 30 characters in a line."""
STEP = 32
"""Widths are padded up to a multiple of this, so that few different shapes reach the network."""
BATCH_COLUMNS = 2560
"""Columns that go through the network at once: bounds the memory, since each frame gives a probability per class."""


class TextRecogniser:
    """A CTC recogniser as a `Reader`."""

    def __init__(self, name: str, network: Network, alphabet: tuple[str, ...]) -> None:
        self._name = name
        self._network = network
        self._alphabet = alphabet

    @property
    def name(self) -> str:
        return self._name

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        """One reading per crop, with its lattice. Crops of like width go through the network together."""
        lines = [_scaled(crop) for crop in crops]
        widths = [max(LEAST_WIDTH, -(-line.shape[1] // STEP) * STEP) for line in lines]
        out: list[Reading | None] = [None] * len(crops)
        order = sorted(range(len(crops)), key=lambda i: (widths[i], i))
        while order:
            width = widths[order[0]]
            count = max(1, BATCH_COLUMNS // width)
            group = [i for i in order if widths[i] == width][:count]
            order = order[len(group) :]
            batch = np.zeros((len(group), 3, HEIGHT, width), dtype=np.float32)
            for slot, i in enumerate(group):
                batch[slot, :, :, : lines[i].shape[1]] = _normalised(lines[i])
            probabilities = self._network(batch)
            for slot, i in enumerate(group):
                out[i] = ctc.decode(probabilities[slot], self._alphabet, self._name)
        return tuple(reading for reading in out if reading is not None)


def _scaled(crop: Pixels) -> Pixels:
    height, width = crop.shape[:2]
    target = min(GREATEST_WIDTH, max(1, round(width * HEIGHT / height)))
    if (height, width) == (HEIGHT, target):
        return crop
    way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(crop, (target, HEIGHT), interpolation=way), dtype=np.uint8)


def _normalised(line: Pixels) -> Array:
    """RGB (h, w, 3) to BGR (3, h, w) in −1 to 1, as PaddleOCR trains its recognisers."""
    planes = line[:, :, ::-1].transpose(2, 0, 1).astype(np.float32)
    return np.asarray(planes * np.float32(2 / 255) - np.float32(1), dtype=np.float32)
