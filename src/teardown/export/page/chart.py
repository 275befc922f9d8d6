"""Date codes as bars on a common axis of years, with a line per dated event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teardown.bom.timeline import span
from teardown.export.document import Document
from teardown.export.lines import Line, date_words
from teardown.model import CaseEvent


@dataclass(frozen=True, slots=True)
class Bar:
    """One reading of a date code; places in per cent of the axis."""

    left: float
    width: float


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A component with the readings of its date code."""

    component: str
    company: str
    level: int
    codes: tuple[str, ...]
    bars: tuple[Bar, ...]
    relations: tuple[str, ...]
    """Names of `timeline.Relation`, one per event."""


@dataclass(frozen=True, slots=True)
class Chart:
    """All dated components, the axis and the events."""

    rows: tuple[DatedRow, ...]
    years: tuple[tuple[int, float], ...]
    """(year, place of its first day in per cent) for the labels of the axis."""
    events: tuple[tuple[CaseEvent, float], ...]
    """With their places in per cent."""


def chart(document: Document, lines: Sequence[Line]) -> Chart:
    """The timeline of a bill of materials as places on an axis of whole years."""
    found = document.timeline
    by_id = {line.id: line for line in lines}
    days = [d.earliest for d in found.components] + [d.latest for d in found.components] + [e.date for e in found.events]
    if not found.components:
        return Chart((), (), ())
    first, last = min(days).year, max(days).year + 1
    start, length = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal() - date(first, 1, 1).toordinal()

    def place(day: date) -> float:
        return round(100 * (day.toordinal() - start) / length, 2)

    rows = []
    for dated in found.components:
        spans = dict.fromkeys(span(code) for code in dated.codes)
        told = dict(dated.relations)
        rows.append(
            DatedRow(
                dated.component,
                by_id[dated.component].company,
                int(by_id[dated.component].level),
                tuple(date_words(code) for code in dated.codes),
                tuple(Bar(place(a), round(place(b) - place(a), 2)) for a, b in spans),
                tuple(told[event.id].name.lower() for event in found.events),
            )
        )
    step = max(1, (last - first + 7) // 8)
    years = tuple((year, place(date(year, 1, 1))) for year in range(first, last, step))
    return Chart(tuple(rows), years, tuple((event, place(event.date)) for event in found.events))
