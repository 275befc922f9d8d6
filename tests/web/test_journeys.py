"""Journeys in a real browser. This one: a volunteer with a phone sends photos, and takes a bad one again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import CHROMIUM, NOT_HERE, PHONE, chromium, served, sign_in
from tests.web.people import picture
from tests.web.stage import CASE

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason=NOT_HERE)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served")) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


WORDS = {
    "en": ("Good: this photo can be used.", "Please take this one again.", "here already", "This is no photo", "sent"),
    "ja": ("良好です", "撮り直してください", "すでに受け取っています", "写真ではありません", "送りました"),
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_volunteer_sends_photos_and_retakes_one(address: str, browser: Any, tmp_path: Path, language: str) -> None:
    good, retake, duplicate, refused, sent = WORDS[language]
    context = browser.new_context(viewport=PHONE, locale=language, has_touch=True, is_mobile=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(page, address, "volunteer")
    # Somebody with one case lands where photos are sent.
    assert page.url == f"{address}/cases/{CASE}/upload/"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    seed = 1 if language == "en" else 100
    files = {
        "board.jpg": picture(seed, width=1800, height=1400),
        "blurred.jpg": picture(seed + 1, width=1800, height=1400, blur=14),
        "phone.heic": _heic(seed + 2),
        "notes.txt": b"this is no photo",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    page.set_input_files("#photos", [tmp_path / name for name in files])
    page.wait_for_selector(f".sending p:has-text('{sent}')", timeout=60_000)
    answers = page.locator("#answers > li")
    assert answers.count() == 4
    told = {name: page.locator("#answers > li", has_text=name).inner_text() for name in files}
    assert good in told["board.jpg"]
    assert retake in told["blurred.jpg"]
    assert good in told["phone.heic"]
    assert refused in told["notes.txt"]

    (tmp_path / "again.jpg").write_bytes(picture(seed + 1, width=1800, height=1400))
    page.set_input_files("#camera", [tmp_path / "again.jpg", tmp_path / "again.jpg"][:1])
    page.wait_for_selector("#answers > li:has-text('again.jpg')", timeout=60_000)
    assert good in page.locator("#answers > li", has_text="again.jpg").inner_text()
    page.set_input_files("#photos", [tmp_path / "board.jpg"])
    page.wait_for_selector(f"#answers > li:has-text('{duplicate}')", timeout=60_000)

    # Every picture that is shown was loaded, from this server.
    page.goto(f"{address}/cases/{CASE}/my-photos/")
    page.wait_for_load_state("networkidle")
    widths = page.eval_on_selector_all(".answer img", "all => all.map(one => one.naturalWidth)")
    assert len(widths) >= 4
    assert all(widths)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not faults, faults
    context.close()


def _heic(seed: int) -> bytes:
    """A photo as an iPhone makes it."""
    import io

    import pi_heif
    from PIL import Image

    out = io.BytesIO()
    image = Image.open(io.BytesIO(picture(seed, width=1800, height=1400)))
    try:
        pi_heif.from_pillow(image).save(out)
    except (AttributeError, RuntimeError, KeyError):
        # This build reads HEIC only; a WebP takes its place.
        image.save(out, "WEBP", quality=92)
    return out.getvalue()
