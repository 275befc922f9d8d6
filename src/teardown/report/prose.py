"""Prose with its figures filled in. Each number stands in an element of its own that names the query it comes from."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import asdict

from markupsafe import Markup, escape

from teardown.export.strings import Language
from teardown.report.figures import Figures
from teardown.report.texts import TEXTS, WORDS, counted, verb


class Prose:
    """The report's words and paragraphs in one language, about one case."""

    def __init__(self, figures: Figures, language: Language) -> None:
        self.language = language
        self._numbers: Mapping[str, int] = asdict(figures)
        self._column = 1 if language == "ja" else 0

    def __getitem__(self, key: str) -> str:
        return WORDS[key][self._column]

    def paragraphs(self, key: str) -> tuple[Markup, ...]:
        """Sentences that belong together."""
        return tuple(self._filled(text) for text in TEXTS[key][self._column])

    def _filled(self, text: str) -> Markup:
        pieces: list[Markup] = []
        for literal, place, _, _ in string.Formatter().parse(text):
            pieces.append(escape(literal))
            if place:
                pieces.append(self._place(place))
        return Markup("").join(pieces)

    def _place(self, place: str) -> Markup:
        form = verb(place, self._numbers)
        if form is not None:
            return escape(form)
        number = self._numbers[place]
        words = counted(place, number, japanese=self.language == "ja")
        return Markup('<data class="figure" data-figure="{}" value="{}">{}</data>').format(place, number, words)
