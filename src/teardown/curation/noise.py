"""Text that names no chip maker as a trial of the facts: how often is a company named for it all the same?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teardown.attribution import attribute
from teardown.curation.noise_texts import KINDS
from teardown.marking import decode_text
from teardown.parts import Facts

MADE = 30_000
"""Texts of a trial where nothing else is said."""


@dataclass(frozen=True, slots=True)
class NoiseText:
    """A made-up text and what it imitates."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A company that was named for a text that names none."""

    text: NoiseText
    manufacturer: str
    rule: str
    matched: str

    def line(self) -> str:
        """The finding for a terminal."""
        return f"{self.text.kind}: “{' / '.join(self.text.lines)}” named {self.manufacturer} for {self.matched} by {self.rule}"


@dataclass(frozen=True, slots=True)
class NoiseTrial:
    """What the decoder made of texts that name no maker."""

    given: tuple[tuple[str, int, int], ...]
    """(kind, texts, lines) of what was made up."""
    named: tuple[Named, ...]

    def lines(self) -> list[str]:
        """The figures for a terminal, one line for each kind and one for all."""
        per_kind = Counter(item.text.kind for item in self.named)
        width = max((len(kind) for kind, *_ in self.given), default=0)
        out = [f"{kind:<{width}}  {texts:>7,} texts  {per_kind[kind]:>4} named" for kind, texts, _ in self.given]
        texts, lines = sum(texts for _, texts, _ in self.given), sum(lines for *_, lines in self.given)
        share = len(self.named) / max(1, lines)
        return [
            *out,
            f"{texts:,} made-up texts of {lines:,} lines: a company is named for {len(self.named)} ({share:.3%} of the lines).",
        ]


def make_up(count: int, seed: int) -> Iterator[NoiseText]:
    """`count` texts, of each kind as many, the same for the same seed."""
    source = random.Random(seed)  # noqa: S311 (a sample, no secret)
    kinds = list(KINDS.items())
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        yield NoiseText(kind, tuple(make(source)))


def noise_trial(texts: Iterable[NoiseText], facts: Facts) -> NoiseTrial:
    """Decode and attribute each text as if it stood on a chip: the surface, which tells most of them apart, is left out."""
    count: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    named = []
    for text in texts:
        count[text.kind] += 1
        lines[text.kind] += len(text.lines)
        decided = attribute(decode_text(text.lines, facts), facts=facts)
        if decided.manufacturer:
            chosen = decided.candidates[0]
            named.append(Named(text, decided.manufacturer, chosen.rule, chosen.matched))
    return NoiseTrial(tuple((kind, number, lines[kind]) for kind, number in count.items()), tuple(named))
