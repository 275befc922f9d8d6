"""What a check can find wrong. A check never stops at the first fault: it names all of them."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class FaultKind(enum.StrEnum):
    """What is wrong with a kept item."""

    CHANGED = "changed"
    """Its bytes are not those that were sealed."""
    MISSING = "missing"
    ADDED = "added"
    """Something lies there that is on no record."""
    UNREADABLE = "unreadable"
    ORDER = "order"
    """An entry does not follow the one before it: something was put in, taken out or exchanged."""
    TRUNCATED = "truncated"
    RULE = "rule"
    """An entry that the rules of casework would have refused."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was left."""

    kind: FaultKind
    where: str
    """Which item: a path inside what was checked, or `ledger entry 12`."""
    what: str
    """A sentence for people."""

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.what}"
