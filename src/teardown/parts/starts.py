"""How the texts that a pattern matches can begin: what a table of patterns is looked up by."""

from __future__ import annotations

from teardown.parts.pieces import PIECE, expand
from teardown.parts.text import fold

LONGEST = 4
"""Beginnings are told apart by so many characters; longer ones would save nothing."""
_MOST = 200
# A set of more characters than this says so little that the beginning ends before it.
_WIDEST = 10


def starts(pattern: str) -> frozenset[str]:
    """Folded beginnings of at most `LONGEST` characters, one of which every match of `pattern` has after folding.

    None is the beginning of another. `{""}` where nothing can be told.
    """
    found, _, _ = _alternatives(PIECE.findall(pattern), 0)
    cut = {start[:LONGEST] for start in found}
    return frozenset(start for start in cut if not any(start[:length] in cut for length in range(len(start))))


def _alternatives(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    """(beginnings, whether each of them is a whole match so far, where the alternatives end)."""
    every: set[str] = set()
    whole = True
    while True:
        found, complete, at = _sequence(pieces, at)
        every |= found
        whole &= complete
        if at >= len(pieces) or pieces[at] != "|":
            return every, whole, at
        at += 1


def _sequence(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    found, open_ = {""}, True
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        if pieces[at] in ("(", "(?:"):
            these, complete, at = _alternatives(pieces, at + 1)
        else:
            these, complete = _one(pieces[at])
        at += 1
        optional, repeated = False, False
        if at < len(pieces) and (pieces[at] in ("?", "*", "+") or pieces[at].startswith("{")):
            optional = pieces[at] in ("?", "*") or pieces[at].startswith("{0")
            repeated = True
            at += 1
        if not open_:
            continue
        longer = {start + this for start in found for this in these}
        if optional or len(longer) > _MOST:
            open_ = False
        else:
            found = longer
            open_ = complete and not repeated and any(len(start) < LONGEST for start in found)
    return found, open_, at


def _one(piece: str) -> tuple[set[str], bool]:
    """The folded characters that one piece stands for, and whether they are few enough to be told."""
    members = "0123456789" if piece == r"\d" else expand(piece) if piece.startswith("[") else piece if piece.isalnum() else ""
    folded = set(fold(members))
    return (folded, True) if 0 < len(folded) <= _WIDEST else ({""}, False)
