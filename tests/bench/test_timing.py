"""Timing beside RapidOCR: what is run, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown.bench import timing
from teardown.bench.timing import PhotoCost, Timing, time_photos
from teardown.errors import EngineError


def test_our_own_analysis_runs_in_the_mode_that_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_a_hurry = "import os, sys\nsys.exit(0 if os.environ['TEARDOWN_MODE'] == 'fast' else 'slow')\n"
    monkeypatch.setattr(timing, "_PROGRAMS", {"teardown": in_a_hurry, "rapidocr": "pass"})
    costs = time_photos([(tmp_path / "a.png", 2.0)], mode="fast").costs
    assert [(cost.photo, cost.program) for cost in costs] == [("a.png", "teardown"), ("a.png", "rapidocr")]
    with pytest.raises(EngineError, match="slow"):
        time_photos([(tmp_path / "a.png", 2.0)])


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
