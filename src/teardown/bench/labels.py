"""Labelled photos: a folder with `labels.json`, the photos in a subfolder, and accepted company names in `makers.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teardown.errors import NoInputError
from teardown.model import Box


@dataclass(frozen=True, slots=True)
class LabelledChip:
    """One component as a person transcribed it."""

    box: Box
    """Pixels of the photo as stored."""
    lines: tuple[str, ...]
    part_number: str
    printed: str
    """The part line as it stands on the chip."""
    manufacturer: str | None
    """None where no company can be told: naming one there is an error."""
    evidence: str
    """What the person knew the company by: logo, printed name, part number, marking code."""
    clear: bool
    rotation: float = 0.0
    """Degrees clockwise by which its text is turned."""


@dataclass(frozen=True, slots=True)
class LabelledPhoto:
    """A photo with its labels."""

    photo: str
    path: Path
    group: str
    """Where the photo comes from; photos of one group are never split between fitting and scoring."""
    chips: tuple[LabelledChip, ...]
    complete: bool
    """Every chip that can be read is labelled; on a negative photo there is none."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A folder of labelled photos."""

    photos: tuple[LabelledPhoto, ...]
    accepted: Mapping[str, tuple[str, ...]]
    """Further names that are right for a labelled company: aliases and successors."""


def load_labels(folder: Path) -> LabelledSet:
    """Load a labelled folder. Photos are looked for in the folder and one level below it.

    Raises:
        NoInputError: there is no `labels.json`, it cannot be understood, or a photo is missing.
    """
    path = folder / "labels.json"
    if not path.is_file():
        raise NoInputError(f"There is no labels.json in {folder}. Name a folder with labels.json and the photos in a subfolder.")
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        accepted_path = folder / "makers.json"
        accepted = json.loads(accepted_path.read_text(encoding="utf-8")) if accepted_path.is_file() else {}
        photos = tuple(_photo(folder, entry) for entry in entries)
    except (ValueError, KeyError, TypeError) as error:
        raise NoInputError(f"{path} cannot be understood as labels ({type(error).__name__}: {error}).") from error
    return LabelledSet(photos, {name: tuple(others) for name, others in accepted.items()})


def _photo(folder: Path, entry: Mapping[str, Any]) -> LabelledPhoto:
    name = str(entry["photo"])
    found = next((p for p in (folder / name, *sorted(folder.glob(f"*/{name}"))) if p.is_file()), None)
    if found is None:
        raise NoInputError(f"The photo {name} named in labels.json is not in {folder} or a subfolder.")
    return LabelledPhoto(
        photo=name,
        path=found,
        group=str(entry.get("repo") or name),
        chips=tuple(_chip(component) for component in entry["components"]),
        complete=bool(entry.get("complete") or entry.get("negative")),
    )


def _chip(entry: Mapping[str, Any]) -> LabelledChip:
    x, y, w, h = (round(v) for v in entry["box"])
    part_number = str(entry.get("part_number") or "")
    return LabelledChip(
        box=(x, y, w, h),
        lines=tuple(entry["lines"]),
        part_number=part_number,
        printed=str(entry.get("printed") or part_number),
        manufacturer=entry["manufacturer"],
        evidence=str(entry.get("manufacturer_evidence") or ""),
        clear=entry.get("legibility") == "clear",
        rotation=float(entry.get("rotation") or 0.0),
    )
