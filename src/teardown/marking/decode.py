"""From the lines on one component to a Marking.

Every word becomes a token; what is a brand, a place, noise, a frequency or a date is told apart first, and what is left can be
a part number. Part numbers are also looked for in the words of a line joined, and in the end of a line joined to the beginning
of the next, because packages too narrow for a part number carry it in two lines (`STM32` / `F103CBT6`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from teardown.marking.beams import LEAST_SHARE, likeliest_texts
from teardown.marking.dates import find_dates
from teardown.model import Marking, Reading, TextLine, Token, TokenKind
from teardown.parts import Facts, compact

_FREQUENCY = re.compile(r"\d{1,3}([.,]\d{1,6})?\s?(M|MHZ|K|KHZ)|\d{1,3}\.\d{3,6}", re.IGNORECASE)
_NEEDED = 3
_LONGEST = 28
# Another look at the same place weighs less than the one that is believed first.
OTHER_LOOK = 0.8


class _Word:
    """A word of a line with the probabilities and alternatives of its characters."""

    __slots__ = ("alternatives", "line", "place", "probability", "text")

    def __init__(
        self, text: str, line: int, place: int, probability: float, alternatives: tuple[tuple[tuple[str, float], ...], ...]
    ) -> None:
        self.text = text
        self.line = line
        self.place = place
        self.probability = probability
        self.alternatives = alternatives


def decode_text(lines: Sequence[str], facts: Facts, *, maker: str | None = None, today: date | None = None) -> Marking:
    """Decode lines that a person typed. See `decode`."""
    flat = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    typed = [TextLine(flat, (Reading("typed", line, (1.0,) * len(line)),)) for line in lines]
    return decode(typed, facts, maker=maker, today=today)


def decode(lines: Sequence[TextLine], facts: Facts, *, maker: str | None = None, today: date | None = None) -> Marking:
    """Decode the lines on one component, top to bottom.

    Args:
        lines: as read. The first reading of each is decoded; texts that its image allows as well, and other readings, add part
            tokens with a `share` below 1.
        maker: manufacturer id where the maker is known already: its own date layouts apply.
        today: date codes later than this are not read as such; the current day when None.
    """
    today = today or date.today()
    texts = tuple(line.text for line in lines)
    tokens: list[Token] = []
    usable: list[list[_Word]] = []
    brands: dict[int, list[str]] = {}
    noisy = {number for number, text in enumerate(texts) if facts.noise_rule(text)}
    hits = [hit for hit in facts.brand_index.find(texts) if hit.line not in noisy]
    for hit in hits:
        if (hit.line, hit.text) not in {(t.line, t.text) for t in tokens}:
            tokens.append(Token(hit.text, TokenKind.BRAND, hit.line, hit.quality))
        brands.setdefault(hit.line, []).extend(hit.text.split())
    makers = {hit.brand.manufacturer for hit in hits} | ({maker} if maker else set())
    for number, line in enumerate(lines):
        if number in noisy:
            tokens.append(Token(line.text, TokenKind.NOISE, number, line.probability))
            usable.append([])
            continue
        rest = []
        for word in _words(line, number):
            if word.text in brands.get(number, ()):
                continue
            kind = _plain_kind(word.text, facts)
            if kind is not None:
                tokens.append(Token(word.text, kind, number, word.probability))
                continue
            rest.append(word)
        usable.append(rest)
    parts = _part_tokens(usable)
    parts += _other_tokens(lines, noisy, {compact(token.text) for token in parts}, facts)
    dates, dated = find_dates(usable, [compact(token.text) for token in parts], facts, makers, today)
    tokens += [
        Token(word.text, TokenKind.DATE, word.line, word.probability) for words in usable for word in words if word in dated
    ]
    return Marking(texts, (*tokens, *parts), dates)


def _other_tokens(lines: Sequence[TextLine], noisy: set[int], known: set[str], facts: Facts) -> list[Token]:
    """Part tokens of texts that a line's image allows beside the one that won: of its other readings, and of its own lattice.

    They are kept apart by their `share`: what was read stays what was read.
    """
    best: dict[str, Token] = {}
    for number, line in enumerate(lines):
        if number in noisy:
            continue
        for text, share in _other_texts(line):
            words = text.split()
            whole = [text] if len(words) > 1 else []
            for piece in [*words, *whole]:
                key = compact(piece)
                if key in known or not _could_be_part(key) or _plain_kind(piece, facts):
                    continue
                if key not in best or share > best[key].share:
                    best[key] = Token(piece, TokenKind.PART, number, line.probability, len(piece.split()) > 1, share=share)
    return list(best.values())


def _other_texts(line: TextLine) -> Sequence[tuple[str, float]]:
    """(text, share) of what else a line may say; the share is below 1 even where another look at it was as sure."""
    if not line.readings:
        return ()
    first = line.readings[0]
    found = {text: share for text, share in likeliest_texts(first.lattice) if text != first.text} if first.lattice else {}
    for reading in line.readings[1:]:
        if not reading.lattice and reading.engine != first.engine:
            continue  # It confirms or not; what it alone sees has no lattice that would bear it out.
        weight = min(OTHER_LOOK, reading.probability / max(first.probability, 1e-6))
        # Another reader weighs what the image allows by itself; another look of the same reader adds little to the first's.
        said = likeliest_texts(reading.lattice) if reading.engine != first.engine else ((reading.text, 1.0),)
        for text, part in said:
            share = round(weight * part, 4)
            if text != first.text and share >= LEAST_SHARE:
                found[text] = max(share, found.get(text, 0.0))
    return tuple(found.items())


def _could_be_part(key: str) -> bool:
    return _NEEDED <= len(key) <= _LONGEST and any(char.isdigit() for char in key)


def _words(line: TextLine, number: int) -> list[_Word]:
    """The words of a line's first reading, with the lowest probability of their characters."""
    words: list[_Word] = []
    reading = line.readings[0] if line.readings else None
    if reading is None:
        return words
    certain = (
        reading.probabilities if len(reading.probabilities) == len(reading.text) else (reading.probability,) * len(reading.text)
    )
    other = reading.alternatives if len(reading.alternatives) == len(reading.text) else ()
    for place, found in enumerate(re.finditer(r"\S+", reading.text)):
        start, end = found.span()
        words.append(_Word(found.group(), number, place, round(min(certain[start:end], default=0.0), 4), other[start:end]))
    return words


