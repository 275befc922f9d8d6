"""`teardown case log`: the ledger in words."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from teardown.case.words import words_for
from teardown.cli.options import folder_argument, json_option
from teardown.cli.output import print_json, text_table
from teardown.custody.casefolder import open_case
from teardown.custody.ledger import event_of
from teardown.custody.paths import visible


@click.command()
@folder_argument
@click.option("--language", type=click.Choice(("en", "ja")), default="en", help="Language of the words.")
@json_option
def log(folder: Path, language: str, as_json: bool) -> None:
    """Print what happened in a case, one line for each entry of the ledger, in the case's time zone."""
    kept = open_case(folder)
    entries = kept.entries()
    if as_json:
        print_json(
            [{"number": e.number, "at": e.at, "by": e.by, "kind": e.kind, "event": event_of(e), "hash": e.hash} for e in entries]
        )
        return
    zone = _zone(kept.state().record().case.time_zone)
    rows = [
        (
            str(e.number),
            e.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            visible(e.by),
            visible(words_for(event_of(e), language)),
        )
        for e in entries
    ]
    header = ("no.", str(zone), "by", "what") if language == "en" else ("番号", str(zone), "記録者", "内容")
    click.echo(text_table(header, rows))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
