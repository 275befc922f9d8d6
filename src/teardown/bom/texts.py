"""How far the texts of two sightings agree: could they have been read off the same chip?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from teardown.model import AttributedSighting, TextLine

_ALIKE = str.maketrans({"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "B": "8", "S": "5", "G": "6", "Z": "2"})
"""Characters that readers confuse most often, folded into one: B→8, D→0, I→1, Q→0, G→6 head the list measured on real chips."""

_SAME_WORD = 0.85
_SIMILAR_WORD = 0.75
_SURE = 0.8
_LEAST_WORD = 3
_TRACE_WORD = 4
"""Characters: date and lot codes have four and more."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared: upper case, letters and digits only, confusable characters folded."""

    text: str
    probability: float

    @property
    def telling(self) -> bool:
        """Has a digit: part numbers, date and lot codes do, brands and countries do not."""
        return any(c.isdigit() for c in self.text)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the words of two sightings have in common."""

    similarity: float
    """Share of all characters that agree, 0 to 1."""
    containment: float
    """The same as a share of the shorter text: 1 when one photo reads a part of what the other does."""
    characters: int
    """Number of characters that agree."""
    telling_words: int
    """How many words with digits are the same on both, confusable characters apart."""
    telling_characters: int
    contradiction: bool
    """Both are read with certainty, and say different things: other date or lot codes, or another text altogether."""

    @property
    def compatible(self) -> bool:
        """May be the same chip, and enough was read to say so."""
        return not self.contradiction and self.characters >= 4 and self.containment >= 0.7

    @property
    def distinctive(self) -> bool:
        """More than the part number is the same: a second word such as a date or lot code, ten characters in all."""
        return self.compatible and self.similarity >= 0.75 and self.telling_words >= 2 and self.telling_characters >= 10


def folded(text: str) -> str:
    """Text as compared: upper case, letters and digits, confusable characters made equal."""
    return re.sub(r"[^A-Z0-9]", "", text.upper().translate(_ALIKE).upper().translate(_ALIKE))


def words_of(seen: AttributedSighting) -> tuple[Word, ...]:
    """The words on a component in reading order, those of fewer than three characters left out."""
    words = []
    for line in seen.sighting.lines:
        for piece in line.text.split():
            text = folded(piece)
            if len(text) >= _LEAST_WORD:
                words.append(Word(text, line.probability))
    return tuple(words)


def agreement(first: Sequence[Word], second: Sequence[Word]) -> Agreement:
    """Compare two lists of words, each matched with at most one of the other, the best matches first."""
    ratios = sorted(
        (
            (fuzz.ratio(a.text, b.text) / 100, i, j)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            if abs(len(a.text) - len(b.text)) <= max(2, len(a.text) // 2)
        ),
        key=lambda r: (-r[0], r[1], r[2]),
    )
    left, right = set(range(len(first))), set(range(len(second)))
    agreeing = telling_words = telling_characters = 0
    for ratio, i, j in ratios:
        if ratio < _SIMILAR_WORD:
            break
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            length = min(len(first[i].text), len(second[j].text))
            agreeing += round(ratio * length)
            if first[i].text == second[j].text and first[i].telling:
                telling_words += 1
                telling_characters += length
    rest = "".join(first[i].text for i in sorted(left)), "".join(second[j].text for j in sorted(right))
    # Words that one reader splits and the other does not agree when joined.
    if len(left) != len(right) and min(map(len, rest)) and fuzz.ratio(*rest) / 100 >= _SAME_WORD:
        agreeing += round(fuzz.ratio(*rest) / 100 * min(map(len, rest)))
        left, right = set(), set()
    lengths = sum(len(w.text) for w in first), sum(len(w.text) for w in second)
    return Agreement(
        similarity=2 * agreeing / max(1, sum(lengths)),
        containment=agreeing / max(1, min(lengths)),
        characters=agreeing,
        telling_words=telling_words,
        telling_characters=telling_characters,
        contradiction=_contradicts([first[i] for i in left], [second[j] for j in right]),
    )


def _contradicts(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Both sides have a word read with certainty that nothing on the other side resembles."""

    def sure(words: Sequence[Word]) -> bool:
        return any(w.telling and len(w.text) >= _TRACE_WORD and w.probability >= _SURE for w in words)

    return sure(first) and sure(second)


def matching_lines(first: Sequence[TextLine], second: Sequence[TextLine]) -> list[tuple[TextLine, TextLine]]:
    """Lines that read the same on both, each used once: their corners show how one photo lies on the other."""
    found: list[tuple[TextLine, TextLine]] = []
    free = list(second)
    for line in first:
        text = folded(line.text)
        if len(text) < _LEAST_WORD:
            continue
        best = max(free, key=lambda other: fuzz.ratio(text, folded(other.text)), default=None)
        if best is not None and fuzz.ratio(text, folded(best.text)) / 100 >= _SAME_WORD:
            found.append((line, best))
            free.remove(best)
    return found
