"""What was found for each company of the table: its components as figures with captions."""

from __future__ import annotations

from dataclasses import dataclass

from teardown.export.case_lines import case_lines_of
from teardown.export.document import Document
from teardown.export.lines import Line, lines_of
from teardown.export.pictures import Encoded
from teardown.export.strings import Strings


@dataclass(frozen=True, slots=True)
class Shown:
    """One component as a figure."""

    number: int
    """Of the figure, from 1 through the whole report."""
    line: Line
    picture: Encoded | None
    entity_then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the company table with what it rests on."""

    no: int
    company_name: str
    confirmed_parts: str
    shown: tuple[Shown, ...]


def found_of(document: Document, strings: Strings) -> tuple[Found, ...]:
    """All lines of the company table, in its order."""
    table = document.japanese_table if strings.language == "ja" else document.table
    lines = {line.id: line for line in lines_of(document, strings)}
    more = case_lines_of(document, strings)
    found, number = [], 0
    for row in table.rows:
        shown = []
        for id_ in row.components:
            number += 1
            then = more[id_].entity_then if id_ in more else ()
            shown.append(Shown(number, lines[id_], document.pictures.crops.get(id_), then))
        found.append(Found(row.no, row.company_name, row.confirmed_parts, tuple(shown)))
    return tuple(found)
