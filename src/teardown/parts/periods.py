"""Times that are known to the day, to the month, to the year, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_TEXT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Span = tuple[date, date]
"""First and last day."""


def days(text: str) -> Span:
    """First and last day that `2009`, `2009-04` or `2009-04-01` may mean.

    Raises:
        ValueError: the text is none of these, or there is no such day.
    """
    found = _TEXT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} must be a year, a month (2009-04) or a day (2009-04-01)")
    year, month, day = (int(group) if group else 0 for group in found.groups())
    if not found[2]:
        return date(year, 1, 1), date(year, 12, 31)
    if not found[3]:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, month, day), date(year, month, day)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when something held, both days included.

    An empty end is open, or not known: the row's place in its table says which (`spans`).
    """

    start: str = ""
    """A year, a month or a day."""
    end: str = ""

    def __post_init__(self) -> None:
        first, last = self.possible
        if first > last:
            raise ValueError(f"{self.end} lies before {self.start}")

    @property
    def possible(self) -> Span:
        """First and last day on which it may have held."""
        return days(self.start)[0] if self.start else date.min, days(self.end)[1] if self.end else date.max


def spans(periods: Sequence[Period]) -> tuple[Span, ...]:
    """When each of several periods that follow each other may have held, the first and last day of each.

    Where a day is not known, the neighbours limit it: what was followed by something that ended in 2009 ended by then itself.
    """
    possible = [period.possible for period in periods]
    found = []
    for n, period in enumerate(periods):
        first, last = possible[n]
        if not period.start:
            first = max((before for before, _ in possible[:n]), default=first)
        if not period.end:
            later = [days(p.start)[1] for p in periods[n + 1 :] if p.start] + [after for _, after in possible[n + 1 :]]
            last = min(later, default=last)
        found.append((first, last))
    return tuple(found)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]
