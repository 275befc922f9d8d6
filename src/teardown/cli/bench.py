"""`teardown bench`: measure on labelled photos or markings."""

from __future__ import annotations

from pathlib import Path

import click
from PIL import Image

from teardown.bench import load_labels, predict_given_lines, run_bench, score, score_dated, time_photos, write_predictions
from teardown.bench.misses import misses_given_lines, summary
from teardown.bench.pictures import missed_chips, write_sheets
from teardown.bench.reliability import plot_reliability, reliability_lines
from teardown.bench.scoring import Score
from teardown.cli.options import json_option, settings_options
from teardown.cli.output import print_json, progress_bar
from teardown.errors import OutputError, UsageError
from teardown.execution import exit_code, outcome_table
from teardown.pipeline import facts_of
from teardown.settings import Settings


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--predictions", type=click.Path(path_type=Path, dir_okay=False), help="Write what was found to this JSON file.")
@click.option("--given-lines", is_flag=True, help="Take the labelled lines instead of the photos: the decoder alone.")
@click.option(
    "--misses",
    is_flag=True,
    help="Also list every company named wrongly; with --given-lines also those not named and what would settle each.",
)
@click.option(
    "--detectors",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of body detectors trained by cross-validation: each photo is analysed with the one that never saw its source.",
)
@click.option(
    "--reliability", type=click.Path(path_type=Path, dir_okay=False), help="Draw stated against observed frequency (SVG)."
)
@click.option(
    "--misses-pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write contact sheets (PNG) of the chips that were not read or not named into this folder. They show the photos.",
)
@click.option("--timing", is_flag=True, help="Also time each photo beside RapidOCR as it comes, in processes of their own.")
@settings_options()
@json_option
def bench(
    source: Path,
    predictions: Path | None,
    given_lines: bool,
    misses: bool,
    detectors: Path | None,
    reliability: Path | None,
    misses_pictures: Path | None,
    timing: bool,
    settings: Settings,
    as_json: bool,
) -> int:
    """Measure on SOURCE: a folder with labels.json and the photos in a subfolder, or a CSV of markings.

    The CSV has the columns marking, manufacturer, year and week. What each figure means stands in docs/method.md.
    """
    if source.suffix == ".csv":
        return _dated(source, misses, settings, as_json)
    labels = load_labels(source)
    code = 0
    if given_lines:
        predicted = predict_given_lines(labels, facts_of(settings))
        result = score(labels, predicted)
    else:
        with progress_bar() as bar:
            done = run_bench(labels, settings, detectors=detectors, started=bar.started, progress=bar.finished)
        predicted, result, code = done.predictions, done.score, exit_code(done.failed)
        if done.failed:
            click.echo(outcome_table(done.failed), err=True)
    if predictions:
        write_predictions(predicted, predictions)
    if misses_pictures:
        sheets = write_sheets(missed_chips(labels, predicted), misses_pictures)
        click.echo(f"{len(sheets)} contact sheets of what remains: {misses_pictures}", err=True)
    if reliability:
        _draw(result, reliability)
    costs = time_photos([(p.path, _megapixels(p.path)) for p in labels.photos], mode=settings.mode) if timing else None
    if as_json:
        print_json({"score": result, "timing": costs})
        return code
    click.echo("\n".join([*result.lines(), *reliability_lines(result.namings)]))
    if misses:
        _print_misses(result)
        if given_lines:
            missed = misses_given_lines(labels, facts_of(settings))
            click.echo("\n".join([*(miss.line() for miss in missed), *summary(missed)]))
    if costs:
        click.echo("\n".join(costs.lines()))
    return code


def _dated(source: Path, misses: bool, settings: Settings, as_json: bool) -> int:
    result = score_dated(source, facts_of(settings))
    if as_json:
        print_json(result)
        return 0
    click.echo("\n".join(result.lines()))
    if misses:
        for marking, truth, named in result.wrong_makers:
            click.echo(f"wrong: “{marking}” is {truth}, named {named}")
    return 0


def _draw(result: Score, path: Path) -> None:
    try:
        plot_reliability(result.namings, path)
    except ImportError:
        raise UsageError("The diagram needs matplotlib. Install it: pip install matplotlib") from None
    except OSError as error:
        raise OutputError(f"The diagram cannot be written to {path}: {error.strerror}.") from error


def _print_misses(result: Score) -> None:
    for naming in result.namings:
        if not naming.right:
            told = f"is {naming.truth or 'nobody'}, named {naming.named} ({naming.probability:.2f})"
            click.echo(f"wrong: {naming.photo}: “{' / '.join(naming.lines)}” {told}")


def _megapixels(path: Path) -> float:
    with Image.open(path) as image:
        return image.width * image.height / 1e6
