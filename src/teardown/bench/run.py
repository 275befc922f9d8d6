"""Run the pipeline over a labelled set: what `teardown bench FOLDER` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from teardown.bench.labels import LabelledSet
from teardown.bench.predictions import PredictedPhoto, predictions_of
from teardown.bench.scoring import Score, score
from teardown.execution import Outcome
from teardown.pipeline import analyze, facts_of
from teardown.settings import Settings


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The predictions for a labelled set, how they score, and the photos that gave none."""

    predictions: tuple[PredictedPhoto, ...]
    score: Score
    failed: tuple[Outcome, ...]


def run_bench(
    labels: LabelledSet,
    settings: Settings,
    *,
    store_in: Path | None = None,
    started: Callable[[int], None] = lambda files: None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> BenchResult:
    """Analyse every labelled photo with the real pipeline and score what it says.

    Args:
        store_in: folder in which finished photos are kept, so that an interrupted bench continues.
        started, progress: as for `pipeline.analyze`.
    """
    by_path = {photo.path.resolve(): photo.photo for photo in labels.photos}
    done = analyze([photo.path for photo in labels.photos], settings, store_in=store_in, started=started, progress=progress)
    facts = facts_of(settings)
    predictions, failed = [], []
    for outcome in done.outcomes:
        if outcome.analysis is None:
            failed.append(outcome)
            continue
        predictions.append(predictions_of(by_path[Path(outcome.path).resolve()], outcome.analysis, facts))
    return BenchResult(tuple(predictions), score(labels, predictions), tuple(failed))
