"""What each mechanism adds: the pipeline over labelled photos with one mechanism left out at a time.

    python -m teardown.bench.ablation FOLDER --detectors FOLDS --every 6 --jobs 2 --keep STORE
    python -m teardown.bench.ablation FOLDER --results STORE

FOLDER is laid out like labelled photos, FOLDS holds the models of a cross-validation: no photo is asked of a model that saw it.
Each row says what the figures are without a mechanism, and in brackets how far that is from the whole method. A mechanism that
comes after reading is left out on the same readings. With `--results` these are readings that `teardown bench` kept (setting
`cache`), nothing is read, and no time is measured. Processor seconds are those of the analysing processes, Tesseract included.
Few photos make large differences by chance: the heading says how many there are.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from PIL import Image

from teardown.bench.labels import LabelledPhoto, LabelledSet, load_labels
from teardown.bench.mechanisms import REDECIDED, REREAD, WHOLE, Redecided, Reread
from teardown.bench.predictions import predictions_of
from teardown.bench.scoring import Score, score
from teardown.bench.stored import stored_results
from teardown.bench.unseen import digest_of, unseen_models
from teardown.detecting import FoldedDetectors
from teardown.execution import Store, make_executor
from teardown.geometry import Pixels
from teardown.model import AttributedSighting, PhotoAnalysis, Sighting
from teardown.parts import Facts
from teardown.pipeline import analyze_photo, attribute_sighting, facts_of, version_of
from teardown.settings import Settings, load_settings

_PATIENCE = 3600.0
"""Seconds for one photo: a busy machine is no error here."""


@dataclass(frozen=True, slots=True)
class Read:
    """One photo as read by one variant of the method."""

    analysis: PhotoAnalysis
    seconds: float
    """Processor time of the analysis."""
    marks: float
    """The part of it that went into makers' marks."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures without one mechanism."""

    name: str
    score: Score
    seconds: float | None
    """Processor seconds per megapixel, where the photos were read."""


@dataclass(frozen=True, slots=True)
class Work:
    """The analysis of one photo by one variant, as another process does it."""

    settings: Settings
    detectors: Path
    version: str
    """Of method, facts and models."""
    store: Path | None

    def __call__(self, photo: LabelledPhoto, variant: Reread) -> Read:
        sha256 = hashlib.sha256(photo.path.read_bytes()).hexdigest()
        kept = self._kept(sha256, photo.photo, variant)
        return kept or self._read(photo, sha256, variant)

    def _read(self, photo: LabelledPhoto, sha256: str, variant: Reread) -> Read:
        settings = self._settings(variant)
        models = unseen_models(self.detectors, photo.group, settings.threads)
        timed = _Timed(models.marks)
        _warm(settings)
        started = _processor_seconds()
        analysis = analyze_photo(
            photo.path, settings, detect=models.detector.detect, marks=timed, method=variant.method, named=models.named
        )
        read = Read(analysis, _processor_seconds() - started, timed.seconds)
        if self.store is not None:
            self._folder(variant).put(read.analysis)
            self._cost_file(sha256, variant).write_text(f"{read.seconds:.3f} {read.marks:.3f}\n", encoding="ascii")
        return read

    def _settings(self, variant: Reread) -> Settings:
        return replace(self.settings, readers=tuple(r for r in self.settings.readers if r not in variant.without))

    def _kept(self, sha256: str, name: str, variant: Reread) -> Read | None:
        if self.store is None:
            return None
        analysis = self._folder(variant).get(sha256, name)
        if analysis is None or not self._cost_file(sha256, variant).is_file():
            return None
        seconds, marks = self._cost_file(sha256, variant).read_text(encoding="ascii").split()
        return Read(analysis, float(seconds), float(marks))

    def _folder(self, variant: Reread) -> Store:
        return Store(self._place, self._version(variant))

    def _cost_file(self, sha256: str, variant: Reread) -> Path:
        return self._place / f"{sha256}.{self._version(variant).replace(' ', '_')}.seconds"

    def _version(self, variant: Reread) -> str:
        return f"{self.version}-{variant.name}"

    @property
    def _place(self) -> Path:
        if self.store is None:
            raise ValueError("nothing is kept")
        return self.store


