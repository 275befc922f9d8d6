"""Tesseract as an independent second reader of single lines.

It reads few chip markings by itself; its worth is that of a witness who errs differently. It runs as a program of its own, so it
can neither crash nor hang this one: every call has a time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytesseract
from PIL import Image

from teardown.geometry import Pixels
from teardown.model import Reading

SECONDS = 300.0
"""To start the program and load its model, which takes half a second; what takes this long hangs. A busy machine must not decide
what is read, so there is much room."""
SECONDS_A_LINE = 2.0
"""On top for each line, which takes some hundredths of a second."""
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./+"
BORDER = 10
"""Pixels of paper around a line, which Tesseract wants."""


class TesseractReader:
    """The `tesseract` program as a `Reader`."""

    name = "tesseract"

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        """One reading per line crop. A character's probability is that of its word, as Tesseract tells no more.

        All lines go to the program in one list of files: starting it costs more than reading a line.

        Raises:
            pytesseract.TesseractError: the program failed.
            RuntimeError: it took too long.
        """
        if not crops:
            return ()
        # For the program alone: nothing in this process uses OpenMP. On small lines its threads cost three times what they save.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        with tempfile.TemporaryDirectory(prefix="teardown-lines-") as folder:
            files = []
            for i, crop in enumerate(crops):
                files.append(Path(folder) / f"{i}.png")
                _paper(crop).save(files[-1], compress_level=1)
            listed = Path(folder) / "lines.txt"
            listed.write_text("".join(f"{file}\n" for file in files), encoding="utf-8")
            words = pytesseract.image_to_data(
                str(listed),
                config=f"--psm 7 -c tessedit_char_whitelist={CHARACTERS}",
                timeout=SECONDS + SECONDS_A_LINE * len(crops),
                output_type=pytesseract.Output.DICT,
            )
        return _readings(words, len(crops))


def _paper(crop: Pixels) -> Image.Image:
    """The line as dark ink on a sheet with a border: so Tesseract was trained; chip markings are light on dark more often."""
    grey = Image.fromarray(crop).convert("L")
    histogram = grey.histogram()
    if sum(i * n for i, n in enumerate(histogram)) < 128 * sum(histogram):
        grey = grey.point(lambda v: 255 - v)
    paper = Image.new("L", (grey.width + 2 * BORDER, grey.height + 2 * BORDER), 255)
    paper.paste(grey, (BORDER, BORDER))
    return paper


def _readings(words: Mapping[str, Sequence[Any]], count: int) -> tuple[Reading, ...]:
    """The words of each page (= line), joined by spaces; an empty reading for a page without words."""
    texts: list[list[str]] = [[] for _ in range(count)]
    probabilities: list[list[float]] = [[] for _ in range(count)]
    for page, word, confidence in zip(words["page_num"], words["text"], words["conf"], strict=True):
        text, probability = texts[page - 1], probabilities[page - 1]
        if str(word).strip() and float(confidence) >= 0:
            text += [" ", *str(word)] if text else list(str(word))
            probability += [round(float(confidence) / 100, 4)] * (len(text) - len(probability))
    return tuple(
        Reading(TesseractReader.name, "".join(text), tuple(chances)) for text, chances in zip(texts, probabilities, strict=True)
    )


def tesseract_installed() -> bool:
    """Whether the program is there."""
    return shutil.which("tesseract") is not None


@lru_cache(maxsize=1)
def tesseract_version() -> str:
    """What the program says of itself, the libraries that it reads pictures with included; empty when it does not answer."""
    try:
        shown = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (shown.stdout or shown.stderr).strip()
