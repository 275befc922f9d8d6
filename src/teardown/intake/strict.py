"""A switch of Pillow that belongs to the whole process, held in the position that intake needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ImageFile

_lock = threading.Lock()
_inside = 0
_before = False


@contextmanager
def truncated_files_fail() -> Iterator[None]:
    """While this lasts, Pillow raises an error for a file that ends early, whatever other code in the process has asked for.

    A notebook or another library may have set `ImageFile.LOAD_TRUNCATED_IMAGES`: Pillow then fills what is missing with black
    or grey and says nothing, and a damaged photo would pass for a sound one. The switch is put back by whichever thread is last.
    """
    global _inside, _before
    with _lock:
        if not _inside:
            _before = ImageFile.LOAD_TRUNCATED_IMAGES
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                ImageFile.LOAD_TRUNCATED_IMAGES = _before
