"""Checkpoints: the state of a ledger on a few lines that can be printed, read out, mailed, and compared years later."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from teardown.custody.ledger import GENESIS, Entry
from teardown.errors import CustodyError
from teardown.serial import to_plain

_TITLE = "Teardown ledger checkpoint"
_GROUP = 4
_GROUPS_ON_LINE = 8
_CHECK_DIGITS = 8
_TEXT = re.compile(
    r"case:(?P<case>.*?)\n\s*entries:(?P<length>.*?)\n\s*time:(?P<at>.*?)\n\s*head:(?P<head>.*?)check:(?P<check>[0-9a-fA-F\s]*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long a ledger was at a time, and the hash of its last entry."""

    case: str
    """Case id."""
    length: int
    """Entries."""
    head: str
    """SHA-256 of the last entry, lower-case hex; `GENESIS` for an empty ledger."""
    at: datetime
    """UTC, whole seconds."""

    @property
    def check(self) -> str:
        """Eight hex digits over all of it, which show that a copy typed from paper was typed rightly."""
        told = "\n".join((self.case, str(self.length), self.head, str(to_plain(self.at))))
        return hashlib.sha256(told.encode("utf-8")).hexdigest()[:_CHECK_DIGITS]

    def text(self) -> str:
        """The checkpoint for paper: hex digits in groups of four, as people compare them best, eight groups a line."""
        groups = [self.head[n : n + _GROUP] for n in range(0, len(self.head), _GROUP)]
        lines = [" ".join(groups[n : n + _GROUPS_ON_LINE]) for n in range(0, len(groups), _GROUPS_ON_LINE)]
        return (
            f"{_TITLE}\n"
            f"case:    {self.case}\n"
            f"entries: {self.length}\n"
            f"time:    {to_plain(self.at)}\n"
            f"head:    {lines[0]}\n"
            + "".join(f"         {line}\n" for line in lines[1:])
            + f"check:   {self.check[:_GROUP]} {self.check[_GROUP:]}\n"
        )


def checkpoint_of(case: str, last: Entry | None, at: datetime) -> Checkpoint:
    """The checkpoint of a ledger whose newest entry is `last`."""
    number, head = (last.number, last.hash) if last else (0, GENESIS)
    return Checkpoint(case, number, head, at.astimezone(UTC).replace(microsecond=0))


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from its text; spaces, line breaks and capital letters do not matter.

    Raises:
        CustodyError: it is no checkpoint, or was typed wrongly.
    """
    found = _TEXT.search(text.replace("\r\n", "\n"))
    if not found:
        raise CustodyError("This is no checkpoint of a ledger: it has lines for case, entries, time, head and check.")
    try:
        checkpoint = Checkpoint(
            case=found["case"].strip(),
            length=int(found["length"].strip()),
            head="".join(found["head"].split()).lower(),
            at=datetime.fromisoformat(found["at"].strip()),
        )
    except ValueError as error:
        raise CustodyError(f"This checkpoint cannot be read ({error}). Compare it with the paper.") from error
    if checkpoint.at.tzinfo is None or not re.fullmatch(r"[0-9a-f]{64}", checkpoint.head) or checkpoint.length < 0:
        raise CustodyError(
            "This checkpoint cannot be read: its head has 64 hex digits, its time a zone. Compare it with the paper."
        )
    if "".join(found["check"].split()).lower() != checkpoint.check:
        raise CustodyError("This checkpoint was typed wrongly: its check digits do not fit. Compare each group with the paper.")
    return checkpoint
