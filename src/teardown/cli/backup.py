"""`teardown backup` and `teardown restore`: a folder as one file and back, with equal digests."""

from __future__ import annotations

from pathlib import Path

import click

from teardown.cli.options import json_option
from teardown.cli.output import print_json
from teardown.custody.archive import Archived, read_archive, write_archive


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def backup(folder: Path, file: Path, as_json: bool) -> None:
    """Write all files of FOLDER (a case, or a folder of cases) into FILE and print the digest that a restore must have.

    What can be made again at any time (`.work`) is left out.
    """
    tell(write_archive(folder, file), file, as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def restore(file: Path, folder: Path, as_json: bool) -> None:
    """Bring back what `teardown backup` wrote, into a new FOLDER. Every file is compared; all comes back, or nothing."""
    tell(read_archive(file, folder), folder, as_json)


def tell(archived: Archived, where: Path, as_json: bool) -> None:
    """Print what an archive holds, with the digest that stands for all of it."""
    if as_json:
        print_json({"path": str(where), "digest": archived.digest, "files": archived.files, "size_bytes": archived.size_bytes})
    else:
        click.echo(f"{where}: {archived.files} files, {archived.size_bytes} bytes\ndigest {archived.digest}")
