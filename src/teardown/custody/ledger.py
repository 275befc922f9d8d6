"""The ledger of a case: entries that each carry the hash of the one before, so that none can be changed, taken out or put in.

The rules of the chain stand here and know nothing of files or databases; where entries are kept is a `Keeper`'s business.

An entry is one line of JSON. Its hash is the SHA-256 of that line without its last member, so that anybody can check it without
this program:

    sed 's/,"hash":"[0-9a-f]*"}$/}/' ledger.jsonl | while IFS= read -r line; do printf %s "$line" | sha256sum; done
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, get_args

from teardown.case.events import Event
from teardown.custody.faults import Fault, FaultKind
from teardown.errors import CustodyError, UsageError
from teardown.serial import SerialError, from_json, from_plain, to_json, to_plain

if TYPE_CHECKING:
    from teardown.custody.checkpoint import Checkpoint

GENESIS = "0" * 64
"""What stands for the hash before the first entry."""

KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}
"""The events by the name that an entry's `kind` carries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger."""

    number: int
    """From 1, without gaps."""
    at: datetime
    """When it was written; UTC."""
    by: str
    """Pseudonym of who did it; `teardown` for what the program does by itself."""
    kind: str
    """Class name of the event (`teardown.case.events`)."""
    payload: str
    """The event as canonical JSON text. Kept letter by letter: a database must hold it as text, not as JSON of its own."""
    previous: str
    """Hash of the entry before; `GENESIS` for the first."""
    hash: str

    def body(self) -> str:
        """The text that is hashed."""
        at, by, kind = (_text(v) for v in (to_plain(self.at), self.by, self.kind))
        return (
            f'{{"number":{self.number},"at":{at},"by":{by},"kind":{kind},"payload":{self.payload},"previous":"{self.previous}"}}'
        )

    def line(self) -> str:
        """The entry as it stands in a file, without the newline."""
        return f'{self.body()[:-1]},"hash":"{self.hash}"}}'


