"""The table of promises is what the tests say, and no promise is left out."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("promises", ROOT / "tools" / "promises.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules["promises"] = module
    spec.loader.exec_module(module)
    return module


def test_the_table_is_fresh(tool: ModuleType) -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run: make docs"


def test_every_promise_has_a_line(tool: ModuleType) -> None:
    assert sorted(tool.PROMISES) == list(range(1, 19))
    printed = tool.printed()
    assert all(words in printed for words in tool.PROMISES.values())


def test_what_is_marked_is_found_with_its_figure_and_how_long_it_runs(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text(
        "import pytest\n"
        '@pytest.mark.evidence\n@pytest.mark.promise(3, "9 of 9")\ndef test_long() -> None: ...\n'
        '@pytest.mark.promise(1, "1 of 1")\n@pytest.mark.parametrize("x", [1])\ndef test_fast(x) -> None: ...\n'
        "def test_other() -> None: ...\n"
    )
    run = {"tests/test_x.py::test_fast": {"passed": True, "seconds": 0.2, "cases": 1, "figures": ["1 of 1 seen"]}}
    assert "tests/test_x.py::test_fast: passed in 0.2 s: 1 of 1 seen" in tool.printed(run)
    assert "tests/test_x.py::test_long (make evidence): not run" in tool.printed(run)
    found = [(s.promise, s.figure, s.test, s.long) for s in tool.all_shown()]
    assert found == [(1, "1 of 1", "tests/test_x.py::test_fast", False), (3, "9 of 9", "tests/test_x.py::test_long", True)]
