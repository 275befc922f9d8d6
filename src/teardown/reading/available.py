"""The text readers by their names, and which of them work on this computer: what `teardown doctor` shows."""

from __future__ import annotations

import importlib.util

from teardown.errors import EngineError
from teardown.reading.engines.inference import installed_backends
from teardown.reading.engines.ppocr import markings_recogniser, v6_recogniser
from teardown.reading.engines.weights import MARKINGS_RECOGNISER, V6_DETECTOR, V6_RECOGNISER, weights
from teardown.reading.protocol import Reader

PPOCR = "ppocr-v6"
MARKINGS = "ppocr-markings"
TESSERACT = "tesseract"


def available_readers() -> tuple[str, ...]:
    """Names of the text readers that work here, the default first; empty when there is none."""
    out = []
    for name, recogniser in ((PPOCR, V6_RECOGNISER), (MARKINGS, MARKINGS_RECOGNISER)):
        try:
            weights(V6_DETECTOR), weights(recogniser)
        except EngineError:
            continue
        if installed_backends():
            out.append(name)
    if importlib.util.find_spec("pytesseract") is not None:
        from teardown.reading.engines.tesseract import tesseract_installed

        if tesseract_installed():
            out.append(TESSERACT)
    return tuple(out)


def reader_named(name: str, threads: int = 1) -> Reader:
    """The reader of this name, one of `available_readers()`.

    Raises:
        EngineError: there is no reader of this name, or its models are missing.
    """
    if name == PPOCR:
        return v6_recogniser(threads)
    if name == MARKINGS:
        return markings_recogniser(threads)
    if name == TESSERACT:
        from teardown.reading.engines.tesseract import TesseractReader

        return TesseractReader()
    raise EngineError(f"There is no text reader “{name}”. There are: {PPOCR}, {MARKINGS}, {TESSERACT}.")
