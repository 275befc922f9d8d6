"""Find makers' names in the lines of a marking."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from teardown.parts.rows import Brand
from teardown.parts.text import compact, fold, upper

# Shorter texts have too many neighbours one letter away ("TEXAS" has none, "INTEL" has "INTEK").
_FUZZY_FROM = 6
_FOLD_FROM = 4
_WORDS_JOINED = 4
# Names of two letters are printed in capitals, next to each other; `On` is a word, and `C;J` are strokes.
_INITIALS = 2
_INITIALS_ALONE = re.compile(r"\W*[A-Z0-9]+\W*")


@dataclass(frozen=True, slots=True)
class BrandHit:
    """A brand text found on a line."""

    brand: Brand
    line: int
    text: str
    """The words as read."""
    quality: float
    """1 exact, less for characters exchanged or one misread letter."""


class BrandIndex:
    """Look-up of brand texts. Built once from `parts_db/brands`."""

    def __init__(self, brands: Iterable[Brand]) -> None:
        self._exact: dict[str, list[Brand]] = {}
        self._folded: dict[str, list[Brand]] = {}
        self._prefixes: list[tuple[str, Brand]] = []
        self._fuzzy: dict[int, list[tuple[str, Brand]]] = {}
        for brand in brands:
            key = compact(brand.text)
            if not key:
                continue
            self._exact.setdefault(key, []).append(brand)
            if brand.match == "prefix":
                self._prefixes.append((key, brand))
            if len(key) >= _FOLD_FROM:
                self._folded.setdefault(fold(key), []).append(brand)
            if len(key) >= _FUZZY_FROM:
                self._fuzzy.setdefault(len(key), []).append((key, brand))

    def find(self, lines: Iterable[str]) -> tuple[BrandHit, ...]:
        """Every brand text in `lines`, the longest reading of overlapping words first; in order of lines."""
        hits: list[BrandHit] = []
        for number, line in enumerate(lines):
            hits += self._find_on_line(number, line)
        return tuple(hits)

    def _find_on_line(self, number: int, line: str) -> list[BrandHit]:
        words = line.split()
        taken = [False] * len(words)
        hits: list[BrandHit] = []
        for length in range(min(_WORDS_JOINED, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if any(taken[start : start + length]):
                    continue
                text = " ".join(words[start : start + length])
                if _foreign(text) or (len(compact(text)) <= _INITIALS and not _INITIALS_ALONE.fullmatch(text)):
                    continue
                found = self._look_up(compact(text), whole_line=length == len(words))
                for brand, quality in found:
                    hits.append(BrandHit(brand, number, text, quality))
                if found:
                    taken[start : start + length] = [True] * length
        return hits

    def _look_up(self, key: str, *, whole_line: bool) -> list[tuple[Brand, float]]:
        def allowed(brands: Iterable[Brand]) -> list[Brand]:
            return [brand for brand in brands if brand.match != "line" or whole_line]

        exact = allowed(self._exact.get(key, ()))
        if exact:
            return [(brand, 1.0) for brand in exact]
        prefixed = [(brand, 0.9) for text, brand in self._prefixes if key.startswith(text)]
        if prefixed:
            return prefixed
        if len(key) >= _FOLD_FROM:
            same = allowed(self._folded.get(fold(key), ()))
            folded = [brand for brand in same if _exchanged(key, compact(brand.text)) <= _most_exchanged(key)]
            if folded:
                return [(brand, 0.97) for brand in folded]
        return [(brand, 0.9) for brand in allowed(self._near(key))]

    def _near(self, key: str) -> list[Brand]:
        """Brands one misread, missing or added letter away (two from ten letters on); none when brands of two makers are."""
        if len(key) < _FUZZY_FROM - 1 or not any(char.isalpha() for char in key):
            return []
        near: list[Brand] = []
        for length in range(len(key) - 2, len(key) + 3):
            for text, brand in self._fuzzy.get(length, ()):
                limit = 2 if len(text) >= 10 else 1
                if Levenshtein.distance(key, text, score_cutoff=limit) <= limit:
                    near.append(brand)
        return near if len({brand.manufacturer for brand in near}) == 1 else []


def _foreign(text: str) -> bool:
    """Whether letters beyond A to Z are in it: without them `ÜST` would be `ST`, and a word in Cyrillic nothing at all."""
    return any(char.isalpha() and not char.isascii() for char in upper(text))


def _exchanged(key: str, name: str) -> int:
    return sum(a != b for a, b in zip(key, name, strict=True))


def _most_exchanged(key: str) -> int:
    """How many characters of a name may be misread: one of a short one, or a lot code (`TA05`) would be a name (`TAOS`)."""
    return 1 if len(key) < _FUZZY_FROM else 2
