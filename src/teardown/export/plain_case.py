"""A case as JSON for other programs: everything on record, and what it comes to for each component.

`case.json` holds the nouns of the record field by field (`teardown.case.records`); the bills of materials stand in `result.json`.
Its schema is made from the nouns themselves. The same record gives the same bytes.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from teardown.case.records import CaseRecord
from teardown.case.standing import Standing
from teardown.export.case import CaseView
from teardown.export.document import Document
from teardown.export.measured import Measurement, measurements
from teardown.export.people import Person, people_of
from teardown.serial import to_plain

FORMAT = "teardown-case"
FORMAT_VERSION = 1
"""Raised when a program that reads the older format could misunderstand the newer one."""

_LEFT_OUT = ("boms",)
_STANDING = ("unit", "component", "phrase", "second", "differs")

Plain = dict[str, Any]


def case_json(document: Document) -> str:
    """The case as JSON text with a newline at its end.

    Raises:
        ValueError: the document has no case.
    """
    return json.dumps(case_plain(document), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def case_plain(document: Document) -> Plain:
    """The case as dictionaries, lists, strings and numbers."""
    case = document.case
    if case is None:
        raise ValueError("this result belongs to no case")
    record = {f.name: to_plain(getattr(case.record, f.name)) for f in fields(CaseRecord) if f.name not in _LEFT_OUT}
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "as_of": case.as_of.isoformat(),
        "record": record,
        "components": [_component(id_, standing, document) for id_, standing in case.standings.items()],
        "unplaced_decisions": [d.id for d in case.unplaced],
        "people": to_plain(people_of(case.record)),
        "supersedes": _supersedes(case),
        "measured": to_plain(measurements()),
    }


def _component(id_: str, standing: Standing, document: Document) -> Plain:
    said = standing.said
    plain = {name: getattr(standing, name) for name in _STANDING}
    return {
        "id": id_,
        **plain,
        "level": int(said.level),
        "claim": said.wording,
        "manufacturer": said.manufacturer,
        "part_number": said.part_number,
        "machine_level": int(standing.machine.level),
        "machine_manufacturer": standing.machine.manufacturer,
        "machine_part_number": standing.machine.part_number,
        "decisions": [d.id for d in standing.decisions],
        "answers": [a.id for a in standing.answers],
    }


def _supersedes(case: CaseView) -> str | None:
    return case.supersedes.id if case.supersedes else None


def case_schema() -> Plain:
    """The JSON Schema (draft 2020-12) that `case.json` keeps to."""
    hints = get_type_hints(CaseRecord)
    record = {f.name: _schema(hints[f.name]) for f in fields(CaseRecord) if f.name not in _LEFT_OUT}
    text, nothing = {"type": "string"}, {"type": ["string", "null"]}
    level = {"type": "integer", "minimum": 0, "maximum": 5}
    names = {"type": "array", "items": text}
    component = {
        "id": text,
        **dict.fromkeys(_STANDING, text),
        "level": level,
        "claim": text,
        "manufacturer": nothing,
        "part_number": nothing,
        "machine_level": level,
        "machine_manufacturer": nothing,
        "machine_part_number": nothing,
        "decisions": names,
        "answers": names,
    }
    whole = {
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        "as_of": {"type": "string", "format": "date"},
        "record": _closed(record),
        "components": {"type": "array", "items": _closed(component)},
        "unplaced_decisions": names,
        "people": {"type": "array", "items": _schema(Person)},
        "supersedes": nothing,
        "measured": {"type": "array", "items": _schema(Measurement)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:teardown:case:{FORMAT_VERSION}",
        "title": "Teardown case",
        **_closed(whole),
    }


def _closed(properties: Mapping[str, Any]) -> Plain:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


_PLAIN_TYPES: Mapping[Any, Plain] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}


def _schema(kind: Any) -> Plain:
    """The schema of what `serial.to_plain` makes of a value of this type."""
    if kind in _PLAIN_TYPES:
        return dict(_PLAIN_TYPES[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(one) for one in inner]}
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0])}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_schema(one) for one in inner], "items": False, "minItems": len(inner)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "integer" if issubclass(kind, IntEnum) else "string", "enum": [member.value for member in kind]}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _closed({f.name: _schema(hints[f.name]) for f in fields(kind)})
    raise TypeError(f"no schema is known for {kind!r}")
