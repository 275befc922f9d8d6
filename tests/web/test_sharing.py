"""New connections go to the process that holds the fewest, and nobody waits for one that died."""

from __future__ import annotations

import pytest

from teardown.web import sharing
from teardown.web.sharing import Share, shared_memory


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(sharing.time, "monotonic", lambda: now[0])
    return now


def test_who_holds_more_leaves_it_to_the_other(clock: list[float]) -> None:
    with shared_memory(2) as memory:
        first, second = (Share(memory.fileno(), place) for place in range(2))
        held = [0, 0]
        for _ in range(21):
            first.takes(held[0])
            takes = [first.takes(held[0]), second.takes(held[1])]
            # The first one is always the quicker one.
            held[takes.index(True)] += 1
        assert sum(held) == 21
        assert abs(held[0] - held[1]) <= 3


def test_one_that_says_nothing_is_not_waited_for(clock: list[float]) -> None:
    with shared_memory(3) as memory:
        alive, dead, _never_started = (Share(memory.fileno(), place) for place in range(3))
        assert alive.takes(7)
        assert dead.takes(0)
        assert not alive.takes(7)
        assert alive.takes(2)
        clock[0] += 2.5
        assert alive.takes(7)
