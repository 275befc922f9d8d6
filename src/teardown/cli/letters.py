"""`teardown letters`: whom one writes to, the letters, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from teardown.case.events import LetterReminded, LetterSent
from teardown.case.records import CaseRecord
from teardown.cli.options import by_option, day_option, day_or_today, folder_argument, json_option, settings_options
from teardown.cli.output import print_json, text_table
from teardown.companies import company_id
from teardown.correspondence import (
    Draft,
    address,
    chip_of,
    companies_found,
    crops_of,
    draft_letters,
    letter_standings,
    write_letter,
)
from teardown.correspondence.phrases import Phrases
from teardown.custody.casefolder import CaseFolder, open_case
from teardown.export.strings import Language
from teardown.pipeline import facts_of, limits_of
from teardown.settings import Settings

_LANGUAGES = ("en", "ja")


@click.group()
def letters() -> None:
    """Write to the companies whose components a case's table shows, and keep track of who answered."""


@letters.command()
@folder_argument
@click.option("--language", type=click.Choice(_LANGUAGES), default="en", help="Of names and remarks.")
@day_option
@settings_options("parts_db", "catalogue")
@json_option
def addressees(folder: Path, language: Language, on: datetime | None, settings: Settings, as_json: bool) -> None:
    """Say who would be written to and how one came to them, step by step with sources; and what is doubtful about it."""
    facts = facts_of(settings)
    record = open_case(folder).record(facts)
    day = day_or_today(on, record.case)
    found = [
        address(m, [chip_of(o.component) for o in own], record.case, facts, on=day, language=language)
        for m, own in companies_found(record, facts).items()
    ]
    if as_json:
        print_json(found)
        return
    phrases = Phrases(language)
    for addressee in found:
        rows = [
            (phrases[f"step_{link.step.name.lower()}"], link.name, link.country, link.as_of.isoformat() if link.as_of else "")
            for link in addressee.chain
        ]
        click.echo(text_table((addressee.manufacturer, addressee.name, "", ""), rows))
        for doubt in addressee.doubts:
            click.echo(f"  ! {doubt}")
        click.echo()
    if not found:
        click.echo("The table of this case shows no company: there is nobody to write to. See: teardown case show")


