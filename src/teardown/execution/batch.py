"""Run a function over photos: each file gets an outcome, none of them can end the others."""

from __future__ import annotations

import hashlib
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired

from teardown.errors import InterruptedRunError, OutputError, PhotoError, TeardownError
from teardown.execution.outcome import Outcome, Status
from teardown.execution.store import Store
from teardown.intake import Limits, read_received
from teardown.model import PhotoAnalysis

Work = Callable[[bytes, str], PhotoAnalysis]
"""The analysis: the bytes of a photo and its name in, everything found on it out. Must be picklable for other processes."""

Progress = Callable[[Outcome], None]
"""Called once for every file, when its fate is known."""

_GRACE = 60.0
"""Seconds beyond the time-out that an executor has to report a hanging photo itself; starting a process takes some of them."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A photo at work."""

    index: int
    path: Path
    sha256: str
    given_up_at: float


def run(
    paths: Sequence[Path],
    work: Work,
    *,
    executor: Executor,
    at_once: int,
    timeout: float,
    limits: Limits,
    store: Store | None = None,
    progress: Progress = lambda outcome: None,
) -> tuple[Outcome, ...]:
    """Run `work` over photos and say what became of each, in the order of `paths`.

    The bytes are read once and the hash is over the very bytes that are analysed. Files with equal bytes are analysed once.
    Finished photos are kept in `store` at once and taken from there the next time.

    Args:
        at_once: photos given to the executor at the same time: as many as it has workers, so that none waits with its time-out
            running.
        timeout: seconds for one photo. An executor that cannot end a hanging photo loses the worker that hangs.

    Raises:
        InterruptedRunError: stopped by Ctrl-C; what was finished is in `store`.
        OutputError: the store cannot be written.
    """
    paths = list(paths)
    outcomes: dict[int, Outcome] = {}
    try:
        for index, outcome in _outcomes(paths, work, executor, at_once, timeout, limits, store):
            outcomes[index] = outcome
            progress(outcome)
    except KeyboardInterrupt:
        executor.shutdown(wait=True, cancel_futures=True)
        raise InterruptedRunError(
            f"Stopped. {len(outcomes)} of {len(paths)} photos are finished and kept; the same command continues with the others."
        ) from None
    except OutputError:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    return tuple(outcomes[index] for index in range(len(paths)))


def _outcomes(
    paths: Sequence[Path],
    work: Work,
    executor: Executor,
    at_once: int,
    timeout: float,
    limits: Limits,
    store: Store | None,
) -> Iterator[tuple[int, Outcome]]:
    waiting = deque(enumerate(paths))
    first_of: dict[str, Path] = {}
    at_work: dict[Future[PhotoAnalysis], _Task] = {}
    while waiting or at_work:
        while waiting and len(at_work) < at_once:
            index, path = waiting.popleft()
            try:
                data = read_received(path, _name(path), limits)
            except PhotoError as error:
                yield index, Outcome(str(path), Status.REFUSED, why=str(error))
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in first_of:
                yield index, Outcome(str(path), Status.DUPLICATE, sha256, f"the same file as {first_of[sha256]}")
                continue
            first_of[sha256] = path
            stored = store.get(sha256, _name(path)) if store else None
            if stored:
                yield index, _analysed(path, stored)
                continue
            future = executor.submit(work, data, _name(path))
            at_work[future] = _Task(index, path, sha256, time.monotonic() + timeout + _GRACE)
        if not at_work:
            continue
        soonest = min(task.given_up_at for task in at_work.values())
        done, _ = wait(at_work, timeout=max(0.0, soonest - time.monotonic()), return_when=FIRST_COMPLETED)
        for future in done:
            task = at_work.pop(future)
            yield task.index, _finish(task, future, timeout, store)
        for future in [f for f, task in at_work.items() if task.given_up_at <= time.monotonic()]:
            task = at_work.pop(future)
            future.cancel()
            at_once -= 1
            yield task.index, Outcome(str(task.path), Status.FAILED, task.sha256, _no_answer(timeout))
        if at_once < 1:
            for index, path in waiting:
                yield index, Outcome(str(path), Status.FAILED, why="not analysed: all workers hang on other photos")
            return


def _finish(task: _Task, future: Future[PhotoAnalysis], timeout: float, store: Store | None) -> Outcome:
    try:
        analysis = future.result()
    except PhotoError as error:
        return Outcome(str(task.path), Status.REFUSED, task.sha256, str(error))
    except Exception as error:
        return Outcome(str(task.path), Status.FAILED, task.sha256, _why(error, timeout))
    if not isinstance(analysis, PhotoAnalysis) or analysis.photo.sha256 != task.sha256:
        return Outcome(str(task.path), Status.FAILED, task.sha256, "the analysis answered with something that is no result")
    if store:
        store.put(analysis)
    return _analysed(task.path, analysis)


def _name(path: Path) -> str:
    """The file's name as text: some file systems hold names that are no text, and results must."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _analysed(path: Path, analysis: PhotoAnalysis) -> Outcome:
    return Outcome(str(path), Status.ANALYSED, analysis.photo.sha256, analysis.photo.damage, analysis)


def _no_answer(timeout: float) -> str:
    return f"no result within {timeout:g} seconds; raise TEARDOWN_TIMEOUT, or make the photo smaller"


def _why(error: Exception, timeout: float) -> str:
    """Why an analysis failed, in words for people."""
    if isinstance(error, ProcessExpired):
        return f"the process that analysed it ended by itself ({_cause(error.exitcode)})"
    if isinstance(error, TimeoutError):
        return _no_answer(timeout)
    if isinstance(error, MemoryError):
        return "not enough memory; make the photo smaller, or analyse fewer at the same time (--jobs)"
    if isinstance(error, TeardownError):
        return str(error)
    first_line = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"signal {name}" + (", often for want of memory: try --jobs 1" if name == "SIGKILL" else "")
    return f"exit code {code}"
