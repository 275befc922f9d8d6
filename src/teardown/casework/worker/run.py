"""The worker's loop: collect what is finished, make due bills of materials, take on more."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from django.db import OperationalError
from django.db.models import F, Q
from pebble import ProcessExpired

from teardown.casework import facts as instance
from teardown.casework.connections import renew_connections
from teardown.casework.custody import vault
from teardown.casework.models import Drawn, Photo, Unit
from teardown.casework.rows import unpacked
from teardown.casework.services.rebuild import rebuild_unit
from teardown.casework.worker.claims import RENEWED_EVERY, claim_photos, claim_regions, give_back, renew
from teardown.casework.worker.results import (
    attach_result,
    known_result,
    note_failure,
    requeue,
    store_region,
    store_result,
)
from teardown.casework.worker.words import broken_off, no_answer
from teardown.errors import CustodyError, PhotoError, TeardownError
from teardown.execution import LocalPool, make_executor
from teardown.model import AttributedSighting, PhotoAnalysis, Quad
from teardown.settings import Settings
from teardown.version import Version

log = logging.getLogger("teardown.worker")

Work = Callable[[bytes, str], PhotoAnalysis]
RegionReader = Callable[[bytes, Quad], AttributedSighting]

_IDLE = 0.5
"""Seconds between two looks into the database when nothing is at work."""
_GRACE = 60.0
"""Seconds beyond the time-out after which a photo is given up that the executor itself did not."""
_REBUILD_AT_MOST_EVERY = 10.0
"""Seconds: while photos of a unit are still coming in, its bill of materials is made anew no more often than this."""


@dataclass(slots=True)
class _AtWork:
    photo: Photo
    given_up_at: float


class Worker:
    """One worker. Several may run, on one machine or on several that share the data folder and the database."""

    def __init__(
        self,
        *,
        settings: Settings,
        version: Version,
        executor: Callable[[], tuple[Executor, int]],
        work: Work,
        region_executor: Callable[[], Executor],
        read_region: RegionReader,
    ) -> None:
        """`executor` makes the executor and says how many photos it works on at once; it is called again when one breaks."""
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}"
        self._settings, self._version = settings, version
        self._make_executor, self._work = executor, work
        self._make_region_executor, self._read_region = region_executor, read_region
        self._executor: Executor | None = None
        self._region_executor: Executor | None = None
        self._at_once = 0
        self._photos: dict[Future[PhotoAnalysis], _AtWork] = {}
        self._regions: dict[Future[AttributedSighting], Drawn] = {}
        self._renewed_at = 0.0
        self._closed_at = time.monotonic()
        self._rebuilt_at: dict[int, float] = {}
        self._troubled: set[int] = set()

    def run(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Work until `stop` says so, or Ctrl-C; what is at work is then given back."""
        again = requeue(self._version)
        if again:
            log.info("%s photos are analysed anew by this version of method and facts", again)
        try:
            while not stop():
                try:
                    busy = self.step()
                except OperationalError as error:
                    # The database is away, or busy for longer than its patience: nothing is lost, the leases see to that.
                    log.warning("The database does not answer (%s); trying again.", error)
                    renew_connections()
                    busy = False
                self._wait(0.0 if busy else _IDLE)
        finally:
            self.close()

    def step(self) -> bool:
        """One round; whether something was done."""
        if time.monotonic() - self._closed_at > 60.0:
            renew_connections()
            self._closed_at = time.monotonic()
        self._renew()
        done = self._collect()
        rebuilt = self._rebuild()
        taken = self._take_regions() + self._take_photos()
        return bool(done or rebuilt or taken)

    @property
    def at_work(self) -> int:
        """Photos and regions that were handed out."""
        return len(self._photos) + len(self._regions)

    def close(self) -> None:
        """Stop what is at work and give it back."""
        ids = [task.photo.pk for task in self._photos.values()]
        for executor in (self._executor, self._region_executor):
            if executor is not None:
                executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._region_executor = None
        self._photos.clear()
        self._regions.clear()
        if ids:
            give_back(self.name, ids)

    # ------------------------------------------------------------------------------------------ taking on

    def _take_photos(self) -> int:
        free = (self._at_once or 1) - len(self._photos)
        if free <= 0:
            return 0
        claimed = claim_photos(self.name, free)
        for photo in claimed:
            self._start(photo)
        return len(claimed)

    def _start(self, photo: Photo) -> None:
        known = known_result(photo.sha256, self._version)
        if known is not None:
            attach_result(photo, known, unpacked(PhotoAnalysis, known.data))
            return
        try:
            data = vault().read(photo.sha256)
        except CustodyError as error:
            note_failure(photo, str(error), self._version, crashed=False, final=True)
            return
        try:
            future = self._photo_executor().submit(self._work, data, photo.name)
        except (RuntimeError, BrokenExecutor, TeardownError) as error:
            self._executor_broke(error, photo)
            return
        self._photos[future] = _AtWork(photo, time.monotonic() + self._settings.timeout + _GRACE)

    def _take_regions(self) -> int:
        if self._regions:
            return 0
        claimed = claim_regions(1)
        for drawn in claimed:
            if self._region_executor is None:
                self._region_executor = self._make_region_executor()
            try:
                data = vault().read(drawn.photo.sha256)
            except CustodyError as error:
                Drawn.objects.filter(pk=drawn.pk).update(failure=str(error), leased_until=None)
                continue
            quad: Any = tuple(tuple(corner) for corner in drawn.quad)
            self._regions[self._region_executor.submit(self._read_region, data, quad)] = drawn
        return len(claimed)

    def _photo_executor(self) -> Executor:
        if self._executor is None:
            self._executor, self._at_once = self._make_executor()
        return self._executor

    def _executor_broke(self, error: Exception, photo: Photo) -> None:
        log.warning("The analysis cannot take on work (%s); trying again in a moment.", error)
        give_back(self.name, [photo.pk, *(task.photo.pk for task in self._photos.values())])
        self._photos.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor, self._at_once = None, 0
        time.sleep(2.0)

    # ----------------------------------------------------------------------------------------- collecting

    def _collect(self) -> int:
        now = time.monotonic()
        finished = [future for future in self._photos if future.done()]
        for future in finished:
            # Taken off after it was stored: a database that is away for a moment costs no second analysis.
            self._finish(self._photos[future].photo, future)
            del self._photos[future]
        for future in [f for f, task in self._photos.items() if task.given_up_at < now]:
            task = self._photos.pop(future)
            future.cancel()
            note_failure(task.photo, no_answer(self._settings), self._version, crashed=True, final=False)
        regions = [future for future in self._regions if future.done()]
        for region in regions:
            self._finish_region(self._regions[region], region)
            del self._regions[region]
        return len(finished) + len(regions)

    def _finish(self, photo: Photo, future: Future[PhotoAnalysis]) -> None:
        try:
            analysis = future.result()
        except PhotoError as error:
            note_failure(photo, str(error), self._version, crashed=False, final=True)
        except (ProcessExpired, TimeoutError, MemoryError, BrokenExecutor, CancelledError) as error:
            log.warning("%s: the analysis was broken off (%s); it is tried again.", photo.sha256[:12], type(error).__name__)
            note_failure(photo, broken_off(error, self._settings), self._version, crashed=True, final=False)
        except Exception as error:
            log.warning("%s: the analysis failed: %s", photo.sha256[:12], error)
            # Dask tells in an exception of its own that workers died with this photo.
            crashed = type(error).__name__ == "KilledWorker"
            note_failure(photo, str(error) or type(error).__name__, self._version, crashed=crashed, final=False)
        else:
            if analysis.photo.sha256 != photo.sha256:
                note_failure(
                    photo, "the analysis answered with another photo's result", self._version, crashed=False, final=False
                )
            else:
                store_result(photo, analysis, self._version)

    def _finish_region(self, drawn: Drawn, future: Future[AttributedSighting]) -> None:
        try:
            store_region(drawn, future.result())
        except OperationalError:
            raise
        except Exception as error:
            log.warning("A drawn region could not be read: %s", error)
            Drawn.objects.filter(pk=drawn.pk).update(failure=str(error) or type(error).__name__, leased_until=None)

    def _rebuild(self) -> int:
        due = Unit.objects.filter(changes__gt=0).filter(Q(bom=None) | Q(bom__changes__lt=F("changes")))
        rebuilt = 0
        for unit in due.select_related("case"):
            still_coming = any(task.photo.unit_id == unit.pk for task in self._photos.values())
            recently = time.monotonic() - self._rebuilt_at.get(unit.pk, -_REBUILD_AT_MOST_EVERY) < _REBUILD_AT_MOST_EVERY
            if recently and (still_coming or unit.pk in self._troubled):
                continue
            self._rebuilt_at[unit.pk] = time.monotonic()
            try:
                rebuild_unit(unit)
                self._troubled.discard(unit.pk)
                rebuilt += 1
            except OperationalError:
                raise
            except Exception:
                # One unit that cannot be put together must not keep all others waiting.
                log.exception("The bill of materials of unit %s could not be made; it is tried again.", unit.pk)
                self._troubled.add(unit.pk)
        return rebuilt

    def _renew(self) -> None:
        if time.monotonic() - self._renewed_at > RENEWED_EVERY:
            renew(self.name, [t.photo.pk for t in self._photos.values()], [d.pk for d in self._regions.values()])
            self._renewed_at = time.monotonic()

    def _wait(self, seconds: float) -> None:
        if seconds and (self._photos or self._regions):
            futures: list[Future[Any]] = [*self._photos, *self._regions]
            wait(futures, timeout=seconds, return_when=FIRST_COMPLETED)
        elif seconds:
            time.sleep(seconds)


def run_worker(stop: Callable[[], bool] = lambda: False) -> None:
    """Work as this process's settings say: on local processes, or on a Dask cluster."""
    from teardown.pipeline import PhotoWork
    from teardown.region import RegionWork

    # What other processes and machines are handed holds no password of the database.
    settings = replace(instance.settings(), database_url="", data=None)
    version = instance.version()
    worker = Worker(
        settings=settings,
        version=version,
        executor=lambda: make_executor(settings, 1024),
        work=PhotoWork(settings, version),
        region_executor=lambda: LocalPool(1, threads=settings.threads, timeout=settings.timeout),
        read_region=RegionWork(settings),
    )
    log.info("Worker %s, method %s, facts %s", worker.name, version.method, version.parts_db)
    worker.run(stop)
