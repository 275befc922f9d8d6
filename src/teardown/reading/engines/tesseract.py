"""Tesseract as an independent second reader of single lines.

It reads few chip markings by itself; its worth is that of a witness who errs differently. It runs as a program of its own, so it
can neither crash nor hang this one: every call has a time limit.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

import pytesseract
from PIL import Image

from teardown.geometry import Pixels
from teardown.model import Reading

SECONDS = 10.0
"""A line takes some tenths of a second; what takes this long hangs."""
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./+"
BORDER = 10
"""Pixels of paper around a line, which Tesseract wants."""


class TesseractReader:
    """The `tesseract` program as a `Reader`."""

    name = "tesseract"

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        """One reading per line crop. A character's probability is that of its word, as Tesseract tells no more."""
        return tuple(self._read_one(crop) for crop in crops)

    def _read_one(self, crop: Pixels) -> Reading:
        grey = Image.fromarray(crop).convert("L")
        # Tesseract is trained on dark ink; chip markings are light on dark more often than not.
        histogram = grey.histogram()
        if sum(i * n for i, n in enumerate(histogram)) < 128 * sum(histogram):
            grey = grey.point(lambda v: 255 - v)
        paper = Image.new("L", (grey.width + 2 * BORDER, grey.height + 2 * BORDER), 255)
        paper.paste(grey, (BORDER, BORDER))
        try:
            words = pytesseract.image_to_data(
                paper,
                config=f"--psm 7 -c tessedit_char_whitelist={CHARACTERS}",
                timeout=SECONDS,
                output_type=pytesseract.Output.DICT,
            )
        except (pytesseract.TesseractError, RuntimeError):
            # RuntimeError is pytesseract's time-out. One line that cannot be read is no reason to lose the others.
            return Reading(self.name, "", ())
        text: list[str] = []
        probabilities: list[float] = []
        for word, confidence in zip(words["text"], words["conf"], strict=True):
            if word.strip() and float(confidence) >= 0:
                text += [" ", *word] if text else list(word)
                probabilities += [round(float(confidence) / 100, 4)] * (len(text) - len(probabilities))
        return Reading(self.name, "".join(text), tuple(probabilities))


def tesseract_installed() -> bool:
    """Whether the program is there."""
    return shutil.which("tesseract") is not None
