"""The documentation says what the program does: generated pages are fresh, links lead somewhere, each dependency has a reason."""

from __future__ import annotations

import doctest
import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.rendering.small_board import ROHM, BoardSpec, Camera, photograph

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page for place in ("*.md", "docs/**/*.md", "parts_db/*.md", "samples/*.md", "training/*.md") for page in ROOT.glob(place)
)


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh() -> None:
    stale = [path.name for path, text in _tool("docs").pages() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target.split("#")[0]).exists(), f"{page.name} links to {target}"


def test_each_page_is_found_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index, page.name


def test_each_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for extra in project["project"]["optional-dependencies"].values():
        needed += extra
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for requirement in needed:
        name = re.split(r"[<>=!~\[; ]", requirement)[0]
        assert f"`{name}`" in page, f"docs/dependencies.md does not say why {name} is needed"


def test_the_lock_has_one_owner_of_cv2() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"^(opencv[a-z-]*)==", lock, re.MULTILINE) == ["opencv-python-headless"]


def test_examples_in_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEARDOWN_MODE", "fast")
    photo = photograph(
        BoardSpec(12, 11, (ROHM.__class__("SOP-J8", 6, 5.5, 0, "U1", ROHM.marking),)), tmp_path / "chip.jpg", CLOSE
    )
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(page, {"photo": photo}, "python.md", "docs/python.md", 0)
    runner = doctest.DocTestRunner()
    said: list[str] = []
    runner.run(test, out=said.append)
    assert not said, "".join(said)
    assert runner.summarize(verbose=False).attempted > 10


CLOSE = Camera(6, 5.5, 14, 900, 800, roll=2, tilt=5, noise=0.006, seed=5)


def test_commands_in_the_documentation_exist() -> None:
    """Every `teardown …` line in a code block names a verb and options that there are."""
    import click

    from teardown.cli.program import VERBS, teardown

    context = click.Context(teardown)
    for page in PAGES:
        for block in re.findall(r"```\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
            for line in block.splitlines():
                words = line.split(" #")[0].split()
                if not words or not words[0].endswith("teardown") or len(words) < 2:
                    continue
                assert words[1] in VERBS, f"{page.name}: {line}"
                verb = teardown.get_command(context, words[1])
                if isinstance(verb, click.Group):
                    assert words[2] in verb.commands, f"{page.name}: {line}"
                    verb = verb.commands[words[2]]
                assert verb is not None
                known = {flag for parameter in verb.params for flag in parameter.opts}
                for word in words[2:]:
                    assert not word.startswith("--") or word in known, f"{page.name}: {line}: {word}"
