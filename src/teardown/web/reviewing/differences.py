"""Where two readers of one line disagree, character by character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from teardown.model import Reading, TextLine

UNSURE = 0.6
"""Probability below which a reader itself is in doubt about a character."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some neighbouring characters of a reading."""

    text: str
    differs: bool
    """Another reader read something else here, or nothing: for the first reader any other, for the others the first."""
    unsure: bool
    """The reader itself is in doubt."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one reader read on one line."""

    engine: str
    pieces: tuple[Piece, ...]
    probability: float
    """Geometric mean of the characters' probabilities."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of a marking as every reader read it."""

    number: int
    voices: tuple[Voice, ...]
    differences: int
    """Places of the first reading at which another reader read something else. Who read nothing at all differs at none."""


def read_lines(lines: Sequence[TextLine]) -> tuple[ReadLine, ...]:
    """All lines with the readers' differences marked; spaces and capital letters make none."""
    return tuple(_line(number, line.readings) for number, line in enumerate(lines, start=1))


def _line(number: int, readings: Sequence[Reading]) -> ReadLine:
    if len(readings) < 2:
        return ReadLine(number, tuple(_voice(r, [False] * len(r.text)) for r in readings), 0)
    first, second = readings[0], readings[1]
    marks_first, marks_second, places = _compared(first.text, second.text)
    rest = []
    for reading in readings[2:]:
        differs, marks, further = _compared(first.text, reading.text)
        rest.append(_voice(reading, marks))
        if reading.text.strip():
            places |= further
            # In the first reading all places are marked: what another one lacks can be marked nowhere else.
            marks_first = [old or new for old, new in zip(marks_first, differs, strict=True)]
    return ReadLine(number, (_voice(first, marks_first), _voice(second, marks_second), *rest), len(places))


def _compared(first: str, second: str) -> tuple[list[bool], list[bool], set[int]]:
    """For each character of either text whether the other text has something else there, and at which places of the first."""
    marks = [False] * len(first), [False] * len(second)
    at = [[n for n, char in enumerate(text) if not char.isspace()] for text in (first, second)]
    bare = [[text[n].upper() for n in places] for text, places in zip((first, second), at, strict=True)]
    found: set[int] = set()
    for kind, a, b, c, d in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        found.add(a)
        for n in at[0][a:b]:
            marks[0][n] = True
        for n in at[1][c:d]:
            marks[1][n] = True
    return *marks, found


def _voice(reading: Reading, marks: Sequence[bool]) -> Voice:
    pieces: list[Piece] = []
    for n, char in enumerate(reading.text):
        known = reading.probabilities[n] if n < len(reading.probabilities) else 1.0
        piece = Piece(char, marks[n], known < UNSURE and not char.isspace())
        last = pieces[-1] if pieces else None
        if last and (last.differs, last.unsure) == (piece.differs, piece.unsure):
            pieces[-1] = Piece(last.text + char, piece.differs, piece.unsure)
        else:
            pieces.append(piece)
    return Voice(reading.engine, tuple(pieces), reading.probability)
