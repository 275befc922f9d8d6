"""Engines for tests: each answers what it was told to, well or badly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from teardown.geometry import Pixels, box_quad
from teardown.model import Quad, Reading, TextLine
from teardown.reading import Found


@dataclass
class Finds:
    """A finder with a fixed answer; `answer` may raise."""

    answer: Callable[[Pixels], Sequence[Found]]
    name: str = "fake-finder"

    def find(self, pixels: Pixels) -> tuple[Found, ...]:
        return self.answer(pixels)  # type: ignore[return-value]  # Garbage is the point.


@dataclass
class Reads:
    """A reader with a fixed answer; `answer` may raise."""

    answer: Callable[[Sequence[Pixels]], Sequence[Reading]]
    name: str = "fake-reader"

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        return self.answer(crops)  # type: ignore[return-value]  # Garbage is the point.


def reading(text: str, probability: float = 0.9, engine: str = "fake-reader") -> Reading:
    return Reading(engine, text, (probability,) * len(text))


def line(text: str, box: tuple[float, float, float, float], probability: float = 0.9) -> TextLine:
    return TextLine(box_quad(box), (reading(text, probability),))


def line_on(text: str, quad: Quad) -> TextLine:
    return TextLine(quad, (reading(text),))
