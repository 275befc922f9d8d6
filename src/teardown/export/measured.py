"""How often the method was wrong when it was measured, on what, and how sure one can be of that.

The figures lie in `measured.json` beside this file. They are written by a command from what `teardown bench --json` printed
(`python -m teardown.bench.record`), and by nothing else; this module reads them and works out the intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from math import sqrt
from statistics import NormalDist

from teardown.serial import from_json

FILE = "measured.json"
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of the bench, in counts."""

    id: str
    """`given-lines`, `markings`, `photos`: also what `teardown.bench.record` is called with."""
    what_en: str
    what_ja: str
    on_en: str
    """On what, in words and without figures."""
    on_ja: str
    caveat_en: str
    caveat_ja: str
    command: str
    """The command that prints the figures."""
    photos: int
    """0 where no photos were used."""
    chips: int
    """Chips or markings that were labelled."""
    with_company: int
    """Those whose company a person can tell."""
    right: int
    wrong: int
    measured_on: str
    """ISO 8601 date; empty for a measurement that was not made yet."""
    program: str
    parts_db: str

    @property
    def named(self) -> int:
        """Chips for which a company was named."""
        return self.right + self.wrong


@dataclass(frozen=True, slots=True)
class Share:
    """A share with the interval that holds the true one with a probability of `CONFIDENCE`."""

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0


def wilson(count: int, of: int, confidence: float = CONFIDENCE) -> Share:
    """A share with its score interval (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209): right also for 0 of n.

    Raises:
        ValueError: more counted than there are.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}")
    if of == 0:
        return Share(0, 0, 0.0, 1.0)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    p, n = count / of, float(of)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At the ends the interval is closed; rounding must not carry it over them.
    return Share(count, of, 0.0 if count == 0 else max(0.0, middle - half), 1.0 if count == of else min(1.0, middle + half))


def wrong_share(measurement: Measurement) -> Share:
    """Wrong companies among those that were named."""
    return wilson(measurement.wrong, measurement.named)


def named_share(measurement: Measurement) -> Share:
    """Right companies among the chips whose company a person can tell: what is named at all."""
    return wilson(measurement.right, measurement.with_company)


@lru_cache(maxsize=1)
def measurements() -> tuple[Measurement, ...]:
    """What was measured, in the order of the file; what was not measured yet is left out."""
    text = (resources.files("teardown.export") / FILE).read_text(encoding="utf-8")
    return tuple(m for m in from_json(tuple[Measurement, ...], text) if m.measured_on)


def as_date(measurement: Measurement) -> date:
    """The day on which it was measured."""
    return date.fromisoformat(measurement.measured_on)
