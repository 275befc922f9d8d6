"""JSON: valid by its schema, exact, and documented field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from teardown.bom import company_table
from teardown.export import schema_text
from teardown.export.document import Document, gather
from teardown.export.plain import as_plain, json_text
from teardown.model import Bom
from tests.export.case import FRAGILE, HOSTILE, Case

SCHEMA = json.loads(schema_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """All schemas inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key not in ("enum", "const", "required"):
                yield from parts_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts_of(value)


def test_the_schema_is_a_schema_that_allows_nothing_undocumented() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in parts_of(SCHEMA):
        if isinstance(part.get("properties"), dict) and part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
            for name, field in part["properties"].items():
                assert field.get("description") or "$ref" in field, name


def test_a_result_keeps_to_the_schema(document: Document) -> None:
    VALIDATOR.validate(json.loads(json_text(document)))


def test_an_empty_unit_keeps_to_the_schema(case: Case) -> None:
    bom = Bom("", (), (), "m", "p")
    VALIDATOR.validate(as_plain(gather(bom, case.facts, photos={}, table=company_table(bom, case.facts))))


@pytest.mark.parametrize("change", [{"format_version": 1}, {"unit": None}, {"surprise": 1}, {"photos": [{}]}])
def test_the_schema_refuses_what_is_not_a_result(document: Document, change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(as_plain(document) | change)


def test_texts_are_exact(document: Document) -> None:
    found = json.loads(json_text(document).encode(errors="backslashreplace"))
    by_id = {c["id"]: c for c in found["components"]}
    for n, text in enumerate([*FRAGILE, *HOSTILE], start=3):
        component = by_id[f"C{n:03d}"]
        assert (component["marking"], component["designator"]) == ([text, "LINE 2"], text)
    assert by_id["C002"]["evidence"][0]["text"] == "=IMX"


def test_a_file_name_that_is_no_valid_text_does_not_stop_the_export(case: Case) -> None:
    broken = replace(case.bom.photos[0], photo=replace(case.bom.photos[0].photo, name="caf\udce9.jpg"))
    document = gather(replace(case.bom, photos=(broken,)), case.facts, photos={}, table=case.table)
    found = json.loads(json_text(document).encode(errors="backslashreplace"))
    assert found["photos"][0]["name"] == "caf\udce9.jpg"


def test_rendered_samples_are_marked(document: Document) -> None:
    plain = as_plain(document)
    assert [p["rendered_sample"] for p in plain["photos"]] == [True, False]
    assert plain["rendered_sample"] is False
    assert plain["components"][0]["rendered_sample"] is False, "it is seen on the other photo as well"


def test_folders_of_the_machine_are_not_given_away(document: Document) -> None:
    assert "/home/somebody" not in json_text(document)
    assert as_plain(document)["files_without_result"][0]["why"] == "=first.jpg"
