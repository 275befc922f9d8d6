"""Journeys in a real browser: an analyst reviews by keyboard alone, draws a box and corrects; a second analyst signs.

The keys pressed for each chip are counted, and held against what docs/quickstart-analyst.md says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teardown.casework.models import Component, Decision, Drawn, User
from teardown.casework.roles import Role
from teardown.casework.services import rebuild_unit
from teardown.serial import to_plain
from teardown.web.reviewing.boxes import upright
from tests.web.board import UNSEEN, Examined, examined_board, seen_of
from tests.web.browser import CHROMIUM, DESK, NOT_HERE, PHONE, chromium, sign_in
from tests.web.people import person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason=NOT_HERE),
    pytest.mark.django_db(transaction=True),
]
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "quickstart-analyst.md"
PATIENCE = 40_000
"""Milliseconds: for machines that have other things to do."""


class Hands:
    """A person at the keyboard, whose keys are counted."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.keys = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def counted(self) -> int:
        """Keys since the last time this was asked."""
        keys, self.keys = self.keys, 0
        return keys


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch, chromium() as found:
        # The browser's driver runs a loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield found


@pytest.fixture
def anna(browser: Any, transactional_db: None) -> User:
    return person("anna", Role.ANALYST)


@pytest.fixture
def examined(anna: User) -> Examined:
    return examined_board(anna)


def opened(
    browser: Any, live_server: Any, name: str, *, language: str = "en", viewport: dict[str, int] = DESK
) -> tuple[Any, list[str]]:
    """A page on which somebody is signed in, and what went wrong on it."""
    page = browser.new_context(viewport=viewport, locale=language).new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(page, live_server.url, name)
    return page, faults


