"""Charts to paste into a report: SVG without styles, scripts or anything loaded, and PNG drawn from the same SVG."""

from teardown.charts.bars import BarRow, Series, bar_chart
from teardown.charts.frame import Frame
from teardown.charts.grid import GridCell, GridRow, grid_chart
from teardown.charts.png import png
from teardown.charts.spans import DatedEvent, Span, SpanRow, span_chart
from teardown.charts.years import YearCount, year_chart

__all__ = [
    "BarRow",
    "DatedEvent",
    "Frame",
    "GridCell",
    "GridRow",
    "Series",
    "Span",
    "SpanRow",
    "YearCount",
    "bar_chart",
    "grid_chart",
    "png",
    "span_chart",
    "year_chart",
]
