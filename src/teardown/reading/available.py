"""Which text readers work on this computer: what `teardown doctor` shows."""

from __future__ import annotations

import importlib.util

from teardown.errors import EngineError
from teardown.reading.engines.inference import installed_backends
from teardown.reading.engines.weights import V6_DETECTOR, V6_RECOGNISER, weights


def available_readers() -> tuple[str, ...]:
    """Names of the text readers that work here, the default first; empty when there is none."""
    out = []
    try:
        for source in (V6_DETECTOR, V6_RECOGNISER):
            weights(source)
        if installed_backends():
            out.append("ppocr-v6")
    except EngineError:
        pass
    if importlib.util.find_spec("pytesseract") is not None:
        from teardown.reading.engines.tesseract import tesseract_installed

        if tesseract_installed():
            out.append("tesseract")
    return tuple(out)
