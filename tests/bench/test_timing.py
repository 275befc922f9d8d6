"""Timing beside RapidOCR: what is run, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown.bench import timing
from teardown.bench.timing import PhotoCost, Timing, time_photos
from teardown.errors import EngineError


def test_our_own_analysis_runs_in_the_mode_that_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_a_hurry = "import os, sys\ndef work(photo):\n    if os.environ['TEARDOWN_MODE'] != 'fast': sys.exit('slow')\n"
    monkeypatch.setattr(timing, "_PROGRAMS", {"teardown": in_a_hurry, "rapidocr": "def work(photo): pass\n"})
    costs = time_photos([(tmp_path / "a.png", 2.0)], mode="fast").costs
    assert [(cost.photo, cost.program) for cost in costs] == [("a.png", "teardown"), ("a.png", "rapidocr")]
    with pytest.raises(EngineError, match="slow"):
        time_photos([(tmp_path / "a.png", 2.0)])


def test_what_is_done_once_for_a_batch_is_no_photo_s_cost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # A clock that tells 5 s for the first picture, which is the drawn chip, and 2 s for the photo.
    program = (
        "import os\nfrom PIL import Image\nseen = []\n"
        "os.times = lambda: (5.0 * min(1, len(seen)) + 2.0 * max(0, len(seen) - 1), 0, 0, 0, 0)\n"
        "def work(picture):\n"
        "    assert seen or Image.open(picture).width > 100\n"
        "    seen.append(picture)\n"
    )
    monkeypatch.setattr(timing, "_PROGRAMS", {"teardown": program})
    (cost,) = time_photos([(tmp_path / "a.png", 2.0)]).costs
    assert cost.cpu_seconds == 2.0
    assert cost.peak_megabytes > 5


def test_the_ratio_is_told_photo_by_photo() -> None:
    costs = Timing(
        (
            PhotoCost("a.png", 2.0, "teardown", 6.0, 700.0),
            PhotoCost("a.png", 2.0, "rapidocr", 1.0, 500.0),
            PhotoCost("b.png", 4.0, "teardown", 6.0, 800.0),
            PhotoCost("b.png", 4.0, "rapidocr", 2.0, 900.0),
        )
    )
    assert costs.ratios() == (6.0, 3.0)
    ours, theirs, ratio = costs.lines()
    assert "2.00 overall" in ours
    assert "800 MB (4.0 MP)" in ours
    assert "0.50 overall" in theirs
    assert "median 4.50 (3.00 to 6.00)" in ratio