@dataclass(slots=True)
class _Timed:
    """The recogniser of makers' marks with the processor time that it takes."""

    marks: Callable[[Pixels, Sighting], Sighting]
    seconds: float = field(default=0.0)

    def __call__(self, pixels: Pixels, sighting: Sighting) -> Sighting:
        started = time.process_time()
        try:
            return self.marks(pixels, sighting)
        finally:
            self.seconds += time.process_time() - started


@lru_cache(maxsize=2)
def _warm(settings: Settings) -> None:
    """Load facts and models with an empty picture: that is no photo's cost."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "grey").save(picture, "PNG")
    analyze_photo(picture.getvalue(), settings, name="empty.png", detect=lambda pixels, how: ())


def _processor_seconds() -> float:
    """Of this process and of the programs that it ran."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def measure(
    labels: LabelledSet, settings: Settings, detectors: Path, *, store: Path | None = None, told: Callable[[str], None] = print
) -> Iterator[Row]:
    """The whole method first, then a row per mechanism left out.

    Args:
        detectors: models of a cross-validation (`unseen.unseen_models`).
        store: folder in which finished photos are kept, so that an interrupted run continues.
        told: hears which variant is at work.

    Raises:
        TeardownError: the models do not fit the photos, or a photo cannot be analysed.
    """
    FoldedDetectors(detectors).check(photo.group for photo in labels.photos)
    work = Work(settings, detectors, f"{version_of(settings)}-unseen-{digest_of(detectors)}", store)
    if store is not None:
        store.mkdir(parents=True, exist_ok=True)
    executor, _ = make_executor(settings, len(labels.photos))
    facts = facts_of(settings)
    with executor:
        told(WHOLE.name)
        whole = _all(labels, WHOLE, work, executor)
        yield _row(WHOLE.name, labels, whole, facts)
        for without in REDECIDED:
            told(without.name)
            yield _redecided(without, labels, whole, facts)
        for variant in REREAD:
            told(variant.name)
            yield _row(variant.name, labels, _all(labels, variant, work, executor), facts)


def measure_deciding(labels: LabelledSet, results: Path, settings: Settings) -> Iterator[Row]:
    """The whole method first, then a row per mechanism that comes after reading, on readings that are kept in a folder.

    Raises:
        NoInputError: there is no result for one of the photos.
    """
    facts = facts_of(settings)
    kept = [analysis for _, analysis in stored_results(labels.photos, results)]

    def row(name: str, change: Callable[[tuple[Sighting, ...]], tuple[Sighting, ...]]) -> Row:
        anew = [
            replace(analysis, sightings=_decided(change(tuple(seen.sighting for seen in analysis.sightings)), facts)[0])
            for analysis in kept
        ]
        return Row(name, _score(labels, anew, facts), None)

    yield row(WHOLE.name, lambda sightings: sightings)
    for without in REDECIDED:
        yield row(without.name, without.change)


def _all(labels: LabelledSet, variant: Reread, work: Work, executor: Executor) -> Sequence[Read]:
    waiting = [executor.submit(work, photo, variant) for photo in labels.photos]
    return [future.result() for future in waiting]


def _redecided(without: Redecided, labels: LabelledSet, whole: Sequence[Read], facts: Facts) -> Row:
    """The whole method's readings decided anew; what deciding costs less, or more, is taken off its seconds."""
    reads = []
    for read in whole:
        sightings = tuple(seen.sighting for seen in read.analysis.sightings)
        _, usual = _decided(sightings, facts)
        decided, now = _decided(without.change(sightings), facts)
        saved = read.marks if without.is_marks else usual - now
        reads.append(Read(replace(read.analysis, sightings=decided), read.seconds - saved, 0.0))
    return _row(without.name, labels, reads, facts)


