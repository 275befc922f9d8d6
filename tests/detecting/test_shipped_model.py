"""The weights that ship with the package are there, small, and find a chip on a sample photo they were not trained on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from teardown.detecting import CHIP_KINDS, FAST, detect_bodies, model_path
from teardown.geometry import as_quad, overlap

SAMPLES = Path(__file__).parents[2] / "samples"
PHOTO = "sensor-board-motion.jpg"


def test_the_model_is_shipped_and_small() -> None:
    path = model_path()
    assert path is not None
    assert path.stat().st_size < 8_000_000


def test_the_chip_of_a_sample_is_found() -> None:
    with Image.open(SAMPLES / "photos" / PHOTO) as image:
        pixels = np.asarray(image.convert("RGB"), dtype=np.uint8)
    entry = next(e for e in json.loads((SAMPLES / "bodies.json").read_text(encoding="utf-8")) if e["photo"] == PHOTO)
    chips = [as_quad(b["poly"]) for b in entry["bodies"] if b["kind"] in CHIP_KINDS]
    found = [body.quad for body in detect_bodies(pixels, FAST) if body.chip_probability >= 0.3]
    assert chips
    assert all(any(overlap(chip, quad) > 0.5 for quad in found) for chip in chips)
