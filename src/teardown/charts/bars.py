"""Horizontal bars, stacked: how many components of each company, or of each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teardown.charts.canvas import LINE, NOBODY, SOFT, SURE, Canvas, shortened, text_width
from teardown.charts.frame import INNER, MARGIN, Frame, framed

FILLS = {"sure": SURE, "unsure": "url(#unsure)", "nobody": NOBODY}
_ROW, _BAR = 40.0, 24.0
_LABELS = 330.0


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar."""

    name: str
    look: str
    """`sure`, `unsure` or `nobody`."""


@dataclass(frozen=True, slots=True)
class BarRow:
    label: str
    values: tuple[int, ...]
    """One a series."""


def bar_chart(frame: Frame, series: Sequence[Series], rows: Sequence[BarRow]) -> str:
    """The chart as SVG."""

    def draw(canvas: Canvas, top: float) -> float:
        if not rows:
            return canvas.lines(MARGIN, top + 20, frame.empty, INNER, size=17)
        top = legend(canvas, top, series)
        most = max(sum(row.values) for row in rows) or 1
        left, room = MARGIN + _LABELS, INNER - _LABELS - 70
        for tick in ticks(most):
            x = left + room * tick / most
            canvas.add("line", x1=x, x2=x, y1=top, y2=top + _ROW * len(rows), stroke=LINE, stroke_width=1)
            canvas.text(x, top + _ROW * len(rows) + 18, f"{tick:,}", size=13, fill=SOFT, text_anchor="middle")
        for n, row in enumerate(rows):
            y = top + n * _ROW
            canvas.text(left - 12, y + _ROW / 2 + 5, shortened(row.label, _LABELS - 16, 16), size=16, text_anchor="end")
            x = left
            for value, part in zip(row.values, series, strict=True):
                wide = room * value / most
                if value:
                    canvas.add("rect", x=x, y=y + (_ROW - _BAR) / 2, width=wide, height=_BAR, fill=FILLS[part.look])
                x += wide
            canvas.text(x + 8, y + _ROW / 2 + 5, f"{sum(row.values):,}", size=16, font_weight="bold")
        return top + _ROW * len(rows) + 26

    return framed(frame, draw)


def legend(canvas: Canvas, top: float, series: Sequence[Series]) -> float:
    """The series side by side; returns the bottom."""
    x = MARGIN
    for part in series:
        canvas.add("rect", x=x, y=top, width=22, height=15, fill=FILLS[part.look])
        canvas.text(x + 30, top + 13, part.name, size=15)
        x += 30 + text_width(part.name, 15) + 28
    return top + 38


def ticks(most: int) -> list[int]:
    """Round numbers from 0 on, at most seven, none beyond the largest value."""
    step = next(s * 10**e for e in range(12) for s in (1, 2, 5) if most / (s * 10**e) <= 6)
    return list(range(0, most + 1, step))
