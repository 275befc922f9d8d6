"""`teardown doctor`: what is installed here, what works, and how to mend what does not."""

from __future__ import annotations

import click

from teardown.checkup import Health, check_all
from teardown.cli.options import json_option, settings_options
from teardown.cli.output import print_json
from teardown.settings import Settings

_SIGNS = {Health.GOOD: "ok  ", Health.WEAK: "note", Health.BAD: "BAD "}


@click.command()
@settings_options()
@json_option
def doctor(settings: Settings, as_json: bool) -> int:
    """Say what is installed, which text readers work, and how to mend what does not.

    Ends with 0 when photos can be analysed, with 6 when no text reader works and 5 when the parts database does not load.
    """
    findings = check_all(settings)
    code = next((f.exit_code for f in findings if f.health is Health.BAD), 0)
    if as_json:
        print_json({"findings": findings, "exit_code": code})
        return code
    width = max(len(f.what) for f in findings)
    for finding in findings:
        click.echo(f"{_SIGNS[finding.health]}  {finding.what:<{width}}  {finding.state}")
        if finding.advice:
            click.echo(f"      {'':<{width}}  -> {finding.advice}")
    return code
