"""A worse photo never makes the machine surer: the measurement itself, and a rendered board with the real readers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from teardown.bench.labels import LabelledChip, LabelledPhoto, LabelledSet
from teardown.bench.predictions import PredictedChip, PredictedPhoto
from teardown.bench.worse import Row, raised, ways, worse
from teardown.intake import open_photo
from teardown.model import CaptureQuality, Photo, PhotoAnalysis


@pytest.fixture
def labels(tmp_path: Path) -> LabelledSet:
    rows, columns = np.indices((60, 80)) // 4
    board = np.where((rows + columns) % 2 == 0, 200, 40).astype(np.uint8)
    Image.fromarray(board).convert("RGB").save(tmp_path / "a.png")
    chips = tuple(LabelledChip((x, 10, 20, 20), ("AX1",), "AX1", "AX1", "Alpha", "logo", True) for x in (10, 50))
    return LabelledSet((LabelledPhoto("a.png", tmp_path / "a.png", "group", chips, False),), {})


def contrast_of(data: bytes) -> float:
    return float(open_photo(data, name="a.png").pixels.astype(float).std())


def test_photos_get_worse_step_by_step_and_unnamed_chips_count_as_nothing(labels: LabelledSet) -> None:
    contrasts = []

    def analyse(photo: LabelledPhoto, data: bytes) -> PhotoAnalysis:
        contrasts.append(contrast_of(data))
        return PhotoAnalysis(Photo(photo.photo, "ab" * 32, 1, "PNG", 80, 60, 1), CaptureQuality(1, 0, 1), ())

    def name(photo: str, analysis: PhotoAnalysis) -> PredictedPhoto:
        probability = 0.9 if len(contrasts) == 1 else 0.8
        return PredictedPhoto(photo, (PredictedChip((10, 10, 20, 20), (), None, "Alpha", 2, probability),))

    rows = list(worse(labels, analyse, name))
    assert [row.how for row in rows] == list(ways())
    assert [row.mean for row in rows] == pytest.approx([0.45] + [0.4] * 6)
    assert {row.right for row in rows} == {1}
    taken, *blurred = contrasts[:4]
    assert [taken, *blurred] == sorted(contrasts[:4], reverse=True)
    assert len(set(contrasts)) == 7
    assert raised(rows) == ()


def test_what_makes_the_machine_surer_is_named() -> None:
    means = {"as taken": 0.5, "blur 1 px": 0.5, "blur 2 px": 0.6, "blur 4 px": 0.1, "noise 8": 0.7, "noise 16": 0.6}
    assert raised([Row(how, 0, 0, mean) for how, mean in means.items()]) == ("blur 2 px", "noise 8")
