"""Environment over file over defaults; a mistake is told by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown.errors import UsageError
from teardown.settings import NAMES, Settings, load_settings, meaning, variable


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))


def test_defaults_without_file_and_variables() -> None:
    assert load_settings({}) == Settings()


def test_file_then_environment(tmp_path: Path) -> None:
    (tmp_path / "teardown.toml").write_text('jobs = 3\nmode = "fast"\nreaders = ["tesseract"]\ntimeout = 5\n', encoding="utf-8")
    settings = load_settings({"TEARDOWN_JOBS": "2", "TEARDOWN_PARTS_DB": "facts"})
    assert settings == Settings(mode="fast", readers=("tesseract",), timeout=5.0, jobs=2, parts_db=Path("facts"))


def test_named_file(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("jobs = 7\n", encoding="utf-8")
    assert load_settings({"TEARDOWN_SETTINGS": str(other)}).jobs == 7


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"TEARDOWN_JOBS": "many"}, "TEARDOWN_JOBS is “many”, but must be a whole number from 0 to 1024"),
        ({"TEARDOWN_TIMEOUT": "nan"}, "TEARDOWN_TIMEOUT"),
        ({"TEARDOWN_MODE": "slow"}, "must be thorough or fast"),
        ({"TEARDOWN_READERS": "abbyy"}, "one or more of ppocr-v6, ppocr-markings, tesseract"),
        ({"TEARDOWN_JOB": "1"}, "TEARDOWN_JOB: there is no setting of this name. Did you mean jobs?"),
        ({"TEARDOWN_SETTINGS": "missing.toml"}, "There is no settings file missing.toml"),
    ],
)
def test_mistakes_are_told_by_name(environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", "[?]")):
        load_settings(environment)


@pytest.mark.parametrize("content", [b"jobs = ", b"\xff\xfe", b"[jobs]\n"])
def test_broken_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "teardown.toml").write_bytes(content)
    with pytest.raises(UsageError, match="teardown.toml"):
        load_settings({})


def test_every_setting_is_described() -> None:
    for name in NAMES:
        assert meaning(name).endswith(".")
        assert variable(name) == f"TEARDOWN_{name.upper()}"
