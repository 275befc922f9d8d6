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
    width = max((len(o.path) for o in shown), default=0)
    lines = [f"{o.path:<{width}}  {o.status}{': ' + o.why if o.why else ''}" for o in shown]
    counts = Counter(o.status for o in outcomes)
    told = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    files = "1 file" if len(outcomes) == 1 else f"{len(outcomes)} files"
    return "\n".join([*lines, f"{files}: {told}"])
