"""`teardown backup` and `teardown restore`: a folder, or an instance with its database, as one file and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from teardown.cli.options import json_option
from teardown.cli.output import print_json
from teardown.custody.archive import INSTANCE_KEY, Archived, read_archive, write_archive
from teardown.errors import CustodyError, TeardownError, UsageError
from teardown.settings import load_settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="[FOLDER] FILE")
@click.option("--instance", is_flag=True, help="Back up the web application: its data folder and its database; no FOLDER.")
@json_option
def backup(paths: tuple[Path, ...], instance: bool, as_json: bool) -> None:
    """Write all files of FOLDER (a case, or a folder of cases) into FILE and print the digest that a restore must have.

    With --instance the whole web application is written, also while it works, and whether its database is SQLite or PostgreSQL.
    What can be made again at any time (`.work`, pictures for pages) is left out.
    """
    if instance:
        if len(paths) != 1:
            raise UsageError("Name one file to write the instance into: teardown backup --instance FILE")
        from teardown.web import prepare

        prepare.set_up()
        prepare.make_ready(static=False)
        from teardown.casework.backup import back_up

        made = back_up(paths[0])
        tell(made.archived, paths[0], as_json, made.rows_digest)
        return
    if len(paths) != 2:
        raise UsageError("Name the folder and the file to write it into: teardown backup FOLDER FILE")
    tell(write_archive(paths[0], paths[1]), paths[1], as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--instance", is_flag=True, help="Restore the web application, as the settings name its data folder and database.")
@json_option
def restore(file: Path, folder: Path | None, instance: bool, as_json: bool) -> None:
    """Bring back what `teardown backup` wrote, into a new FOLDER. Every file is compared; all comes back, or nothing.

    With --instance the data folder (TEARDOWN_DATA) must be a new one and the database (TEARDOWN_DATABASE_URL, if set) empty; the
    backup of an instance on SQLite can be restored to PostgreSQL, and the other way round.
    """
    if instance:
        if folder is not None:
            raise UsageError("The settings name the data folder (TEARDOWN_DATA): teardown restore --instance FILE")
        archived, digest, place = _restore_instance(file)
        tell(archived, place, as_json, digest)
    elif folder is None:
        raise UsageError("Name the new folder to restore into, or --instance for the web application.")
    else:
        tell(read_archive(file, folder), folder, as_json)


def _restore_instance(file: Path) -> tuple[Archived, str, Path]:
    from teardown.casework.data_folder import folder_named

    folder = folder_named(load_settings())
    archived = read_archive(file, folder)
    try:
        from teardown.web import prepare

        if not (folder / INSTANCE_KEY).is_file():
            raise CustodyError(f"{file} is no backup of an instance. Restore it into a folder: teardown restore FILE FOLDER")
        prepare.set_up()
        from teardown.casework.backup import DATABASE, rows_from

        if not (folder / DATABASE).is_file():
            raise CustodyError(f"{file} holds no database. Make a new backup: teardown backup --instance FILE")
        digest = rows_from(folder / DATABASE)
        from django.conf import settings

        if Path(settings.DATABASES["default"]["NAME"]) != folder.resolve() / DATABASE:
            # Two databases would be one too many: nobody could tell which of them counts.
            (folder / DATABASE).unlink()
    except TeardownError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return archived, digest, folder


def tell(archived: Archived, where: Path | str, as_json: bool, rows_digest: str = "") -> None:
    """Print what an archive holds, with the digest that stands for all of it; for an instance also that of its rows."""
    if as_json:
        told = {"path": str(where), "digest": archived.digest, "files": archived.files, "size_bytes": archived.size_bytes}
        print_json(told | ({"rows_digest": rows_digest} if rows_digest else {}))
        return
    click.echo(f"{where}: {archived.files} files, {archived.size_bytes} bytes\ndigest {archived.digest}")
    if rows_digest:
        click.echo(f"digest of all rows {rows_digest}")
