"""`teardown analyze` and `teardown table`: from photos to files, and from a result folder to the company table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from teardown.bom import company_table, load_evidence
from teardown.cli.options import filter_options, json_option, settings_options
from teardown.cli.output import print_json, progress_bar
from teardown.cli.results import is_result, load_bom, missing_folders, save_bom, take_back, work_folder
from teardown.cli.tables import FORMATS, company_table_text, counted
from teardown.execution import Outcome, Status, exit_code, outcome_table
from teardown.export import Unread, write_all
from teardown.intake import find_photos
from teardown.model import NameStyle, TableFilter
from teardown.parts import Facts
from teardown.pipeline import Analysis, facts_of, limits_of
from teardown.pipeline import analyze as run_pipeline
from teardown.settings import Settings


@click.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the results.")
@click.option("--unit", default="", metavar="NAME", help="What was taken apart; stands on every result.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON with what analysts noted about components whose name cannot be read (docs/evidence.md).",
)
@filter_options
@settings_options()
@json_option
def analyze(
    photos: tuple[Path, ...],
    out: Path,
    unit: str,
    evidence: Path | None,
    wanted: Callable[[Facts], TableFilter],
    names: NameStyle,
    settings: Settings,
    as_json: bool,
) -> int:
    """Analyse PHOTOS (files or folders) of one unit and write bill of materials, company table and pictures to a folder.

    Interrupted, the same command continues where it stopped. The options that choose companies are for the company table
    alone: the bill of materials always lists everything.
    """
    return analyze_to(photos, out, unit, evidence, wanted, names, settings, as_json)


def analyze_to(
    photos: tuple[Path, ...],
    out: Path,
    unit: str,
    evidence: Path | None,
    wanted: Callable[[Facts], TableFilter],
    names: NameStyle,
    settings: Settings,
    as_json: bool,
) -> int:
    """What `analyze` and `demo` do. Returns the exit code."""
    facts = facts_of(settings)
    chosen = wanted(facts)
    noted = load_evidence(evidence, facts) if evidence else ()
    files = find_photos(photos)
    new = missing_folders(out)
    work = work_folder(out)
    with progress_bar() as bar:
        analysis = run_pipeline(
            files,
            settings,
            unit=unit or out.resolve().name,
            evidence=noted,
            store_in=work,
            started=bar.started,
            progress=bar.finished,
        )
    code = exit_code(analysis.outcomes)
    if not analysis.bom.photos:
        take_back(new)
        told = _nothing_to_write(out, analysis.outcomes)
        if as_json:
            fates = [_fate(outcome) for outcome in analysis.outcomes]
            print_json({"error": told, "photos": fates, "files": {}, "exit_code": code})
        click.echo(outcome_table(analysis.outcomes, only_troubled=True), err=True)
        click.echo(told, err=True)
        return code
    save_bom(analysis.bom, out)
    shown = company_table(analysis.bom, facts, chosen, names)
    written = write_all(
        analysis.bom,
        facts,
        out,
        photos=_sources(analysis),
        table=shown,
        unread=_unread(analysis.outcomes),
        limits=limits_of(settings),
    )
    if as_json:
        print_json(_summary(analysis, written, code) | {"table": shown})
        return code
    click.echo(company_table_text(shown))
    click.echo(f"\n{counted(analysis.bom)}")
    for name, path in written.items():
        click.echo(f"{name}: {path}")
    click.echo(outcome_table(analysis.outcomes, only_troubled=True), err=True)
    return code


def _nothing_to_write(out: Path, outcomes: Sequence[Outcome]) -> str:
    """What is said when not one photo could be analysed: what became of the folder, and what to do."""
    kept = f"the result in {out} stays as it was" if is_result(out) else f"nothing was written to {out}"
    if any(outcome.status is Status.FAILED for outcome in outcomes):
        todo = "`teardown doctor` says what is missing here; the same command tries the photos again."
    else:
        todo = "Name photos of boards, or a folder of them (JPEG, PNG, WebP, TIFF or HEIC)."
    return f"No photo could be analysed, so {kept}. The lines above say why. {todo}"


def _sources(analysis: Analysis) -> dict[str, Path]:
    """Where the bytes of each photo are, by hash: pictures of chips are cut from them."""
    return {outcome.sha256: Path(outcome.path) for outcome in analysis.outcomes if outcome.analysis}


def _unread(outcomes: Sequence[Outcome]) -> tuple[Unread, ...]:
    """The files that have no result of their own, for the list of what was given."""
    return tuple(Unread(Path(o.path).name, str(o.status), o.sha256, o.why) for o in outcomes if o.status is not Status.ANALYSED)


def _summary(analysis: Analysis, files: dict[str, Path], code: int) -> dict[str, Any]:
    bom = analysis.bom
    return {
        "unit": bom.unit,
        "components": len(bom.chips),
        "identified": len(bom.identified),
        "other_text": len(bom.other_text),
        "method_version": bom.method_version,
        "parts_db_version": bom.parts_db_version,
        "photos": [_fate(outcome) for outcome in analysis.outcomes],
        "files": {name: str(path) for name, path in files.items()},
        "exit_code": code,
    }


def _fate(outcome: Outcome) -> dict[str, str]:
    return {"path": outcome.path, "sha256": outcome.sha256, "status": outcome.status, "why": outcome.why}


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", help="How the table is printed.")
@filter_options
@settings_options("parts_db")
@json_option
def table(
    result: Path,
    style: str,
    wanted: Callable[[Facts], TableFilter],
    names: NameStyle,
    settings: Settings,
    as_json: bool,
) -> None:
    """Print the company table of RESULT, a folder that `teardown analyze` wrote.

    Without an option, all companies are shown. The conditions widen the table: a company is shown when any of them holds.
    """
    facts = facts_of(settings)
    shown = company_table(load_bom(result), facts, wanted(facts), names)
    if as_json:
        print_json(shown)
    else:
        click.echo(company_table_text(shown, style))
