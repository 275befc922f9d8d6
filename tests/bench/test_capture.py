"""How well a chip must be photographed: what is counted, and where nothing was analysed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from teardown.bench.capture import Trial, made_worse, seen_chips, table
from teardown.cli.demo import sample_folder
from teardown.errors import NoInputError
from teardown.geometry import Pixels, bounding_box, box_quad
from teardown.intake import measure_chip, open_photo
from teardown.model import AttributedSighting, CaptureQuality, PhotoAnalysis, Reading, Sighting, Surface, TextLine
from teardown.pipeline import attribute_sighting, facts_of
from teardown.serial import to_json
from teardown.settings import Settings

PRINTED = "MX25L25645G"


class Sharp:
    """Reads what it is asked to as long as the crop has edges."""

    name = "sharp"

    def read(self, crops: Sequence[Pixels]) -> tuple[Reading, ...]:
        steps = [float(np.abs(np.diff(crop.astype(float), axis=1)).mean()) for crop in crops]
        return tuple(Reading("sharp", PRINTED if step > 2 else "?", (0.9,)) for step in steps)


def seen(folder: Path) -> Path:
    """A stored result of the sample photo that shows the chip, as if it had been read there; the other photos show nothing."""
    from teardown.bench import load_labels

    out = folder / "results"
    out.mkdir()
    for photo in load_labels(sample_folder()).photos:
        picture = open_photo(photo.path)
        found: list[AttributedSighting] = []
        for chip in photo.chips:
            if chip.printed == PRINTED:
                quad = box_quad(chip.box)
                line = TextLine(box_quad(_middle(chip.box)), (Reading("sharp", PRINTED, (0.9,)),))
                at = Sighting(picture.photo.sha256, quad, (line,), Surface.CHIP, 0.9)
                found.append(attribute_sighting(at, facts_of(Settings())))
        analysis = PhotoAnalysis(picture.photo, CaptureQuality(0.9, 0.0, 0.5), tuple(found))
        (out / f"{picture.photo.sha256}.json").write_text(to_json(analysis), encoding="utf-8")
    return out


def _middle(box: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    x, y, w, h = box
    return x + w * 0.1, y + h * 0.3, w * 0.8, h * 0.2


def test_chips_are_seen_and_made_worse_until_they_are_lost(tmp_path: Path) -> None:
    chips = list(seen_chips(sample_folder(), seen(tmp_path)))
    assert chips
    assert all(chip.read for chip in chips)
    trials = list(made_worse(chips, Sharp()))
    assert {how for how, _ in trials} == {"smaller", "blurred", "pale"}
    blurred = [trial for how, trial in trials if how == "blurred"]
    assert blurred[0].quality.sharpness > blurred[-1].quality.sharpness
    assert not all(trial.read for trial in blurred)


def test_a_photo_without_result_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="holds no result for"):
        list(seen_chips(sample_folder(), tmp_path))


def test_the_table_counts_what_lies_between_two_edges() -> None:
    quality = CaptureQuality(0.5, 0.0, 0.5, 12.0)
    trials = [Trial(quality, True), Trial(quality, False), Trial(replace(quality, text_height=None), True)]
    lines = table("height", trials, lambda q: q.text_height, (0, 10, 20))
    assert len(lines) == 2
    assert lines[1].split() == ["10", "to", "20", "2", "0.50"]


def test_a_chip_is_measured_upright_wherever_it_lies() -> None:
    rng = np.random.default_rng(5)
    chip = np.kron(rng.integers(20, 200, (12, 20)), np.ones((6, 6))).astype(np.uint8)
    photo = np.full((400, 500, 3), 90, dtype=np.uint8)
    photo[100 : 100 + chip.shape[0], 200 : 200 + chip.shape[1]] = chip[..., None]
    box = (200, 100, chip.shape[1], chip.shape[0])
    upright = measure_chip(photo, box_quad(box), [24.0])
    turned = np.ascontiguousarray(np.rot90(photo, -1))
    x, y, w, h = box
    # A quarter clockwise: the upright top-left corner comes to lie top-right.
    quad = tuple((400 - py, px) for px, py in box_quad((x, y, w, h)))
    assert bounding_box(quad)[2:] == (h, w)  # type: ignore[arg-type]
    assert measure_chip(turned, quad, [24.0]) == upright  # type: ignore[arg-type]
