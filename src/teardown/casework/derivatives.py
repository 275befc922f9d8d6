"""Pictures for pages, made anew from the sealed originals: nothing of a file but its pixels is in them.

They lie in the data folder under generated names and can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from filelock import FileLock
from PIL import Image

from teardown.casework.custody import vault
from teardown.casework.facts import data
from teardown.casework.models import Component, Photo, Sighting
from teardown.casework.rows import quad_of
from teardown.casework.services.photos import limits
from teardown.errors import OutputError
from teardown.geometry import grown, rectify, size, to_upright
from teardown.intake import Picture, open_photo
from teardown.model import Quad

SIDES = {"thumb": 360, "view": 1600, "large": 4096}
"""Longest side in pixels."""
_CROP_HEIGHT, _CROP_WIDTH = 320, 640
_MARGIN = 0.18
"""Of the shorter side, around the component: its edge shows that it was not cut from elsewhere."""
_LARGEST_ENLARGEMENT = 6.0
_QUALITY = 85
_MOST_CHARTS = 100
"""As PNG, those drawn last: every decision makes others of them."""
_DRAWN_WITHIN = 60.0
"""Seconds for a chart, those before it included."""


def photo_file(photo: Photo, name: str) -> Path:
    """The photo upright, at most `SIDES[name]` pixels wide and high.

    Raises:
        CustodyError: the vault does not hold the original as it was received.
        OutputError: it cannot be written.
    """

    def make() -> Image.Image:
        image = Image.fromarray(_picture(photo.sha256).pixels)
        image.thumbnail((SIDES[name], SIDES[name]), Image.Resampling.LANCZOS)
        return image

    return _kept(f"photo {photo.sha256} {SIDES[name]}", make)


def crop_file(component: Component) -> Path | None:
    """The component upright, from its best sighting; None when no photo shows it."""
    best = Sighting.objects.filter(component=component).select_related("photo").order_by("rank").first()
    if best is not None:
        return sighting_file(best.photo, quad_of(best.quad))
    if component.photo and component.quad:
        return sighting_file(component.photo, quad_of(component.quad))
    return None


def sighting_file(photo: Photo, quad: Quad) -> Path:
    """A region of a photo (in pixels as stored), upright and enlarged."""

    def make() -> Image.Image:
        upright = to_upright(quad, photo.orientation, photo.width, photo.height)
        around = grown(upright, _MARGIN * min(size(upright)))
        wide, high = size(around)
        scale = min(_CROP_HEIGHT / max(high, 1.0), _CROP_WIDTH / max(wide, 1.0), _LARGEST_ENLARGEMENT)
        return Image.fromarray(np.asarray(rectify(_picture(photo.sha256).pixels, around, height=max(8, round(high * scale)))))

    return _kept(f"crop {photo.sha256} {quad}", make)


def _picture(sha256: str) -> Picture:
    return open_photo(vault().read(sha256), name=sha256, limits=limits())


def chart_file(svg: str) -> Path:
    """A chart as PNG. Whoever asks for a drawing first waits while a process of its own draws it; everybody else gets the file.

    Raises:
        OutputError: it cannot be drawn or written.
    """

    def draw() -> bytes:
        # Drawing holds Python's lock: in this process, nobody else would get a page meanwhile.
        command = [sys.executable, "-m", "teardown.charts.png"]
        done = subprocess.run(command, input=svg.encode(), capture_output=True, check=False, timeout=_DRAWN_WITHIN)
        if done.returncode:
            raise OutputError(f"The chart could not be drawn: {done.stderr.decode(errors='replace').strip()[-300:]}")
        return done.stdout

    path = data() / "derived" / "charts" / f"{hashlib.sha256(svg.encode()).hexdigest()}.png"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.parent / ".lock", timeout=_DRAWN_WITHIN):
            if not path.is_file():
                _written(path, draw())
                drawn = sorted(path.parent.glob("*.png"), key=lambda p: p.stat().st_mtime, reverse=True)
                for old in drawn[_MOST_CHARTS:]:
                    old.unlink(missing_ok=True)
    return path


def _kept(key: str, make: Callable[[], Image.Image]) -> Path:
    name = hashlib.sha256(key.encode()).hexdigest()
    path = data() / "derived" / name[:2] / f"{name}.jpg"
    if path.is_file():
        return path
    buffer = io.BytesIO()
    make().save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    return _written(path, buffer.getvalue())


def _written(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{path.parent} cannot be written ({error.strerror or error}). Free some space.") from error
    return path
