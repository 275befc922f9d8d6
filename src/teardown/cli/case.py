"""`teardown case`: a case on disk, from its first photo to the file that another team receives."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from teardown.case.case_file import load_case
from teardown.case.events import CaseDescribed, UnitDescribed
from teardown.case.records import Case
from teardown.case.rules import is_handle
from teardown.cli.backup import tell
from teardown.cli.case_log import log
from teardown.cli.case_review import decide, note, show, sign
from teardown.cli.options import by_option, folder_argument, json_option, settings_options
from teardown.cli.output import print_json, progress_bar
from teardown.custody.analysing import analyse_case
from teardown.custody.archive import Archived, export_case, import_case
from teardown.custody.casefolder import create_case, open_case
from teardown.custody.timestamp import request_timestamp
from teardown.errors import NoInputError, PhotoError, UsageError
from teardown.execution import exit_code, outcome_table
from teardown.files import files_together
from teardown.intake import find_photos
from teardown.pipeline import facts_of, limits_of
from teardown.settings import Settings


@click.group()
def case() -> None:
    """Keep a case on disk: photos sealed, every step on record, decisions of two people, checkpoints."""


for _verb in (decide, log, note, show, sign):
    case.add_command(_verb)


@case.command()
@folder_argument
@click.option("--title", required=True, help="What the case is called.")
@click.option("--id", "id_", default="", metavar="HANDLE", help="Short handle of the case; the folder's name if left out.")
@by_option
@json_option
def init(folder: Path, title: str, id_: str, by: str, as_json: bool) -> None:
    """Begin a case in FOLDER, which must not exist yet or be empty."""
    handle = id_ or folder.resolve().name
    if not title.strip():
        raise UsageError("Give the case a title: --title “…”. It stands on everything that leaves.")
    if not id_ and not is_handle(handle):
        raise UsageError(
            f"The name of the folder {folder} cannot be the handle of the case. Give one of letters, digits, dots "
            "and dashes: --id HANDLE"
        )
    create_case(folder, Case(handle, title), by=by)
    if as_json:
        print_json({"case": handle, "folder": str(folder)})
    else:
        click.echo(f"The case “{handle}” is kept in {folder}. Next: teardown case describe {folder} FILE.toml")


@case.command()
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@by_option
@settings_options("parts_db")
@json_option
def describe(folder: Path, file: Path, by: str, settings: Settings, as_json: bool) -> None:
    """Put what FILE (TOML or JSON) says about the case and its units on record; docs/letters.md shows such a file."""
    kept = open_case(folder)
    given = load_case(file, facts_of(settings))
    state = kept.state()
    told = []
    if given.case != state.case():
        kept.enter(CaseDescribed(given.case), by=by)
        told.append(f"case {given.case.id}")
    for unit in given.units:
        known = state.unit(unit.id)
        # The file does not know what is sealed.
        described = replace(unit, serial_digest=known.serial_digest) if known and not unit.serial_digest else unit
        if described != known:
            kept.enter(UnitDescribed(described), by=by)
            told.append(f"unit {unit.id}")
    if as_json:
        print_json({"recorded": told})
    else:
        click.echo(f"On record: {', '.join(told)}." if told else "Nothing is new.")


@case.command()
@folder_argument
@click.argument("unit")
@by_option
@json_option
def serial(folder: Path, unit: str, by: str, as_json: bool) -> None:
    """Seal the serial number of UNIT, which is asked for. Records show a salted digest of it, never the number itself."""
    kept = open_case(folder)
    known = kept.state().unit(unit)
    if known is None:
        raise UsageError(f"The case has no unit “{unit}”. Describe it first: teardown case describe.")
    # From a pipe there is nothing to hide, and nothing to ask again.
    asked = click.prompt("Serial number", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    text = asked.strip()
    if not text:
        raise UsageError("No serial number was given. Nothing was sealed.")
    described = replace(known, serial_digest=kept.sealed.seal(text, what=f"serial of {unit}"))
    kept.enter(UnitDescribed(described), by=by)
    if as_json:
        print_json({"unit": unit, "serial_digest": described.serial_digest})
    else:
        click.echo(f"The serial number of {unit} is sealed: {described.serial_digest}")


@case.command()
@folder_argument
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--unit", required=True, metavar="HANDLE", help="Which unit the photos show.")
@click.option("--board", default="", help="Which board of it.")
@click.option("--side", default="", help="Which side of the board.")
@click.option(
    "--from", "received_from", default="", metavar="PSEUDONYM", help="Who took or sent them; who enters them if left out."
)
@by_option
@settings_options("max_megapixels")
@json_option
def add(
    folder: Path,
    photos: tuple[Path, ...],
    unit: str,
    board: str,
    side: str,
    received_from: str,
    by: str,
    settings: Settings,
    as_json: bool,
) -> int:
    """Seal PHOTOS (files or folders) as received and put them on record. A photo that is there already is left as it is."""
    kept = open_case(folder)
    files = find_photos(photos)
    if not files:
        raise NoInputError("No photo was found. Name photos, or folders of photos.")
    rows, code = [], 0
    for path in files:
        try:
            received, new = kept.add_photo(
                path,
                unit=unit,
                by=by,
                received_from=received_from or by,
                board=board,
                side=side,
                limits=limits_of(settings),
            )
        except PhotoError as error:
            rows.append({"path": str(path), "status": "refused", "sha256": "", "why": str(error)})
            code = error.exit_code
            continue
        rows.append({"path": str(path), "status": "sealed" if new else "known", "sha256": received.photo.sha256, "why": ""})
    if as_json:
        print_json({"photos": rows, "exit_code": code})
        return code
    for row in rows:
        click.echo(f"{row['sha256'][:16] or '-':<16}  {row['status']:<7}  {row['why'] or row['path']}")
    return code


@case.command()
@folder_argument
@settings_options()
@json_option
def analyze(folder: Path, settings: Settings, as_json: bool) -> int:
    """Analyse the photos of a case that have no result of this version yet, and seal the results, working copies and crops.

    Interrupted, the same command continues where it stopped.
    """
    kept = open_case(folder)
    with progress_bar() as bar:
        outcomes = analyse_case(kept, settings, started=bar.started, progress=bar.finished)
    code = exit_code(outcomes)
    if as_json:
        print_json({"photos": [{"sha256": o.sha256, "status": o.status, "why": o.why} for o in outcomes], "exit_code": code})
    else:
        click.echo(outcome_table(outcomes, only_troubled=True))
    return code


@case.command()
@folder_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write it to; printed if left out.")
@click.option("--stamp", is_flag=True, help="Have it dated by the time-stamping authority; its answer lies beside as .tsr.")
@settings_options("timestamp_url")
@json_option
def checkpoint(folder: Path, out: Path | None, stamp: bool, settings: Settings, as_json: bool) -> None:
    """Print the state of the ledger on a few lines: keep it on paper or with somebody else, to show later that nothing was cut.

    Check it with `teardown verify FOLDER --checkpoint FILE`.
    """
    made = open_case(folder).checkpoint(datetime.now(UTC))
    text = made.text().encode("utf-8")
    if stamp and not out:
        out = Path(f"{made.case}-checkpoint-{made.length}.txt")
    if out:
        answer = out.with_suffix(".tsr")
        _must_be_new(out, *((answer,) if stamp else ()))
        # Dated before anything is written: a checkpoint whose time stamp failed is made anew.
        files = {out.name: text} | ({answer.name: request_timestamp(text, settings.timestamp_url)} if stamp else {})
        with files_together(out.parent, files):
            pass
    if as_json:
        print_json(made)
    else:
        click.echo(made.text(), nl=False)


@case.command("original")
@folder_argument
@click.argument("sha256")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write the bytes to.")
@click.option("--why", required=True, help="Why the original is needed; stands in the ledger.")
@by_option
@json_option
def original(folder: Path, sha256: str, out: Path, why: str, by: str, as_json: bool) -> None:
    """Hand out the sealed bytes of a photo; who got them and why is put on record first."""
    kept, sha256 = open_case(folder), sha256.lower()
    if kept.state().photo(sha256) is None:
        raise UsageError(f"The case has no photo {sha256[:80]}. `teardown case log` lists its photos with their SHA-256.")
    if not by.strip() or not why.strip():
        raise UsageError("Say who reads the original, and why: each reading is written down.")
    _must_be_new(out)
    data = kept.originals.read(sha256)
    # What could not be written, nobody has read.
    with files_together(out.parent, {out.name: data}):
        kept.originals.open(sha256, by=by, why=why)
    if as_json:
        print_json({"sha256": sha256, "file": str(out)})
    else:
        click.echo(f"{out}: {len(data)} bytes. That {by} read it stands in the ledger.")


@case.command("export")
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--instance", is_flag=True, help="FOLDER is the handle of a case of the web application.")
@json_option
def export(folder: Path, file: Path, instance: bool, as_json: bool) -> None:
    """Write the whole case, sealed texts included, into one FILE for another team. Only a case that verifies is exported."""
    tell(_hand_on(str(folder), file) if instance else export_case(folder, file), file, as_json)


def _hand_on(handle: str, file: Path) -> Archived:
    from teardown.web import prepare

    prepare.set_up()
    from teardown.casework.services.kept import hand_on

    return hand_on(handle, file)


@case.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--instance", is_flag=True, help="Take the case into the web application instead of a folder.")
@click.option("--member", "members", multiple=True, metavar="USERNAME", help="With --instance: who sees the case there.")
@json_option
def import_(file: Path, folder: Path | None, instance: bool, members: tuple[str, ...], as_json: bool) -> None:
    """Unpack a case that `teardown case export` wrote into a new FOLDER. It is checked first; all is kept, or nothing.

    With --instance it becomes a case of the web application: the ledger letter by letter, originals, results, decisions,
    letters and answers. A pseudonym that somebody there has is taken for that person; the others are kept as people who cannot
    sign in.
    """
    if instance:
        if folder is not None:
            raise UsageError("Name a folder or --instance, not both.")
        _take_in(file, members, as_json)
    elif folder is None:
        raise UsageError("Name the folder to unpack the case into, or --instance for the web application.")
    elif members:
        raise UsageError("--member goes with --instance: a folder has no accounts.")
    else:
        tell(import_case(file, folder), folder, as_json)


def _take_in(file: Path, members: tuple[str, ...], as_json: bool) -> None:
    from teardown.web import prepare

    data = prepare.set_up()
    prepare.make_ready(static=False)
    from teardown.casework.services.arriving import take_in

    came = take_in(file, members)
    if as_json:
        found = {"digest": came.archived.digest, "files": came.archived.files, "size_bytes": came.archived.size_bytes}
        print_json({"case": came.handle, "known_people": came.known, "new_people": came.new, **found})
        return
    tell(came.archived, f"{data}: case {came.handle}", as_json)
    if came.known:
        click.echo(f"Taken for people of this instance: {', '.join(came.known)}")
    if came.new:
        click.echo(f"New here, without a way to sign in: {', '.join(came.new)}")
    if not members:
        click.echo("Nobody sees the case yet: an administrator chooses its members under “People”.")


def _must_be_new(*files: Path) -> None:
    """Nothing is written over: an older checkpoint is what shows that a ledger was cut."""
    for file in files:
        if file.exists():
            raise UsageError(f"{file} exists already. Name another file with --out, or move it away.")
