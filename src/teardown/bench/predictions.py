"""What the pipeline says of a photo, in the plain form that scorers read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from teardown.errors import OutputError
from teardown.geometry import bounding_box
from teardown.model import Attribution, Box, PhotoAnalysis
from teardown.parts import Facts


@dataclass(frozen=True, slots=True)
class PredictedChip:
    """One component as the pipeline sees it."""

    box: Box
    """Pixels of the photo as stored."""
    lines: tuple[str, ...]
    part_number: str | None
    manufacturer: str | None
    """Short and legal name of the company that is named, None where the pipeline abstains."""
    level: int
    probability: float


@dataclass(frozen=True, slots=True)
class PredictedPhoto:
    """All components of one photo."""

    photo: str
    components: tuple[PredictedChip, ...]


def predicted(box: Box, lines: Iterable[str], attribution: Attribution, facts: Facts) -> PredictedChip:
    """One attributed component as a prediction."""
    maker = facts.manufacturers[attribution.manufacturer] if attribution.manufacturer else None
    name = (
        None
        if maker is None
        else maker.short_name
        if maker.short_name == maker.legal_name
        else f"{maker.short_name} ({maker.legal_name})"
    )
    return PredictedChip(box, tuple(lines), attribution.part_number, name, int(attribution.level), attribution.probability)


def predictions_of(name: str, analysis: PhotoAnalysis, facts: Facts) -> PredictedPhoto:
    """All sightings of one analysed photo as predictions.

    Its lines are every engine's reading of every line, and the number that was settled on with the parts database at hand, which
    need not be what an engine read first.
    """
    chips = []
    for item in analysis.sightings:
        lines = [reading.text for line in item.sighting.lines for reading in line.readings]
        if item.attribution.part_number:
            lines.append(item.attribution.part_number)
        chips.append(predicted(bounding_box(item.sighting.quad), lines, item.attribution, facts))
    return PredictedPhoto(name, tuple(chips))


def write_predictions(photos: Iterable[PredictedPhoto], path: Path) -> None:
    """Write predictions as JSON.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.write_text(json.dumps([asdict(photo) for photo in photos], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"The predictions cannot be written to {path}: {error.strerror}.") from error
