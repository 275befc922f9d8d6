"""The text readers by their names, and which of them work on this computer: what `teardown doctor` shows."""

from __future__ import annotations

import importlib.util

from teardown.errors import EngineError
from teardown.reading.engines.inference import installed_backends
from teardown.reading.engines.ppocr import v6_recogniser
from teardown.reading.engines.weights import V6_DETECTOR, V6_RECOGNISER, weights
from teardown.reading.protocol import Reader

PPOCR = "ppocr-v6"
TESSERACT = "tesseract"


def available_readers() -> tuple[str, ...]:
    """Names of the text readers that work here, the default first; empty when there is none."""
    out = []
    try:
        for source in (V6_DETECTOR, V6_RECOGNISER):
            weights(source)
        if installed_backends():
            out.append(PPOCR)
    except EngineError:
        pass
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
    if name == TESSERACT:
        from teardown.reading.engines.tesseract import TesseractReader

        return TesseractReader()
    raise EngineError(f"There is no text reader “{name}”. There are: {PPOCR}, {TESSERACT}.")
