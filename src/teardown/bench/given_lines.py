"""The decoder alone: labelled lines in, no image. What perfect reading would give."""

from __future__ import annotations

from teardown.attribution import attribute
from teardown.bench.labels import LabelledSet
from teardown.bench.predictions import PredictedPhoto, predicted
from teardown.marking import decode_text
from teardown.parts import Facts


def predict_given_lines(labels: LabelledSet, facts: Facts) -> tuple[PredictedPhoto, ...]:
    """Decode and attribute the lines of every labelled chip as a person transcribed them."""
    photos = []
    for photo in labels.photos:
        chips = [
            predicted(chip.box, chip.lines, attribute(decode_text(chip.lines, facts), facts=facts), facts) for chip in photo.chips
        ]
        photos.append(PredictedPhoto(photo.photo, tuple(chips)))
    return tuple(photos)
