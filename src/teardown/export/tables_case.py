"""CSV of a case: one table per kind of record, a column per field, in the way of `tables`.

The columns are the fields of the nouns (`teardown.case.records`): nothing on record is left out. Whatever a person may have
typed stands between “ and ”, with its line breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from teardown.case.records import Answer, CaseRecord, Decision, Letter, ReceivedPhoto, Release, Signature, Unit
from teardown.export.csv_fields import csv_text, field_text
from teardown.model import Evidence

_TABLES: Mapping[str, tuple[type[Any], Callable[[CaseRecord], Sequence[Any]]]] = {
    "units.csv": (Unit, lambda r: r.units),
    "photos.csv": (ReceivedPhoto, lambda r: r.photos),
    "evidence.csv": (Evidence, lambda r: [e for _, e in r.evidence]),
    "decisions.csv": (Decision, lambda r: r.decisions),
    "signatures.csv": (Signature, lambda r: r.signatures),
    "letters.csv": (Letter, lambda r: r.letters),
    "answers.csv": (Answer, lambda r: r.answers),
    "releases.csv": (Release, lambda r: r.releases),
}
TABLES = tuple(_TABLES)
"""The files, each a table."""


def case_csv(name: str, record: CaseRecord) -> str:
    """One of `TABLES`."""
    noun, rows = _TABLES[name]
    columns = [f.name for f in fields(noun)]
    return csv_text(columns, ([field_text(getattr(row, column)) for column in columns] for row in rows(record)))
