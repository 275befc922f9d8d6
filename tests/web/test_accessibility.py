"""axe finds nothing serious on any page, light on a desk and dark on a phone, and no page scrolls sideways at 375 pixels."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.web.browser import CHROMIUM, DESK, NOT_HERE, PHONE, chromium, served, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason=NOT_HERE)]


def _tool() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "tools" / "screenshots.py"
    spec = importlib.util.spec_from_file_location("screenshots", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served"), photos=1, reviewed=True) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize(("scheme", "size", "language"), [("light", DESK, "en"), ("dark", PHONE, "ja")], ids=["desk", "phone"])
def test_nothing_serious_on_any_page(address: str, browser: Any, scheme: str, size: dict[str, int], language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tool = _tool()
    pages: dict[str, tuple[str, str]] = tool.PAGES
    wrong: list[str] = []
    for who in dict.fromkeys(who for who, _ in pages.values()):
        context = browser.new_context(viewport=size, color_scheme=scheme, locale=language)
        page = context.new_page()
        if who:
            sign_in(page, address, who)
        for name, (by, place) in pages.items():
            if by != who:
                continue
            status = tool.go(page, address, place)
            assert status in (200, 404), f"{place}: HTTP {status}"
            for found in Axe().run(page).response["violations"]:
                if found["impact"] in ("serious", "critical"):
                    wrong += [f"{name}: {found['id']}: {node['html'][:160]}" for node in found["nodes"][:3]]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                wrong.append(f"{name}: {wide} pixels wide")
        context.close()
    assert not wrong, "\n".join(wrong)
