"""The labelled photos as the detector sees them: bodies with their kinds, and which repository each photo comes from.

A folder of labelled photos has `labels.json` (a list of photos with `photo` and `repo`), `bodies.json` (a list of photos with
`photo`, `width`, `height`, `complete` and `bodies`, each with `poly` and `kind`) and the photos in `dev/`. Polygons are in pixels
of the photo as stored, so the EXIF turn is not applied anywhere here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile

from teardown.detecting import KINDS

ImageFile.LOAD_TRUNCATED_IMAGES = True  # a photo that is some bytes short is still worth learning from

Pixels = npt.NDArray[np.uint8]

OF_KIND = {"image_sensor": "ic"}
"""Label kinds that are learnt under another name: two labelled image sensors are too few for a kind of their own."""

CHIP_LIKE = frozenset({"ic", "crystal", "module"})
"""Kinds that carry a marking worth reading: what `complete` promises to be labelled without gaps."""


@dataclass(frozen=True, slots=True)
class LabelledBody:
    poly: npt.NDArray[np.float64]
    """(4, 2) corners clockwise, stored pixels."""
    kind: str
    """One of `KINDS`, or "other" for what the detector has no name for."""
    part_number: str = ""


@dataclass(frozen=True, slots=True)
class LabelledPhoto:
    name: str
    path: Path
    repo: str
    width: int
    height: int
    complete: bool
    """Every ic, crystal and module is labelled; where False, unlabelled places are not proof of absence."""
    bodies: tuple[LabelledBody, ...]


def load_labels(folder: Path) -> list[LabelledPhoto]:
    """All photos of a labelled folder that have bodies.json entries, in the order of that file."""
    repos = {entry["photo"]: entry["repo"] for entry in json.loads((folder / "labels.json").read_text(encoding="utf-8"))}
    photos = []
    for entry in json.loads((folder / "bodies.json").read_text(encoding="utf-8")):
        bodies = tuple(
            LabelledBody(
                np.asarray(body["poly"], dtype=np.float64),
                kind if (kind := OF_KIND.get(body["kind"], body["kind"])) in KINDS else "other",
                body.get("part_number") or "",
            )
            for body in entry["bodies"]
        )
        name = entry["photo"]
        photos.append(
            LabelledPhoto(
                name, folder / "dev" / name, repos[name], entry["width"], entry["height"], bool(entry["complete"]), bodies
            )
        )
    return photos


def folds(photos: list[LabelledPhoto], count: int) -> dict[str, int]:
    """Which fold each repository belongs to: repositories stay whole, folds get about the same number of chips and photos.

    The largest repository goes first, each to the fold that has the least so far; deterministic.
    """
    weight: dict[str, float] = defaultdict(float)
    for photo in photos:
        weight[photo.repo] += 3 + sum(b.kind in CHIP_LIKE for b in photo.bodies)
    load = [0.0] * count
    assigned = {}
    for repo in sorted(weight, key=lambda r: (-weight[r], r)):
        fold = min(range(count), key=lambda f: (load[f], f))
        assigned[repo] = fold
        load[fold] += weight[repo]
    return assigned


def load_pixels(photo: LabelledPhoto) -> Pixels:
    """The photo as stored, RGB, shape (height, width, 3)."""
    with Image.open(photo.path) as image:
        return np.asarray(image.convert("RGB"), dtype=np.uint8)
