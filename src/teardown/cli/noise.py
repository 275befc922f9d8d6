"""`teardown parts noise`: text that names no maker; a company named for it is a fault of the facts."""

from __future__ import annotations

from dataclasses import replace

import click

from teardown.cli.options import json_option, settings_options
from teardown.cli.output import counted, print_json
from teardown.curation.noise import MADE, make_up, noise_trial
from teardown.pipeline import facts_of
from teardown.settings import Settings


@click.command()
@click.option("--texts", "count", type=click.IntRange(min=1), default=MADE, show_default=True, help="Texts to make up.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed makes up others.")
@click.option("--named", is_flag=True, help="Also list the texts for which a company is named.")
@settings_options("parts_db")
@json_option
def noise(count: int, seed: int, named: bool, settings: Settings, as_json: bool) -> None:
    """Decode made-up text that names no maker, and count how often a company is named for it all the same.

    Designators, connectors, date and lot codes, marks of boards, serial numbers, network addresses, words of many languages,
    characters without order: each as if it stood on a chip.
    """
    facts = facts_of(replace(settings, catalogue=None))  # the reviewed facts are on trial, no imports
    done = noise_trial(counted(list(make_up(count, seed)), "text", count), facts)
    if as_json:
        print_json(done)
        return
    click.echo("\n".join([*done.lines(), *(item.line() for item in done.named if named)]))
