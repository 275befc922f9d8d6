"""Whose mark stands on a component: candidates from `proposals`, judged by a small network, and a threshold that keeps silent.

The network tells drawn and photographed marks of the makers in `makers()` from each other and from everything else. A company
named wrongly costs as much as a hundred left unnamed, so what is not clear is no logo.
"""

from __future__ import annotations

import functools
import json
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from teardown.errors import TeardownError
from teardown.geometry import Pixels, box_quad, centre, contains
from teardown.logos.crops import Gray, cut, tensor
from teardown.logos.proposals import Proposal, Rectangle, propose
from teardown.logos.region import region_of
from teardown.model import Logo, Sighting, Surface
from teardown.networks import onnx_session

MODEL_FILE = "marks.onnx"

THRESHOLD = 0.9
"""Probability below which no maker is named. At it, no maker was named wrongly on chips of photos that the judging models had
not seen (`training/logos/README.md`)."""
DOUBT = 0.5
"""Network's share from which another maker's mark beside the surest one makes both doubtful."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate and what the network makes of it."""

    proposal: Proposal
    maker: str
    """Manufacturer id, or "none"."""
    score: float
    """The network's own share for that maker."""
    probability: float
    """That the maker is right, as measured on photos the network never saw."""


class MarkRecogniser:
    """A loaded model. One instance serves several threads. Raises `TeardownError` when the file is no such model."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        try:
            self._session: Any = onnx_session(path, threads)
            notes = self._session.get_modelmeta().custom_metadata_map
            self.classes: tuple[str, ...] = tuple(json.loads(notes["classes"]))
            self.slope, self.offset = (float(v) for v in json.loads(notes["calibration"]))
        except Exception as error:
            raise TeardownError(f"{path} cannot be used to recognise makers' marks: {error}") from error
        self._lock = threading.Lock()

    def shares(self, gray: Gray, boxes: Sequence[Rectangle]) -> npt.NDArray[np.float32]:
        """The network's shares (n, classes) for boxes of a grey picture."""
        crops = [cut(gray, box) for box in boxes]
        blob = tensor(np.stack([c.pixels for c in crops]), np.array([c.aspect for c in crops], dtype=np.float32))
        with self._lock:
            return np.asarray(self._session.run(None, {"crops": blob})[0], dtype=np.float32)

    def judge(self, gray: Gray, text: Sequence[Rectangle]) -> tuple[Judged, ...]:
        """Every candidate on an upright component, the surest maker first; those that are no mark are left out."""
        proposals = propose(gray, text)
        if not proposals:
            return ()
        shares = self.shares(gray, [p.box for p in proposals])
        out = []
        for proposal, row in zip(proposals, shares, strict=True):
            best = int(np.argmax(row))
            if self.classes[best] != "none":
                score = float(row[best])
                out.append(Judged(proposal, self.classes[best], score, self.calibrated(score)))
        return tuple(sorted(out, key=lambda j: -j.score))

    def calibrated(self, score: float) -> float:
        """The measured frequency of being right at a score: a logistic curve over its log-odds, fitted on unseen photos."""
        odds = math.log(max(score, 1e-6) / max(1 - score, 1e-6))
        return 1 / (1 + math.exp(-(self.slope * odds + self.offset)))


def chosen(judged: Sequence[Judged], threshold: float = THRESHOLD) -> Judged | None:
    """The candidate to believe: the surest, unless it is unsure or another place on the component speaks for another maker."""
    best = max(judged, key=lambda j: j.score, default=None)
    if best is None or best.probability < threshold:
        return None
    return None if any(j.maker != best.maker and j.score >= DOUBT for j in judged) else best


def model_path() -> Path | None:
    """The model that ships with the package, or None where it was left out."""
    path = Path(str(resources.files("teardown.logos").joinpath(MODEL_FILE)))
    return path if path.is_file() else None


@functools.lru_cache(maxsize=8)
def load(path: Path, threads: int = 1) -> MarkRecogniser:
    """A recogniser, loaded once per process."""
    return MarkRecogniser(path, threads)


def recognise(pixels: Pixels, text_boxes: Sequence[Rectangle], model: MarkRecogniser | None = None) -> Logo | None:
    """Whose mark stands on an upright component, or None: nothing there, not clear, or no model installed.

    Args:
        pixels: the component upright, RGB, with some surroundings; the logo's quad is in these pixels.
        text_boxes: its lines of text (x, y, width, height).
        model: instead of the shipped one.
    """
    model = model or _shipped()
    if model is None:
        return None
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    best = chosen(model.judge(gray, text_boxes))
    return Logo(best.maker, best.probability, box_quad(best.proposal.box)) if best else None


def with_logo(pixels: Pixels, sighting: Sighting, model: MarkRecogniser | None = None) -> Sighting:
    """The sighting with its maker's mark, where one is recognised; quads are in `pixels`. The same sighting without a model.

    Only what is known to stand on a chip's body is looked at, and the mark must stand there too: boards, stickers and shields
    are full of emblems, and of what looks like one.
    """
    model = model or _shipped()
    if model is None or sighting.surface is not Surface.CHIP:
        return sighting
    region = region_of(pixels, sighting.lines)
    if region is None:
        return sighting
    judged = model.judge(region.gray, region.text)
    best = chosen([j for j in judged if contains(sighting.quad, centre(region.quad_of(j.proposal.box)))])
    if best is None:
        return sighting
    return replace(sighting, logo=Logo(best.maker, best.probability, region.quad_of(best.proposal.box)))


def _shipped() -> MarkRecogniser | None:
    path = model_path()
    return load(path) if path else None
