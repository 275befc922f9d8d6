"""The doctor sees what is missing and says how to mend it."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

from teardown import checkup
from teardown.checkup import Health, check_all, mend_cv2
from teardown.cli.program import run
from teardown.errors import EngineError
from teardown.settings import Settings

DEFAULT = Settings()


def of(what: str, settings: Settings = DEFAULT) -> checkup.Finding:
    return next(f for f in check_all(settings) if f.what == what)


@pytest.fixture
def _no_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading takes seconds; most checks do not need it."""
    monkeypatch.setattr(checkup, "read_picture", lambda *_, **__: ())


def test_trial_reading_is_a_real_one() -> None:
    assert of("trial reading").health is Health.GOOD


def test_json_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == code == 0
    assert {"teardown", "python", "cv2", "parts database"} <= {f["what"] for f in told["findings"]}


@pytest.mark.usefixtures("_no_trial")
def test_two_owners_of_cv2_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    both = ["opencv-python", "opencv-python-headless", "opencv-python"]
    monkeypatch.setattr(checkup, "packages_distributions", lambda: {"cv2": both})
    finding = of("cv2")
    assert finding.health is Health.WEAK
    assert "overwrite each other" in finding.state
    assert finding.advice == mend_cv2(("opencv-python", "opencv-python-headless"))
    assert "uninstall --yes opencv-python opencv-python-headless && " in finding.advice
    assert finding.advice.endswith("install --no-deps opencv-python-headless")


@pytest.mark.usefixtures("_no_trial")
def test_cv2_that_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_cv2(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "cv2":
            raise ImportError("libGL.so.1: cannot open shared object file")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_cv2)
    (finding,) = checkup._cv2(Settings())
    assert finding.health is Health.BAD
    assert "libGL.so.1" in finding.state
    assert "opencv-python-headless" in finding.advice


@pytest.mark.usefixtures("_no_trial")
def test_missing_tesseract_is_a_note_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "available_readers", lambda: ("ppocr-v6",))
    finding = of("reader tesseract")
    assert finding.health is Health.WEAK
    assert "apt-get install tesseract-ocr" in finding.advice


def test_no_reader_at_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def nothing(*_: Any, **__: Any) -> Any:
        raise EngineError("No text reader works here.")

    monkeypatch.setattr(checkup, "available_readers", lambda: ())
    monkeypatch.setattr(checkup, "read_picture", nothing)
    assert run(["doctor"]) == 6
    assert "no text reader works here" in capsys.readouterr().out


@pytest.mark.usefixtures("_no_trial")
def test_broken_parts_database(tmp_path: Path) -> None:
    finding = of("parts database", Settings(parts_db=tmp_path))
    assert finding.health is Health.BAD
    assert finding.exit_code == 5


@pytest.mark.usefixtures("_no_trial")
def test_garbage_from_the_reader_is_bad() -> None:
    assert of("trial reading").health is Health.BAD
