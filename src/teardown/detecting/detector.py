"""The body detector: a picture in, component bodies out."""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from teardown.detecting import closer
from teardown.detecting.boxes import Body, Candidates, bodies_of, decode, distinct, joined
from teardown.detecting.kinds import CHANNELS
from teardown.detecting.pyramid import Pixels, Tile, tiles
from teardown.errors import TeardownError
from teardown.networks import onnx_session

MODEL_FILE = "bodies.onnx"


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is looked at."""

    longest_sides: tuple[int, ...]
    """Pixels of the picture's longer side, one per scale."""
    finest: int | None = None
    """The same for one more scale, on pictures that have as many pixels."""
    closer: bool = False
    """What may be a chip is looked at once more, cut out: see `closer`."""

    def scales(self, width: int, height: int) -> tuple[int, ...]:
        """The scales for a picture of this size, each the longer side in pixels."""
        if self.finest is None or max(width, height) < self.finest:
            return self.longest_sides
        return *self.longest_sides, self.finest


FAST = Look((640, 1280))
"""Scales for chips from half of the photo's width down to a hundredth of it."""
THOROUGH = Look((640, 1280), finest=2560, closer=True)
"""Whole boards on large photos have ICs of ten pixels at the scale of 1280. On photos with fewer pixels a scale of 2560 shows
nothing more and costs four times as much. What each adds is in training/README.md."""

ENLARGE = 2.0
"""A small photo is enlarged by this at most: beyond, there is nothing more to see."""
THRESHOLD = 0.05
"""Cells that score lower are not looked at further. Whoever asks decides what is good enough."""
MOST = 400
"""Boxes kept per tile before duplicates are removed, so that a photo of nothing but texture costs no more than others."""
CUT_EDGE = 4.0
"""Pixels: a box this close to an edge beyond which the picture goes on is cut there; another tile or scale has it whole."""


class BodyDetector:
    """A loaded model. One instance serves several threads.

    Raises `TeardownError` when the file is no such model.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        try:
            self._session: Any = onnx_session(path, threads)
        except Exception as error:
            raise TeardownError(f"{path} cannot be used as a body detector: {error}") from error
        shape = self._session.get_outputs()[0].shape
        if len(shape) != 4 or shape[1] != CHANNELS:
            raise TeardownError(f"{path} is no body detector of this version: it gives {shape}, wanted are {CHANNELS} channels.")
        self._lock = threading.Lock()

    def detect(self, pixels: Pixels, look: Look = THOROUGH, threshold: float = THRESHOLD) -> tuple[Body, ...]:
        """Bodies on a picture, the surest first.

        `pixels` is RGB, `uint8`, shape (height, width, 3). Deterministic for a given model and machine. Memory
        is bounded by the tile and by the picture at the largest of the look's scales.
        """
        if pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
            raise ValueError(f"a picture has shape (height, width, 3), not {pixels.shape}")
        found = joined(
            [self._look(tile, threshold) for tile in tiles(pixels, look.scales(pixels.shape[1], pixels.shape[0]), ENLARGE)]
        )
        bodies = distinct(bodies_of(found))
        return self._closer(pixels, bodies, threshold) if look.closer else bodies

    def _closer(self, pixels: Pixels, bodies: tuple[Body, ...], threshold: float) -> tuple[Body, ...]:
        known = dict(enumerate(bodies))
        for view in closer.views(bodies):
            seen = bodies_of(self._candidates(closer.cut_out(pixels, view), threshold))
            known.update(closer.seen_in(view, seen, bodies))
        return distinct(tuple(known.values()))

    def _look(self, tile: Tile, threshold: float) -> Candidates:
        found = self._candidates(tile.pixels, threshold)
        whole = ~_is_cut(found, tile)
        corners = (found.corners[whole] + np.array((tile.left, tile.top))) / np.array(tile.scale)
        return Candidates(corners.astype(np.float32), found.scores[whole])

    def _candidates(self, pixels: Pixels, threshold: float) -> Candidates:
        blob = np.ascontiguousarray(pixels.transpose(2, 0, 1)[None], dtype=np.float32)
        # The session is safe to share, but two tiles at once would double the peak of memory.
        with self._lock:
            cells = self._session.run(None, {"pixels": blob})[0][0]
        return decode(cells, threshold, MOST)


def _is_cut(found: Candidates, tile: Tile) -> Any:
    low, high = found.corners.min(axis=1), found.corners.max(axis=1)
    width, height = tile.size
    left, top, right, bottom = tile.inner
    cut = np.zeros(len(found), dtype=bool)
    if left:
        cut |= low[:, 0] < CUT_EDGE
    if top:
        cut |= low[:, 1] < CUT_EDGE
    if right:
        cut |= high[:, 0] > width - CUT_EDGE
    if bottom:
        cut |= high[:, 1] > height - CUT_EDGE
    return cut


def model_path() -> Path | None:
    """The model that ships with the package, or None where it was left out."""
    path = Path(str(resources.files("teardown.detecting").joinpath(MODEL_FILE)))
    return path if path.is_file() else None


@functools.lru_cache(maxsize=4)
def _loaded(path: Path, threads: int) -> BodyDetector:
    return BodyDetector(path, threads)


def detect_bodies(pixels: Pixels, look: Look = THOROUGH, threshold: float = THRESHOLD, threads: int = 1) -> tuple[Body, ...]:
    """`BodyDetector.detect` with the model that ships with the package; nothing where it was left out."""
    path = model_path()
    return _loaded(path, threads).detect(pixels, look, threshold) if path else ()
