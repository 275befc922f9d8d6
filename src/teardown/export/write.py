"""Write all exports of one unit into a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path

from teardown.export.document import Document, ExportFacts, Unread, gather
from teardown.export.page import page_html
from teardown.export.plain import json_text
from teardown.export.plain_case import case_json, case_schema
from teardown.export.strings import Strings
from teardown.export.tables import companies_csv, components_csv
from teardown.export.tables_case import TABLES, case_csv
from teardown.export.workbook import workbook_bytes
from teardown.files import replace_file
from teardown.intake import Limits
from teardown.model import Bom, CompanyTable

SCHEMA = "result.schema.json"

_FILES: Sequence[tuple[str, str, Callable[[Document], bytes]]] = (
    ("page", "report.html", lambda d: page_html(d, Strings("en"), other="report.ja.html").encode()),
    ("page (Japanese)", "report.ja.html", lambda d: page_html(d, Strings("ja"), other="report.html").encode()),
    ("workbook", "bom.xlsx", lambda d: workbook_bytes(d, Strings("en"))),
    ("workbook (Japanese)", "bom.ja.xlsx", lambda d: workbook_bytes(d, Strings("ja"))),
    ("components (CSV)", "components.csv", lambda d: components_csv(d).encode()),
    ("companies (CSV)", "companies.csv", lambda d: companies_csv(d).encode()),
    ("everything (JSON)", "result.json", lambda d: json_text(d).encode(errors="backslashreplace")),
    ("schema of the JSON", SCHEMA, lambda d: schema_text().encode()),
)
"""What it is called for people, the file, and what makes its bytes.

A file name that is no valid text holds lone surrogates, which UTF-8 cannot write; in JSON they are escaped.
"""


def write_all(
    bom: Bom,
    facts: ExportFacts,
    out: Path,
    *,
    photos: Mapping[str, Path],
    table: CompanyTable,
    unread: Sequence[Unread] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> dict[str, Path]:
    """Write workbook, CSV, JSON and pages of a bill of materials; returns what was written, by names for people.

    The same arguments give the same bytes in every file: no time of writing stands in any of them. A file is replaced only
    when the new one is complete.

    Args:
        out: an existing folder, or one that can be made.
        photos: where the file of each photo is, by SHA-256. A photo that is missing costs its pictures, nothing else.
        table: the company table as it shall stand above everything.
        unread: files that were given and have no result of their own.
        limits: what is taken in at most when the photos are opened again for their pictures.

    Raises:
        OutputError: the folder or a file in it cannot be written.
    """
    document = gather(bom, facts, photos=photos, table=table, unread=unread, limits=limits)
    written = {}
    for name, file, make in _FILES:
        written[name] = out / file
        replace_file(written[name], make(document))
    return written


def case_files(document: Document) -> dict[str, bytes]:
    """The exports of a case by file name: workbook in both languages, tables as CSV, JSON with schemas.

    Raises:
        ValueError: the document has no case.
    """
    if document.case is None:
        raise ValueError("this result belongs to no case")
    tables = {name: case_csv(name, document.case.record) for name in TABLES}
    tables |= {"components.csv": components_csv(document), "companies.csv": companies_csv(document)}
    texts = {
        "result.json": json_text(document),
        SCHEMA: schema_text(),
        "case.json": case_json(document),
        "case.schema.json": json.dumps(case_schema(), indent=1) + "\n",
        **{f"tables/{name}": text for name, text in sorted(tables.items())},
    }
    return {
        "evidence.xlsx": workbook_bytes(document, Strings("en")),
        "evidence.ja.xlsx": workbook_bytes(document, Strings("ja")),
        **{name: text.encode(errors="backslashreplace") for name, text in texts.items()},
    }


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) that `result.json` keeps to."""
    return (resources.files("teardown.export") / SCHEMA).read_text(encoding="utf-8")
