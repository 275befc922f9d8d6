"""The one way by which something gets on record: asked of the rules and appended to the ledger, while nobody else writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from teardown.case.events import Event
from teardown.case.rules import Known, check
from teardown.case.state import CaseState
from teardown.custody.ledger import Entry, Keeper, append, event_of


def enter(keeper: Keeper, known: Callable[[], Known], event: Event, *, by: str, at: datetime | None = None) -> Entry:
    """Put an event on record.

    Args:
        known: what is on record; asked while nobody else writes, so that two people cannot pass the same rule at once.
        by: pseudonym of who does it.
        at: when; now if left out.

    Raises:
        RuleError: the rules do not allow it; nothing was written.
        CustodyError: the ledger was changed, or another writer does not finish.
        OutputError: the ledger cannot be written.
    """
    with keeper.writing():
        check(event, by, known())
        return append(keeper, event, by=by, at=at or datetime.now(UTC))


def replay(entries: Iterable[Entry]) -> CaseState:
    """What the entries of a ledger add up to.

    Raises:
        CustodyError: an entry is no event that this version knows.
    """
    return CaseState(event_of(entry) for entry in entries)


def replay_and_head(entries: Sequence[Entry]) -> tuple[CaseState, str, int]:
    """`replay`, with the hash and the number of the last entry, as a `CaseRecord` states them."""
    last = entries[-1] if entries else None
    return replay(entries), last.hash if last else "", last.number if last else 0
