"""What remains, as pictures: contact sheets of the labelled chips that were not read, or not named, with what was read beneath.

The sheets show parts of other people's photos: they are written where the user says, and belong into no repository.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from teardown.bench.labels import LabelledChip, LabelledPhoto, LabelledSet
from teardown.bench.predictions import PredictedChip, PredictedPhoto
from teardown.bench.scoring import reads, same_company, touches
from teardown.errors import OutputError
from teardown.geometry import Pixels, box_quad, rectify, size, to_upright, turned
from teardown.intake import Picture, open_photo

COLUMNS, ROWS = 5, 6
_WIDE, _HIGH, _CAPTION, _PAD = 300, 190, 96, 10
"""Pixels of a picture, of the text beneath it, and between the cells."""
_LETTERS = 46
"""Characters that a line of the caption holds."""
_MARGIN = 0.15
"""Of the chip's shorter side: its surroundings show what was mistaken for it."""

NOT_FOUND, NOT_READ, WRONG, NOT_NAMED = "nothing found there", "part number not read", "named wrongly", "read, nobody named"
"""What became of a chip, in the order of the sheets."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A labelled chip that falls short of its label."""

    photo: LabelledPhoto
    chip: LabelledChip
    what: str
    lines: tuple[str, ...]
    """As read at its place, the readings of all engines."""
    named: str = ""

    def caption(self) -> list[str]:
        """The lines beneath the picture: what stands there, what was read, what became of it, where."""
        legibility = "clear" if self.chip.clear else "hard to read"
        stands = f"{self.chip.printed} ({self.chip.manufacturer or 'no company'}, {legibility})"
        read = textwrap.wrap("read: " + (" / ".join(self.lines) or "nothing"), _LETTERS)
        what = f"{self.what}; named {self.named}" if self.named else self.what
        return [*(_shortened(t) for t in (stands, *read[:2], what)), _shortened(self.photo.photo)]


def missed_chips(labels: LabelledSet, predictions: Iterable[PredictedPhoto]) -> tuple[Missed, ...]:
    """The chips that were not found, not read, named wrongly, or not named though a person can tell the company.

    They are sorted by what became of them, then in the order of the labels.
    """
    by_photo = {photo.photo: photo.components for photo in predictions}
    found = []
    for photo in labels.photos:
        for chip in photo.chips:
            at_place = [c for c in by_photo.get(photo.photo, ()) if touches(chip.box, c.box)]
            what, named = _became(chip, at_place, labels)
            if what:
                found.append(Missed(photo, chip, what, tuple(line for c in at_place for line in c.lines), named))
    order = (NOT_FOUND, NOT_READ, WRONG, NOT_NAMED)
    return tuple(sorted(found, key=lambda m: order.index(m.what)))


def _became(chip: LabelledChip, at_place: Sequence[PredictedChip], labels: LabelledSet) -> tuple[str, str]:
    """What is amiss with a chip, and who was named for it; empty where nothing is."""
    names = [c.manufacturer for c in at_place if c.manufacturer]
    wrong = [n for n in names if chip.manufacturer is None or not same_company(n, chip.manufacturer, labels.accepted)]
    if wrong:
        return WRONG, wrong[0]
    if not at_place:
        return NOT_FOUND, ""
    if not reads(chip.printed, [line for c in at_place for line in c.lines]):
        # Named all the same, by its logo or printed name.
        return NOT_READ, names[0] if names else ""
    return ("", "") if names or chip.manufacturer is None else (NOT_NAMED, "")


def write_sheets(missed: Sequence[Missed], folder: Path) -> tuple[Path, ...]:
    """Write the contact sheets (`misses-1.png`, …) into a folder, which is made; older sheets there are overwritten.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, sheet in enumerate(_sheets(missed), start=1):
            written.append(folder / f"misses-{number}.png")
            sheet.save(written[-1])
    except OSError as error:
        raise OutputError(f"The pictures cannot be written to {folder}: {error.strerror or error}.") from error
    return tuple(written)


def _sheets(missed: Sequence[Missed]) -> Iterator[Image.Image]:
    font = ImageFont.load_default(size=12)
    opened: tuple[str, Picture] | None = None
    per_sheet = COLUMNS * ROWS
    for start in range(0, len(missed), per_sheet):
        cells = missed[start : start + per_sheet]
        rows = -(-len(cells) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * (_WIDE + _PAD) + _PAD, rows * (_HIGH + _CAPTION + _PAD) + _PAD), "white")
        draw = ImageDraw.Draw(sheet)
        for n, item in enumerate(cells):
            if opened is None or opened[0] != item.photo.photo:
                opened = item.photo.photo, open_photo(item.photo.path)
            x = _PAD + n % COLUMNS * (_WIDE + _PAD)
            y = _PAD + n // COLUMNS * (_HIGH + _CAPTION + _PAD)
            crop = Image.fromarray(_crop(opened[1], item.chip))
            sheet.paste(crop, (x + (_WIDE - crop.width) // 2, y + (_HIGH - crop.height) // 2))
            draw.multiline_text((x, y + _HIGH + 4), "\n".join(item.caption()), font=font, fill="black", spacing=3)
        yield sheet


def _crop(picture: Picture, chip: LabelledChip) -> Pixels:
    photo = picture.photo
    quad = turned(to_upright(box_quad(chip.box), photo.orientation, photo.width, photo.height), round(chip.rotation / 90))
    wide, high = (v * (1 + 2 * _MARGIN) for v in size(quad))
    scale = min(_WIDE / wide, _HIGH / high)
    return rectify(picture.pixels, quad, max(1, int(high * scale)), margin=_MARGIN)[:_HIGH, :_WIDE]


def _shortened(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
