"""CSV: RFC 4180, markings that survive, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from teardown.export.cells import exact, visible
from teardown.export.document import Document
from teardown.export.tables import COMPANY_COLUMNS, COMPONENT_COLUMNS, companies_csv, components_csv
from tests.export.case import FRAGILE, HOSTILE


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_every_component_is_listed_once_in_order(document: Document) -> None:
    found = rows(components_csv(document))
    assert [row["id"] for row in found] == [c.id for c in document.bom.components]
    assert tuple(found[0]) == COMPONENT_COLUMNS


@pytest.mark.promise(11, "fragile and hostile markings come back from CSV exactly")
def test_markings_and_designators_come_back_exactly(document: Document) -> None:
    by_id = {row["id"]: row for row in rows(components_csv(document))}
    for n, text in enumerate([*FRAGILE, *HOSTILE], start=3):
        row = by_id[f"C{n:03d}"]
        assert exact(row["designator"]) == visible(text)
        assert exact(row["marking"]) == f"{visible(text)} / LINE 2"
    assert exact(by_id["C001"]["part_number"]) == "6E80"


@pytest.mark.promise(11, "no field of a CSV begins like a formula")
def test_no_field_begins_like_a_formula(document: Document) -> None:
    for text in (components_csv(document), companies_csv(document)):
        for row in rows(text):
            assert not any(value.startswith(tuple("=+-@\t\r")) for value in row.values()), row


def test_lines_end_as_rfc_4180_wants_and_all_have_the_same_fields(document: Document) -> None:
    text = components_csv(document).removeprefix("\ufeff")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == len(document.bom.components) + 1
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {len(COMPONENT_COLUMNS)}


def test_the_probability_is_rounded_down_and_a_persons_note_has_none(document: Document) -> None:
    by_id = {row["id"]: row for row in rows(components_csv(document))}
    assert by_id["C001"]["probability"] == "99 %"
    assert by_id["C002"]["probability"] == "stated by a person"
    assert by_id["C003"]["probability"] == ""


def test_the_company_table_goes_with_its_filter(document: Document) -> None:
    found = rows(companies_csv(document))
    assert tuple(found[0]) == COMPANY_COLUMNS
    assert [(r["no"], r["company_name"], r["confirmed_parts"], r["components"]) for r in found] == [
        ("1", "Alpha <Report> Co., Ltd.", "Flash Memory", "C001 C002")
    ]
    assert found[0]["filter"] == document.table.statement


def test_boxes_stay_inside_the_photo(document: Document) -> None:
    first = rows(components_csv(document))[0]
    assert first["box"] == "100 100 60 30"
    assert document.bom.components[0].sightings[1].sighting.quad[0] == (-20, 280)


def test_why_the_others_lost_is_told(document: Document) -> None:
    first = rows(components_csv(document))[0]
    assert exact(first["candidates"]) == "Beta 0723: not certain enough"
