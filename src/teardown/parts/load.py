"""Read `parts_db` from its CSV files."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TypeVar, cast

from teardown.errors import PartsDatabaseError
from teardown.model import CaseEvent, Category, Manufacturer
from teardown.parts.facts import Facts
from teardown.parts.grammar import Pattern
from teardown.parts.periods import Period
from teardown.parts.rows import (
    Affiliate,
    Brand,
    BrandMatch,
    ChipMaker,
    CompanyName,
    Confusion,
    DateLayout,
    DocumentedPart,
    Entity,
    Era,
    Example,
    Family,
    MarkingCode,
    Owner,
    PatternRule,
    Place,
)

T = TypeVar("T")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "categories": ("id", "label_en", "label_ja", "report_label", "source"),
    "manufacturers": (
        "id",
        "legal_name",
        "short_name",
        "report_name",
        "name_ja",
        "headquarters",
        "parent",
        "parent_since",
        "successor",
        "successor_since",
        "source",
    ),
    "names": ("manufacturer", "kind", "name", "country", "source"),
    "brands": ("manufacturer", "text", "match", "source"),
    "families": ("id", "manufacturer", "pattern", "part", "category", "needs", "examples", "source"),
    "parts": ("part_number", "manufacturer", "category", "package", "top_mark", "needs", "evidence", "source"),
    "codes": ("code", "manufacturer", "part_number", "package", "category", "source"),
    "shared": ("id", "pattern", "category", "examples", "source"),
    "customers": ("id", "customer", "pattern", "examples", "source"),
    "noise": ("id", "pattern", "what", "examples", "source"),
    "places": ("text", "country", "source"),
    "date_codes": ("id", "manufacturer", "pattern", "layout", "examples", "source"),
    "confusions": ("printed", "read", "weight", "source"),
    "eras": ("id", "pattern", "first", "last", "examples", "source"),
    "events": ("id", "date", "title_en", "title_ja", "source"),
    "entities": ("manufacturer", "legal_name", "name_ja", "headquarters", "valid_from", "valid_to", "source"),
    "chip_makers": ("brand", "made_by", "categories", "valid_from", "valid_to", "source"),
    "owners": ("manufacturer", "parent", "valid_from", "valid_to", "source"),
    "affiliates": ("manufacturer", "country", "legal_name", "name_ja", "valid_from", "valid_to", "source"),
}
"""The tables of `parts_db` and their columns (`parts_db/README.md`)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with where it stands, for messages."""

    values: Mapping[str, str]
    where: str
    """`families/rohm.csv:12`."""

    def __getitem__(self, column: str) -> str:
        return self.values[column]


def default_folder() -> Path:
    """The `parts_db` that came with the installation: inside the wheel, or beside `src` in a checkout.

    Raises:
        PartsDatabaseError: neither exists.
    """
    inside = Path(str(resources.files("teardown"))) / "parts_db"
    beside = Path(str(resources.files("teardown"))).parent.parent / "parts_db"
    for folder in (inside, beside):
        if (folder / "categories.csv").is_file():
            return folder
    raise PartsDatabaseError("The parts database is missing from this installation. Install Teardown again, or name its folder.")


def table_files(folder: Path, table: str) -> list[Path]:
    """The CSV files of one table, sorted by name: `table.csv` or all of `table/*.csv`."""
    single = folder / f"{table}.csv"
    return [single] if single.is_file() else sorted((folder / table).glob("*.csv"))


def read_rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of one table in order of files and lines.

    Raises:
        PartsDatabaseError: a file is not UTF-8, or its header or the number of cells in a row is not what the table has.
    """
    wanted = COLUMNS[table]
    for path in table_files(folder, table):
        name = path.relative_to(folder).as_posix()
        try:
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.reader(file, strict=True)
                header = next(reader, [])
                if tuple(header) != wanted:
                    raise PartsDatabaseError(
                        f"{name}: the columns must be {', '.join(wanted)}; found {', '.join(header) or 'none'}."
                    )
                for cells in reader:
                    where = f"{name}:{reader.line_num}"
                    if not any(cells):
                        continue
                    if len(cells) != len(wanted):
                        raise PartsDatabaseError(
                            f"{where}: {len(cells)} cells where {len(wanted)} are expected; quote text with commas."
                        )
                    yield Row(dict(zip(wanted, (cell.strip() for cell in cells), strict=True)), where)
        except (UnicodeDecodeError, csv.Error) as error:
            raise PartsDatabaseError(f"{name}: not a readable UTF-8 CSV file ({error}).") from error


def parse_examples(text: str) -> tuple[Example, ...]:
    """`LINE 1 / LINE 2 => PART ; …` as examples."""
    examples = []
    for piece in text.split(" ; "):
        if piece.strip():
            lines, _, expects = piece.partition("=>")
            examples.append(Example(tuple(line.strip() for line in lines.split(" / ")), expects.strip()))
    return tuple(examples)


