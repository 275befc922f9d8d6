"""Patterns of part numbers: exact, and tolerant of characters that readers confuse.

A pattern is a small regular expression over compact text (see `parts_db/README.md`). `Pattern` matches a token exactly, or after
up to `max_substitutions` characters were exchanged for one they are commonly confused with; what was exchanged is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from teardown.parts.pieces import PIECE, expand
from teardown.parts.starts import starts
from teardown.parts.text import confusable_with, fold

_ALLOWED = re.compile(r"^(?:[A-Z0-9.]|\\d|\[(?:[A-Z0-9]-[A-Z0-9]|[A-Z0-9])+\]|\(\?:|\(|\)|\||\?|\*|\+|\{\d+(?:,\d*)?\})+$")


def problem_with(pattern: str) -> str | None:
    """Why `pattern` is not a valid pattern, in plain words, or None when it is."""
    if not pattern:
        return "the pattern is empty"
    if not _ALLOWED.match(pattern):
        return r"only A-Z, 0-9, \d, ., [...], (...), (?:...), |, ?, *, + and {m,n} are allowed"
    try:
        re.compile(pattern)
    except re.error as error:
        return f"not a valid regular expression: {error}"
    return None


def folded(pattern: str) -> str:
    """The pattern that matches `fold(t)` for every token t that `pattern` matches (and for some more)."""
    out = []
    for piece in PIECE.findall(pattern):
        if piece == r"\d":
            out.append("[0-9]")
        elif piece.startswith("["):
            out.append("[" + "".join(sorted(set(fold(expand(piece))))) + "]")
        elif piece.isalnum():
            out.append(fold(piece))
        else:
            out.append(piece)
    return "".join(out)


def fixed_characters(pattern: str) -> tuple[int, int]:
    """How specific a pattern is: (characters it fixes, letters and digits among them that are literal).

    A digit class or a set of up to ten characters counts as fixed, `.` and wider sets do not; of alternatives the shortest
    counts, and optional pieces do not count.
    """
    fixed, literal, _ = _count_alternatives(PIECE.findall(pattern), 0)
    return fixed, literal


def _count_alternatives(pieces: list[str], at: int) -> tuple[int, int, int]:
    best: tuple[int, int] | None = None
    fixed = literal = 0
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        if piece == "|":
            best = min(best, (fixed, literal)) if best is not None else (fixed, literal)
            fixed = literal = 0
            at += 1
            continue
        if piece in ("(", "(?:"):
            f, n, at = _count_alternatives(pieces, at + 1)
            at += 1
        else:
            f, n = _weight(piece)
            at += 1
        times = 1
        if at < len(pieces) and (pieces[at] in "?*+" or pieces[at].startswith("{")):
            quantifier = pieces[at]
            times = 1 if quantifier == "+" else int(re.findall(r"\d+", quantifier)[0]) if quantifier.startswith("{") else 0
            at += 1
        fixed, literal = fixed + f * times, literal + n * times
    here = (fixed, literal)
    fixed, literal = min(best, here) if best is not None else here
    return fixed, literal, at


def _weight(piece: str) -> tuple[int, int]:
    if piece == r"\d":
        return 1, 0
    if piece.startswith("["):
        return (1, 0) if len(expand(piece)) <= 10 else (0, 0)
    return (1, 1) if piece.isalnum() else (0, 0)


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """How a pattern matched a token."""

    text: str
    """The token with exchanged characters put right."""
    groups: tuple[str, ...]
    substitutions: tuple[tuple[int, str, str], ...]
    """(position, as read, as matched); empty for an exact match."""


@dataclass(frozen=True)
class Pattern:
    """A pattern of `parts_db`, compiled when first needed."""

    text: str

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.text)

    @cached_property
    def _folded(self) -> re.Pattern[str]:
        return re.compile(folded(self.text))

    @cached_property
    def starts(self) -> frozenset[str]:
        """Folded beginnings, one of which every matching token has (`teardown.parts.starts`)."""
        return starts(self.text)

    @cached_property
    def fixed(self) -> int:
        """How many characters every match has in common or from a small set (`fixed_characters`)."""
        return fixed_characters(self.text)[0]

    def match(self, token: str, max_substitutions: int = 2) -> PatternMatch | None:
        """Match the whole compact `token`, exactly if possible, otherwise with the fewest exchanged characters.

        Exchanges are tried only between characters of one confusable group, from the front, so that equal counts give one result.
        Digits alone are not bent into letters: they are a lot or a date far more often than a number without one letter right.
        """
        if found := self._exact.fullmatch(token):
            return PatternMatch(token, _groups(found), ())
        if max_substitutions <= 0 or token.isdigit() or not self._folded.fullmatch(fold(token)):
            return None
        places = [(i, confusable_with(char)) for i, char in enumerate(token) if confusable_with(char)]
        for count in range(1, max_substitutions + 1):
            for chosen in combinations(places, count):
                for replacement in product(*(others for _, others in chosen)):
                    chars = list(token)
                    for (i, _), char in zip(chosen, replacement, strict=True):
                        chars[i] = char
                    found = self._exact.fullmatch("".join(chars))
                    if found:
                        exchanged = tuple((i, token[i], char) for (i, _), char in zip(chosen, replacement, strict=True))
                        return PatternMatch("".join(chars), _groups(found), exchanged)
        return None


def _groups(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(group or "" for group in found.groups())
