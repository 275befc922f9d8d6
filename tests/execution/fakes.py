"""Analyses that go wrong, by the name of the photo: picklable, so that they go wrong in other processes too."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from typing import Any, cast

from teardown.errors import DamagedPhotoError, EngineError
from teardown.model import CaptureQuality, Photo, PhotoAnalysis


def result(data: bytes, name: str) -> PhotoAnalysis:
    """A result that depends on the bytes alone."""
    photo = Photo(name, hashlib.sha256(data).hexdigest(), len(data), "JPEG", 1, 1)
    return PhotoAnalysis(photo, CaptureQuality(len(data) / 3, 0.0, 0.5), ())


def misbehave(data: bytes, name: str) -> PhotoAnalysis:
    """Do what the bytes say, or give a result."""
    match data.split(b" ")[0]:
        case b"killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"exits":
            os._exit(3)
        case b"hangs":
            time.sleep(600)
        case b"raises":
            raise ZeroDivisionError("by zero\nand more")
        case b"no-memory":
            raise MemoryError
        case b"no-engine":
            raise EngineError("No text reader works here.")
        case b"damaged":
            raise DamagedPhotoError(f"{name} ends early.")
        case b"garbage":
            return cast(Any, "this is no result")
        case b"other":
            return result(b"another photo", name)
        case b"unpicklable":
            return cast(Any, lambda: None)
        case b"bad-utf8":
            b"\xff".decode("utf-8")
    return result(data, name)


def never(data: bytes, name: str) -> PhotoAnalysis:
    """An analysis that must not be asked."""
    raise AssertionError(f"{name} was analysed again")
