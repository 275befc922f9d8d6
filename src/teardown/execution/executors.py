"""Where the work is done: in this process, in local processes or on a Dask cluster, each a `concurrent.futures.Executor`."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar, cast

import cv2
from pebble import ProcessPool

from teardown.errors import UsageError
from teardown.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

_BYTES_PER_PROCESS = 1_500_000_000
"""Memory that one process may need for a photo of 12 megapixels; measured by `make bench`."""


class InlineExecutor(Executor):
    """Does the work at once in the calling process: for notebooks and tests. It cannot outlive a crash or end a hanging photo."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class LocalPool(Executor):
    """Processes that are started fresh (spawn), each with its own readers. One that dies or hangs takes only its own photo along.

    Python's own process pool breaks as a whole when one process dies and cannot end a hanging one; Pebble's can.
    """

    def __init__(self, workers: int, *, threads: int, timeout: float) -> None:
        """`threads`: processor threads per process; `timeout`: seconds after which a process is ended with its photo."""
        context = multiprocessing.get_context("spawn")
        self._timeout = timeout
        self._pool: Any = ProcessPool(max_workers=workers, context=context, initializer=limit_threads, initargs=(threads,))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = self._pool.schedule(fn, args=args, kwargs=kwargs, timeout=self._timeout)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._pool.stop()
        else:
            self._pool.close()
        if wait:
            self._pool.join()


def limit_threads(threads: int) -> None:
    """Keep the image library, and programs that this process starts, to a number of threads, so that processes share cores."""
    cv2.setNumThreads(threads)
    # Tesseract is several times slower when its OpenMP threads outnumber the free cores.
    os.environ["OMP_THREAD_LIMIT"] = str(threads)


def cluster_executor(address: str, *, patience: float = 20.0) -> tuple[Executor, int]:
    """An executor on a Dask cluster, and how many photos it can work on at the same time.

    `patience`: seconds in which the scheduler must answer.

    Raises:
        UsageError: Dask is not installed, nobody answers at the address, or the cluster has no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("A cluster needs Dask. Install it: pip install 'teardown[cluster]'") from None
    try:
        client = cast(Any, Client)(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"No Dask scheduler answers at {address} ({error}). Start one with `dask scheduler`.") from error
    slots = sum(client.ncores().values())
    if not slots:
        client.close()
        raise UsageError(f"The Dask scheduler at {address} has no workers. Start some with `dask worker {address}`.")
    return _ClusterExecutor(client), slots


class _ClusterExecutor(Executor):
    """Dask's executor, with the client that belongs to it."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def make_executor(settings: Settings, photos: int) -> tuple[Executor, int]:
    """The executor that the settings ask for, and how many photos it works on at the same time."""
    if settings.cluster:
        return cluster_executor(settings.cluster)
    workers = max(1, min(photos, settings.jobs or automatic_jobs(settings.threads)))
    return LocalPool(workers, threads=settings.threads, timeout=settings.timeout), workers


def automatic_jobs(threads: int) -> int:
    """As many processes as there are cores and memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        memory = _BYTES_PER_PROCESS * cores
    return max(1, min(cores // threads, memory // _BYTES_PER_PROCESS))
