"""Nothing that anybody typed or a photo shows is ever run or changed by a spreadsheet, whichever field it stands in."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from teardown.correspondence import response_table
from teardown.correspondence.response_files import responses_csv
from teardown.export.cells import exact, visible
from teardown.export.document import Document
from teardown.export.strings import Language, Strings
from teardown.export.tables_case import TABLES
from teardown.export.write import case_files
from tests.export.case import FewFacts
from tests.export.full_case import FORMULAS, FRAGILE, full_document

TEXTS = (*FORMULAS, *FRAGILE)
_ACTING = re.compile(r"^[=+\-@\t\r＝＋－＠|%']")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return full_document(TEXTS, tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module")
def responses(full: Document) -> bytes:
    assert full.case is not None
    known = FewFacts()
    return responses_csv(response_table(full.case.record, known)).encode()  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def files(full: Document) -> dict[str, bytes]:
    return case_files(full)


@pytest.fixture(scope="module")
def books(files: dict[str, bytes]) -> dict[Language, Workbook]:
    names: dict[Language, str] = {"en": "evidence.xlsx", "ja": "evidence.ja.xlsx"}
    return {language: load_workbook(io.BytesIO(files[name])) for language, name in names.items()}


def in_a_cell(text: str) -> set[str]:
    """How a text stands in a workbook: a line break inside a longer text stays one, elsewhere it is shown."""
    return {shown.replace("_x005F_", "_") for shown in (visible(text), "\n".join(visible(t) for t in text.split("\n")))}


def test_there_are_forty_formulas_and_a_hundred_fragile_markings() -> None:
    assert (len(FORMULAS), len(FRAGILE), len(set(TEXTS))) == (40, 100, 140)


def cells_of(book: Workbook) -> Iterator[tuple[str, str, Any]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet.title, cell.coordinate, cell


@pytest.mark.promise(11, "40 formula payloads in every field of a case workbook: 0 formulas")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_cell_of_the_workbook_is_a_formula(
    files: dict[str, bytes], books: dict[Language, Workbook], language: Language
) -> None:
    for sheet, place, cell in cells_of(books[language]):
        assert cell.data_type in ("s", "n"), (sheet, place, cell.value)
        if cell.data_type == "s":
            assert (cell.number_format, cell.quotePrefix) == ("@", True), (sheet, place)
    with zipfile.ZipFile(io.BytesIO(files["evidence.xlsx" if language == "en" else "evidence.ja.xlsx"])) as archive:
        for member in archive.namelist():
            assert not re.search(rb"<f[ >/]|<definedName[^>]*>=|ddeLink|externalLink", archive.read(member)), member


@pytest.mark.promise(11, "100 fragile markings in every field of a case workbook: 100 exact")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_text_stands_exactly_in_every_sheet_that_shows_it(books: dict[Language, Workbook], language: Language) -> None:
    strings, book = Strings(language), books[language]
    for key, heading in (
        ("bom", "designator"),
        ("bom", "reader_1_marking"),
        ("decisions", "why"),
        ("decisions", "read_as"),
        ("decisions", "decided_by"),
        ("letters", "response"),
        ("letters", "parts_confirmed"),
        ("letters", "source"),
        ("people", "pseudonym"),
    ):
        sheet = book[strings[key]]
        column = next(c.column for row in sheet.iter_rows() for c in row if c.value == strings[heading])
        found = {str(sheet.cell(row, column).value).replace("_x005F_", "_") for row in range(1, sheet.max_row + 1)}
        assert [t for t in TEXTS if not in_a_cell(t) & found] == [], (key, heading)


@pytest.mark.promise(11, "40 payloads and 100 fragile markings in every field of all CSV: none acts, all come back exactly")
def test_no_field_of_any_table_acts_and_all_come_back(files: dict[str, bytes]) -> None:
    tables = {name: data.decode("utf-8-sig") for name, data in files.items() if name.endswith(".csv")}
    assert len(tables) == 10
    for name, text in tables.items():
        for row in csv.reader(io.StringIO(text, newline="")):
            for field in row:
                assert not _ACTING.match(field) or re.fullmatch(r"-?\d+(\.\d+)?", field), (name, field)
    for name, column in (
        ("components.csv", "designator"),
        ("units.csv", "maker"),
        ("units.csv", "link_statement"),
        ("photos.csv", "received_from"),
        ("decisions.csv", "why"),
        ("decisions.csv", "marking_as_read"),
        ("evidence.csv", "text"),
        ("letters.csv", "addressee"),
        ("answers.csv", "text"),
        ("answers.csv", "marker"),
    ):
        rows = csv.DictReader(io.StringIO(tables[f"tables/{name}"], newline=""))
        found = {exact(row[column]) for row in rows}
        # What cannot be seen is shown by its code point; a line break stays one.
        wanted = {"\n".join(visible(part) for part in t.split("\n")) for t in TEXTS} | {visible(t) for t in TEXTS}
        missing = [t for t in TEXTS if not {visible(t), "\n".join(visible(p) for p in t.split("\n"))} & found]
        assert not missing, (name, column, missing)
        assert found - wanted - {""} == set() or name == "photos.csv"


@pytest.mark.promise(11, "40 payloads and 100 fragile markings in JSON: letter by letter")
def test_json_holds_every_text_letter_by_letter(files: dict[str, bytes]) -> None:
    record = json.loads(files["case.json"])["record"]
    assert [d["why"] for d in record["decisions"]] == list(TEXTS)
    assert [a["text"] for a in record["answers"]] == list(TEXTS)
    assert [u["maker"] for u in record["units"]] == list(TEXTS)
    assert [letter["addressee"] for letter in record["letters"]] == list(TEXTS)
    assert [e[1]["text"] for e in record["evidence"]] == list(TEXTS)
    assert record["case"]["organisations"] == list(TEXTS)
    assert [c["designator"] for c in json.loads(files["result.json"])["components"]] == list(TEXTS)


def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not installed (Debian: apt-get install libreoffice-calc --no-install-recommends)")
    return found


def through_libreoffice(files: Mapping[str, bytes], folder: Path, *options: str) -> dict[str, Workbook]:
    """Open files in LibreOffice without a window, let it save what it made of them, and read that; by the files' names."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # All in one start, which takes longer than the files do.
    command = [soffice(), profile, "--headless", *options, "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, *(str(folder / name) for name in files)], check=True, capture_output=True, timeout=900)
    return {name: load_workbook(out / f"{Path(name).stem}.xlsx") for name in files}


@pytest.mark.evidence
@pytest.mark.promise(11, "the case workbook, English and Japanese, through headless LibreOffice: 0 formulas, 100 of 100 exact")
def test_the_workbooks_come_back_from_libreoffice(files: dict[str, bytes], tmp_path: Path) -> None:
    """Every cell of every sheet: companies, components, units, photos, people, decisions, letters, answers, questions."""
    given = {name: files[name] for name in ("evidence.xlsx", "evidence.ja.xlsx")}
    for name, back in through_libreoffice(given, tmp_path).items():
        before = {(s, p): c.value for s, p, c in cells_of(load_workbook(io.BytesIO(files[name])))}
        found: dict[tuple[str, str], Any] = {}
        for sheet, place, cell in cells_of(back):
            assert cell.data_type != "f", (name, sheet, place, cell.value)
            found[sheet, place] = cell.value
        for place, value in before.items():
            if isinstance(value, str):
                # LibreOffice does not write what openpyxl escapes with _x005F_ that way; both stand for the same text.
                told = str(found.get(place, "")).replace("_x005F_", "_")
                assert told == value.replace("_x005F_", "_"), (name, place)


_TABLES = (*TABLES, "components.csv", "companies.csv", "responses.csv")


@pytest.fixture(scope="module")
def tables_back(files: dict[str, bytes], responses: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    given = {name: responses if name == "responses.csv" else files[f"tables/{name}"] for name in _TABLES}
    # Comma, double quote, UTF-8, and what cells look like is recognised, which is where a table is in danger.
    return through_libreoffice(given, tmp_path_factory.mktemp("tables"), "--infilter=CSV:44,34,76,1,,0,false,true")


@pytest.mark.evidence
@pytest.mark.promise(11, "10 tables of a case, table of responses, through headless LibreOffice: 0 formulas, 100 of 100 exact")
@pytest.mark.parametrize("name", _TABLES)
def test_tables_come_back_from_libreoffice(
    files: dict[str, bytes], responses: bytes, tables_back: dict[str, Workbook], name: str
) -> None:
    data = responses if name == "responses.csv" else files[f"tables/{name}"]
    back = tables_back[name]
    for sheet, place, cell in cells_of(back):
        assert cell.data_type != "f", (sheet, place, cell.value)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = back.worksheets[0]
    for n, row in enumerate(rows, start=1):
        for m, field in enumerate(row, start=1):
            if field.startswith("“"):
                told = str(sheet.cell(n, m).value).replace("_x005F_", "_")
                assert exact(told) == exact(field), (name, n, m)
    if name not in ("companies.csv", "releases.csv", "signatures.csv"):
        # The others hold every text as a field of its own. What cannot be seen is shown by its code point.
        found = {exact(field) for row in rows for field in row}
        assert [t for t in TEXTS if not {visible(t), "\n".join(visible(p) for p in t.split("\n"))} & found] == []
