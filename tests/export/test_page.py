"""The page: self-contained, escaped, linked both ways, in two languages."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from teardown.export.cells import visible
from teardown.export.document import Document, gather
from teardown.export.page import page_html
from teardown.export.strings import Language, Strings
from tests.export.case import FRAGILE, HOSTILE, Case, make_case

VOID = {"meta", "img", "br", "input", "polygon", "link"}


class Elements(HTMLParser):
    """All elements with their attributes; complains about tags that are not closed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.found if name in attributes]


@pytest.fixture(params=["en", "ja"], scope="module")
def language(request: pytest.FixtureRequest) -> Language:
    return "ja" if request.param == "ja" else "en"


@pytest.fixture(scope="module")
def elements(document: Document, language: Language) -> Elements:
    return Elements(page_html(document, Strings(language), other="other.html"))


def test_nothing_is_loaded_and_nothing_runs(elements: Elements) -> None:
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"script", "link", "iframe", "object", "embed", "base", "form"}
    assert all(source.startswith("data:image/jpeg;base64,") for source in elements.values("src"))
    assert {link for link in elements.values("href") if not link.startswith("#")} == {"other.html"}
    assert not any(name.startswith("on") for _, attributes in elements.found for name in attributes)
    policy = next(a["content"] for _, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


def test_the_style_sheet_asks_for_nothing_from_outside(document: Document) -> None:
    style = re.findall(r"<style>(.*?)</style>", page_html(document, Strings("en")), re.DOTALL)
    assert len(style) == 1
    assert not re.search(r"url\(|@import|&(amp|lt|gt|quot);", style[0])
    for part in ("prefers-color-scheme:dark", "@media print", "max-width:560px"):
        assert part in style[0]


def test_texts_are_shown_and_never_markup(elements: Elements) -> None:
    text = "".join(elements.texts)
    for shown in (*FRAGILE, *HOSTILE):
        assert visible(shown) in text
    assert not [a for tag, a in elements.found if tag == "img" and a.get("src") == "x"]
    assert "49" not in [t.strip() for t in elements.texts], "a text is no template"


def test_every_box_leads_to_its_row_and_back(elements: Elements, document: Document) -> None:
    ids = elements.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in elements.values("href") if link.startswith("#")} <= set(ids)
    boxes = [a for tag, a in elements.found if tag == "a" and a.get("class", "").startswith("box ")]
    assert {b["href"] for b in boxes} == {f"#{c.id}" for c in document.bom.components if c.sightings}
    assert next(b for b in boxes if b["href"] == "#C001")["class"] == "box l3"


def test_the_company_table_stands_first(document: Document, language: Language) -> None:
    page = page_html(document, Strings(language))
    table = document.japanese_table if language == "ja" else document.table
    assert page.index('id="companies"') < page.index('id="bom"') < page.index('id="photos"')
    assert table.rows[0].company_name == ("アルファ株式会社" if language == "ja" else "Alpha <Report> Co., Ltd.")
    assert table.statement in "".join(Elements(page).texts)


def test_claims_are_said_in_the_words_of_the_ladder(elements: Elements, language: Language) -> None:
    text = "".join(elements.texts)
    if language == "en":
        assert "marking matches part 6E80, documented for Alpha only" in text
        assert "noted by @analyst, not read from the package" in text
    else:
        assert "刻印は型番6E80と一致し、この型番はアルファ株式会社のものとしてのみ知られている" in text
        assert "@analystが記録した「=IMX」に基づき、アルファ株式会社の1E10とする" in text


@pytest.mark.promise(13, "pictures of the page are encoded anew")
def test_pictures_are_encoded_anew(elements: Elements) -> None:
    pictures = [base64.b64decode(source.partition(",")[2]) for source in elements.values("src")]
    assert len(pictures) > 2
    for data in pictures:
        assert b"Secret" not in data
        assert not Image.open(io.BytesIO(data)).getexif()


def test_a_photo_that_is_gone_or_changed_costs_its_pictures_only(tmp_path: Path) -> None:
    case = make_case(tmp_path)
    first, second = case.photos.values()
    first.unlink()
    second.write_bytes(second.read_bytes() + b"changed")
    elements = Elements(page_html(case.document(), Strings("en")))
    assert elements.values("src") == []
    text = "".join(elements.texts)
    assert text.count("The photo is not at hand") == 2
    assert "marking matches part 6E80" in text


def test_rendered_samples_say_so_above_everything(case: Case, language: Language) -> None:
    strings = Strings(language)
    only = replace(case.bom, photos=case.bom.photos[:1], components=())
    for bom, warning in ((case.bom, strings.filled("rendered_some", some="1", all="2")), (only, strings["rendered_all"])):
        page = page_html(gather(bom, case.facts, photos={}, table=case.table), strings)
        assert page.index(warning) < page.index('id="companies"')


def test_a_unit_without_anything_is_a_page_too(case: Case, language: Language) -> None:
    bom = replace(case.bom, components=(), photos=(), unit="")
    page = page_html(gather(bom, case.facts, photos={}, table=replace(case.table, rows=())), Strings(language))
    assert Strings(language)["empty_table"] in page
    assert Strings(language)["unnamed"] in page
