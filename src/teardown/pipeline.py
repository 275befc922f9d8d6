"""The method on one page: from a photo to attributed components, and from many photos to a bill of materials.

    photo ─ intake ─> Picture ─ reading ─> Sighting ─ marking ─> Marking ─ attribution ─> Attribution        (`analyze_photo`)
    photos ─ execution ─> PhotoAnalysis of each ─ bom ─> Bom                                                  (`analyze`)

The analysis of a photo is a pure function of its bytes and of the version of method and facts (`version_of`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from teardown.attribution import attribute, without_own_number
from teardown.bom import build_bom
from teardown.catalogue import Catalogue
from teardown.errors import EngineError
from teardown.execution import Outcome, Store, make_executor, run
from teardown.geometry import size, to_upright
from teardown.intake import Limits, Picture, find_photos, measure, measure_chip, open_photo
from teardown.logos import with_logo
from teardown.marking import decode
from teardown.model import (
    AttributedSighting,
    Bom,
    Evidence,
    PhotoAnalysis,
    Sighting,
    Surface,
)
from teardown.parts import Facts, load_facts
from teardown.reading import EVERYTHING, TESSERACT, Detect, Marks, Method, NamedReader, available_readers, read_picture
from teardown.settings import Settings
from teardown.version import Version, method_version


@lru_cache(maxsize=2)
def facts_of(settings: Settings) -> Facts:
    """The parts database that the settings name, with the imported tables below it, loaded once per process."""
    facts = load_facts(settings.parts_db)
    if settings.catalogue is None:
        return facts
    catalogue = Catalogue(settings.catalogue)
    return replace(facts, imported=catalogue, version=f"{facts.version}+{catalogue.version}")


def limits_of(settings: Settings) -> Limits:
    """What is taken in at most."""
    return Limits(max_pixels=settings.max_megapixels * 1_000_000)


def version_of(settings: Settings) -> Version:
    """What results depend on besides the photo."""
    return Version(method_version(settings, readers_of(settings)), facts_of(settings).version)


@lru_cache(maxsize=2)
def readers_of(settings: Settings) -> tuple[str, ...]:
    """The text readers that are wanted and work here, the most trusted first.

    Looked for once per process: results that are kept under the names of all readers come from all of them, or the photo fails.
    In a hurry Tesseract is asked only where no other reader works: on 124 labelled photos it then names no company more.
    """
    installed = available_readers()
    working = tuple(reader for reader in settings.readers if reader in installed)
    without = tuple(reader for reader in working if reader != TESSERACT)
    return without if without and settings.mode == "fast" else working


def analyze_photo(
    source: Path | bytes,
    settings: Settings,
    *,
    name: str | None = None,
    detect: Detect | None = None,
    marks: Marks = with_logo,
    method: Method = EVERYTHING,
    named: NamedReader | None = None,
) -> PhotoAnalysis:
    """Everything that is found on one photo.

    Args:
        source: a file, or its bytes; `name` is then the name as received.
        detect: finds component bodies; the detector that ships with the package when None.
        marks: recognises makers' marks on them.
        method: the mechanisms of reading that are at work.
        named: gives the reader of a name for a number of threads; the one that is installed when None.

    Raises:
        PhotoError: the photo cannot be taken in.
        EngineError: no text reader works.
    """
    facts = facts_of(settings)
    picture = open_photo(source, name=name, limits=limits_of(settings))
    sightings = read_picture(picture, settings.threads, settings.mode, detect, marks, readers_of(settings), method, named)
    return PhotoAnalysis(
        photo=picture.photo,
        quality=measure(picture.pixels, _text_heights(sightings)),
        sightings=tuple(attribute_sighting(with_quality(sighting, picture), facts) for sighting in sightings),
    )


def with_quality(sighting: Sighting, picture: Picture) -> Sighting:
    """The sighting with how well it was photographed, where it is, or may be, a chip."""
    if sighting.surface not in (Surface.CHIP, Surface.UNKNOWN):
        return sighting
    photo = picture.photo
    upright = to_upright(sighting.quad, photo.orientation, photo.width, photo.height)
    heights = [size(line.quad)[1] for line in sighting.lines]
    return replace(sighting, quality=measure_chip(picture.pixels, upright, heights))


def attribute_sighting(sighting: Sighting, facts: Facts) -> AttributedSighting:
    """What the lines on one component say, and whom it is attributed to."""
    marking = decode(sighting.lines, facts)
    attribution = attribute(
        marking,
        facts=facts,
        logo=sighting.logo,
        surface=sighting.surface,
        surface_probability=sighting.surface_probability,
    )
    return AttributedSighting(sighting, without_own_number(marking, attribution), attribution)


def _text_heights(sightings: Sequence[Sighting]) -> list[float]:
    """Heights in pixels of the text on chips; of all text where no chip was told apart."""
    chips = [s for s in sightings if s.surface is Surface.CHIP] or sightings
    return [size(line.quad)[1] for sighting in chips for line in sighting.lines]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What came of a batch of photos."""

    bom: Bom
    outcomes: tuple[Outcome, ...]
    """One per file that was given, refused and failed ones included."""


