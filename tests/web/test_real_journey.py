"""One case from a volunteer's phone to the opened workbook, on real photos, in both languages and on both databases.

The photos are not the project's to publish and lie beside the repository; without them nothing of this runs. Nothing is prepared:
pages, worker and database are what `teardown serve` starts, and a real worker reads what is sent and drawn.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageFilter

from tests.postgresql import NOT_HERE as NO_POSTGRESQL
from tests.postgresql import programs, server
from tests.web.browser import CHROMIUM, DESK, NOT_HERE, PHONE, chromium, served, sign_in
from tests.web.stage import CASE

PHOTOS = Path(__file__).resolve().parents[3] / "shared" / "photos" / "dev"
pytestmark = [
    pytest.mark.evidence,  # a quarter of an hour
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason=NOT_HERE),
    pytest.mark.skipif(not PHOTOS.is_dir(), reason="the real photos are not here"),
]
PATIENCE = 300_000
"""Milliseconds: for machines that have other things to do."""
AT_ONCE = 30.0
"""Seconds within which a photo is answered and a drawn region is read, even on a machine that has other things to do."""


@dataclass(frozen=True)
class Told:
    """A real photo, and what the pages say in one language."""

    photo: str
    reads: str
    """Part of the marking of its largest chip."""
    elsewhere: tuple[float, float, float, float]
    """Left, top, right and bottom of a region that nobody read as a chip, in shares of the photo."""
    good: str
    retake: str
    duplicate: str
    sent: str
    exports: str
    workbook: str
    download: str


LANGUAGES = {
    "en": Told(
        "gpon_q010gt_flash.jpg", "25Q128", (0.62, 0.1, 0.95, 0.55), "Good: this photo can be used.",
        "Please take this one again.", "here already", "All photos are sent.", "Exports", "Evidence workbook, English",
        "Download",
    ),
    "ja": Told(
        "rpi-w25q64.jpg", "BVAIG", (0.62, 0.6, 0.85, 0.9), "良好です", "撮り直してください",
        "すでに受け取っています", "すべての写真を送りました", "出力", "証拠資料（Excel・日本語）", "ダウンロード",
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("served")
    if request.param == "sqlite":
        with served(data, worker=True) as where:
            yield where
        return
    if programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with server() as url, served(data, worker=True, database=url) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_from_the_phone_to_the_workbook(address: str, browser: Any, tmp_path: Path, language: str) -> None:
    told = LANGUAGES[language]
    team = Team(browser, address, language)
    _volunteer_sends_and_retakes(team, told, tmp_path)
    part = _analyst_accepts_draws_and_corrects(team, told)
    _second_analyst_signs(team)
    _advocate_exports(team, told, part, tmp_path)
    assert not team.faults, team.faults


class Team:
    """People at their browsers, and what went wrong in any of them."""

    def __init__(self, browser: Any, address: str, language: str) -> None:
        self._browser, self.address, self._language = browser, address, language
        self.faults: list[str] = []

    def page(self, name: str, **of_context: Any) -> Any:
        """A page on which one of them is signed in."""
        page = self._browser.new_context(locale=self._language, **of_context).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        sign_in(page, self.address, name)
        return page


def _volunteer_sends_and_retakes(team: Team, told: Told, folder: Path) -> None:
    page = team.page("volunteer", viewport=PHONE, is_mobile=True, has_touch=True)
    original = (PHOTOS / told.photo).read_bytes()
    blurred = io.BytesIO()
    with Image.open(io.BytesIO(original)) as image:
        image.convert("RGB").filter(ImageFilter.GaussianBlur(image.width / 90)).save(blurred, "JPEG", quality=90)
    for name, data, answer in (
        (f"shaken-{told.photo}", blurred.getvalue(), told.retake),
        (told.photo, original, told.good),
        (f"again-{told.photo}", original, told.duplicate),
    ):
        (folder / name).write_bytes(data)
        began = time.monotonic()
        page.set_input_files("#photos", [folder / name])
        page.wait_for_selector(f"#answers > li:has-text('{answer}')")
        assert time.monotonic() - began < AT_ONCE
        page.wait_for_selector(f".sending p:has-text('{told.sent}')")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def _analyst_accepts_draws_and_corrects(team: Team, told: Told) -> str:
    """Returns the part number of the correction."""
    page = team.page("anna", viewport=DESK)
    # The worker reads the photo meanwhile; the list fills itself.
    until = time.monotonic() + PATIENCE / 1000
    row = page.locator("table.queue tr", has_text=told.reads)
    while not row.count():
        assert time.monotonic() < until, "the worker did not read the photo"
        page.goto(f"{team.address}/cases/{CASE}/review/?pile=decide&q={told.reads}")
        page.wait_for_timeout(2000)
    row.first.locator("a").click()
    _settled(page)
    assert page.locator(".chip-picture img.crop").evaluate("image => image.complete && image.naturalWidth > 0")
    assert told.reads in page.inner_text(".chip-picture")
    photo = page.get_attribute(".photo-name a", "href")
    page.keyboard.press("a")
    page.wait_for_url(re.compile(r"was=|/review/"))

    page.goto(f"{team.address}{photo}")
    _settled(page)
    box = page.locator("svg[data-large] image").bounding_box()
    left, top, right, bottom = told.elsewhere
    page.keyboard.press("b")
    page.mouse.move(box["x"] + left * box["width"], box["y"] + top * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + right * box["width"], box["y"] + bottom * box["height"], steps=5)
    page.mouse.up()
    began = time.monotonic()
    page.click("[data-draw-read]")
    page.wait_for_selector("#drawn .drawn-result")
    assert time.monotonic() - began < AT_ONCE
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/components/\d+/"))

    _settled(page)
    page.keyboard.press("c")
    page.keyboard.type("W25Q64J")
    page.wait_for_selector("#part-list [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    part: str = page.input_value("#part_number")
    assert page.input_value("#company")
    for key in ("Tab", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"was=|/review/"))
    return part


def _second_analyst_signs(team: Team) -> None:
    page = team.page("ben", viewport=DESK)
    page.goto(f"{team.address}/cases/{CASE}/review/?pile=sign")
    assert page.locator("table.queue tbody tr").count() == 2
    page.keyboard.press("r")
    page.wait_for_url(re.compile(r"/components/\d+/"))
    for _ in range(2):
        _settled(page)
        before = page.url
        page.keyboard.press("s")
        page.wait_for_url(lambda url, before=before: url != before)
    page.goto(f"{team.address}/cases/{CASE}/review/?pile=sign")
    assert page.locator("table.queue tbody tr").count() == 0


def _advocate_exports(team: Team, told: Told, part: str, folder: Path) -> None:
    page = team.page("advocate", viewport=DESK, accept_downloads=True)
    page.goto(f"{team.address}/cases/{CASE}/companies/")
    companies = page.locator(".company-table tbody th").all_inner_texts()
    assert companies
    page.click(f".case-bar >> text={told.exports}")
    page.click(f"button:has-text('{told.workbook}')")
    button = page.locator("#made tr", has_text=told.workbook).locator("a", has_text=told.download).first
    button.wait_for()
    with page.expect_download() as waiting:
        button.click()
    file = folder / "workbook.xlsx"
    waiting.value.save_as(file)
    book = load_workbook(file)
    cells = {str(cell.value) for name in book.sheetnames for row in book[name].iter_rows() for cell in row}
    assert any(part in text for text in cells)
    assert any(told.reads in text for text in cells)
    assert any(companies[0] in text for text in cells)


def _settled(page: Any) -> None:
    """Keys that decide are taken a moment after a page has come."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)
