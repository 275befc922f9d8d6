"""Pictures of every page of the web application, in English and in Japanese, on a desk and on a phone.

    python tools/screenshots.py [FOLDER] [--photos N] [--only NAME]

starts the application with a sample case (the first N sample photos are analysed in fast mode, most chips are decided and signed,
a company has been written to and has answered), and writes a picture of every page, in both languages and two sizes, into FOLDER,
`out/screenshots` when none is named. It needs Debian's Chromium.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.web.browser import CHROMIUM, DESK, NOT_HERE, PHONE, chromium, served, sign_in  # noqa: E402
from tests.web.stage import ACCOUNT_LINK, CASE, PASSWORD_LINK  # noqa: E402

_UNIT = f"/cases/{CASE}/units/unit-1/"
PAGES: dict[str, tuple[str, str]] = {
    "login": ("", "/login/"),
    "invitation": ("", f"/invitation/{ACCOUNT_LINK}/"),
    "invitation-password": ("", f"/invitation/{PASSWORD_LINK}/"),
    "invitation-used": ("", "/invitation/used-already/"),
    "photo-guide": ("volunteer", "/photo-guide/"),
    "upload": ("volunteer", f"/cases/{CASE}/upload/"),
    "my-photos": ("volunteer", f"/cases/{CASE}/my-photos/"),
    "second-factor": ("clara", "/second-factor/"),
    "account": ("anna", "/account/"),
    "password": ("anna", "/account/password/"),
    "second-factor-setup": ("anna", "/account/second-factor/"),
    "home": ("anna", "/"),
    "case": ("anna", f"/cases/{CASE}/"),
    "case-edit": ("anna", f"/cases/{CASE}/edit/"),
    "unit": ("anna", _UNIT),
    "unit-new": ("anna", f"/cases/{CASE}/units/new/"),
    "unit-edit": ("anna", _UNIT + "edit/"),
    "photo": ("anna", "/photos/1/"),
    "original": ("anna", "/photos/1/original/"),
    "review": ("anna", f"/cases/{CASE}/review/"),
    "chip": ("anna", "/components/1/"),
    "components": ("advocate", f"/cases/{CASE}/components/"),
    "companies": ("advocate", f"/cases/{CASE}/companies/"),
    "dates": ("advocate", f"/cases/{CASE}/dates/"),
    "comparison": ("advocate", f"/cases/{CASE}/comparison/"),
    "charts": ("advocate", f"/cases/{CASE}/charts/"),
    "exports": ("advocate", f"/cases/{CASE}/exports/"),
    "letters": ("advocate", f"/cases/{CASE}/letters/"),
    "answers": ("advocate", f"/cases/{CASE}/answers/"),
    "people": ("administrator", "/people/"),
    "photo-chips": ("anna", "/photos/1/chips/"),
    "blind": ("ben", f"/cases/{CASE}/review/next/?pile=blind"),
    "evidence": ("anna", _UNIT + "evidence/"),
    "event-new": ("anna", f"/cases/{CASE}/events/new/"),
    "comparison-by-part": ("advocate", f"/cases/{CASE}/comparison/?by=part"),
    "letter": ("advocate", f"/cases/{CASE}/letters/ > table a[href*='/letters/']"),
    "answer-new": ("advocate", f"/cases/{CASE}/answers/ > main form.filters button"),
    "answer-edit": ("advocate", f"/cases/{CASE}/answers/ > main a[href$='/edit/']"),
    "ledger": ("advocate", f"/cases/{CASE}/ledger/"),
    "checkpoint": ("advocate", f"/cases/{CASE}/ledger/checkpoint/"),
    "settings": ("advocate", f"/cases/{CASE}/settings/"),
    "questions": ("advocate", f"/cases/{CASE}/settings/questions/ja/"),
    "case-new": ("anna", "/cases/new/"),
    "person": ("administrator", "/people/1/"),
    "person-link": ("administrator", "/people/1/ > form[action$='/link/'] button"),
    "members": ("administrator", f"/cases/{CASE}/members/"),
    "not-found": ("anna", "/nothing/"),
}
"""Name of the picture: who looks, and where; after ` > ` the link that is followed from there."""


def go(page: Any, address: str, place: str) -> int:
    """To one of `PAGES`, until everything on it is there; returns its HTTP status."""
    start, _, link = place.partition(" > ")
    answer = page.goto(address + start, wait_until="networkidle")
    if link:
        with page.expect_navigation(wait_until="networkidle") as gone:
            page.locator(link).first.click()
        answer = gone.value
    return int(answer.status)


_EVERY_PICTURE = """async () => {
  for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
}"""


def take(browser: Any, address: str, out: Path, only: str) -> None:
    """All pages whose name has `only` in it, in both languages and sizes."""
    wanted = {name: page for name, page in PAGES.items() if not only or re.search(only, name)}
    for language in ("en", "ja"):
        for size_name, size in (("desk", DESK), ("phone", PHONE)):
            for who in dict.fromkeys(who for who, _ in wanted.values()):
                phone = size is PHONE
                context = browser.new_context(
                    viewport=size, locale=language, is_mobile=phone, has_touch=phone, device_scale_factor=1
                )
                page = context.new_page()
                if who:
                    sign_in(page, address, who)
                for name, (by, place) in wanted.items():
                    if by == who:
                        go(page, address, place)
                        # Those further down would be fetched by somebody who scrolls.
                        page.evaluate(_EVERY_PICTURE)
                        page.screenshot(path=out / f"{name}.{size_name}.{language}.png", full_page=True)
                context.close()


def main() -> None:
    """Start the application, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "out" / "screenshots")
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    if not CHROMIUM:
        raise SystemExit(NOT_HERE)
    given.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data), photos=given.photos, reviewed=True) as address,
        chromium() as browser,
    ):
        take(browser, address, given.folder, given.only)
    print(f"{len(list(given.folder.glob('*.png')))} pictures in {given.folder}")


if __name__ == "__main__":
    main()
