"""Which company in which unit: a grid of counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teardown.charts.bars import FILLS, Series, legend
from teardown.charts.canvas import LINE, SOFT, Canvas, shortened, wrapped
from teardown.charts.frame import INNER, MARGIN, Frame, framed

_ROW = 40.0
_LABELS = 300.0
_HEAD = 15.0


@dataclass(frozen=True, slots=True)
class GridCell:
    count: int
    look: str
    """As `bars.Series`: `sure` when two people have signed at least one of them."""


@dataclass(frozen=True, slots=True)
class GridRow:
    label: str
    cells: tuple[GridCell, ...]
    """One a column."""


def grid_chart(frame: Frame, series: Sequence[Series], columns: Sequence[str], rows: Sequence[GridRow]) -> str:
    """The chart as SVG."""

    def draw(canvas: Canvas, top: float) -> float:
        if not rows or not columns:
            return canvas.lines(MARGIN, top + 20, frame.empty, INNER, size=17)
        top = legend(canvas, top, series)
        wide = min(220.0, (INNER - _LABELS) / len(columns))
        names = [wrapped(name, wide - 10, _HEAD)[:3] for name in columns]
        for n, name in enumerate(names):
            for k, line in enumerate(name):
                canvas.text(_middle(n, wide), top + 14 + k * 19, line, size=_HEAD, text_anchor="middle", font_weight="bold")
        top += 19 * max(len(name) for name in names) + 10
        for n, row in enumerate(rows):
            y = top + n * _ROW
            canvas.add("line", x1=MARGIN, x2=MARGIN + _LABELS + wide * len(columns), y1=y, y2=y, stroke=LINE, stroke_width=1)
            canvas.text(MARGIN, y + 26, shortened(row.label, _LABELS - 12, 16), size=16)
            for k, cell in enumerate(row.cells):
                if cell.count:
                    canvas.add("rect", x=_middle(k, wide) - 44, y=y + 9, width=16, height=_ROW - 18, fill=FILLS[cell.look], rx=2)
                    canvas.text(_middle(k, wide) - 18, y + 26, f"{cell.count:,}", size=16, font_weight="bold")
                else:
                    canvas.text(_middle(k, wide) - 18, y + 26, "–", size=16, fill=SOFT)
        return top + _ROW * len(rows) + 6

    return framed(frame, draw)


def _middle(column: int, wide: float) -> float:
    return MARGIN + _LABELS + wide * (column + 0.5)
