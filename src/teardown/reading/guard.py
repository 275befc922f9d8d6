"""Between the engines and the rest of `reading`: an engine that breaks costs what it was asked for, not the photo.

An engine that raises is left out of that one look; what it answers is checked, and what cannot be true is dropped. Only an engine
that never once worked stops the photo, and only when no other does its work. An engine that hangs is the executor's business
(`settings.timeout`): nothing in the same process could stop it.
"""

from __future__ import annotations

import logging
import math
import unicodedata
from collections.abc import Sequence
from typing import Generic, TypeVar

from teardown.errors import EngineError
from teardown.geometry import Pixels, as_quad
from teardown.model import Quad, Reading
from teardown.reading.protocol import Finder, Found, Reader, Releasing

_LOG = logging.getLogger(__name__)
Engine = TypeVar("Engine", bound=Finder | Reader)

_FAR = 4.0
"""A region may reach beyond the image by this many of its sides; what lies further out is no region of it."""
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories that no package carries: controls, formats, lone surrogates (bad UTF-8), private use, unassigned."""


class Guarded(Generic[Engine]):
    """An engine that never raises. `worked` tells whether it ever answered, `complaint` what it said when it broke last."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.worked = False
        self.complaint = ""

    @property
    def name(self) -> str:
        return self._engine.name

    def _broke(self, error: Exception, at: str) -> None:
        self.complaint = f"{self.name}: {error}"
        _LOG.warning("%s broke on %s: %s", self.name, at, error)


class GuardedFinder(Guarded[Finder]):
    """A finder that answers only regions that can be, and none where it broke."""

    def find(self, pixels: Pixels) -> tuple[Found, ...]:
        """The engine's regions without impossible ones; nothing where it broke."""
        height, width = pixels.shape[:2]
        try:
            answer = tuple(self._engine.find(pixels))
        except Exception as error:
            self._broke(error, f"a piece of {width} × {height} pixels")
            return ()
        self.worked = True
        return tuple(found for f in answer if (found := _sound(f, width, height)) is not None)

    def release(self) -> None:
        """Give back the engine's memory, where it can."""
        if isinstance(self._engine, Releasing):
            try:
                self._engine.release()
            except Exception as error:
                _LOG.warning("The finder %s kept its memory: %s", self.name, error)


class GuardedReader(Guarded[Reader]):
    """A reader that gives one sound reading per crop, empty where it broke."""

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        """One reading per crop. A batch that breaks is read again crop by crop, so that one bad crop costs only itself."""
        if not crops:
            return ()
        answer = self._try(crops)
        if answer is None and len(crops) > 1:
            answer = tuple((self._try((crop,)) or (self._nothing(),))[0] for crop in crops)
        return answer or tuple(self._nothing() for _ in crops)

    def _try(self, crops: Sequence[Pixels]) -> tuple[Reading, ...] | None:
        try:
            answer = tuple(cleaned(reading) for reading in self._engine.read(crops))
            if len(answer) != len(crops):
                raise EngineError(f"{len(answer)} readings for {len(crops)} lines")
        except Exception as error:
            self._broke(error, f"{len(crops)} lines")
            return None
        self.worked = True
        return answer

    def _nothing(self) -> Reading:
        return Reading(self.name, "", ())


def require_one(engines: Sequence[Guarded[Finder] | Guarded[Reader]]) -> None:
    """Raises EngineError when each of these engines complained and none ever worked."""
    if engines and all(engine.complaint and not engine.worked for engine in engines):
        told = "; ".join(engine.complaint for engine in engines)
        raise EngineError(f"No text reader works ({told}). Install the program anew; “teardown doctor” shows what works.")


def cleaned(reading: Reading) -> Reading:
    """The reading without characters that no package carries, with one probability from 0 to 1 for each that stays.

    Raises:
        ValueError: the text is no text.
    """
    if not isinstance(reading.text, str):
        raise ValueError(f"a reading has a text, not {type(reading.text).__name__}")
    count = len(reading.text)
    probabilities = [_share(p) for p in reading.probabilities[:count]]
    probabilities += [0.0] * (count - len(probabilities))
    keep = [i for i, character in enumerate(reading.text) if unicodedata.category(character) not in _UNPRINTABLE]
    if len(keep) == count and tuple(probabilities) == tuple(reading.probabilities):
        return reading
    alternatives = reading.alternatives if len(reading.alternatives) == count else ()
    return Reading(
        reading.engine,
        "".join(reading.text[i] for i in keep),
        tuple(probabilities[i] for i in keep),
        tuple(alternatives[i] for i in keep) if alternatives else (),
        reading.lattice,
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, float(value))) if math.isfinite(value) else 0.0


def _sound(found: Found, width: int, height: int) -> Found | None:
    """The region when it can be one of an image of this size, else None."""
    try:
        quad: Quad = as_quad((float(x), float(y)) for x, y in found.quad)
        score = float(found.score)
    except (TypeError, ValueError):
        return None
    numbers = [score, *(v for point in quad for v in point)]
    if not all(math.isfinite(v) for v in numbers):
        return None
    if not all(-_FAR * width <= x <= (1 + _FAR) * width and -_FAR * height <= y <= (1 + _FAR) * height for x, y in quad):
        return None
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    if max(xs) <= 0 or max(ys) <= 0 or min(xs) >= width or min(ys) >= height or max(xs) <= min(xs) or max(ys) <= min(ys):
        return None
    return Found(quad, _share(score))
