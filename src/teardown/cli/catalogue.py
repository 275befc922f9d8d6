"""`teardown parts import`, `imports`, `undo`: part tables of others, below the reviewed facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import platformdirs

from teardown.catalogue import Catalogue, ImportedPart, ImportSource, RefusedRow
from teardown.catalogue.importers import ColumnMapping, read_devicetree, read_kicad, read_micron_codes, read_table
from teardown.cli.options import json_option, settings_options
from teardown.cli.output import print_json, text_table
from teardown.errors import NoInputError
from teardown.parts import Facts
from teardown.pipeline import facts_of
from teardown.settings import Settings

_KINDS = ("table", "kicad", "devicetree", "codes")
_FIELDS = ("part_number", "maker", "category", "package", "top_mark", "description", "source")


def catalogue_file(settings: Settings) -> Path:
    """The catalogue that the settings name, or the user's own."""
    return settings.catalogue or Path(platformdirs.user_data_dir("teardown", appauthor=False)) / "catalogue.sqlite"


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(_KINDS), default="table", help="What SOURCE is.")
@click.option("--name", default="", help="What to call the import in results, for instance “KiCad symbols 6.0.10”.")
@click.option("--licence", required=True, help="On which terms the facts may be used; kept with every part.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=TITLE", help=f"Which column holds a field: {', '.join(_FIELDS)}."
)
@click.option("--maker", default="", help="The company of rows that name none.")
@settings_options("catalogue", "parts_db")
@json_option
def import_(
    source: Path, kind: str, name: str, licence: str, columns: tuple[str, ...], maker: str, settings: Settings, as_json: bool
) -> None:
    """Import a part table: CSV or XLSX (table), KiCad symbols (kicad), Linux bindings (devicetree) or a code list (codes)."""
    if not source.exists():
        raise NoInputError(f"There is no file or folder {source}.")
    facts = facts_of(replace(settings, catalogue=None))
    rows = _rows(source, kind, _mapping(columns, maker), maker, facts)
    about = ImportSource(name or source.name, licence, source.name, _digest(source))
    with Catalogue(catalogue_file(settings), create=True) as catalogue:
        report = catalogue.add(about, rows, facts.name_index.find)
    if as_json:
        print_json(report)
        return
    click.echo("\n".join(report.lines()))
    click.echo(f"To use it: TEARDOWN_CATALOGUE={catalogue_file(settings)}. To undo it: teardown parts undo {report.import_id}.")


def _mapping(columns: tuple[str, ...], maker: str) -> ColumnMapping:
    given = {"part_number": ""}
    for column in columns:
        field, equals, title = column.partition("=")
        if not equals or field not in _FIELDS:
            raise click.BadParameter(f"“{column}” must be FIELD=TITLE with one of {', '.join(_FIELDS)}.", param_hint="--column")
        given[field] = title
    return ColumnMapping(**given, fixed_maker=maker)


def _rows(source: Path, kind: str, mapping: ColumnMapping, maker: str, facts: Facts) -> Iterator[ImportedPart | RefusedRow]:
    if kind == "kicad":
        return read_kicad(source, facts.name_index.find)
    if kind == "devicetree":
        return read_devicetree(source)
    if kind == "codes":
        return read_micron_codes(source, maker or "Micron Technology")
    return read_table(source, mapping)


def _digest(source: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


@click.command()
@settings_options("catalogue")
@json_option
def imports(settings: Settings, as_json: bool) -> None:
    """List the imports with their licences and numbers."""
    with Catalogue(catalogue_file(settings)) as catalogue:
        rows = catalogue.imports()
    header = ("id", "name", "licence", "parts", "refused")
    if as_json:
        print_json([dict(zip(header, row, strict=True)) for row in rows])
    else:
        click.echo(text_table(header, [tuple(str(cell) for cell in row) for row in rows]))


@click.command()
@click.argument("import_id", type=int)
@settings_options("catalogue")
@json_option
def undo(import_id: int, settings: Settings, as_json: bool) -> None:
    """Remove an import with all its parts."""
    with Catalogue(catalogue_file(settings)) as catalogue:
        removed = catalogue.undo(import_id)
    if as_json:
        print_json({"import": import_id, "removed": removed})
    else:
        click.echo(f"Import {import_id} is undone; {removed} parts were removed.")
