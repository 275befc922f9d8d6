"""axe finds nothing serious on any page, light on a desk and dark on a phone, and none scrolls sideways at 375 pixels."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.web.browser import CHROMIUM, DESK, NOT_HERE, PHONE, PUSHED_SIDEWAYS, chromium, served, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason=NOT_HERE)]


def _tool() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "tools" / "screenshots.py"
    spec = importlib.util.spec_from_file_location("screenshots", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_NO_PAGES = {
    "alive", "javascript_words", "case_progress", "readers_agree", "drawn", "sighting_crop", "find_company", "find_part", "chart",
    "exports_made", "export_file", "letters_task", "letter_file", "ledger_checked", "checkpoint_file", "photo_answer",
    "photo_picture", "component_crop",
}  # fmt: skip
"""What is fetched by pages: parts of them, pictures, files."""


def test_every_page_has_its_picture() -> None:
    """A new page is looked at by axe, and in the pictures."""
    from django.urls import Resolver404, resolve

    from teardown.web.access import ROUTES

    shown = set()
    for _who, place in _tool().PAGES.values():
        start, _, link = place.partition(" > ")
        try:
            shown.add(resolve(start.partition("?")[0]).view_name)
        except Resolver404:
            continue
        shown |= {_BY_LINK[link]} if link in _BY_LINK else set()
    shown |= {"component_blind"}  # where `review_next` leads
    pages = {name for name, methods in ROUTES.items() if "GET" in methods} - _NO_PAGES
    assert sorted(pages - shown) == []


_BY_LINK = {
    "table a[href*='/letters/']": "letter",
    "main form.filters button": "answer_new",
    "main a[href$='/edit/']": "answer_edit",
}


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
            assert status in (200, 404, 410), f"{place}: HTTP {status}"
            for found in Axe().run(page).response["violations"]:
                if found["impact"] in ("serious", "critical"):
                    wrong += [f"{name}: {found['id']}: {node['html'][:160]}" for node in found["nodes"][:3]]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                wrong.append(f"{name}: {wide} pixels wide")
            if size is PHONE:
                wrong += [f"{name}: {part} is pushed sideways" for part in page.evaluate(PUSHED_SIDEWAYS)]
        context.close()
    assert not wrong, "\n".join(wrong)
