from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.catalogue import Catalogue, ImportedPart, ImportSource, RefusedRow
from teardown.errors import PartsDatabaseError

SOURCE = ImportSource("test table", "CC0", "parts.csv", "aa" * 32)
MAKERS = {"Winbond": "winbond", "ROHM": "rohm"}


def part(number: str, maker: str = "Winbond", mark: str = "", row: int = 1) -> ImportedPart:
    return ImportedPart(number, maker, "flash", "SOIC-8", mark, "a description", row, "page 1")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    it = Catalogue(tmp_path / "catalogue.sqlite", create=True)
    it.add(SOURCE, [part("W25Q128JVSIQ"), part("BR24G32F-3", "ROHM"), part("MT29F2G08", "Nobody", "NW101")], MAKERS.get)
    return it


def test_exact_look_up_ignores_punctuation_and_confusable_characters(catalogue: Catalogue) -> None:
    hit = catalogue.exact("w25q-128jvsiq")[0]
    assert (hit.part_number, hit.manufacturer, hit.distance, hit.source) == ("W25Q128JVSIQ", "winbond", 0, "test table: page 1")
    assert catalogue.exact("W25D128JVSIQ")[0].distance == 1
    assert catalogue.exact("W25X128JVSIQ") == ()


def test_prefix_and_top_mark(catalogue: Catalogue) -> None:
    assert [hit.part_number for hit in catalogue.prefix("BR24")] == ["BR24G32F-3"]
    assert catalogue.prefix("") == ()
    assert [hit.part_number for hit in catalogue.by_top_mark("nw101")] == ["MT29F2G08"]
    assert catalogue.by_top_mark("NW999") == ()


def test_a_company_that_is_not_known_names_nobody(catalogue: Catalogue) -> None:
    assert catalogue.exact("MT29F2G08")[0].manufacturer == ""


def test_an_import_reports_what_it_refused_and_why(tmp_path: Path) -> None:
    rows = [
        part("A"),
        part("", row=2),
        part("W25Q64", ""),
        part("W25Q64"),
        part("W25-Q64", row=5),
        part("W25\n99"),
        RefusedRow(9, "cut", "x"),
    ]
    with Catalogue(tmp_path / "c.sqlite", create=True) as it:
        report = it.add(SOURCE, rows, MAKERS.get)
    assert report.taken == 1
    assert [(r.row, r.why) for r in report.refused] == [
        (1, "a part number has 3 to 60 letters and digits"),
        (2, "the part number is missing"),
        (1, "the company is missing"),
        (5, "stands in the table twice"),
        (1, "control characters in the row"),
        (9, "cut"),
    ]
    assert "6 rows refused" in "\n".join(report.lines())


def test_an_import_is_undone_wholly(catalogue: Catalogue) -> None:
    other = ImportSource("second", "CC0", "more.csv", "bb" * 32)
    second = catalogue.add(other, [part("W25Q64JV")], MAKERS.get)
    assert catalogue.count() == 4
    assert catalogue.undo(1) == 3
    assert catalogue.exact("W25Q128JVSIQ") == ()
    assert catalogue.exact("W25Q64JV")[0].manufacturer == "winbond"
    assert [row[0] for row in catalogue.imports()] == [second.import_id]
    with pytest.raises(PartsDatabaseError, match="There is no import 1"):
        catalogue.undo(1)


def test_the_same_file_is_not_imported_twice(catalogue: Catalogue) -> None:
    with pytest.raises(PartsDatabaseError, match="was imported before"):
        catalogue.add(SOURCE, [part("W25Q64JV")], MAKERS.get)
    assert catalogue.count() == 3


def test_an_import_that_breaks_off_leaves_nothing(catalogue: Catalogue) -> None:
    def broken() -> object:
        yield part("W25Q64JV")
        raise PartsDatabaseError("the file ends early")

    with pytest.raises(PartsDatabaseError, match="ends early"):
        catalogue.add(ImportSource("x", "x", "x", "cc" * 32), broken(), MAKERS.get)  # type: ignore[arg-type]
    assert catalogue.exact("W25Q64JV") == ()
    assert len(catalogue.imports()) == 1


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PartsDatabaseError, match="Import a part table first"):
        Catalogue(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("not a database, but long enough to be taken for something " * 20)
    with pytest.raises(PartsDatabaseError, match="cannot be opened"):
        Catalogue(tmp_path / "text.sqlite")


@settings(max_examples=25, deadline=None)
@given(st.text("ABCKW0123456789", min_size=6, max_size=20), st.data())
def test_one_edit_is_always_found(tmp_path_factory: pytest.TempPathFactory, number: str, data: st.DataObject) -> None:
    with Catalogue(tmp_path_factory.mktemp("c") / "c.sqlite", create=True) as it:
        it.add(SOURCE, [part(number), part("ZZZZZZZZZ")], MAKERS.get)
        place = data.draw(st.integers(0, len(number) - 1))
        change = data.draw(st.sampled_from(["drop", "add", "swap"]))
        char = data.draw(st.sampled_from("XYV"))
        edited = {
            "drop": number[:place] + number[place + 1 :],
            "add": number[:place] + char + number[place:],
            "swap": number[:place] + char + number[place + 1 :],
        }[change]
        assert [hit.part_number for hit in it.fuzzy(edited)] == [number]
        assert it.fuzzy("XXXXXXXXXX") == ()
