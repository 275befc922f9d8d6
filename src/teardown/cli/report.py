"""`teardown report` and `teardown package`: what leaves a case, for newspapers, companies, courts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from teardown.cli.options import by_option, day_option, day_or_today, folder_argument, json_option, settings_options
from teardown.cli.output import print_json
from teardown.custody.casefolder import open_case
from teardown.package.from_case import package_case, report_case
from teardown.pipeline import facts_of, limits_of
from teardown.settings import Settings


@click.command()
@folder_argument
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@day_option
@by_option
@settings_options("parts_db", "catalogue", "max_megapixels")
@json_option
def report(folder: Path, out: Path, on: datetime | None, by: str, settings: Settings, as_json: bool) -> None:
    """Write the report (page and PDF), the evidence workbook, tables and JSON of the case in FOLDER, in English and Japanese.

    The case's ledger says that it left, and a later report says which one it takes the place of.
    """
    kept = open_case(folder)
    made = report_case(kept, facts_of(settings), out, by=by, on=day_or_today(on, kept.state().case()), limits=limits_of(settings))
    for problem in made.problems:
        click.echo(problem, err=True)
    if as_json:
        print_json({"files": {n: str(p) for n, p in made.files.items()}, "release": made.release, "problems": made.problems})
        return
    for path in made.files.values():
        click.echo(str(path))


@click.command()
@folder_argument
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The package's folder; it must not exist yet."
)
@click.option(
    "--sealed", is_flag=True, help="With the photos as received and the letters, for courts and archives; else with their hashes."
)
@day_option
@by_option
@settings_options("parts_db", "catalogue", "max_megapixels")
@json_option
def package(folder: Path, out: Path, sealed: bool, on: datetime | None, by: str, settings: Settings, as_json: bool) -> None:
    """Pack the case in FOLDER as evidence that anyone can check with sha256sum or a program for BagIt.

    The case's ledger says that it left; a newer package says which one it takes the place of. `teardown verify` checks it.
    """
    kept = open_case(folder)
    made, release = package_case(
        kept, facts_of(settings), out, sealed=sealed, by=by, on=day_or_today(on, kept.state().case()), limits=limits_of(settings)
    )
    for problem in made.problems:
        click.echo(problem, err=True)
    if as_json:
        print_json({"package": str(made.folder), "digest": made.digest, "files": made.files, "release": release})
        return
    click.echo(f"{made.folder}: {made.files} files, {'sealed' if sealed else 'public'}, on record as {release.id}")
    click.echo(f"Publish this digest with it: {made.digest}")
