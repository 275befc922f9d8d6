"""Date codes counted by year, against dated events: for cases with more chips than rows can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teardown.charts.bars import FILLS, Series, legend, ticks
from teardown.charts.canvas import LINE, SOFT, Canvas
from teardown.charts.frame import INNER, MARGIN, Frame, framed
from teardown.charts.spans import Axis, DatedEvent, event_lines, event_names

_HIGH = 320.0
_SCALE = 60.0


@dataclass(frozen=True, slots=True)
class YearCount:
    year: int
    sure: int
    """All readings of the date code lie in this year."""
    unsure: int
    """The earliest reading does, others do not."""


def year_chart(frame: Frame, series: Sequence[Series], counts: Sequence[YearCount], events: Sequence[DatedEvent]) -> str:
    """The chart as SVG; `series` names the two counts of a year."""

    def draw(canvas: Canvas, top: float) -> float:
        if not counts:
            return canvas.lines(MARGIN, top + 20, frame.empty, INNER, size=17)
        top = legend(canvas, top, series)
        days = [date(c.year, 1, 1) for c in counts] + [e.day for e in events]
        axis = Axis(min(days), max(days), MARGIN + _SCALE, INNER - _SCALE)
        top = event_names(canvas, top, events, axis)
        bottom = top + _HIGH
        most = max(c.sure + c.unsure for c in counts) or 1
        for tick in ticks(most):
            y = bottom - (_HIGH - 24) * tick / most
            canvas.add("line", x1=axis.left, x2=axis.left + axis.width, y1=y, y2=y, stroke=LINE, stroke_width=1)
            canvas.text(axis.left - 10, y + 5, f"{tick:,}", size=13, fill=SOFT, text_anchor="end")
        axis.draw(canvas, top, bottom)
        for some in counts:
            x = axis.place(date(some.year, 1, 1))
            wide = axis.place(date(some.year + 1, 1, 1)) - x
            y = bottom
            for value, part in zip((some.sure, some.unsure), series, strict=True):
                high = (_HIGH - 24) * value / most
                y -= high
                if value:
                    canvas.add("rect", x=x + wide * 0.14, y=y, width=wide * 0.72, height=high, fill=FILLS[part.look])
            told = f"{some.sure + some.unsure:,}"
            canvas.text(x + wide / 2, y - 6, told, size=13, text_anchor="middle", font_weight="bold")
        event_lines(canvas, top, bottom, events, axis)
        return bottom + 24

    return framed(frame, draw)
