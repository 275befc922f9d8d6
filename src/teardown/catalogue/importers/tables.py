"""CSV and XLSX tables with named columns: users' own lists, JLCPCB/LCSC-style part tables, bulk catalogues."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from teardown.catalogue.rows import ImportedPart, RefusedRow
from teardown.errors import NoInputError, PartsDatabaseError

# Column titles by which a field is found when the user names none, lower case without spaces and punctuation; the first
# that is there is taken.
_TITLES = {
    "part_number": (
        "partnumber",
        "mpn",
        "mfrpart",
        "mfrpartnumber",
        "manufacturerpartnumber",
        "mfrpartno",
        "part",
        "model",
        "型番",
    ),
    "maker": ("manufacturer", "maker", "mfr", "mfg", "brand", "company", "vendor", "メーカー"),
    "category": ("category", "secondcategory", "firstcategory", "type", "function"),
    "package": ("package", "case", "footprint"),
    "top_mark": ("topmark", "marking", "mark", "markingcode", "fbgacode", "code"),
    "description": ("description", "desc", "comment"),
    "source": ("source", "sourceurlorrepopath", "sourceurl", "url", "datasheet"),
}
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column holds which field; empty for a field that the table lacks."""

    part_number: str
    maker: str = ""
    category: str = ""
    package: str = ""
    top_mark: str = ""
    description: str = ""
    source: str = ""
    fixed_maker: str = ""
    """The company of rows that name none, for tables of one maker."""


def guess_mapping(header: Sequence[str], given: ColumnMapping | None = None) -> ColumnMapping:
    """The mapping for a header: what is `given`, and titles commonly used for the rest.

    Raises:
        PartsDatabaseError: no column holds part numbers or companies, or a given column does not exist.
    """
    by_title: dict[str, str] = {}
    for title in header:
        by_title.setdefault(re.sub(r"[\W_]+", "", title.lower()), title)
    chosen: dict[str, str] = {}
    for field in fields(ColumnMapping):
        asked = getattr(given, field.name, "") if given else ""
        if field.name == "fixed_maker":
            chosen[field.name] = asked
            continue
        if asked and asked not in header:
            raise PartsDatabaseError(f"The table has no column “{asked}”. Its columns: {', '.join(header)}.")
        chosen[field.name] = asked or next((by_title[t] for t in _TITLES[field.name] if t in by_title), "")
    if not chosen["part_number"]:
        raise PartsDatabaseError(f"No column with part numbers was found; name it with --column. Columns: {', '.join(header)}.")
    if not chosen["maker"] and not chosen["fixed_maker"]:
        raise PartsDatabaseError(f"No column with companies was found; name it with --column. Columns: {', '.join(header)}.")
    return ColumnMapping(**chosen)


def read_table(path: Path, mapping: ColumnMapping | None = None) -> Iterator[ImportedPart | RefusedRow]:
    """The rows of a CSV (also gzipped) or XLSX table; the first row has the column titles.

    Raises:
        NoInputError: there is no such file.
        PartsDatabaseError: the file cannot be read as a table, or its columns do not serve.
    """
    rows = _xlsx_rows(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv_rows(path)
    header = [str(cell).strip() for cell in next(rows, [])]
    if not any(header):
        raise PartsDatabaseError(f"{path.name} is empty. The first row must have the column titles.")
    columns = guess_mapping(header, mapping)
    places = {
        f.name: header.index(name) for f in fields(columns) if f.name != "fixed_maker" and (name := getattr(columns, f.name))
    }
    return _parts(rows, places, columns.fixed_maker, len(header))


def _parts(
    rows: Iterable[Sequence[str]], places: dict[str, int], fixed_maker: str, width: int
) -> Iterator[ImportedPart | RefusedRow]:
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        if len(cells) < width and max(places.values()) >= len(cells):
            yield RefusedRow(number, f"{len(cells)} cells where {width} are expected", ", ".join(cells)[:80])
            continue
        values = {name: cells[place].strip() for name, place in places.items()}
        values["maker"] = values.get("maker") or fixed_maker
        yield ImportedPart(**values, row=number)


def _text(raw: BinaryIO, *, packed: bool) -> io.TextIOWrapper:
    if packed:
        return io.TextIOWrapper(gzip.GzipFile(fileobj=raw), encoding="utf-8-sig", newline="")
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def _csv_rows(path: Path) -> Iterator[list[str]]:
    try:
        with path.open("rb") as raw, _text(raw, packed=path.suffix == ".gz") as file:
            sample = file.read(4096)
            file.seek(0)
            delimiter = max(",;\t", key=sample.split("\n", 1)[0].count)
            yield from csv.reader(file, delimiter=delimiter)
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise PartsDatabaseError(
            f"{path.name} cannot be read as a UTF-8 CSV table ({error}). Save it as “CSV UTF-8”, or as XLSX."
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> NoInputError:
    return NoInputError(f"{path} cannot be read ({error.strerror or error}). Name a table: CSV, also gzipped, or XLSX.")


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise _unreadable(path, error) from error
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise PartsDatabaseError(f"{path.name} cannot be read as a workbook ({error}).") from error
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]
    book.close()
