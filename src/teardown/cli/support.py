"""`teardown parts support`: how far a foreign table of parts bears out the families."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from teardown.catalogue.importers.tables import read_table
from teardown.catalogue.rows import ImportedPart
from teardown.cli.options import json_option, settings_options
from teardown.cli.output import counted, print_json
from teardown.curation.support import standing_alone
from teardown.curation.support import support as witness
from teardown.pipeline import facts_of
from teardown.settings import Settings


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--others", is_flag=True, help="Also list the families that other makers' part numbers fit.")
@settings_options("parts_db")
@json_option
def support(table: Path, others: bool, settings: Settings, as_json: bool) -> None:
    """Say how far a TABLE of parts (CSV, also gzipped, or XLSX) bears out the families that may stand alone.

    The table needs columns with part numbers and companies. Tables err as well: look at each finding before a family is changed.
    """
    facts = facts_of(replace(settings, catalogue=None))
    rows = counted((row for row in read_table(table) if isinstance(row, ImportedPart)), "row")
    families = standing_alone(facts)
    found = tuple(counted(witness(rows, facts, families), "family", len(families)))
    if as_json:
        print_json(found)
        return
    disputed = [item for item in found if item.others]
    unseen = sum(item.own == 0 and not item.others for item in found)
    click.echo(
        f"{len(found)} families may stand alone: {sum(item.borne_out for item in found)} are borne out by part numbers of their "
        f"own maker and by none of others, {len(disputed)} fit other makers' numbers too, {unseen} fit none in this table."
    )
    if others:
        click.echo("\n".join(item.line() for item in sorted(disputed, key=lambda item: -sum(n for _, n in item.others))))
