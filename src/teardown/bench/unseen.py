"""Models that never saw the photo they are asked about: one set per fold of a cross-validation."""

from __future__ import annotations

import hashlib
from functools import lru_cache, partial
from pathlib import Path

from teardown.detecting import BodyDetector, FoldedDetectors
from teardown.logos import load, with_logo
from teardown.reading import Marks


def unseen_models(folder: Path, group: str, threads: int) -> tuple[BodyDetector, Marks]:
    """The body detector, and the recogniser of makers' marks, that never saw the photos of a group; no mark is asked for where
    the folder has no such recogniser.

    Raises:
        TeardownError: the folder does not say which models never saw this group, or lacks them.
    """
    detectors = _detectors(folder, threads)
    detector = detectors.for_repository(group)
    path = folder / f"logos_fold{detectors.fold_of(group)}.onnx"
    marks: Marks = partial(with_logo, model=load(path, threads)) if path.is_file() else lambda pixels, sighting: sighting
    return detector, marks


def digest_of(folder: Path) -> str:
    """What tells one set of models from another."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*fold*.onnx")))).hexdigest()[:12]


@lru_cache(maxsize=1)
def _detectors(folder: Path, threads: int) -> FoldedDetectors:
    return FoldedDetectors(folder, threads)
