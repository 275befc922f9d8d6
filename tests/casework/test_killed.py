"""`kill -9` of workers and of their pool processes: nothing is lost or stored twice. `tests.casework.chaos` does more."""

from __future__ import annotations

import sys

import pytest

from tests.casework.chaos import run


@pytest.mark.promise(15, "3 kill -9 of workers and pool processes among 10 photos: 0 lost, 0 stored twice")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
def test_nothing_is_lost_or_doubled_when_processes_are_killed() -> None:
    counted = run(photos=10, workers=2, kills=3)
    assert sum(counted["kills"].values()) == 3
    assert counted["analysed"] == counted["results"] == 10
    assert (counted["failed"], counted["doubled"], counted["ledger_faults"]) == (0, 0, 0)
