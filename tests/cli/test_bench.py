"""Measuring with detectors trained by cross-validation starts only when no photo would be judged by a model that saw it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teardown.cli.program import run


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    folder = tmp_path / "labelled"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "a.jpg").write_bytes(b"not looked at")
    entry = {"photo": "a.jpg", "repo": "someone/something", "complete": True, "components": []}
    (folder / "labels.json").write_text(json.dumps([entry]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("folds", "said"),
    [
        (None, "no readable folds.json"),
        ({"someone/something": 0}, "lacks fold0.onnx"),
        ({}, "does not say which model is unseen by someone/something"),
    ],
)
def test_incomplete_detectors(
    folds: dict[str, int] | None, said: str, labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    detectors = tmp_path / "detectors"
    detectors.mkdir()
    if folds is not None:
        (detectors / "folds.json").write_text(json.dumps(folds), encoding="utf-8")
    assert run(["bench", str(labelled), "--detectors", str(detectors)]) != 0
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
