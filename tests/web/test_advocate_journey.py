"""A journey in a real browser: an advocate looks at the findings, exports the workbook, and opens it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.web.browser import CHROMIUM, DESK, NOT_HERE, PHONE, PUSHED_SIDEWAYS, ROOT, chromium, environment_of, served, sign_in
from tests.web.stage import CASE

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason=NOT_HERE)]
_FILL = """
from teardown.web import prepare
prepare.set_up()
from teardown.bench.web.case import fill
from teardown.casework.models import Unit, User
fill(Unit.objects.get(), [User.objects.get(username=name) for name in ("anna", "ben")], photos=1, components=20)
"""
_SEVEN_UNITS = """
from teardown.web import prepare
prepare.set_up()
from teardown.bench.web.case import fill
from teardown.casework.models import Case, User
from teardown.casework.services.cases import describe_unit
case, people = Case.objects.get(), [User.objects.get(username=name) for name in ("anna", "ben")]
names = ["DS-2CD2133G2", "DH-IPC-HFW2831TP-ZAS-27135-S2 (bullet, 8 MP)", "IPC3618SR3-ADPF28M-F ドーム型ネットワークカメラ"] * 2
for seed, model in enumerate(names, start=2):
    unit = describe_unit(case, by=people[0], maker="Zhejiang Dahua Technology Co., Ltd.", model=model, acquired_how="bought")
    fill(unit, people, photos=1, components=12, seed=seed)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with served(data) as where:
        subprocess.run([sys.executable, "-c", _FILL], cwd=ROOT, env=environment_of(data), check=True)
        yield where


@pytest.fixture(scope="module")
def seven_units(address: str, data: Path) -> None:
    subprocess.run([sys.executable, "-c", _SEVEN_UNITS], cwd=ROOT, env=environment_of(data), check=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize(("language", "exports", "workbook", "download", "sheet"), [
    ("en", "Exports", "Evidence workbook, English", "Download", "Bill of materials"),
    ("ja", "出力", "証拠資料（Excel・日本語）", "ダウンロード", "部品表"),
])  # fmt: skip
def test_an_advocate_exports_and_opens_the_workbook(
    address: str, browser: Any, tmp_path: Path, language: str, exports: str, workbook: str, download: str, sheet: str
) -> None:
    context = browser.new_context(viewport=DESK, locale=language, accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(page, address, "advocate")
    page.goto(f"{address}/cases/{CASE}/companies/")
    companies = page.locator(".company-table tbody th").all_inner_texts()
    assert companies
    assert page.locator(".chart img").evaluate("image => image.complete && image.naturalWidth > 0")

    page.click(f".case-bar >> text={exports}")
    page.click(f"button:has-text('{workbook}')")
    # The list asks by itself how far it is; nobody has to load the page again.
    button = page.locator("#made tr", has_text=workbook).locator("a", has_text=download).first
    button.wait_for(timeout=90_000)
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / "workbook.xlsx"
    waiting.value.save_as(file)
    book = load_workbook(file)
    assert sheet in book.sheetnames
    cells = {str(cell.value) for rows in (book[name].iter_rows() for name in book.sheetnames) for row in rows for cell in row}
    assert {f"C{n:03d}" for n in range(1, 21)} <= cells
    assert any(companies[0] in text for text in cells)
    assert not faults


@pytest.mark.parametrize("language", ["en", "ja"])
def test_seven_units_are_compared_on_a_phone_without_pushing_anything_sideways(
    address: str, browser: Any, seven_units: None, language: str
) -> None:
    page = browser.new_context(viewport=PHONE, locale=language).new_page()
    sign_in(page, address, "advocate")
    chosen = "&".join(f"unit=unit-{n}" for n in range(1, 8))
    for by in ("company", "part"):
        page.goto(f"{address}/cases/{CASE}/comparison/?by={by}&{chosen}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.evaluate(PUSHED_SIDEWAYS) == []
        card = page.locator("table.counts tbody tr").first
        lines = card.locator("td:not(.sum)").filter(visible=True)
        # Each line is one unit that has some; how many there are of all stands below.
        assert lines.count() == int(card.locator("td.sum").inner_text().split("/")[0])
        assert all(re.match(r"[1-9]", text) for text in lines.all_inner_texts())
