"""The company table as text."""

from __future__ import annotations

from teardown.cli.output import csv_table, markdown_table, text_table
from teardown.model import Bom, CompanyTable

HEADER = ("No.", "Company Name", "Confirmed Parts")
FORMATS = {"text": text_table, "csv": csv_table, "markdown": markdown_table}


def company_table_text(table: CompanyTable, style: str = "text") -> str:
    """The table in one of `FORMATS`, with the filter it was made by below it where people read it."""
    rows = [(str(row.no), row.company_name, row.confirmed_parts) for row in table.rows]
    text = FORMATS[style](HEADER, rows)
    return text if style == "csv" else f"{text}\n\n{table.statement}"


def counted(bom: Bom) -> str:
    """`47 components listed, 39 identified; besides, 12 texts that may stand on no chip`."""
    noun = "component" if len(bom.chips) == 1 else "components"
    others = f"; besides, {len(bom.other_text)} texts that may stand on no chip" if bom.other_text else ""
    return f"{len(bom.chips)} {noun} listed, {len(bom.identified)} identified{others}"
