"""The documentation of the exports keeps up with the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from teardown.export import schema_text
from teardown.export.write import _FILES

DOCS = Path(__file__).parents[2] / "docs"


def fields(schema: Any) -> Iterator[tuple[str, str]]:
    """Name and description of every field of every object in a schema."""
    if isinstance(schema, list):
        for item in schema:
            yield from fields(item)
    elif isinstance(schema, dict):
        if schema.get("type") == "object":
            yield from ((name, field.get("description", "")) for name, field in schema.get("properties", {}).items())
        for value in schema.values():
            yield from fields(value)


def test_every_field_of_the_json_is_documented() -> None:
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    found = list(fields(json.loads(schema_text())))
    assert len(found) > 80
    assert [(name, meaning) for name, meaning in found if f"| `{name}` |" not in text or meaning not in text] == []


def test_every_file_is_documented() -> None:
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert [file for _, file, _ in _FILES if f"`{file}`" not in text] == []