def _decided(sightings: tuple[Sighting, ...], facts: Facts) -> tuple[tuple[AttributedSighting, ...], float]:
    started = time.process_time()
    decided = tuple(attribute_sighting(sighting, facts) for sighting in sightings)
    return decided, time.process_time() - started


def _row(name: str, labels: LabelledSet, reads: Sequence[Read], facts: Facts) -> Row:
    megapixels = sum(read.analysis.photo.width * read.analysis.photo.height for read in reads) / 1e6
    score_ = _score(labels, [read.analysis for read in reads], facts)
    return Row(name, score_, sum(read.seconds for read in reads) / max(megapixels, 1e-6))


def _score(labels: LabelledSet, analyses: Sequence[PhotoAnalysis], facts: Facts) -> Score:
    return score(labels, [predictions_of(photo.photo, a, facts) for photo, a in zip(labels.photos, analyses, strict=True)])


def table(rows: Sequence[Row]) -> list[str]:
    """The rows as a Markdown table; the first is the whole method."""
    whole = rows[0]
    return [
        "| without | read_rate | coverage | precision | wrong_nothing_there | CPU s/MP |",
        "|---|---:|---:|---:|---:|---:|",
        f"| nothing: the whole method | {whole.score.read_rate:.3f} | {whole.score.coverage:.3f} | {whole.score.precision:.3f} "
        f"| {whole.score.wrong_nothing_there} | {_time(whole.seconds, whole.seconds)} |",
        *(_table_row(row, whole) for row in rows[1:]),
    ]


def _table_row(row: Row, whole: Row) -> str:
    own, all_ = row.score, whole.score
    cells = (
        _shown(own.read_rate, all_.read_rate, 3),
        _shown(own.coverage, all_.coverage, 3),
        _shown(own.precision, all_.precision, 3),
        _shown(own.wrong_nothing_there, all_.wrong_nothing_there, 0),
        _time(row.seconds, whole.seconds),
    )
    return f"| {row.name} | {' | '.join(cells)} |"


def _time(seconds: float | None, whole: float | None) -> str:
    return "–" if seconds is None or whole is None else _shown(seconds, whole, 2)


def _shown(value: float, whole: float, digits: int) -> str:
    difference = round(value - whole, digits)
    return f"{value:.{digits}f} ({difference:+.{digits}f})" if difference else f"{value:.{digits}f}"


def chosen(labels: LabelledSet, photos: int | None, every: int | None) -> LabelledSet:
    """The same set with fewer photos: `photos` of them, spread evenly, or every n-th."""
    listed = labels.photos[:: every or 1]
    if photos is not None and photos < len(listed):
        listed = tuple(listed[i * len(listed) // photos] for i in range(photos))
    return replace(labels, photos=listed)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.ablation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--detectors", type=Path, help="models of a cross-validation: the photos are read")
    source.add_argument("--results", type=Path, help="folder of stored results of the same photos: only deciding is measured")
    parser.add_argument("--photos", type=int, help="so many photos, spread evenly over the set")
    parser.add_argument("--every", type=int, help="every n-th photo")
    parser.add_argument("--mode", choices=("fast", "thorough"), default="thorough")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for finished photos, so that an interrupted run continues")
    given = parser.parse_args()
    labels = chosen(load_labels(given.folder), given.photos, given.every)
    settings = replace(load_settings(), mode=given.mode, jobs=given.jobs, threads=1, timeout=_PATIENCE)
    say = partial(print, flush=True)
    whole: Row | None = None
    if given.results is not None:
        rows = measure_deciding(labels, given.results, settings)
    else:
        rows = measure(labels, settings, given.detectors, store=given.keep, told=partial(print, file=sys.stderr))
    for row in rows:
        # Each row as soon as it is known: the run takes an hour, and what is there when it is stopped is as good as the whole.
        if whole is None:
            whole, of = row, row.score
            say(f"{of.photos} photos, {of.labelled} labelled chips, {of.with_maker} with a company; {given.mode}\n")
            say("\n".join(table([whole])))
        else:
            say(table([whole, row])[-1])


if __name__ == "__main__":
    main()
