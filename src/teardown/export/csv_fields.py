"""CSV files and their fields, whatever table they make up (`tables` says how they are written)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from teardown.export.cells import quoted_lines
from teardown.serial import to_plain

BYTE_ORDER_MARK = "\ufeff"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV, its fields already inert."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return BYTE_ORDER_MARK + buffer.getvalue()


def field_text(value: Any) -> str:
    """A field of a noun in CSV: texts between the marks, several of them joined, what is nested as JSON."""
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date | datetime):
        return str(to_plain(value))
    if isinstance(value, str):
        return quoted_lines(value)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return quoted_lines(" / ".join(value))
    return quoted_lines(json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")))