class Keeper(Protocol):
    """Where the entries of one case are kept: a file, or rows of a database."""

    def entries(self) -> Iterator[Entry]:
        """All entries, in order."""
        ...

    def last(self) -> Entry | None:
        """The newest entry."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """While this lasts, nobody else appends to this ledger."""
        ...

    def store(self, entry: Entry) -> None:
        """Keep an entry, inside `writing`; when this returns, a power cut does not lose it."""
        ...


def append(keeper: Keeper, event: Event, *, by: str, at: datetime | None = None) -> Entry:
    """Write an event into a ledger. What may follow what is asked before, of `teardown.case.rules`, inside the same `writing`.

    Raises:
        CustodyError: the event cannot be written as JSON, or the ledger cannot take it.
    """
    entry = next_entry(keeper.last(), event, by=by, at=at or datetime.now(UTC))
    keeper.store(entry)
    return entry


def next_entry(last: Entry | None, event: Event, *, by: str, at: datetime) -> Entry:
    """The entry that follows `last`.

    Raises:
        UsageError, CustodyError: the event or the name cannot be written, or nobody is named.
    """
    if not by.strip():
        raise CustodyError("A ledger entry needs the pseudonym of who did it.")
    payload = payload_of(event, by)
    try:
        at = at.astimezone(UTC) if at.tzinfo else at
        to_plain(at)
    except (SerialError, ValueError) as error:
        raise CustodyError(f"This cannot be written into the ledger: {error}") from error
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    return _sealed(number, at, by, type(event).__name__, payload, previous)


def payload_of(event: Event, by: str) -> str:
    """An event as it stands in its entry.

    Raises:
        UsageError: a text of it, or the name, holds bytes that are no text.
        CustodyError: it cannot be written as JSON.
    """
    try:
        payload = to_json(event).rstrip("\n")
        payload.encode("utf-8")
        by.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(
            "What is to go on record holds bytes that are no text (UTF-8). Type it anew. Nothing was recorded."
        ) from error
    except (SerialError, ValueError) as error:
        raise CustodyError(f"This cannot be written into the ledger: {error}") from error
    return payload


def entry_hash(entry: Entry) -> str:
    """The hash that an entry should carry."""
    return hashlib.sha256(entry.body().encode("utf-8", "surrogatepass")).hexdigest()


def parse_line(line: str) -> Entry:
    """An entry from its line; its hash is not checked here (`check_chain`).

    Raises:
        CustodyError: the line is no entry, or not written as entries are written.
    """
    try:
        plain = json.loads(line)
        payload = json.dumps(plain["payload"], ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        entry = from_plain(Entry, plain | {"payload": payload})
    except (SerialError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise CustodyError(f"The line is no entry of a ledger ({error}).") from error
    if entry.line() != line:
        raise CustodyError("The line holds an entry that is not written letter by letter as entries are.")
    return entry


def event_of(entry: Entry) -> Event:
    """The event that an entry records.

    Raises:
        CustodyError: this version knows no such event, or the payload is not one.
    """
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise CustodyError(f"Ledger entry {entry.number} is a {entry.kind}, unknown to this version. Use a newer Teardown.")
    try:
        event: Event = from_json(kind, entry.payload)
    except SerialError as error:
        raise CustodyError(f"Ledger entry {entry.number} is not readable as {entry.kind}: {error}") from error
    return event


def check_chain(
    entries: Iterable[Entry], checkpoint: Checkpoint | None = None, *, after: Entry | None = None
) -> tuple[Fault, ...]:
    """Every fault of a chain, one for each damaged place; none when it is whole.

    Args:
        after: the entry that these follow, when they are not the whole ledger.

    Without a checkpoint, a ledger that was cut at its end, or written anew from some entry on, looks whole: nothing
    inside a chain can show it. A checkpoint that was printed or handed to somebody else shows both.
    """
    faults: list[Fault] = []
    before = after
    at_checkpoint: Entry | None = None
    for entry in entries:
        faults += _faults_of(entry, before)
        if checkpoint and entry.number == checkpoint.length:
            at_checkpoint = entry
        before = entry
    if checkpoint:
        faults += _faults_against(checkpoint, at_checkpoint, before.number if before else 0)
    return tuple(faults)


def _faults_of(entry: Entry, before: Entry | None) -> Iterator[Fault]:
    expected = before.number + 1 if before else 1
    right = entry_hash(entry)
    # The number that an unchanged entry carries is believed, so that what is missing before it does not shift all others' names.
    where = f"ledger entry {entry.number if right == entry.hash else expected}"
    if entry.number != expected:
        yield Fault(FaultKind.ORDER, where, f"it carries the number {entry.number} where {expected} should follow.")
    if right != entry.hash:
        yield Fault(FaultKind.CHANGED, where, f"its hash is {right[:16]}…, but it carries {entry.hash[:16]}…: it was changed.")
    # An entry that was changed is named once: the next one is right when it carries the hash of either state.
    if entry.previous not in ({before.hash, entry_hash(before)} if before else {GENESIS}):
        yield Fault(FaultKind.ORDER, where, "it does not follow the entry before: something was put in, taken out or exchanged.")


def _faults_against(checkpoint: Checkpoint, entry: Entry | None, length: int) -> Iterator[Fault]:
    where = f"ledger entry {checkpoint.length}"
    if checkpoint.length == 0:
        return
    if entry is None:
        kind = FaultKind.TRUNCATED if length < checkpoint.length else FaultKind.ORDER
        yield Fault(kind, where, f"the checkpoint counts {checkpoint.length} entries, the ledger ends at {length}.")
    elif entry_hash(entry) != checkpoint.head:
        yield Fault(
            FaultKind.CHANGED,
            where,
            "the checkpoint was made of another entry: the ledger was written anew up to here.",
        )


def _sealed(number: int, at: datetime, by: str, kind: str, payload: str, previous: str) -> Entry:
    draft = Entry(number, at, by, kind, payload, previous, "")
    return Entry(number, at, by, kind, payload, previous, entry_hash(draft))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
