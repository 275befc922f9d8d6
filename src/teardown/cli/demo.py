"""`teardown demo`: the whole way on the sample photos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from teardown.cli.analyze import analyze_to
from teardown.cli.options import json_option, settings_options
from teardown.cli.results import is_result, load_bom
from teardown.custody.casefolder import CaseFolder
from teardown.demo.evidence import keep_case, review, write_packages
from teardown.demo.letters import write_letters, write_responses
from teardown.demo.sample import Sample, sample_case, sample_folder, sample_of
from teardown.model import NameStyle
from teardown.pipeline import facts_of, limits_of
from teardown.settings import Settings


@click.command()
@click.option(
    "--out",
    default=Path("out/demo"),
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the results.",
)
@settings_options()
@json_option
def demo(out: Path, settings: Settings, as_json: bool) -> int:
    """Analyse the sample photos that come with Teardown, and make everything that a case is: table, letters, report, packages.

    The photos are rendered: they show how it works and are no evidence of anything.
    """
    samples = sample_folder()
    code = analyze_to(
        (samples / "photos",),
        out,
        "Surveillance camera (rendered sample, no evidence)",
        samples / "evidence.json",
        lambda facts: sample_case(facts).case.table,
        NameStyle.REPORT,
        settings,
        as_json,
    )
    if not is_result(out):
        return code
    found = sample_of(load_bom(out), facts_of(settings), out)
    kept = keep_case(found)
    review(kept, found)
    # From here on, what was decided and signed counts, too.
    sample = replace(found, record=kept.record(found.facts))
    for step in (_letters, _responses, _evidence):
        for name, path in step(sample, kept, settings).items():
            click.echo(f"{name}: {path}", err=as_json)
    return code


def _letters(sample: Sample, kept: CaseFolder, settings: Settings) -> dict[str, Path]:
    return _told(*write_letters(sample, limits_of(settings), kept))


def _responses(sample: Sample, kept: CaseFolder, settings: Settings) -> dict[str, Path]:
    return write_responses(sample)


def _evidence(sample: Sample, kept: CaseFolder, settings: Settings) -> dict[str, Path]:
    written = _told(*write_packages(kept, sample, limits_of(settings)))
    return {"the case, with its ledger": kept.folder, **written}


def _told(written: dict[str, Path], problems: Iterable[str]) -> dict[str, Path]:
    """What was written, after saying what could not be."""
    for problem in problems:
        click.echo(problem, err=True)
    return written
