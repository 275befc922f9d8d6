"""The nouns of the model and of a case to JSON and back, the same bytes for the same value.

What is written is what the dataclasses hold, field by field in their order; tuples become arrays, enumerations their values, days
and times ISO 8601 (times always in UTC).
Reading is strict: an unknown field or a value of another type is an error, so that a file from another version is not mistaken
for one of this version.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from teardown import model
from teardown.case import records

T = TypeVar("T")


class SerialError(ValueError):
    """A text is not the JSON of the noun that was expected."""


def _structure_plain(value: Any, kind: type[Any]) -> Any:
    """Values of one plain type only; JSON has whole numbers where a float may stand."""
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of type {kind.__name__}")
    return value


def _structure_member(value: Any, enumeration: type[Any]) -> Any:
    return enumeration(value)


def _write_time(value: datetime) -> str:
    if value.tzinfo is None:
        raise SerialError(f"The time {value} does not say in which zone it is.")
    return value.astimezone(UTC).isoformat()


def _structure_time(value: Any, kind: type[Any]) -> datetime:
    time = datetime.fromisoformat(_structure_plain(value, str))
    # One spelling for one time, so that a text that was read and is written again is the same text.
    if time.tzinfo is None or _write_time(time) != value:
        raise ValueError(f"{value!r} is not a time in UTC as it is written here")
    return time.astimezone(UTC)


def _structure_day(value: Any, kind: type[Any]) -> date:
    day = date.fromisoformat(_structure_plain(value, str))
    if day.isoformat() != value:
        raise ValueError(f"{value!r} is not a day written as YYYY-MM-DD")
    return day


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _structure_plain)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, _structure_day)
    # After date, from which it derives.
    converter.register_unstructure_hook(datetime, _write_time)
    converter.register_structure_hook(datetime, _structure_time)
    # Each by itself: cattrs would find the hook of str or int for them, since they derive from these.
    for noun in (*vars(model).values(), *vars(records).values()):
        if isinstance(noun, type) and issubclass(noun, Enum):
            converter.register_structure_hook(noun, _structure_member)
    return converter


def to_plain(value: Any) -> Any:
    """A noun as dictionaries, lists, strings and numbers."""
    return _converter().unstructure(value)


def from_plain(kind: type[T], plain: Any) -> T:
    """A noun from what `to_plain` made of it.

    Raises:
        SerialError: the value does not have the fields and types of `kind`.
    """
    try:
        return _converter().structure(plain, kind)
    except (BaseValidationError, ForbiddenExtraKeysError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SerialError(f"This is not the JSON of a {getattr(kind, '__name__', kind)}: {_first_cause(error)}") from error


def to_json(value: Any, *, indent: int | None = None) -> str:
    """A noun as JSON text: UTF-8 characters as they are, keys in the order of the fields, no NaN, one newline at the end."""
    plain = to_plain(value)
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators) + "\n"


def from_json(kind: type[T], text: str | bytes) -> T:
    """A noun from its JSON text.

    Raises:
        SerialError: not JSON, or not the JSON of `kind`.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise SerialError(f"This is not JSON: {error}") from error
    return from_plain(kind, plain)


def _first_cause(error: BaseException) -> str:
    """The innermost message of cattrs' groups of errors, with the place it happened at."""
    place = " ".join(getattr(error, "__notes__", ()))
    if isinstance(error, BaseExceptionGroup):
        inner = _first_cause(error.exceptions[0])
        return f"{inner} ({place})" if place and "(" not in inner else inner
    return f"{error} ({place})" if place else str(error)
