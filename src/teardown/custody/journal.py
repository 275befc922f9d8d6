"""A ledger in a file: one entry a line, written out before anything rests on it, by one writer at a time."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from teardown.case.events import LedgerMended
from teardown.case.rules import PROGRAM
from teardown.custody.faults import Fault, FaultKind
from teardown.custody.ledger import Entry, entry_hash, next_entry, parse_line
from teardown.errors import CustodyError, OutputError

_PATIENCE = 30.0
"""Seconds to wait for another writer; an entry takes milliseconds."""
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class JournalText:
    """What a ledger's file holds."""

    entries: tuple[Entry, ...]
    """The lines that are entries."""
    faults: tuple[Fault, ...]
    """The lines that are none."""
    torn: bytes
    """What follows the last newline: a crash in the middle of writing leaves such a half, or somebody cut the file."""
    size: int
    """Bytes up to and with the last newline."""


def read_journal(path: Path, *, offset: int = 0) -> JournalText:
    """Read a ledger's file without changing it.

    Args:
        offset: bytes of it that are known already, up to and with a newline.

    Raises:
        CustodyError: there is no such file, or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read()
    except OSError as error:
        raise CustodyError(f"The ledger {path} cannot be read ({error.strerror}). Restore it from a backup.") from error
    return parse_journal(data)


def parse_journal(data: bytes) -> JournalText:
    """What the bytes of a ledger's file, or of its end, hold."""
    *lines, torn = data.split(b"\n")
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        try:
            entries.append(parse_line(line.decode("utf-8")))
        except (CustodyError, UnicodeDecodeError) as error:
            faults.append(Fault(FaultKind.UNREADABLE, f"ledger line {number}", f"it was changed or added: {error}"))
    return JournalText(tuple(entries), tuple(faults), torn, len(data) - len(torn))


TORN = "ledger.torn-"
"""How the name of a half line begins that was set aside after a crash."""


def aside_name(sha256: str) -> str:
    """The name under which the half line of this digest lies beside a ledger."""
    return TORN + sha256[:16]


class Journal:
    """The keeper of entries in a JSONL file (`teardown.custody.ledger.Keeper`)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE)

    def entries(self) -> Iterator[Entry]:
        """All finished entries. A line that another process is writing at this moment is not one yet.

        Raises:
            CustodyError: a line is no entry.
        """
        if not self.path.exists():
            return
        text = read_journal(self.path)
        if text.faults:
            raise CustodyError(f"The ledger {self.path} was changed ({text.faults[0]}). Run teardown verify.")
        yield from text.entries

    def last(self) -> Entry | None:
        """The newest entry.

        Raises:
            CustodyError: it was changed, so that nothing may be appended to it.
        """
        line = _last_line(self.path)
        if line is None:
            return None
        entry = _parsed(line)
        if entry is None or entry_hash(entry) != entry.hash:
            raise CustodyError(f"The last entry of {self.path} was changed. Run teardown verify.")
        return entry

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out. A half line that a crash left is set aside first, and the ledger says so.

        Raises:
            CustodyError: another writer does not finish.
            OutputError: the folder cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock:
                self._mend()
                yield
        except Timeout:
            raise CustodyError(f"Another program has been writing to {self.path} for {_PATIENCE:g} seconds. Try again.") from None
        except OSError as error:
            if error.filename not in (str(self.path.parent), self._lock.lock_file):
                raise
            raise OutputError(
                f"{self.path.parent} cannot be written ({error.strerror or error}), and nothing was. Check its permissions, "
                "or copy the case to a place of your own."
            ) from error

    def store(self, entry: Entry) -> None:
        """Append an entry and write it out to the disk.

        Raises:
            OutputError: it could not be written; the ledger is as it was before.
        """
        data = (entry.line() + "\n").encode("utf-8")
        before = self.path.stat().st_size if self.path.exists() else 0
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                rest = data
                while rest:
                    rest = rest[os.write(handle, rest) :]
                os.fsync(handle)
            except BaseException:
                # Half an entry is taken back at once; should that fail too, the next writer sets it aside.
                os.ftruncate(handle, before)
                raise
            finally:
                os.close(handle)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            why = "the disk is full" if full else error.strerror or error
            raise OutputError(
                f"The ledger {self.path} cannot be written: {why}. What you did was not recorded; do it again."
            ) from error

    def _mend(self) -> None:
        torn = _torn_tail(self.path)
        if not torn:
            return
        entry = _parsed(torn)
        if entry is not None and entry_hash(entry) == entry.hash:
            # Only its newline is missing.
            with self.path.open("ab") as file:
                file.write(b"\n")
                file.flush()
                os.fsync(file.fileno())
            return
        digest = hashlib.sha256(torn).hexdigest()
        aside = self.path.with_name(aside_name(digest))
        with aside.open("wb") as file:
            file.write(torn)
            file.flush()
            os.fsync(file.fileno())
        os.truncate(self.path, self.path.stat().st_size - len(torn))
        self.store(next_entry(self.last(), LedgerMended(len(torn), digest), by=PROGRAM, at=datetime.now(UTC)))


def _parsed(line: bytes) -> Entry | None:
    try:
        return parse_line(line.decode("utf-8"))
    except (CustodyError, UnicodeDecodeError):
        return None


def _tail(path: Path) -> tuple[bytes, bool]:
    """The end of the file, long enough to hold its last finished line, and whether it reaches back to the beginning."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return b"", True
    wanted = _TAIL
    with path.open("rb") as file:
        while True:
            file.seek(max(0, size - wanted))
            data = file.read()
            if wanted >= size or data.count(b"\n") >= 2:
                return data, wanted >= size
            wanted *= 4


def _last_line(path: Path) -> bytes | None:
    finished, newline, _ = _tail(path)[0].rpartition(b"\n")
    return finished.rpartition(b"\n")[2] if newline else None


def _torn_tail(path: Path) -> bytes:
    return _tail(path)[0].rpartition(b"\n")[2]
