"""Date codes as bars on one axis of time, against dated events: a row per component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teardown.charts.bars import FILLS, Series, legend
from teardown.charts.canvas import EVENT, LINE, SOFT, Canvas, shortened
from teardown.charts.frame import INNER, MARGIN, Frame, framed

_ROW, _BAR = 26.0, 14.0
_LABELS = 330.0
_LEAST = 7.0
"""Width of a week's bar at least: it must be seen."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """One reading of a date code."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SpanRow:
    label: str
    look: str
    """As `bars.Series`."""
    spans: tuple[Span, ...]


def span_chart(frame: Frame, series: Sequence[Series], rows: Sequence[SpanRow], events: Sequence[DatedEvent]) -> str:
    """The chart as SVG."""

    def draw(canvas: Canvas, top: float) -> float:
        if not rows:
            return canvas.lines(MARGIN, top + 20, frame.empty, INNER, size=17)
        top = legend(canvas, top, series)
        days = [d for row in rows for s in row.spans for d in (s.first, s.last)] + [e.day for e in events]
        axis = Axis(min(days), max(days), MARGIN + _LABELS, INNER - _LABELS)
        top = event_names(canvas, top, events, axis)
        bottom = top + _ROW * len(rows)
        axis.draw(canvas, top, bottom)
        for n, row in enumerate(rows):
            y = top + n * _ROW
            label = shortened(row.label, _LABELS - 16, 14)
            canvas.text(MARGIN + _LABELS - 12, y + _ROW / 2 + 5, label, size=14, text_anchor="end")
            for some in row.spans:
                x = axis.place(some.first)
                wide = max(_LEAST, axis.place(some.last) - x)
                canvas.add("rect", x=x, y=y + (_ROW - _BAR) / 2, width=wide, height=_BAR, fill=FILLS[row.look], rx=2)
        event_lines(canvas, top, bottom, events, axis)
        return bottom + 24

    return framed(frame, draw)


class Axis:
    """Days as places, from the first of January of the first year to the last of December of the last."""

    def __init__(self, first: date, last: date, left: float, width: float) -> None:
        self.years = range(first.year, last.year + 1)
        self._start = date(first.year, 1, 1).toordinal()
        self._days = date(last.year + 1, 1, 1).toordinal() - self._start
        self.left, self.width = left, width

    def place(self, day: date) -> float:
        return self.left + self.width * (day.toordinal() - self._start) / self._days

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        """A line a year, and as many of the years' names as there is room for."""
        step = max(1, -(-len(self.years) // 14))
        for n, year in enumerate(self.years):
            x = self.place(date(year, 1, 1))
            canvas.add("line", x1=x, x2=x, y1=top, y2=bottom, stroke=LINE, stroke_width=1)
            if n % step == 0:
                canvas.text(x + 4, bottom + 18, str(year), size=13, fill=SOFT)


def event_names(canvas: Canvas, top: float, events: Sequence[DatedEvent], axis: Axis) -> float:
    """A line of text per event above the axis, beside its day; returns where the axis may begin."""
    for event in sorted(events, key=lambda e: e.day):
        x = axis.place(event.day)
        right = x > axis.left + axis.width / 2
        told = f"{event.day.isoformat()}  {event.name}"
        room = x - MARGIN if right else axis.left + axis.width - x
        canvas.text(
            x - 6 if right else x + 6,
            top + 12,
            shortened(told, room - 8, 13),
            size=13,
            fill=EVENT,
            text_anchor="end" if right else "",
            font_weight="bold",
        )
        canvas.add("line", x1=x, x2=x, y1=top, y2=top + 22, stroke=EVENT, stroke_width=2)
        top += 22
    return top + 6


def event_lines(canvas: Canvas, top: float, bottom: float, events: Sequence[DatedEvent], axis: Axis) -> None:
    """The events' days across the whole chart."""
    for event in events:
        x = axis.place(event.day)
        canvas.add("line", x1=x, x2=x, y1=top - 6, y2=bottom, stroke=EVENT, stroke_width=2, stroke_dasharray="6 4")
