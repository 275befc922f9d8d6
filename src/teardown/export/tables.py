"""CSV: the components and the company table, for spreadsheets and for programs.

* RFC 4180: comma, double quotes where needed, CRLF, one heading line; UTF-8.
* With a byte-order mark: without one, Excel takes the file for the system's old code page and turns “µ” and Japanese names into
  other characters. LibreOffice and R's readr skip it; in Python the encoding is called `utf-8-sig`.
* Markings, part numbers and whatever was typed stand between “ and ” (`cells`), because CSV has no types and no spreadsheet may
  make a number, a date or a formula of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from teardown.export.case_lines import CaseLine, case_lines_of
from teardown.export.cells import inert, quoted
from teardown.export.csv_fields import csv_text, field_text
from teardown.export.document import Document
from teardown.export.lines import Line, lines_of
from teardown.export.strings import Strings
from teardown.model import CaptureQuality

COMPONENT_COLUMNS = (
    "id",
    "designator",
    "level",
    "level_name",
    "claim",
    "company",
    "report_name",
    "headquarters",
    "group",
    "part_number",
    "function",
    "probability",
    "reason",
    "marking",
    "date_codes",
    "seen_on",
    "photo_sha256",
    "box",
    "candidates",
    "evidence",
    "notes",
    "text_height",
    "sharpness",
    "glare",
    "advice",
    "kind",
    "rendered_sample",
)
CASE_COLUMNS = tuple(f.name for f in fields(CaseLine) if f.name != "photo_sha256")
"""What a case adds to the columns of the components; the photo's hash stands there already."""
COMPANY_COLUMNS = ("no", "company_name", "confirmed_parts", "components", "filter")

_BETWEEN = " / "
"""Between several texts in one field: lines of a marking, photos, notes."""


def components_csv(document: Document) -> str:
    """One row per component, identified or not, in the order of the bill of materials; in a case with `CASE_COLUMNS` besides."""
    strings = Strings("en")
    rows, more = lines_of(document, strings), case_lines_of(document, strings)
    if not more:
        return csv_text(COMPONENT_COLUMNS, (_row(line, document) for line in rows))
    return csv_text((*COMPONENT_COLUMNS, *CASE_COLUMNS), ((*_row(line, document), *_more(more[line.id])) for line in rows))


def _more(line: CaseLine) -> Sequence[str]:
    return [field_text(getattr(line, column)) for column in CASE_COLUMNS]


def _quality(quality: CaptureQuality | None) -> Sequence[str]:
    """Height of the text in pixels, sharpness and glare of the best photo; empty where they were not measured."""
    if quality is None:
        return "", "", ""
    return "" if quality.text_height is None else f"{quality.text_height:.1f}", f"{quality.sharpness:.3f}", f"{quality.glare:.4f}"


def companies_csv(document: Document) -> str:
    """The company table; every row carries the filter it was made by, so that neither is quoted without the other."""
    told = inert(document.table.statement)
    rows = document.table.rows
    return csv_text(
        COMPANY_COLUMNS,
        ((str(r.no), inert(r.company_name), inert(r.confirmed_parts), " ".join(r.components), told) for r in rows),
    )


def _row(line: Line, document: Document) -> Sequence[str]:
    first = line.seen[0] if line.seen else None
    return (
        line.id,
        quoted(line.designator),
        str(int(line.level)),
        line.level.name.lower(),
        quoted(line.claim),
        inert(line.company),
        inert(line.report_name),
        inert(line.headquarters),
        inert(line.group),
        quoted(line.part_number),
        inert(line.function),
        line.probability,
        inert(line.reason),
        quoted(_BETWEEN.join(line.marking)),
        quoted(_BETWEEN.join(line.dates)),
        quoted(_BETWEEN.join(dict.fromkeys(s.photo for s in line.seen))),
        first.sha256 if first else "",
        " ".join(str(n) for n in first.box) if first else "",
        quoted(_BETWEEN.join(line.why_lost)),
        quoted(_BETWEEN.join(f"{e.kind}: {e.text} ({e.noted_by}; {e.source})" for e in line.evidence)),
        quoted(_BETWEEN.join(line.notes)),
        *_quality(line.quality),
        quoted(_BETWEEN.join(line.advice)),
        "chip" if line.on_chip else "other text",
        "yes" if line.rendered else "no",
    )
