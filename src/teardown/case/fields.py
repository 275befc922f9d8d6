"""Fields of files that people write by hand (TOML or JSON), with messages that say what is wrong where."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from teardown.errors import UsageError

Choice = TypeVar("Choice", bound=StrEnum)


def read_fields(path: Path, what: str) -> Fields:
    """Read a TOML file, or a JSON file by its ending.

    Raises:
        UsageError: the file cannot be read, or is neither; the message names the line.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error}). Check the name of the {what}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text. Save the {what} as UTF-8.") from error
    as_json = path.suffix.lower() == ".json"
    try:
        values = json.loads(text) if as_json else tomllib.loads(text)
    except ValueError as error:
        raise UsageError(f"{path}: the {what} is not valid {'JSON' if as_json else 'TOML'}: {error}") from error
    if not isinstance(values, dict):
        raise UsageError(f"{path} must hold named fields.")
    return Fields(values, str(path))


class Fields:
    """Named values, each asked for once; `done` complains about those that nobody asked for."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values = dict(values)
        self._asked: list[str] = []
        self.where = where

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it is needed and may not be empty."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self._wrong(name, "a text")
        return value

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(name)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value) or (needed and not value):
            raise self._wrong(name, "a list of texts")
        return tuple(value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers from 1."""
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(v) is int and v > 0 for v in value):
            raise self._wrong(name, "a list of whole numbers from 1")
        return tuple(value)

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number from 1; without a default it is needed."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        if type(value) is not int or value < 1:
            raise self._wrong(name, "a whole number from 1")
        return value

    def yes(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def day(self, name: str) -> date | None:
        """A day: `2023-01-19`, in TOML with or without quotation marks."""
        value = self._take(name)
        if value is None or value == "":
            return None
        if type(value) is date:
            return value
        try:
            if isinstance(value, str) and len(value) == 10:
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise self._wrong(name, "a day such as 2023-01-19")

    def one_of(self, name: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of the values of an enumeration."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        choices = [member.value for member in kind]
        if value not in choices:
            raise self._wrong(name, f"one of {', '.join(choices)}")
        return kind(value)

    def tables(self, name: str) -> tuple[Fields, ...]:
        """A list of tables: `[[answer]]` in TOML."""
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._wrong(name, f"a list of tables ([[{name}]])")
        return tuple(Fields(v, f"{self.where}, {name} {n}") for n, v in enumerate(value, start=1))

    def table(self, name: str) -> Fields:
        """A table; one without fields where it is missing."""
        value = self._take(name)
        if value is not None and not isinstance(value, dict):
            raise self._wrong(name, f"a table ([{name}])")
        return Fields(value or {}, f"{self.where}, {name}")

    def done(self) -> None:
        """Raises `UsageError` for a field that does not exist: a misspelt name must not be ignored in silence."""
        for name in self._values:
            if name not in self._asked:
                raise UsageError(f"{self.where}: there is no field “{name}”{_meant(name, self._asked)}.")

    def problem(self, message: str) -> UsageError:
        """An error that says where it is."""
        return UsageError(f"{self.where}: {message}")

    def _take(self, name: str) -> Any:
        self._asked.append(name)
        return self._values.get(name)

    def _wrong(self, name: str, expected: str) -> UsageError:
        if self._values.get(name) is None:
            return self.problem(f"“{name}” is missing; it must be {expected}")
        return self.problem(f"“{name}” must be {expected}, not {_shown(self._values[name])}")


def _meant(name: str, known: Iterable[str]) -> str:
    close: Sequence[str] = difflib.get_close_matches(name, list(known), n=1)
    return f"; “{close[0]}” is meant, perhaps" if close else ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
