"""`teardown parts trial`: foreign part numbers by number alone; wrong names are what must not be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from teardown.catalogue.importers.tables import read_table
from teardown.catalogue.rows import ImportedPart
from teardown.cli.options import json_option, settings_options
from teardown.cli.output import counted, print_json
from teardown.curation.trial import DRAWN, draw
from teardown.curation.trial import trial as try_out
from teardown.pipeline import facts_of
from teardown.settings import Settings


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--draw", "count", type=click.IntRange(min=1), default=DRAWN, show_default=True, help="Part numbers to draw.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed draws others.")
@click.option("--wrong", is_flag=True, help="Also list the wrong names.")
@settings_options("parts_db")
@json_option
def trial(table: Path, count: int, seed: int, wrong: bool, settings: Settings, as_json: bool) -> None:
    """Decode part numbers drawn from a TABLE (CSV, also gzipped, or XLSX) by number alone, and count right and wrong names.

    The table needs columns with part numbers and companies. Tables err as well: look at each finding before a family is changed.
    """
    facts = facts_of(replace(settings, catalogue=None))  # the reviewed facts are on trial, no imports
    drawn = draw((row for row in read_table(table) if isinstance(row, ImportedPart)), count, seed)
    done = try_out(counted(drawn, "part", len(drawn)), facts)
    if as_json:
        print_json(done)
        return
    click.echo("\n".join([*done.lines(), *(item.line() for item in done.wrong if wrong)]))
