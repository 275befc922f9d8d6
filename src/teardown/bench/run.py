"""Run the pipeline over a labelled set: what `teardown bench FOLDER` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from teardown.bench.labels import LabelledSet
from teardown.bench.predictions import PredictedPhoto, predictions_of
from teardown.bench.scoring import Score, score
from teardown.bench.unseen import digest_of, unseen_models
from teardown.detecting import FoldedDetectors
from teardown.execution import Outcome, Store, make_executor, run
from teardown.model import PhotoAnalysis
from teardown.pipeline import analyze_photo, analyze_photos, facts_of, limits_of, version_of
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
    detectors: Path | None = None,
    started: Callable[[int], None] = lambda files: None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> BenchResult:
    """Analyse every labelled photo with the real pipeline and score what it says.

    Args:
        store_in: folder in which finished photos are kept, so that an interrupted bench continues; `settings.cache` goes
            before it.
        detectors: folder of body detectors trained by cross-validation (`detecting.FoldedDetectors`): each photo is then analysed
            with one that never saw its group, instead of the detector that ships with the package.
        started, progress: as for `pipeline.analyze`.
    """
    by_path = {photo.path.resolve(): photo.photo for photo in labels.photos}
    if detectors is not None:
        outcomes = _analyze_unseen(labels, settings, detectors, store_in, started, progress)
    else:
        files = [photo.path for photo in labels.photos]
        outcomes = analyze_photos(files, settings, store_in=store_in, started=started, progress=progress)
    facts = facts_of(settings)
    predictions, failed = [], []
    for outcome in outcomes:
        if outcome.analysis is None:
            failed.append(outcome)
            continue
        predictions.append(predictions_of(by_path[Path(outcome.path).resolve()], outcome.analysis, facts))
    return BenchResult(tuple(predictions), score(labels, predictions), tuple(failed))


@dataclass(frozen=True, slots=True)
class _Unseen:
    """The analysis of a photo with the body detector that never saw the photo's group, as another process does it."""

    settings: Settings
    detectors: Path
    groups: Mapping[str, str]
    """File name to group."""

    def __call__(self, data: bytes, name: str) -> PhotoAnalysis:
        models = unseen_models(self.detectors, self.groups[name], self.settings.threads)
        return analyze_photo(
            data,
            self.settings,
            name=name,
            detect=models.detector.detect,
            marks=models.marks,
            named=models.named,
        )


def _analyze_unseen(
    labels: LabelledSet,
    settings: Settings,
    detectors: Path,
    store_in: Path | None,
    started: Callable[[int], None],
    progress: Callable[[Outcome], None],
) -> tuple[Outcome, ...]:
    FoldedDetectors(detectors).check(photo.group for photo in labels.photos)
    files = [photo.path for photo in labels.photos]
    work = _Unseen(settings, detectors, {photo.path.name: photo.group for photo in labels.photos})
    models = digest_of(detectors)
    executor, at_once = make_executor(settings, len(files))
    folder = settings.cache or store_in
    started(len(files))
    with executor:
        return run(
            files,
            work,
            executor=executor,
            at_once=at_once,
            timeout=settings.timeout,
            limits=limits_of(settings),
            store=Store(folder, f"{version_of(settings)}-unseen-{models}") if folder else None,
            progress=progress,
        )
