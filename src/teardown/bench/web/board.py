"""Made-up boards for measurements: documented parts and unknown ones, on photos that show their markings."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from teardown.attribution.wording import wording
from teardown.bom.companies import company_name
from teardown.model import (
    AttributedSighting,
    Attribution,
    Candidate,
    ClaimLevel,
    DateCode,
    Marking,
    NameStyle,
    Quad,
    Reading,
    Reason,
    Sighting,
    Surface,
    TextLine,
    Token,
    TokenKind,
)
from teardown.parts import Facts

COLUMNS = 5
CELL = (200, 150)
"""Width and height in pixels of the place that each chip has on a photo."""
_CHIP = (30, 30, 170, 120)
_YEARS = (2014, 2022)
_NAMED = 0.7
"""Share of chips for which a company is named."""


@dataclass(frozen=True, slots=True)
class MadeChip:
    """One chip as it is drawn, and what the method would make of it."""

    lines: tuple[str, ...]
    attribution: Attribution
    codes: tuple[DateCode, ...]

    def seen_on(self, sha256: str, place: int) -> AttributedSighting:
        """The chip at a place of a photo."""
        quad = quad_at(place)
        tokens = tuple(Token(text, TokenKind.PART, n, 0.9) for n, text in enumerate(self.lines))
        lines = tuple(
            TextLine(quad, (Reading("first", text, (0.95,) * len(text)), Reading("second", text, (0.9,) * len(text))))
            for text in self.lines
        )
        sighting = Sighting(sha256, quad, lines, Surface.CHIP, 0.97)
        return AttributedSighting(sighting, Marking(self.lines, tokens, self.codes), self.attribution)


def chips(facts: Facts, number: int, seed: int = 1) -> Iterator[MadeChip]:
    """Chips of documented makers and of nobody, always the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 (numbers for a measurement)
    for n in range(number):
        code = _code(rng)
        if rng.random() < _NAMED:
            part = rng.choice(facts.parts)
            company = company_name(part.manufacturer, facts, NameStyle.SHORT)
            probability = round(rng.uniform(0.8, 0.999), 4)
            chosen = Candidate(part.manufacturer, part.part_number, part.category, "part:documented", part.source, probability)
            said = Attribution(
                ClaimLevel.PART,
                probability,
                wording(ClaimLevel.PART, company=company, part_number=part.part_number),
                part.manufacturer,
                part.part_number,
                part.category,
                candidates=(chosen,),
            )
            yield MadeChip((part.part_number, code.text), said, (code,))
        else:
            reason = rng.choice((Reason.NOT_IN_DATABASE, Reason.UNREADABLE, Reason.AMBIGUOUS))
            lines = (f"X{n:05d}?", code.text)
            level = ClaimLevel.TRANSCRIBED
            told = wording(level, lines=lines, reason=reason)
            yield MadeChip(lines, Attribution(level, 0.2, told, reason=reason), (code,) if rng.random() < 0.5 else ())


def draw(some: Sequence[MadeChip], number: int) -> bytes:
    """The JPEG of a board with these chips; `number` makes it another one."""
    rows = max(1, -(-len(some) // COLUMNS))
    image = Image.new("RGB", (COLUMNS * CELL[0], rows * CELL[1]), (24, 84, 58))
    canvas, font = ImageDraw.Draw(image), ImageFont.load_default(16)
    canvas.text((4, 4), f"MADE UP {number:05d}", fill=(200, 220, 200), font=font)
    for place, chip in enumerate(some):
        (left, top), *_ = quad_at(place)
        canvas.rectangle((left, top, left + _CHIP[2] - _CHIP[0], top + _CHIP[3] - _CHIP[1]), fill=(32, 32, 34))
        for n, text in enumerate(chip.lines):
            canvas.text((left + 10, top + 16 + 26 * n), text, fill=(214, 214, 210), font=font)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def size_of(number: int) -> tuple[int, int]:
    """Width and height in pixels of a board with so many chips."""
    return COLUMNS * CELL[0], max(1, -(-number // COLUMNS)) * CELL[1]


def quad_at(place: int) -> Quad:
    """Where the chip of a place is, in pixels."""
    left, top = (place % COLUMNS) * CELL[0], (place // COLUMNS) * CELL[1]
    x1, y1, x2, y2 = (float(v) for v in (left + _CHIP[0], top + _CHIP[1], left + _CHIP[2], top + _CHIP[3]))
    return (x1, y1), (x2, y1), (x2, y2), (x1, y2)


def _code(rng: random.Random) -> DateCode:
    year, week = rng.randint(*_YEARS), rng.randint(1, 52)
    return DateCode(f"{year % 100:02d}{week:02d}", year, week, layout="YYWW")
