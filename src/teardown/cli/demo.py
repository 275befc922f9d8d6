"""`teardown demo`: the whole way on the sample photos."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from teardown.cli.analyze import analyze_to
from teardown.cli.options import json_option, settings_options
from teardown.errors import NoInputError
from teardown.model import NameStyle, TableFilter
from teardown.settings import Settings

REPORT_FILTER = TableFilter(
    countries=("JP",),
    manufacturers=("micron",),
    order=("rohm", "tdk", "akm", "thine", "sony", "epson", "micron"),
)
"""The report lists the companies of Japan and, by name, one foreign company through its affiliate there, in this order."""


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
    """Analyse the sample photos that come with Teardown and print the report's table.

    The photos are rendered: they show how it works and are no evidence of anything.
    """
    samples = sample_folder()
    return analyze_to(
        (samples / "photos",),
        out,
        "Surveillance camera (rendered sample, no evidence)",
        samples / "evidence.json",
        lambda facts: REPORT_FILTER,
        NameStyle.REPORT,
        settings,
        as_json,
    )


def sample_folder() -> Path:
    """The samples inside the installed package, or those of a checkout.

    Raises:
        NoInputError: this installation has none.
    """
    package = Path(str(resources.files("teardown")))
    for folder in (package / "samples", package.parent.parent / "samples"):
        if (folder / "photos").is_dir():
            return folder
    raise NoInputError("This installation has no sample photos. Install Teardown again.")
