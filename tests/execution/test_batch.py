"""One bad photo never ends a batch, nothing is computed twice, and the order and number of workers do not show."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from teardown.errors import InterruptedRunError, OutputError
from teardown.execution import InlineExecutor, LocalPool, Outcome, Status, Store, Work, exit_code, outcome_table, run
from teardown.intake import Limits
from teardown.serial import to_json

from . import fakes


@pytest.fixture
def pool() -> Iterator[LocalPool]:
    with LocalPool(2, threads=1, timeout=3.0) as executor:
        yield executor


def put(folder: Path, **contents: str) -> list[Path]:
    paths = []
    for name, text in contents.items():
        path = folder / f"{name}.jpg"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def go(paths: list[Path], work: Work, executor: Executor, **more: Any) -> tuple[Outcome, ...]:
    return run(paths, work, **{"executor": executor, "at_once": 2, "timeout": 3.0, "limits": Limits(), **more})


TROUBLE = {
    "killed": (Status.FAILED, "SIGKILL"),
    "exits": (Status.FAILED, "exit code 3"),
    "hangs": (Status.FAILED, "no result within 3 seconds"),
    "raises": (Status.FAILED, "ZeroDivisionError: by zero"),
    "no-memory": (Status.FAILED, "not enough memory"),
    "no-engine": (Status.FAILED, "No text reader works here."),
    "damaged": (Status.REFUSED, "ends early"),
    "garbage": (Status.FAILED, "something that is no result"),
    "other": (Status.FAILED, "something that is no result"),
    "unpicklable": (Status.FAILED, ""),
    "bad-utf8": (Status.FAILED, "UnicodeDecodeError"),
}


def test_each_kind_of_trouble_takes_only_its_own_photo_along(tmp_path: Path, pool: LocalPool) -> None:
    paths = put(tmp_path, first="good 1", **dict.fromkeys(TROUBLE, ""), last="good 2")
    for name in TROUBLE:
        (tmp_path / f"{name}.jpg").write_text(f"{name} ", encoding="utf-8")
    outcomes = go(paths, fakes.misbehave, pool)
    assert [Path(o.path).stem for o in outcomes] == ["first", *TROUBLE, "last"]
    assert outcomes[0].status is outcomes[-1].status is Status.ANALYSED
    for outcome in outcomes[1:-1]:
        status, why = TROUBLE[Path(outcome.path).stem]
        assert outcome.status is status, outcome
        assert why in outcome.why
        assert "\n" not in outcome.why
    assert exit_code(outcomes) == 6


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    paths = [*put(tmp_path, good="good", empty=""), tmp_path / "missing.jpg", tmp_path]
    outcomes = go(paths, fakes.result, InlineExecutor())
    assert [o.status for o in outcomes] == [Status.ANALYSED] + [Status.REFUSED] * 3
    assert all(o.why for o in outcomes[1:])
    assert exit_code(outcomes) == 4


def test_equal_bytes_are_analysed_once(tmp_path: Path) -> None:
    paths = put(tmp_path, a="same", b="same", c="other bytes")
    outcomes = go(paths, fakes.result, InlineExecutor())
    assert [o.status for o in outcomes] == [Status.ANALYSED, Status.DUPLICATE, Status.ANALYSED]
    assert outcomes[1].sha256 == outcomes[0].sha256
    assert "a.jpg" in outcomes[1].why
    assert exit_code(outcomes) == 0


@pytest.mark.promise(10, "one process, a process pool and four threads: the same results in the same order")
def test_same_results_in_the_same_order_whoever_works(tmp_path: Path, pool: LocalPool) -> None:
    paths = put(tmp_path, **{f"p{i}": f"photo {i}" for i in range(9)}, twin="photo 3")
    inline = go(paths, fakes.result, InlineExecutor(), at_once=1)
    assert go(paths, fakes.result, pool) == inline
    with ThreadPoolExecutor(4) as threads:
        assert go(paths, fakes.result, threads, at_once=4) == inline


def test_finished_photos_are_not_computed_again(tmp_path: Path) -> None:
    paths = put(tmp_path, a="a", b="b")
    store = Store(tmp_path / "kept", "v1")
    first = go(paths, fakes.result, InlineExecutor(), store=store)
    renamed = paths[1].rename(tmp_path / "c.jpg")
    again = go([paths[0], renamed], fakes.never, InlineExecutor(), store=store)
    assert again[0] == first[0]
    assert again[1].analysis is not None
    assert again[1].analysis.photo.name == "c.jpg"


def test_other_versions_and_damaged_results_are_computed_again(tmp_path: Path) -> None:
    (path,) = put(tmp_path, a="a")
    store = Store(tmp_path / "kept", "v1")
    (outcome,) = go([path], fakes.result, InlineExecutor(), store=store)
    assert Store(tmp_path / "kept", "v2").get(outcome.sha256, "a.jpg") is None
    (kept,) = (tmp_path / "kept").rglob("*.json")
    for damage in (b"", b"{", b"\xff", b"{}", kept.read_bytes()[:-20]):
        kept.write_bytes(damage)
        assert store.get(outcome.sha256, "a.jpg") is None
    assert go([path], fakes.result, InlineExecutor(), store=store) == (outcome,)
    assert store.get(outcome.sha256, "a.jpg") == outcome.analysis


def test_failures_are_tried_again(tmp_path: Path) -> None:
    paths = put(tmp_path, a="raises ")
    store = Store(tmp_path / "kept", "v1")
    assert go(paths, fakes.misbehave, InlineExecutor(), store=store)[0].status is Status.FAILED
    assert go(paths, fakes.result, InlineExecutor(), store=store)[0].status is Status.ANALYSED


def test_interrupted_run_continues(tmp_path: Path, pool: LocalPool) -> None:
    paths = put(tmp_path, **{f"p{i}": f"photo {i}" for i in range(4)}, slow="hangs ", late="photo late")
    store = Store(tmp_path / "kept", "v1")
    seen: list[Outcome] = []

    def interrupt_at_three(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError, match="3 of 6 photos are finished and kept") as stopped:
        go(paths, fakes.misbehave, pool, store=store, progress=interrupt_at_three)
    assert stopped.value.exit_code == 130
    paths = [p for p in paths if p.stem != "slow"]
    assert len(list((tmp_path / "kept").rglob("*.json"))) >= 3
    resumed = go(paths, fakes.result, InlineExecutor(), store=store)
    assert resumed == go(paths, fakes.result, InlineExecutor())


class Interrupted(LocalPool):
    """A pool during whose work somebody presses Ctrl-C: once a photo was handed to it, never before."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        return future