def analyze(
    paths: Iterable[Path | str],
    settings: Settings,
    *,
    unit: str = "",
    evidence: Sequence[Evidence] = (),
    store_in: Path | None = None,
    executor: Executor | None = None,
    started: Callable[[int], None] = lambda files: None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Analysis:
    """Analyse the photos of one unit and make its bill of materials.

    Args:
        paths: photos, or folders of photos.
        unit: what was taken apart, as it shall stand on the results.
        evidence: what analysts noted about components whose name cannot be read from their package.
        store_in, executor, started, progress: as for `analyze_photos`.

    Raises:
        NoInputError: no photo was found.
        PartsDatabaseError: the parts database cannot be loaded.
        InterruptedRunError: stopped by Ctrl-C; what was finished is kept.
    """
    outcomes = analyze_photos(
        find_photos(paths), settings, store_in=store_in, executor=executor, started=started, progress=progress
    )
    analyses = tuple(outcome.analysis for outcome in outcomes if outcome.analysis)
    bom = build_bom(unit, analyses, evidence, facts_of(settings), version_of(settings))
    return Analysis(bom, outcomes)


def analyze_photos(
    files: Sequence[Path],
    settings: Settings,
    *,
    store_in: Path | None = None,
    executor: Executor | None = None,
    started: Callable[[int], None] = lambda files: None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> tuple[Outcome, ...]:
    """Analyse photos, each for itself; what became of each, in the order given.

    Args:
        store_in: folder in which finished photos are kept for the next run; `settings.cache` goes before it.
        executor: where to run, one photo at a time; made as the settings say when None.
        started: called with the number of files before the first is analysed; `progress` is called after each.
    """
    version = version_of(settings)
    folder = settings.cache or store_in
    at_once = 1
    if executor is None:
        executor, at_once = make_executor(settings, len(files))
    started(len(files))
    with executor:
        return run(
            files,
            PhotoWork(settings, version),
            executor=executor,
            at_once=at_once,
            timeout=settings.timeout,
            limits=limits_of(settings),
            store=Store(folder, str(version)) if folder else None,
            progress=progress,
        )


@dataclass(frozen=True, slots=True)
class PhotoWork:
    """The analysis as another process does it; on another machine, only with the same version of method and facts."""

    settings: Settings
    version: Version

    def __call__(self, data: bytes, name: str) -> PhotoAnalysis:
        if self.settings.cluster and (here := version_of(self.settings)) != self.version:
            raise EngineError(
                f"This worker has another version of Teardown or of its readers ({here}) than was asked for ({self.version}). "
                "Install the same version on all machines."
            )
        return analyze_photo(data, self.settings, name=name)
