"""Models that never saw the photo they are asked about: one set per fold of a cross-validation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from teardown.detecting import BodyDetector, FoldedDetectors
from teardown.logos import load, with_logo
from teardown.reading import MARKINGS, Marks, Reader, markings_recogniser, reader_named


@dataclass(frozen=True, slots=True)
class Unseen:
    """What was trained on photos, as trained without those of one group."""

    detector: BodyDetector
    marks: Marks
    """Asks for no mark where the folder has no such recogniser."""
    markings: Path | None
    """The recogniser of markings; None where the folder has none, and then the shipped one reads."""

    def named(self, name: str, threads: int) -> Reader:
        """The reader of a name, as `reader_named` gives it."""
        if name == MARKINGS and self.markings is not None:
            return markings_recogniser(threads, model=self.markings)
        return reader_named(name, threads)


def unseen_models(folder: Path, group: str, threads: int) -> Unseen:
    """The models that never saw the photos of a group.

    Raises:
        TeardownError: the folder does not say which models never saw this group, or lacks them.
    """
    detectors = _detectors(folder, threads)
    detector = detectors.for_repository(group)
    fold = detectors.fold_of(group)
    path = folder / f"logos_fold{fold}.onnx"
    marks: Marks = partial(with_logo, model=load(path, threads)) if path.is_file() else lambda pixels, sighting: sighting
    markings = folder / f"markings_fold{fold}.onnx"
    return Unseen(detector, marks, markings if markings.is_file() else None)


def digest_of(folder: Path) -> str:
    """What tells one set of models from another."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*fold*.onnx")))).hexdigest()[:12]


@lru_cache(maxsize=1)
def _detectors(folder: Path, threads: int) -> FoldedDetectors:
    return FoldedDetectors(folder, threads)
