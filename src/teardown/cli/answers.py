"""`teardown answers`: what companies answered, verbatim, and the table of responses."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from teardown.case.events import AnswerRecorded
from teardown.cli.options import by_option, day_option, day_or_today, folder_argument, json_option, settings_options
from teardown.cli.output import print_json, text_table
from teardown.correspondence import load_answers, response_table, sealed
from teardown.correspondence.response_files import responses_csv, responses_html
from teardown.custody.casefolder import open_case
from teardown.export.strings import Language
from teardown.pipeline import facts_of
from teardown.settings import Settings

_LONGEST = 60


@click.group()
def answers() -> None:
    """Record what companies answered, in their own words, and print the table of responses."""


@answers.command()
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@by_option
@settings_options("parts_db")
@json_option
def record(folder: Path, file: Path, by: str, settings: Settings, as_json: bool) -> None:
    """Put the answers in FILE (TOML or JSON, docs/letters.md) on record. Names of who signed them are sealed."""
    kept = open_case(folder)
    given = load_answers(file, facts_of(settings))
    known = kept.state().record().answers
    # With a respondent, the salted digest differs each time.
    new = [one for one in given if one.respondent or one.answer not in known]
    for one in new:
        kept.enter(AnswerRecorded(sealed(one, kept.sealed)), by=by)
    ids = [one.answer.id for one in new]
    if as_json:
        print_json({"recorded": ids})
    elif ids:
        click.echo(f"{len(ids)} {'answer is' if len(ids) == 1 else 'answers are'} on record: {', '.join(ids)}")
    else:
        click.echo("Nothing is new.")


@answers.command("table")
@folder_argument
@click.option(
    "--language", type=click.Choice(("en", "ja")), default="en", help="Of the table; answers stand as they were written."
)
@click.option("--format", "style", type=click.Choice(("text", "csv", "html")), default="text", help="How the table is printed.")
@day_option
@settings_options("parts_db", "catalogue")
@json_option
def table_(folder: Path, language: Language, style: str, on: datetime | None, settings: Settings, as_json: bool) -> None:
    """Print the table of responses: each company's answer in its own words, or that it has not answered."""
    facts = facts_of(settings)
    kept = open_case(folder).state().record()
    rows = response_table(kept, facts, language, on=day_or_today(on, kept.case))
    title = (kept.case.title_ja if language == "ja" else "") or kept.case.title
    if as_json:
        print_json(rows)
    elif style == "csv":
        click.echo(responses_csv(rows), nl=False)
    elif style == "html":
        click.echo(responses_html(rows, title, language), nl=False)
    else:
        shown = [(str(r.no), r.company_name, r.status, r.supply, _short(r.response)) for r in rows]
        click.echo(
            text_table(("No.", "Company Name", "status", "supply", "response"), shown) if shown else "Nobody has answered."
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