def _plain_kind(text: str, facts: Facts) -> TokenKind | None:
    if facts.noise_rule(text):
        return TokenKind.NOISE
    if facts.place(text):
        return TokenKind.PLACE
    if _FREQUENCY.fullmatch(text):
        return TokenKind.FREQUENCY
    return None


def _part_tokens(usable: Sequence[Sequence[_Word]]) -> list[Token]:
    """Words, neighbouring words joined, and line ends joined to the next line's beginning, without repetitions.

    Words between which another stood (a brand, a place, noise) are no neighbours.
    """
    runs: list[tuple[_Word, ...]] = []
    for words in usable:
        runs += [(word,) for word in words]
        runs += [pair for pair in pairwise(words) if _adjoin(pair)]
        if len(words) > 2 and _adjoin(words):
            runs.append(tuple(words))
    for upper_line, lower_line in pairwise(usable):
        if upper_line and lower_line:
            runs.append((upper_line[-1], lower_line[0]))
            if len(lower_line) > 1 and _adjoin(lower_line[:2]):
                runs.append((upper_line[-1], *lower_line[:2]))
            if len(upper_line) > 1 and _adjoin(upper_line[-2:]):
                runs.append((*upper_line[-2:], lower_line[0]))
    tokens: dict[str, Token] = {}
    for run in runs:
        text = " ".join(word.text for word in run)
        key = compact(text)
        if _could_be_part(key) and key not in tokens:
            alternatives = tuple(piece for word in run for piece in word.alternatives) if len(run) == 1 else ()
            tokens[key] = Token(
                text, TokenKind.PART, run[0].line, min(word.probability for word in run), len(run) > 1, alternatives
            )
    return list(tokens.values())


def _adjoin(words: Sequence[_Word]) -> bool:
    """Whether words of one line stand next to each other."""
    return all(after.place == before.place + 1 for before, after in pairwise(words))