def load_facts(folder: Path | None = None) -> Facts:
    """Load the parts database.

    Args:
        folder: a `parts_db` folder; the one that came with the installation when None.

    Raises:
        PartsDatabaseError: a table is missing, or a row is not valid; the message names file and line.
    """
    folder = folder or default_folder()

    def table(name: str, make: Callable[[Row], T]) -> tuple[T, ...]:
        made = []
        for row in read_rows(folder, name):
            try:
                made.append(make(row))
            except (ValueError, KeyError) as error:
                raise PartsDatabaseError(f"{row.where}: {error}") from error
        return tuple(made)

    names: dict[str, list[Row]] = {}
    for row in read_rows(folder, "names"):
        names.setdefault(row["manufacturer"], []).append(row)
    brands = table("brands", _brand)
    texts: dict[str, list[str]] = {}
    for brand in brands:
        texts.setdefault(brand.manufacturer, []).append(brand.text)
    makers = table("manufacturers", lambda row: _manufacturer(row, names.get(row["id"], []), texts.get(row["id"], [])))
    categories = table("categories", _category)
    if not categories or not makers:
        raise PartsDatabaseError(f"{folder} holds no parts database: categories.csv and manufacturers/ are needed.")
    return Facts(
        version=version_of(folder),
        manufacturers={maker.id: maker for maker in makers},
        categories={category.id: category for category in categories},
        brands=brands,
        families=table("families", _family),
        parts=table("parts", _part),
        codes=table("codes", lambda row: MarkingCode(*(row[c] for c in COLUMNS["codes"]))),
        shared=table("shared", lambda row: _rule(row, row["category"])),
        customers=table("customers", lambda row: _rule(row, row["customer"])),
        noise=table("noise", lambda row: _rule(row, row["what"])),
        places=table("places", lambda row: Place(row["text"], row["country"], row["source"])),
        date_layouts=table("date_codes", _date_layout),
        eras=table(
            "eras", lambda row: Era(row["id"], Pattern(row["pattern"]), int(row["first"]), int(row["last"]), row["source"])
        ),
        events=table("events", _event),
        names=table("names", lambda row: CompanyName(*(row[c] for c in COLUMNS["names"]))),
        entities=table("entities", _entity),
        chip_makers=table("chip_makers", _chip_maker),
        owners=table("owners", lambda row: Owner(row["manufacturer"], row["parent"], _period(row), row["source"])),
        affiliates=table("affiliates", _affiliate),
        confusions=table("confusions", lambda row: Confusion(row["printed"], row["read"], float(row["weight"]), row["source"])),
    )


def version_of(folder: Path) -> str:
    """First twelve hex digits of the SHA-256 over the names and bytes of all tables."""
    digest = hashlib.sha256()
    for table in COLUMNS:
        for path in table_files(folder, table):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _category(row: Row) -> Category:
    return Category(row["id"], row["label_en"], row["label_ja"], row["report_label"])


def _manufacturer(row: Row, names: list[Row], brand_texts: list[str]) -> Manufacturer:
    def of(*kinds: str) -> tuple[str, ...]:
        return tuple(name["name"] for name in names if name["kind"] in kinds)

    return Manufacturer(
        id=row["id"],
        legal_name=row["legal_name"],
        short_name=row["short_name"],
        headquarters=row["headquarters"],
        source=row["source"],
        report_name=row["report_name"],
        name_ja=row["name_ja"],
        aliases=of("alias", "ja", "report"),
        former_names=of("former"),
        brand_texts=tuple(brand_texts),
        parent=row["parent"],
        parent_since=row["parent_since"],
        successor=row["successor"],
        successor_since=row["successor_since"],
        local_affiliates=tuple((name["country"], name["name"]) for name in names if name["kind"] == "affiliate"),
    )


def _brand(row: Row) -> Brand:
    if row["match"] not in ("word", "line", "prefix"):
        raise ValueError(f"match must be word, line or prefix, not {row['match']!r}")
    return Brand(row["manufacturer"], row["text"], cast(BrandMatch, row["match"]), row["source"])


def _needs_brand(row: Row) -> bool:
    if row["needs"] not in ("", "brand"):
        raise ValueError(f"needs must be empty or brand, not {row['needs']!r}")
    return row["needs"] == "brand"


def _family(row: Row) -> Family:
    return Family(
        id=row["id"],
        manufacturer=row["manufacturer"],
        pattern=Pattern(row["pattern"]),
        part=row["part"],
        category=row["category"],
        needs_brand=_needs_brand(row),
        examples=parse_examples(row["examples"]),
        source=row["source"],
    )


def _part(row: Row) -> DocumentedPart:
    return DocumentedPart(
        part_number=row["part_number"],
        manufacturer=row["manufacturer"],
        category=row["category"],
        package=row["package"],
        top_mark=row["top_mark"],
        needs_brand=_needs_brand(row),
        evidence=row["evidence"],
        source=row["source"],
    )


def _event(row: Row) -> CaseEvent:
    return CaseEvent(row["id"], date.fromisoformat(row["date"]), row["title_en"], row["title_ja"], row["source"])


def _period(row: Row) -> Period:
    return Period(row["valid_from"], row["valid_to"])


def _entity(row: Row) -> Entity:
    return Entity(row["manufacturer"], row["legal_name"], row["name_ja"], row["headquarters"], _period(row), row["source"])


def _chip_maker(row: Row) -> ChipMaker:
    return ChipMaker(row["brand"], row["made_by"], tuple(row["categories"].split()), _period(row), row["source"])


def _affiliate(row: Row) -> Affiliate:
    return Affiliate(row["manufacturer"], row["country"], row["legal_name"], row["name_ja"], _period(row), row["source"])


def _rule(row: Row, what: str) -> PatternRule:
    return PatternRule(row["id"], Pattern(row["pattern"]), what, parse_examples(row["examples"]), row["source"])


def _date_layout(row: Row) -> DateLayout:
    return DateLayout(
        row["id"], row["manufacturer"], row["pattern"], row["layout"], parse_examples(row["examples"]), row["source"]
    )
