"""`teardown parts coverage`: what of a set of markings the facts explain."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

from teardown.cli.options import json_option, settings_options
from teardown.cli.output import print_json
from teardown.curation.coverage import coverage as cover
from teardown.errors import NoInputError
from teardown.pipeline import facts_of
from teardown.settings import Settings


@click.command()
@click.argument("markings", type=click.Path(path_type=Path))
@click.option("--unexplained", is_flag=True, help="Also list the markings that nothing in the facts explains.")
@settings_options("parts_db", "catalogue")
@json_option
def coverage(markings: Path, unexplained: bool, settings: Settings, as_json: bool) -> None:
    """Say what of a file of MARKINGS the facts explain.

    One marking a line, its lines separated by " / "; or a CSV with a column “marking”.
    """
    result = cover(_read(markings), facts_of(settings))
    if as_json:
        print_json(result)
        return
    click.echo("\n".join(result.lines()))
    if unexplained:
        click.echo("\n".join(result.unexplained))


def _read(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or error
        raise NoInputError(f"{path} cannot be read ({why}). Name a text with one marking a line, or a CSV.") from error
    except UnicodeDecodeError as error:
        raise NoInputError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    if path.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        if not rows or "marking" not in rows[0]:
            raise NoInputError(f"{path} has no column “marking”.")
        texts = [row["marking"] or "" for row in rows]
    else:
        texts = text.splitlines()
    return [[line.strip() for line in marking.split(" / ")] for marking in texts if marking.strip()]