def test_ctrl_c_stops_a_run(tmp_path: Path) -> None:
    paths = put(tmp_path, slow="hangs ")
    with Interrupted(1, threads=1, timeout=100.0) as executor, pytest.raises(InterruptedRunError):
        go(paths, fakes.misbehave, executor, timeout=100.0)


def test_store_that_cannot_be_written_ends_the_run_with_a_message(tmp_path: Path) -> None:
    paths = put(tmp_path, a="a")
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match=r"a\.jpg cannot be written"):
        go(paths, fakes.result, InlineExecutor(), store=Store(tmp_path / "kept", "v1"))


class Deaf(Executor):
    """An executor that never answers for some photos and cannot end them, as a cluster with a hanging worker."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not args[0].startswith(b"hangs"):
            future.set_result(fn(*args, **kwargs))
        else:
            future.set_running_or_notify_cancel()
        return future


def test_executor_that_cannot_end_a_hanging_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teardown.execution.batch._GRACE", 0.0)
    paths = put(tmp_path, a="hangs 1", b="good 1", c="good 2")
    outcomes = go(paths, fakes.result, Deaf(), timeout=0.05)
    assert [o.status for o in outcomes] == [Status.FAILED, Status.ANALYSED, Status.ANALYSED]
    paths = put(tmp_path, a="hangs 1", b="hangs 2", c="good 2")
    started = time.monotonic()
    outcomes = go(paths, fakes.result, Deaf(), timeout=0.05)
    assert [o.status for o in outcomes] == [Status.FAILED] * 3
    assert "all workers hang" in outcomes[2].why
    assert time.monotonic() - started < 30


def test_every_file_is_reported_once(tmp_path: Path) -> None:
    paths = put(tmp_path, a="same", b="same", c="raises ", d="")
    told: list[Outcome] = []
    outcomes = go(paths, fakes.misbehave, InlineExecutor(), progress=told.append)
    assert sorted(o.path for o in told) == sorted(o.path for o in outcomes)


def test_table_of_outcomes(tmp_path: Path) -> None:
    outcomes = go(put(tmp_path, good="good", twin="good", bad="raises "), fakes.misbehave, InlineExecutor())
    table = outcome_table(outcomes)
    assert table.splitlines()[-1] == "3 files: 1 analysed, 1 duplicate, 1 failed"
    assert "bad.jpg" in table
    assert "ZeroDivisionError" in table
    assert "good.jpg " not in outcome_table(outcomes, only_troubled=True).splitlines()[0] or "duplicate" in table


def test_results_are_stored_as_the_model_in_json(tmp_path: Path) -> None:
    (outcome,) = go(put(tmp_path, a="a"), fakes.result, InlineExecutor(), store=Store(tmp_path / "kept", "v 1/ü"))
    (kept,) = (tmp_path / "kept").rglob("*.json")
    assert kept.read_text(encoding="utf-8") == to_json(outcome.analysis)


def test_names_of_files_cannot_write_to_the_terminal_what_they_like(tmp_path: Path) -> None:
    (path,) = put(tmp_path, **{"a\x1b[2Jb\u202e\nc": "raises "})
    table = outcome_table(go([path], fakes.misbehave, InlineExecutor()))
    assert "a\\u001b[2Jb\\u202e\\u000ac.jpg  failed: ZeroDivisionError" in table
    assert len(table.splitlines()) == 2


def test_names_that_are_no_text_are_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    path.write_text("a")
    store = Store(tmp_path / "kept", "v1")
    for _ in range(2):
        (outcome,) = go([path], fakes.result, InlineExecutor(), store=store)
        assert outcome.analysis is not None
        assert outcome.analysis.photo.name == "caf\ufffd.jpg"
        assert Path(outcome.path) == path
