"""Results that a bench kept, photo by photo: for measuring without reading the photos again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from teardown.bench.labels import LabelledPhoto
from teardown.errors import NoInputError
from teardown.model import PhotoAnalysis
from teardown.serial import from_json


def stored_results(photos: Iterable[LabelledPhoto], results: Path) -> Iterator[tuple[LabelledPhoto, PhotoAnalysis]]:
    """Each photo with its result in the folder that the setting `cache` named when `teardown bench` ran.

    Raises:
        NoInputError: there is no result for one of the photos.
    """
    stored = {path.stem: path for path in sorted(results.rglob("*.json"))}
    for photo in photos:
        digest = hashlib.sha256(photo.path.read_bytes()).hexdigest()
        if digest not in stored:
            raise NoInputError(
                f"{results} holds no result for {photo.photo}. Run with the folder of the photos: "
                f"TEARDOWN_CACHE={results} teardown bench FOLDER"
            )
        yield photo, from_json(PhotoAnalysis, stored[digest].read_bytes())
