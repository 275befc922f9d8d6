"""The workbook: text stays text, pictures stand in their rows, sheets can be printed and scrolled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from teardown.export.cells import visible
from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.strings import Language, Strings
from teardown.export.workbook import workbook_bytes
from teardown.export.workbook.sheet import lines_needed
from teardown.model import ClaimLevel
from tests.export.case import FRAGILE, HOSTILE
from tests.export.full_case import full_document


@pytest.fixture(params=["en", "ja"], scope="module")
def language(request: pytest.FixtureRequest) -> Language:
    return "ja" if request.param == "ja" else "en"


@pytest.fixture(scope="module")
def book(document: Document, language: Language) -> Workbook:
    return load_workbook(io.BytesIO(workbook_bytes(document, Strings(language))))


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (c for c in row if isinstance(c, Cell) and c.value is not None)


def bill(book: Workbook, language: Language) -> Worksheet:
    return book[Strings(language)["bom"]]


def column(sheet: Worksheet, heading: str) -> tuple[int, int]:
    """Row of the headings, and the column under one."""
    return next((c.row, c.column) for row in sheet.iter_rows() for c in row if c.value == heading)


def test_sheets_have_the_names_of_their_language(book: Workbook, language: Language) -> None:
    strings = Strings(language)
    assert book.sheetnames == [strings[k] for k in ("companies", "bom", "candidates", "photos", "timeline_short", "method")]


def test_there_is_no_formula_and_every_text_is_text(book: Workbook) -> None:
    for cell in cells(book):
        assert cell.data_type in ("s", "n"), (cell.coordinate, cell.value)
        if cell.data_type == "s":
            assert cell.number_format == "@", cell.coordinate
            assert cell.quotePrefix, cell.coordinate


@pytest.mark.promise(11, "injection payloads in every text field of the workbook: 0 formulas in its XML")
def test_no_sheet_holds_a_formula_in_its_xml(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(document, Strings("en")))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(rb"<f[ >]", archive.read(name))


@pytest.mark.promise(11, "fragile and hostile markings come back from the workbook exactly")
def test_markings_survive_exactly(book: Workbook, language: Language) -> None:
    sheet = bill(book, language)
    heading, at = column(sheet, Strings(language)["designator"])
    found = [str(sheet.cell(row, at).value).replace("_x005F_", "_") for row in range(heading + 3, sheet.max_row + 1)]
    assert found == [visible(text) for text in (*FRAGILE, *HOSTILE)]
    _, at = column(sheet, Strings(language)["marking"])
    assert sheet.cell(heading + 1, at).value == "6E80\n0723"


def test_a_text_that_looks_like_an_escape_of_office_open_xml_is_escaped_itself(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(document, Strings("en")))) as archive:
        bill_of_materials = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "_x005F_x0041_" in bill_of_materials
    assert not re.search(r"(?<!_x005F)_x0041_", bill_of_materials)


def test_each_component_has_its_crop_in_its_row(book: Workbook, document: Document, language: Language) -> None:
    sheet = bill(book, language)
    heading, _ = column(sheet, "ID")
    rows = {picture.anchor._from.row + 1 for picture in sheet._images}
    ids = {sheet.cell(row, 1).value for row in rows}
    assert ids == set(document.pictures.crops)
    assert "C002" not in ids, "nothing shows it"
    for picture in sheet._images:
        high = sheet.row_dimensions[picture.anchor._from.row + 1].height
        assert picture.anchor.ext.height / 12700 < high, "the picture lies inside its row (12,700 EMU are a point)"
    assert sheet.freeze_panes == f"C{heading + 1}"


@pytest.mark.promise(13, "pictures in the workbook carry no metadata")
def test_pictures_carry_no_metadata(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(document, Strings("en")))) as archive:
        media = [archive.read(n) for n in archive.namelist() if n.startswith("xl/media/")]
    assert media
    for data in media:
        assert not Image.open(io.BytesIO(data)).getexif()
        assert b"Secret" not in data


def test_sheets_print_on_pages_of_their_width(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        on_one_page = sheet.title in ("Method and caveats", "方法と留意点")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, int(on_one_page))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    for sheet in book.worksheets[:5]:
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref


def test_levels_have_their_colours_and_a_legend(book: Workbook, language: Language) -> None:
    sheet, strings = bill(book, language), Strings(language)
    heading, at = column(sheet, strings["level"])[0], 0
    legend = [sheet.cell(3, n).value for n in range(2, 8)]
    assert legend == [strings[f"level_{n}"] for n in range(6)]
    heading, at = next((c.row, c.column) for c in sheet[4] if c.value == strings["level"])
    assert sheet.cell(heading + 1, at).fill.fgColor.rgb.endswith(LOOKS[ClaimLevel.PART].pale)
    assert sheet.cell(heading + 3, at).fill.fgColor.rgb.endswith(LOOKS[ClaimLevel.TRANSCRIBED].pale)


def test_photos_are_listed_with_hash_and_advice_and_files_without_result_below(
    book: Workbook, document: Document, language: Language
) -> None:
    sheet = book[Strings(language)["photos"]]
    values = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[1] for row in values[:2]] == [p.photo.sha256 for p in document.bom.photos]
    assert Strings(language)["rendered"] in values[0][-1]
    assert Strings(language)["rendered"] not in values[1][-1]
    assert ("Come closer" if language == "en" else "もっと近づいて") in values[0][-1]
    assert "=cmd.exe" in [row[0] for row in values]


def test_dates_are_set_against_the_events(book: Workbook, language: Language) -> None:
    strings = Strings(language)
    sheet = book[strings["timeline_short"]]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "C001")
    assert row[2:] == ("0723: 2007-W23 (YYWW)\n0723: 2023-07 (YYMM)", "2007-06-04", "2023-07-31", strings["relation_uncertain"])


def test_the_same_content_gives_the_same_bytes(document: Document) -> None:
    assert workbook_bytes(document, Strings("en")) == workbook_bytes(document, Strings("en"))


def test_how_to_verify_is_wide_enough_in_a_first_version(tmp_path: Path, language: Language) -> None:
    document = full_document(["AX1234"], tmp_path)
    assert document.case is not None
    first = replace(document.case.record, releases=())
    document = replace(document, case=replace(document.case, record=first))
    strings = Strings(language)
    sheet = load_workbook(io.BytesIO(workbook_bytes(document, strings)))[strings["checking"]]
    wide = sum(sheet.column_dimensions[letter].width for letter in "ABCD")
    assert wide == 160
    # No text is longer than its row is high: some 13 points a line.
    for row in range(1, sheet.max_row + 1):
        text = str(sheet.cell(row, 1).value or "")
        if text and sheet.row_dimensions[row].height:
            assert sheet.row_dimensions[row].height >= 13 * lines_needed(text, wide)
