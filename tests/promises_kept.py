"""What came of the tests that show a promise (`--promises FILE`): passed or not, in how many seconds, and the figure that each
counted. `tools/promises.py --print` puts it beside the promises."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

OPTION = "--promises"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, metavar="FILE", help="keep what came of the tests that show promises in this file")


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Called with the figure that a test has counted: it is printed beside the promise that the test shows."""
    return lambda text: record_property("figure", text)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report: Any = yield
    if report.when == "call" and any(item.iter_markers("promise")):
        # Sent along by workers of pytest-xdist, too.
        report.user_properties.append(("promise", True))
    return report


class Kept:
    """Collects the reports of one run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if not told.get("promise"):
            return
        # The cases of one parametrised test are one test here: the worst outcome, all seconds, each figure.
        test = report.nodeid.partition("[")[0]
        found = self._found.setdefault(test, {"passed": True, "seconds": 0.0, "cases": 0, "figures": []})
        found["passed"] = found["passed"] and report.passed
        found["seconds"] = round(found["seconds"] + report.duration, 1)
        found["cases"] += 1
        found["figures"] += [told["figure"]] if "figure" in told else []

    def pytest_sessionfinish(self) -> None:
        before = json.loads(self._path.read_text("utf-8")) if self._path.is_file() else {}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(before | self._found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def pytest_configure(config: pytest.Config) -> None:
    named = config.getoption(OPTION)
    if named and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Kept(Path(named)), "promises-kept")
