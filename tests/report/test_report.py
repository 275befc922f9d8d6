"""Every number in the report's prose is a query: none is typed, and each equals a recount from the tables and the JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import string
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources
from typing import Any

import pytest

from teardown.export.cells import exact
from teardown.export.document import Document
from teardown.export.pdf import pdf_of
from teardown.export.strings import Language, Strings
from teardown.export.write import case_files
from teardown.report.figures import NAMES, figures_of
from teardown.report.render import report_html
from teardown.report.texts import TEXTS, WORDS, counted, verb
from tests.package.small import SmallCase, denial, small_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> SmallCase:
    return small_case(tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module")
def document(case: SmallCase) -> Document:
    return case.document(denial())


class Prose(HTMLParser):
    """The figures in the paragraphs of class `prose`, and the text around them."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, int, str]] = []
        self.around = ""
        self._inside = False
        self._figure: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "p":
            self._inside = told.get("class") == "prose"
        if tag == "data" and self._inside:
            self._figure = (str(told["data-figure"]), int(str(told["value"])))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._figure:
            self.figures.append((*self._figure, data))
            self._figure = None
        elif self._inside:
            self.around += data


@pytest.mark.promise(17, "the report's texts hold 0 digits in both languages; every number is filled in from a query")
def test_no_number_is_typed_into_the_texts() -> None:
    for english, japanese in TEXTS.values():
        for text in (*english, *japanese):
            assert not re.search(r"\d", text), text
    for words in WORDS.values():
        assert not any(re.search(r"\d", word) for word in words)
    template = (resources.files("teardown.report") / "report.html.jinja").read_text(encoding="utf-8")
    visible = re.sub(r"<style>.*?</style>|<[^>]*>|\{[{%#].*?[}%#]\}", "", template, flags=re.DOTALL)
    assert not re.search(r"\d", visible)


def test_every_place_in_the_texts_is_a_figure_or_a_verb() -> None:
    for english, japanese in TEXTS.values():
        for text in (*english, *japanese):
            for _, place, _, _ in string.Formatter().parse(text):
                if place:
                    assert place in NAMES or verb(place, dict.fromkeys(NAMES, 1)), place


def recounts(document: Document) -> dict[str, Callable[[], int]]:
    """The same numbers, counted anew from the files that leave."""
    files = case_files(document)
    tables: dict[str, list[dict[str, Any]]] = {
        name.removeprefix("tables/"): list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for name, data in files.items()
        if name.endswith(".csv")
    }
    result, told = json.loads(files["result.json"]), json.loads(files["case.json"])
    components, answers, letters = tables["components.csv"], tables["answers.csv"], tables["letters.csv"]
    companies, relations = tables["companies.csv"], result["timeline"]["components"]
    status = Counter(row["status"] for row in answers)
    supply = Counter(row["supply"] for row in answers)
    standing = {c["id"]: c for c in told["components"]}
    return {
        "units": lambda: len(tables["units.csv"]),
        "photos": lambda: len(tables["photos.csv"]),
        "photos_analysed": lambda: len(result["photos"]),
        "components": lambda: len(components),
        "identified": lambda: sum(bool(row["company"]) for row in components),
        "unidentified": lambda: sum(not row["company"] for row in components),
        "makers": lambda: len({c["manufacturer"] for c in result["components"] if c["manufacturer"]}),
        "confirmed": lambda: sum(bool(c["second"]) and c["level"] >= 4 for c in standing.values()),
        "acknowledged": lambda: sum(row["level"] == "5" for row in components),
        "proposed": lambda: sum(bool(row["company"]) and not standing[row["id"]]["second"] for row in components),
        "companies": lambda: len(companies),
        "table_components": lambda: sum(len(row["components"].split()) for row in companies),
        "left_out_companies": lambda: len(result["company_table"]["left_out"]),
        "left_out_components": lambda: sum(result["company_table"]["left_out"].values()),
        "decisions": lambda: len(tables["decisions.csv"]),
        "signatures": lambda: len(tables["signatures.csv"]),
        "people": lambda: len(told["people"]),
        "dated": lambda: sum(bool(exact(row["date_codes"])) for row in components),
        "events": lambda: len(result["timeline"]["events"]),
        "after_an_event": lambda: sum("after" in d["relations"].values() for d in relations),
        "written_to": lambda: len({row["manufacturer"] for row in letters if row["sent_on"]}),
        "letters_sent": lambda: sum(bool(row["sent_on"]) for row in letters),
        "letters_unsent": lambda: sum(not row["sent_on"] for row in letters),
        "answers": lambda: len(answers),
        "answered_fully": lambda: status["full response"],
        "answered_in_part": lambda: status["excerpt"],
        "declined": lambda: status["declined"],
        "receipts": lambda: status["acknowledged"],
        "silent": lambda: status["no response"],
        "through_distributors": lambda: supply["through distributors"],
        "direct": lambda: supply["direct"],
        "denied": lambda: supply["denied"],
        "no_comment": lambda: supply["no comment"],
    }


@pytest.mark.promise(17, "all 33 figures of the report equal a recount from CSV and JSON")
def test_every_figure_equals_a_recount_from_the_files(document: Document) -> None:
    counted_anew = {name: count() for name, count in recounts(document).items()}
    assert set(counted_anew) == set(NAMES)
    assert {name: getattr(figures_of(document), name) for name in NAMES} == counted_anew


@pytest.mark.promise(17, "in the finished report no digit of the prose stands outside of a named figure, en and ja")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_number_of_the_prose_is_a_named_figure(document: Document, language: Language) -> None:
    page = Prose()
    page.feed(report_html(document, Strings(language), ()))
    assert not re.search(r"\d", page.around), page.around
    figures = figures_of(document)
    assert len(page.figures) >= 12
    for name, value, text in page.figures:
        assert getattr(figures, name) == value
        assert text == counted(name, value, japanese=language == "ja")
        assert int("".join(re.findall(r"\d", text))) == value


def test_one_and_many_are_told_apart() -> None:
    assert counted("components", 1, japanese=False) == "1 component"
    assert counted("components", 1200, japanese=False) == "1,200 components"
    assert counted("components", 3, japanese=True) == "部品3点"
    assert (verb("are_confirmed", {"confirmed": 1}), verb("are_confirmed", {"confirmed": 0})) == ("is", "are")
    assert verb("confirmed", {"confirmed": 1}) is None


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_loads_nothing_and_escapes_everything(case: SmallCase, language: Language) -> None:
    from dataclasses import replace

    hostile = replace(denial(), text='<script>alert(1)</script>"><img src=x onerror=alert(1)>', company_name="<b>Alpha</b>")
    html = report_html(case.document(hostile), Strings(language), ())
    assert "<script" not in html
    assert not re.search(r"(?:src|href)=[\"'](?!data:image/jpeg;base64,)", html)
    assert "default-src 'none'" in html


@pytest.mark.promise(10, "the report as PDF: the same case gives the same bytes")
def test_the_pdf_is_the_same_each_time(document: Document) -> None:
    page = report_html(document, Strings("en"), ())
    made = pdf_of(page, "en")
    assert made.startswith(b"%PDF")
    assert made == pdf_of(page, "en")
