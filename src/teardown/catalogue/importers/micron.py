"""Code lists in the style of Micron's: a short code printed on the package, and the part number it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from teardown.catalogue.importers.tables import ColumnMapping, read_table
from teardown.catalogue.rows import ImportedPart, RefusedRow
from teardown.parts import compact

_CODE_LENGTH = 5


def read_micron_codes(path: Path, maker: str = "Micron Technology") -> Iterator[ImportedPart | RefusedRow]:
    """The rows of a table with a code column (`fbga_code`, `code`, `marking`) and a part number column.

    Args:
        maker: the company of rows that name none.

    Raises:
        PartsDatabaseError: the file cannot be read as such a table.
    """
    for row in read_table(path, ColumnMapping(part_number="", fixed_maker=maker)):
        if isinstance(row, RefusedRow):
            yield row
        elif len(compact(row.top_mark)) != _CODE_LENGTH:
            yield RefusedRow(row.row, f"a code has {_CODE_LENGTH} letters and digits", f"{row.top_mark}, {row.part_number}"[:80])
        else:
            yield row
