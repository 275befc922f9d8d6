"""Whether a worse photo makes the machine surer: labelled photos blurred and made noisy, step by step.

    python -m teardown.bench.worse FOLDER --detectors FOLDS [--every 12]

FOLDER is laid out like labelled photos, FOLDS holds the models of a cross-validation. The mean probability is that of the company
named at each labelled chip, nothing where none is named: no step may raise it. The photos are made worse as they are decoded, and
given to the pipeline without any other loss.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

from teardown.bench.labels import LabelledPhoto, LabelledSet, load_labels
from teardown.bench.predictions import PredictedPhoto, predictions_of
from teardown.bench.scoring import score, touches
from teardown.bench.unseen import unseen_models
from teardown.geometry import Pixels
from teardown.intake import open_photo
from teardown.model import PhotoAnalysis
from teardown.pipeline import analyze_photo, facts_of
from teardown.settings import load_settings

BLURS = (1.0, 2.0, 4.0)
"""Pixels: sigma of the Gaussian blur."""
NOISES = (8.0, 16.0, 32.0)
"""Of 255: sigma of the noise that is added to every colour of every pixel."""

Analyse = Callable[[LabelledPhoto, bytes], PhotoAnalysis]


@dataclass(frozen=True, slots=True)
class Row:
    """What is named on photos that were made worse in one way."""

    how: str
    right: int
    wrong: int
    mean: float
    """Of the probabilities of the companies named at labelled chips, nothing where none is named."""

    def line(self, chips: int) -> str:
        """As it is printed."""
        return f"{self.how:12} right {self.right:3d}  wrong {self.wrong:2d}  of {chips}  mean probability {self.mean:.4f}"


def ways() -> Mapping[str, Callable[[Pixels], Pixels]]:
    """How photos are made worse, by the name of the way; the first leaves them as they are."""
    out: dict[str, Callable[[Pixels], Pixels]] = {"as taken": lambda pixels: pixels}
    out |= {f"blur {sigma:g} px": partial(_blurred, sigma=sigma) for sigma in BLURS}
    out |= {f"noise {sigma:g}": partial(_noisy, sigma=sigma) for sigma in NOISES}
    return out


def worse(labels: LabelledSet, analyse: Analyse, name: Callable[[str, PhotoAnalysis], PredictedPhoto]) -> Iterator[Row]:
    """What is named on the photos of a set, made worse in each way.

    Args:
        analyse: the analysis of a photo's bytes as they are now.
        name: the analysis as a prediction.
    """
    for how, change in ways().items():
        told = [name(photo.photo, analyse(photo, _encoded(change(_upright(photo.path))))) for photo in labels.photos]
        result = score(labels, told)
        yield Row(how, result.right, result.wrong, _mean(labels, told))


def raised(rows: Sequence[Row]) -> tuple[str, ...]:
    """The ways of making photos worse that made the machine surer than the step before them."""
    taken, *changed = rows
    kinds = dict.fromkeys(map(_kind, changed))
    series = [[taken, *(row for row in changed if _kind(row) == kind)] for kind in kinds]
    return tuple(after.how for steps in series for before, after in pairwise(steps) if after.mean > before.mean)


def _kind(row: Row) -> str:
    return row.how.split(" ")[0]


def _mean(labels: LabelledSet, told: Sequence[PredictedPhoto]) -> float:
    by_photo = {photo.photo: photo.components for photo in told}
    stated = [
        max((c.probability for c in by_photo[photo.photo] if c.manufacturer and touches(chip.box, c.box)), default=0.0)
        for photo in labels.photos
        for chip in photo.chips
    ]
    return sum(stated) / len(stated) if stated else 0.0


def _blurred(pixels: Pixels, sigma: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), dtype=np.uint8)


def _noisy(pixels: Pixels, sigma: float) -> Pixels:
    noise = np.random.default_rng(20260101).normal(0, sigma, pixels.shape).astype(np.float32)
    return np.asarray(np.clip(pixels + noise + 0.5, 0, 255), dtype=np.uint8)


def _upright(path: Path) -> Pixels:
    """A photo whose stored pixels are upright: labels are in stored pixels, and what is given to the pipeline has no EXIF."""
    return open_photo(path).pixels


def _encoded(pixels: Pixels) -> bytes:
    return bytes(cv2.imencode(".png", pixels[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1])[1])


def main() -> int:
    """Print the rows, then what made the machine surer. Exit code 1 when something did."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.worse", description=__doc__, allow_abbrev=False)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--detectors", type=Path, required=True)
    parser.add_argument("--every", type=int, default=12, help="take every so many photos of those with labelled chips")
    parser.add_argument("--mode", default="thorough")
    given = parser.parse_args()
    everything = load_labels(given.folder)
    chosen = [photo for photo in everything.photos if photo.chips][:: given.every]
    labels = replace(everything, photos=tuple(p for p in chosen if open_photo(p.path).photo.orientation == 1))
    settings = replace(load_settings(), mode=given.mode)
    facts = facts_of(settings)
    bar = tqdm(total=len(labels.photos) * len(ways()), unit="photo", disable=not sys.stderr.isatty())

    def analyse(photo: LabelledPhoto, data: bytes) -> PhotoAnalysis:
        models = unseen_models(given.detectors, photo.group, settings.threads)
        analysis = analyze_photo(
            data, settings, name=photo.photo, detect=models.detector.detect, marks=models.marks, named=models.named
        )
        bar.update()
        return analysis

    chips = sum(len(photo.chips) for photo in labels.photos)
    rows = []
    sys.stdout.write(f"{len(labels.photos)} photos, {chips} labelled chips, mode {given.mode}\n")
    for row in worse(labels, analyse, lambda name, analysis: predictions_of(name, analysis, facts)):
        rows.append(row)
        sys.stdout.write(row.line(chips) + "\n")
        sys.stdout.flush()
    bar.close()
    surer = raised(rows)
    sys.stdout.write(f"surer than before: {', '.join(surer)}\n" if surer else "No step made the machine surer.\n")
    return 1 if surer else 0


if __name__ == "__main__":
    sys.exit(main())
