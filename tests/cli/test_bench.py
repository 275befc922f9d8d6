"""`teardown bench` on labelled lines: what it prints, what it writes, and where it cannot write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teardown.cli.demo import sample_folder
from teardown.cli.program import run


def test_figures_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, diagram = tmp_path / "found.json", tmp_path / "reliability.svg"
    assert run(["bench", str(sample_folder()), "--given-lines", "--predictions", str(out), "--reliability", str(diagram)]) == 0
    assert "precision" in capsys.readouterr().out
    assert len(json.loads(out.read_text(encoding="utf-8"))) == len(list((sample_folder() / "photos").iterdir()))
    assert "<svg" in diagram.read_text(encoding="utf-8")


def test_nowhere_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--predictions", "--reliability"):
        assert run(["bench", str(sample_folder()), "--given-lines", option, str(tmp_path / "no" / "file")]) == 7
        assert "cannot be written to" in capsys.readouterr().err
