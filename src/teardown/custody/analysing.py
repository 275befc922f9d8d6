"""Analyse the photos of a case: each result is sealed and put on record as soon as it is there, with working copy and crops."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

from teardown.bom import is_component
from teardown.case.events import DerivativesMade
from teardown.case.rules import PROGRAM
from teardown.custody.casefolder import WORK, CaseFolder
from teardown.custody.derivatives import derivatives
from teardown.execution import Outcome, Status
from teardown.model import PhotoAnalysis
from teardown.pipeline import analyze_photos, limits_of, version_of
from teardown.settings import Settings


def analyse_case(
    case: CaseFolder,
    settings: Settings,
    *,
    executor: Executor | None = None,
    started: Callable[[int], None] = lambda files: None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> tuple[Outcome, ...]:
    """Analyse every photo of a case that has no result of these versions yet.

    Finished photos are on record at once: stopped, the same call continues with the others.

    Args:
        executor, started, progress: as for `teardown.pipeline.analyze_photos`.

    Raises:
        CustodyError: an original or the ledger was changed.
        InterruptedRunError: stopped by Ctrl-C; what was finished is kept.
    """
    version = version_of(settings)
    state = case.state()
    newest = state.newest_analyses()
    done = {s for s, e in newest.items() if (e.method_version, e.parts_db_version) == (version.method, version.parts_db)}
    waiting = [received.photo.sha256 for received in state.record().photos if received.photo.sha256 not in done]
    for sha256 in waiting:
        case.originals.read(sha256)

    def keep(outcome: Outcome) -> None:
        if outcome.analysis and outcome.status is Status.ANALYSED and case.store_analysis(outcome.analysis, version, by=PROGRAM):
            make_derivatives(case, outcome.analysis, settings)
        progress(outcome)

    # A cache outside of the case would hold what was found in it.
    alone = replace(settings, cache=None)
    files = [case.originals.path(sha256) for sha256 in waiting]
    return analyze_photos(files, alone, store_in=case.folder / WORK, executor=executor, started=started, progress=keep)


def make_derivatives(case: CaseFolder, analysis: PhotoAnalysis, settings: Settings) -> tuple[str, ...]:
    """Seal the working copy of a photo and the crops of its components, and put them on record; their SHA-256."""
    sha256 = analysis.photo.sha256
    quads = [seen.sighting.quad for seen in analysis.sightings if is_component(seen)]
    data = case.originals.read(sha256)
    made = derivatives(data, name=analysis.photo.name, quads=quads, limits=limits_of(settings))
    files = tuple((one.what, case.derivatives.put(one.data)) for one in made)
    case.enter(DerivativesMade(sha256, files), by=PROGRAM)
    return tuple(digest for _, digest in files)
