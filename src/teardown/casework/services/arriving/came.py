"""What came, and how its rows are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models as fields

from teardown.case.events import AnswerRecorded, EvidenceNoted, LetterDrafted
from teardown.case.records import CaseRecord
from teardown.case.state import CaseState
from teardown.casework import models
from teardown.custody import Entry, event_of
from teardown.custody.casefolder import CaseFolder
from teardown.errors import UsageError

Row = TypeVar("Row", bound=fields.Model)


@dataclass
class Came:
    """A case on disk that is being taken in, and the rows that others point to."""

    kept: CaseFolder
    entries: Sequence[Entry]
    people: Mapping[str, models.User]
    """By pseudonym."""
    state: CaseState = field(init=False)
    record: CaseRecord = field(init=False)
    entered_by: dict[tuple[type, str], models.User] = field(default_factory=dict)
    """Who entered the newest draft of a letter, the newest wording of an answer."""
    noted_at: list[datetime] = field(default_factory=list)
    """When each piece of evidence was noted, in the order of the record."""
    units: dict[str, models.Unit] = field(default_factory=dict)
    photos: dict[str, models.Photo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.state = self.kept.state()
        self.record = self.state.record()
        for entry in self.entries:
            match event_of(entry):
                case LetterDrafted(letter):
                    self.entered_by[LetterDrafted, letter.id] = self.people[entry.by]
                case AnswerRecorded(answer):
                    self.entered_by[AnswerRecorded, answer.id] = self.people[entry.by]
                case EvidenceNoted():
                    self.noted_at.append(entry.at)


def saved(row: Row) -> Row:
    """Save a row that the database can hold (`fitting`)."""
    fitting(row).save()
    return row


def fitting(row: Row) -> Row:
    """The row, if the database can hold it.

    Raises:
        UsageError: a text is longer than its column, or a handle cannot stand in an address.
    """
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if not isinstance(value, str):
            continue
        if column.max_length and len(value) > column.max_length:
            raise UsageError(
                f"“{value[:40]}…” has {len(value)} characters; this instance keeps at most {column.max_length} "
                f"({row._meta.model_name}, {column.name}). Nothing was kept."
            )
        if isinstance(column, fields.SlugField):
            try:
                validate_slug(value)
            except ValidationError:
                raise UsageError(
                    f"The handle “{value}” cannot stand in an address of this instance: letters A to Z, digits, - and _ alone. "
                    "Nothing was kept."
                ) from None
    return row