def settled(page: Any) -> None:
    """The page takes keys that decide: not before a moment has passed, because they may be meant for the page before."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)


def promised() -> dict[str, int]:
    """Keys per chip as the guide says, by the words in the first column of its table."""
    rows = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: int(keys) for name, keys, _clicks in rows}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_review_by_keyboard_alone(browser: Any, live_server: Any, examined: Examined, language: str) -> None:
    page, faults = opened(browser, live_server, "anna", language=language)
    said = promised()
    page.goto(f"{live_server.url}/cases/{examined.case.handle}/review/")
    hands = Hands(page)
    hands.press("r")
    page.wait_for_url(re.compile(r"/components/\d+/"))
    hands.counted()

    # THC63LVD827: accept.
    settled(page)
    first = examined.component("U3")
    assert page.url.split("?")[0].endswith(f"/components/{first.pk}/")
    hands.press("a")
    page.wait_for_url(re.compile(rf"was={first.pk}"))
    assert hands.counted() == said["accept the proposal"]

    # W25Q128JVSQ: a correction, by type-ahead.
    settled(page)
    second = examined.component("U2")
    assert f"/components/{second.pk}/" in page.url
    hands.press("c")
    hands.type("W25Q64J")
    page.wait_for_selector("#part-list [role=option]")
    hands.press("ArrowDown")
    assert page.get_attribute("#part_number", "aria-activedescendant") == "part-1"
    hands.press("Enter")
    assert page.input_value("#company")
    assert page.get_attribute("#part_number", "aria-expanded") == "false"
    hands.press("Tab", "Tab", "Space", "Enter")
    page.wait_for_url(re.compile(rf"was={second.pk}"))
    assert hands.counted() == said["correct it, seven characters typed"]

    # BR24G64: nothing of a field is taken for a command; Escape leaves it; then not a chip.
    settled(page)
    third = examined.component("U1")
    hands.press("c")
    hands.type("xan")
    assert page.input_value("#part_number") == "xan"
    hands.press("Escape", "Escape", "Escape")
    assert page.locator("details[data-panel][open]").count() == 0
    hands.counted()
    hands.press("x", "3", "Enter")
    page.wait_for_url(re.compile(rf"was={third.pk}"))
    assert hands.counted() == said["not a chip"]

    # QX9920: not identified.
    settled(page)
    fourth = examined.component("U5")
    hands.press("u", "4", "Enter")
    page.wait_for_url(re.compile(rf"was={fourth.pk}"))
    assert hands.counted() == said["not identified, with a reason"]

    # 74HC00D: the machine names nobody, and is agreed with; it was the last one.
    settled(page)
    hands.press("a")
    page.wait_for_url(re.compile(r"/review/"))
    assert hands.counted() == said["agree that nobody is named"]

    decided = {d.component_id: d for d in Decision.objects.all()}
    assert (decided[first.pk].verdict, decided[first.pk].manufacturer) == ("accept", "thine")
    assert (decided[second.pk].verdict, decided[second.pk].manufacturer) == ("correct", "winbond")
    assert decided[second.pk].part_number.startswith("W25Q64")
    assert decided[third.pk].verdict == "not a chip"
    assert decided[fourth.pk].reason == "not in the database"
    assert len(decided) == 5
    assert all(d.why for d in decided.values())
    assert not faults, faults


def test_a_box_is_drawn_and_read(browser: Any, live_server: Any, examined: Examined) -> None:
    page, faults = opened(browser, live_server, "anna")
    component = examined.component("U5")
    page.goto(f"{live_server.url}/components/{component.pk}/")
    settled(page)
    photo, body = examined.photos[0], examined.body(UNSEEN)
    page.keyboard.press("f")
    corners = [_on_screen(page, point) for point in upright(photo, body.quad)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    page.click("[data-draw]")
    page.mouse.move(min(xs), min(ys))
    page.mouse.down()
    page.mouse.move(max(xs), max(ys), steps=4)
    page.mouse.up()
    page.click("[data-draw-read]")
    page.wait_for_selector("#drawn [hx-get]")
    drawn = Drawn.objects.get()

    # A worker reads it.
    seen = seen_of(photo.sha256, body)
    Drawn.objects.filter(pk=drawn.pk).update(sighting=to_plain(seen))
    rebuild_unit(examined.unit)
    page.wait_for_selector("#drawn .drawn-result")
    found = examined.component(UNSEEN)
    assert found.pk != component.pk
    page.keyboard.press("o")
    page.wait_for_url(re.compile(rf"/components/{found.pk}/$"))
    assert "TCKE805" in page.inner_text(".chip-picture")

    # By keyboard: the box is there without a mouse, arrow keys move and resize it, Enter sends it.
    settled(page)
    page.keyboard.press("b")
    before = float(page.get_attribute("[data-drawing]", "x"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert float(page.get_attribute("[data-drawing]", "x")) > before
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawn [hx-get]")
    assert Drawn.objects.count() == 2
    assert not faults, faults


def test_a_second_analyst_signs_and_reads_blind(browser: Any, live_server: Any, examined: Examined, anna: User) -> None:
    from teardown.case.records import Verdict
    from teardown.casework.services import decide

    person("ben", Role.ANALYST, case=examined.case)
    chips = [examined.component(name) for name in ("U3", "U2")]
    for chip in chips:
        decide(chip, by=anna, verdict=Verdict.ACCEPT)
    page, faults = opened(browser, live_server, "ben")
    page.goto(f"{live_server.url}/cases/{examined.case.handle}/review/?pile=sign")
    hands = Hands(page)
    hands.press("r")
    page.wait_for_url(re.compile(r"/components/\d+/"))
    settled(page)
    hands.counted()
    hands.press("s")
    page.wait_for_url(re.compile(r"was="))
    assert hands.counted() == promised()["sign the decision of somebody else"]
    signed = Component.objects.get(review="signed")

    page.goto(f"{live_server.url}/cases/{examined.case.handle}/review/?pile=blind")
    # The next one was shown with all that is said about it when the first was signed: it cannot be read blind any more.
    assert page.locator(".blind-list li").count() == 0
    page.goto(f"{live_server.url}/components/{signed.pk}/")
    assert anna.pseudonym in page.inner_text("main")
    assert not faults, faults


def test_the_review_fits_a_phone_and_works_by_touch(browser: Any, live_server: Any, examined: Examined) -> None:
    page, faults = opened(browser, live_server, "anna", language="ja", viewport=PHONE)
    component = examined.component("U2")
    for address in (
        f"/cases/{examined.case.handle}/review/",
        f"/components/{component.pk}/",
        f"/photos/{examined.photos[0].pk}/chips/",
    ):
        page.goto(f"{live_server.url}{address}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
    page.goto(f"{live_server.url}/components/{component.pk}/")
    page.click("summary[data-key=u]")
    page.click("label[for=unidentified-unreadable]")
    page.click("details[open] form button")
    page.wait_for_url(re.compile(r"was="))
    assert Decision.objects.get().reason == "unreadable"
    assert not faults, faults


def _on_screen(page: Any, point: tuple[float, float]) -> tuple[float, float]:
    """Where a point of the photo is in the window."""
    x, y = page.evaluate(
        """([x, y]) => { const at = new DOMPoint(x, y).matrixTransform(document.querySelector('svg[data-large]').getScreenCTM());
        return [at.x, at.y]; }""",
        list(point),
    )
    return float(x), float(y)
