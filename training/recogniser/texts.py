"""What stands on made-up lines: part numbers, names, date codes, lots, and characters at random.

A third is at random, so that what is read keeps coming from the image and not from what numbers usually look like.
"""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
_CONFUSED = ("0OQD", "8B", "1I7T", "5S", "2Z", "6G", "CG", "UV", "MHNW", "4A", "EF", "PR", "KX")
_PLACES = ("TAIWAN", "CHINA", "KOREA", "JAPAN", "MALAYSIA", "PHILIPPINES", "THAI", "SINGAPORE", "CHN", "TWN", "PHL", "KOR", "MYS")


class Texts:
    """Draws lines. `catalogue` is a table of parts with a column `part_number`; `brands` a folder of `parts_db`."""

    def __init__(self, catalogue: Path, brands: Path) -> None:
        with gzip.open(catalogue, "rt", encoding="utf-8") as file:
            self._parts = [p for row in csv.DictReader(file) if 4 <= len(p := row["part_number"]) <= 20 and p.isascii()]
        self._names: list[str] = []
        for path in sorted(brands.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                self._names += [row["text"] for row in csv.DictReader(file) if row["text"].isascii() and len(row["text"]) > 1]

    def line(self, rng: np.random.Generator) -> str:
        """One line of text, of the characters between space and tilde."""
        kind = rng.random()
        if kind < 0.4:
            return self._part(rng)
        if kind < 0.47:
            return str(rng.choice(self._names))
        if kind < 0.5:
            return str(rng.choice(_PLACES))
        if kind < 0.65:
            return self._lot(rng)
        if kind < 0.8:
            return self._confused(rng)
        return _random(rng, int(rng.integers(2, 14)), 0.5)

    def _part(self, rng: np.random.Generator) -> str:
        part = str(self._parts[int(rng.integers(len(self._parts)))])
        if rng.random() < 0.3:
            part = part.replace("-", "") or part
        if rng.random() < 0.3 and len(part) > 6:
            part = part[: int(rng.integers(5, len(part)))]
        if rng.random() < 0.15 and len(part) > 6:
            part = part[int(rng.integers(1, 3)) :]
        return part

    def _lot(self, rng: np.random.Generator) -> str:
        date = f"{rng.integers(0, 26):02d}{rng.integers(1, 53):02d}"
        kind = int(rng.integers(5))
        if kind == 0:
            return date
        if kind == 1:
            return date + _random(rng, int(rng.integers(1, 4)), 0.8)
        if kind == 2:
            return f"{_random(rng, int(rng.integers(2, 6)), 0.5)} {date}"
        if kind == 3:
            return f"{date}{' ' if rng.random() < 0.5 else ''}{_random(rng, int(rng.integers(3, 7)), 0.4)}"
        return _random(rng, int(rng.integers(4, 10)), 0.3) + ("" if rng.random() < 0.8 else "." + _random(rng, 2, 0.2))

    def _confused(self, rng: np.random.Generator) -> str:
        """Characters that look alike, next to each other and in place of each other."""
        out = list(self._part(rng) if rng.random() < 0.6 else _random(rng, int(rng.integers(3, 11)), 0.5))
        for i, c in enumerate(out):
            group = next((g for g in _CONFUSED if c in g), None)
            if group and rng.random() < 0.4:
                out[i] = str(rng.choice(list(group)))
        return "".join(out)


def _random(rng: np.random.Generator, length: int, letters: float) -> str:
    pick = rng.random(length)
    out = "".join(str(rng.choice(list(_LETTERS if p < letters else _DIGITS))) for p in pick)
    if length > 5 and rng.random() < 0.2:
        at = int(rng.integers(1, length - 1))
        out = out[:at] + str(rng.choice(list("-./ "))) + out[at:]
    if rng.random() < 0.04:
        out = out.lower()
    return out
