"""Dask: the same outcomes as here, and mistakes told plainly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from teardown.errors import UsageError
from teardown.execution import InlineExecutor, Status, cluster_executor, make_executor, run
from teardown.intake import Limits
from teardown.settings import Settings

from . import fakes


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.promise(10, "a Dask cluster gives the same results as one process")
@pytest.mark.promise(15, "a photo that kills its Dask worker takes no other along")
def test_cluster_gives_the_same_and_survives_a_photo_that_ends_its_worker(address: str, tmp_path: Path) -> None:
    paths = []
    for i, text in enumerate(["photo 1", "photo 2", "killed ", "photo 3", "damaged ", "photo 1"]):
        paths.append(tmp_path / f"p{i}.jpg")
        paths[-1].write_text(text)
    executor, at_once = make_executor(Settings(cluster=address), len(paths))
    assert at_once == 2
    with executor:
        outcomes = run(paths, fakes.misbehave, executor=executor, at_once=at_once, timeout=60.0, limits=Limits())
    assert [o.status for o in outcomes] == [
        Status.ANALYSED,
        Status.ANALYSED,
        Status.FAILED,
        Status.ANALYSED,
        Status.REFUSED,
        Status.DUPLICATE,
    ]
    good = [path for path, outcome in zip(paths, outcomes, strict=True) if outcome.analysis]
    here = run(good, fakes.result, executor=InlineExecutor(), at_once=1, timeout=60.0, limits=Limits())
    assert tuple(o for o in outcomes if o.analysis) == here


def test_nobody_answers() -> None:
    with pytest.raises(UsageError, match="No Dask scheduler answers at tcp://127.0.0.1:9"):
        cluster_executor("tcp://127.0.0.1:9", patience=0.5)
