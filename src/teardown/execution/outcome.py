"""What became of each file that was given."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from teardown.errors import EngineError, PhotoError
from teardown.model import PhotoAnalysis


class Status(enum.StrEnum):
    """The fate of one file."""

    ANALYSED = "analysed"
    DUPLICATE = "duplicate"
    """The same bytes as a file named before; analysed once."""
    REFUSED = "refused"
    """Not a photo that can be taken in."""
    FAILED = "failed"
    """The analysis crashed, hung or answered garbage."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file that was given, and what became of it."""

    path: str
    """As found: the path that was named, or the named folder and the path inside it."""
    status: Status
    sha256: str = ""
    """Over the bytes as received; empty when they could not be read."""
    why: str = ""
    """For people: why it was refused or failed, what it is a duplicate of, what is damaged about it."""
    analysis: PhotoAnalysis | None = None


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """0 when every file has a result; else that of the gravest fate: a failed analysis (6) before a refused file (4)."""
    fates = {outcome.status for outcome in outcomes}
    if Status.FAILED in fates:
        return EngineError.exit_code
    return PhotoError.exit_code if Status.REFUSED in fates else 0


def outcome_table(outcomes: Sequence[Outcome], *, only_troubled: bool = False) -> str:
    """The outcomes as lines of text, one a file, and a line that counts them."""
    shown = [o for o in outcomes if not only_troubled or o.why or o.status is not Status.ANALYSED]
    names = [_visible(o.path) for o in shown]
    width = max((len(name) for name in names), default=0)
    lines = [
        f"{name:<{width}}  {o.status}{': ' + _visible(o.why) if o.why else ''}" for name, o in zip(names, shown, strict=True)
    ]
    counts = Counter(o.status for o in outcomes)
    told = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    files = "1 file" if len(outcomes) == 1 else f"{len(outcomes)} files"
    return "\n".join([*lines, f"{files}: {told}"])


def _visible(text: str) -> str:
    """File names may hold anything; what would move the cursor or turn the writing direction is shown as its code instead."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