@letters.command()
@folder_argument
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the files to edit and send."
)
@click.option(
    "--language", "languages", type=click.Choice(_LANGUAGES), multiple=True, help="May be given twice; both if left out."
)
@click.option("--company", multiple=True, metavar="NAME", help="Only to this company; may be given several times.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="YYYY-MM-DD", help="Last day for an answer.")
@click.option("--template", type=click.Path(path_type=Path, dir_okay=False), help="Your own Word template (docs/letters.md).")
@day_option
@by_option
@settings_options("parts_db", "catalogue", "max_megapixels")
@json_option
def draft(
    folder: Path,
    out: Path,
    languages: Sequence[Language],
    company: Sequence[str],
    deadline: datetime | None,
    template: Path | None,
    on: datetime | None,
    by: str,
    settings: Settings,
    as_json: bool,
) -> None:
    """Draft letters as Word documents and PDFs: sealed in the case, and copied to a folder where they can be edited."""
    facts = facts_of(settings)
    kept = open_case(folder)
    record = kept.record(facts)
    drafts = draft_letters(
        record,
        facts,
        drafted_at=datetime.now(UTC),
        on=day_or_today(on, record.case),
        languages=languages or cast(Sequence[Language], _LANGUAGES),
        companies=[company_id(name, facts) for name in company],
        deadline=deadline.date() if deadline else None,
        crops=crops_of(record, _originals(kept, record), limits_of(settings), facts),
    )
    rows: list[tuple[str, ...]] = []
    problems: dict[str, None] = {}
    for made in drafts:
        written = write_letter(made, out, template=template, keep=lambda letter, files: kept.draft_letter(letter, files, by=by))
        problems |= dict.fromkeys(written.problems)
        rows.append((made.letter.id, made.letter.addressee, made.letter.language, ", ".join(path.name for path in written.files)))
    if as_json:
        print_json({"letters": [made.letter for made in drafts], "folder": str(out), "problems": list(problems)})
        return
    click.echo(text_table(("letter", "to", "language", "files"), rows) if rows else "The table of this case shows no company.")
    for remark in (*problems, *_remarks(drafts)):
        click.echo(f"! {remark}", err=True)


@letters.command()
@folder_argument
@click.argument("letter")
@day_option
@by_option
@json_option
def sent(folder: Path, letter: str, on: datetime | None, by: str, as_json: bool) -> None:
    """Put on record that LETTER was sent."""
    kept = open_case(folder)
    day = day_or_today(on, kept.state().case())
    kept.enter(LetterSent(letter, day), by=by)
    _done({"letter": letter, "sent_on": day.isoformat()}, f"{letter} was sent on {day}.", as_json)


@letters.command()
@folder_argument
@click.argument("letter")
@day_option
@by_option
@json_option
def reminded(folder: Path, letter: str, on: datetime | None, by: str, as_json: bool) -> None:
    """Put on record that the company was reminded of LETTER."""
    kept = open_case(folder)
    day = day_or_today(on, kept.state().case())
    kept.enter(LetterReminded(letter, day), by=by)
    _done({"letter": letter, "reminded_on": day.isoformat()}, f"A reminder of {letter} was sent on {day}.", as_json)


@letters.command()
@folder_argument
@day_option
@settings_options("parts_db", "catalogue")
@json_option
def status(folder: Path, on: datetime | None, settings: Settings, as_json: bool) -> None:
    """Say where each letter stands: drafted, sent, reminded, answered; and which are overdue."""
    facts = facts_of(settings)
    record = open_case(folder).state().record()
    found = letter_standings(record, facts, day_or_today(on, record.case))
    if as_json:
        print_json(
            [
                {
                    **asdict(s.letter),
                    "drafted_at": s.letter.drafted_at,
                    "state": s.state,
                    "since": s.since,
                    "overdue_days": s.overdue_days,
                }
                for s in found
            ]
        )
        return
    rows = [
        (
            s.letter.id,
            s.letter.addressee,
            s.state,
            s.since.isoformat(),
            s.letter.deadline.isoformat() if s.letter.deadline else "",
            f"{s.overdue_days} days overdue" if s.overdue_days else "",
        )
        for s in found
    ]
    click.echo(
        text_table(("letter", "to", "state", "since", "deadline", ""), rows) if rows else "No letter has been drafted yet."
    )


def _originals(kept: CaseFolder, record: CaseRecord) -> dict[str, Path]:
    """Crops are cut from the sealed originals; nothing of a file but its pixels gets into a letter."""
    return {received.photo.sha256: kept.originals.path(received.photo.sha256) for received in record.photos}


def _remarks(drafts: Sequence[Draft]) -> list[str]:
    """What a person should look at before the letters go out, each once."""
    found: dict[str, None] = {}
    for made in drafts:
        if made.letter.language == "ja" and any(
            d.letter.manufacturer == made.letter.manufacturer and d.letter.language == "en" for d in drafts
        ):
            continue
        unsigned = sum(not part.signed for part in made.text.parts)
        if unsigned:
            found[f"{made.addressee.name}: {unsigned} of {len(made.text.parts)} components are not confirmed by two people."] = (
                None
            )
        bare = [part.id for part in made.text.parts if not part.crop]
        if bare:
            found[
                f"{made.addressee.name}: no picture of {', '.join(bare)}; the photo is missing or was changed, or none shows it. "
                "See: teardown verify"
            ] = None
        found |= dict.fromkeys(f"{made.addressee.name}: {doubt}" for doubt in made.addressee.doubts)
    return list(found)


def _done(values: dict[str, str], told: str, as_json: bool) -> None:
    if as_json:
        print_json(values)
    else:
        click.echo(told)
