"""What stands around every chart, so that it can be quoted alone: title, what it counts, caveats, state and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from teardown.charts.canvas import EVENT, SOFT, Canvas

WIDTH = 1200.0
MARGIN = 40.0
INNER = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Frame:
    """Words around a chart, in one language."""

    language: str
    """`en` or `ja`."""
    title: str
    told: str
    """Which components are counted; the filter of a company table."""
    notes: tuple[str, ...] = ()
    """Below the chart: caveats, the day whose state it is, where the data are."""
    warning: str = ""
    """Above everything, when what it rests on is no evidence."""
    empty: str = ""
    """What is said where there is nothing to draw."""


def framed(frame: Frame, draw: Callable[[Canvas, float], float]) -> str:
    """The chart as SVG; `draw` gets the canvas and the top of its place, and returns the bottom."""
    canvas = Canvas(frame.language)
    y = 58.0
    if frame.warning:
        y = canvas.lines(MARGIN, y - 12, frame.warning, INNER, size=16, fill=EVENT, font_weight="bold") + 14
    y = canvas.lines(MARGIN, y, frame.title, INNER, size=27, font_weight="bold")
    y = canvas.lines(MARGIN, y - 4, frame.told, INNER, size=15, fill=SOFT) + 8
    y = draw(canvas, y)
    y += 24
    for note in frame.notes:
        y = canvas.lines(MARGIN, y, note, INNER, size=13, fill=SOFT)
    return canvas.svg(WIDTH, y + 12, frame.title)
