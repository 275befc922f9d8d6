"""`teardown parts`: look into the parts database and check it."""

from __future__ import annotations

import re

import click

from teardown.cli.catalogue import import_, imports, undo
from teardown.cli.coverage import coverage
from teardown.cli.noise import noise
from teardown.cli.options import json_option, settings_options
from teardown.cli.output import print_json, text_table
from teardown.cli.support import support
from teardown.cli.trial import trial
from teardown.companies import company_id
from teardown.curation import explain as explain_marking
from teardown.curation import lint as lint_database
from teardown.errors import PartsDatabaseError
from teardown.model import Manufacturer
from teardown.parts import Facts, compact
from teardown.pipeline import facts_of
from teardown.settings import Settings

_MOST_SHOWN = 50


@click.group()
def parts() -> None:
    """Look into the parts database and check it."""


for _verb in (import_, imports, undo, coverage, support, trial, noise):
    parts.add_command(_verb)


@parts.command()
@click.argument("text")
@settings_options("parts_db")
@json_option
def search(text: str, settings: Settings, as_json: bool) -> None:
    """Find companies by any of their names, and parts and families by TEXT as printed on a chip."""
    facts = facts_of(settings)
    companies = _companies(text, facts)
    found = _parts(text, facts)
    if as_json:
        print_json({"companies": companies, "parts": [dict(zip(_PART_COLUMNS, row, strict=True)) for row in found]})
        return
    if companies:
        rows = [(m.id, m.legal_name, m.headquarters, m.parent or m.successor) for m in companies[:_MOST_SHOWN]]
        click.echo(text_table(("id", "company", "country", "belongs to"), rows))
    if found:
        click.echo(("\n" if companies else "") + text_table(_PART_COLUMNS, found[:_MOST_SHOWN]))
    left = len(companies[_MOST_SHOWN:]) + len(found[_MOST_SHOWN:])
    if left:
        click.echo(f"and {left} more; --json prints all.")
    if not companies and not found:
        click.echo(f"Nothing in the parts database is called “{text}”. `teardown parts explain` shows how a marking is decoded.")


_PART_COLUMNS = ("part", "company", "category", "known by", "source")


def _companies(text: str, facts: Facts) -> list[Manufacturer]:
    exact = facts.name_index.find(text)
    key = text.casefold()

    def names(maker: Manufacturer) -> tuple[str, ...]:
        own = (maker.id, maker.legal_name, maker.short_name, maker.report_name, maker.name_ja)
        affiliates = tuple(name for _, name in maker.local_affiliates)
        return (*own, *maker.aliases, *maker.former_names, *maker.brand_texts, *affiliates)

    found = [m for m in facts.manufacturers.values() if m.id == exact or any(key in name.casefold() for name in names(m))]
    return sorted(found, key=lambda m: (m.id != exact, m.short_name.casefold()))


def _parts(text: str, facts: Facts) -> list[tuple[str, str, str, str, str]]:
    token = compact(text)
    if not token:
        return []
    rows = []
    for part in facts.parts:
        if token in compact(part.part_number) or (part.top_mark and token in compact(part.top_mark)):
            rows.append(
                (part.part_number, _short(part.manufacturer, facts), part.category, part.top_mark or "part number", part.source)
            )
    for family in facts.families:
        if family.pattern.match(token, 0):
            rows.append((text, _short(family.manufacturer, facts), family.category, f"family {family.id}", family.source))
    return rows


def _short(manufacturer: str, facts: Facts) -> str:
    return facts.manufacturers[manufacturer].short_name


@parts.command()
@settings_options("parts_db")
@json_option
def lint(settings: Settings, as_json: bool) -> int:
    """Check every row and run every example. Ends with exit code 5 when something is wrong."""
    findings = lint_database(settings.parts_db)
    if as_json:
        print_json({"findings": [{"where": f.where, "problem": f.problem} for f in findings]})
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "No findings: every row and every example is as it should be.")
    return PartsDatabaseError.exit_code if findings else 0


@parts.command()
@click.argument("company", required=False)
@settings_options("parts_db")
@json_option
def info(company: str | None, settings: Settings, as_json: bool) -> None:
    """Say what the parts database holds, or all it knows about one COMPANY."""
    facts = facts_of(settings)
    if company:
        maker = facts.manufacturers[company_id(company, facts)]
        families = [f for f in facts.families if f.manufacturer == maker.id]
        documented = [p for p in facts.parts if p.manufacturer == maker.id]
        if as_json:
            print_json({"company": maker, "families": len(families), "parts": len(documented)})
            return
        click.echo(_portrait(maker, facts))
        click.echo(f"families: {len(families)}, single parts: {len(documented)}")
        return
    counts = {
        "version": facts.version,
        "companies": len(facts.manufacturers),
        "countries": len({m.headquarters for m in facts.manufacturers.values() if m.headquarters}),
        "brand texts": len(facts.brands),
        "families": len(facts.families),
        "parts": len(facts.parts),
        "marking codes": len(facts.codes),
        "categories": len(facts.categories),
        "shared numbers": len(facts.shared),
        "customers' markings": len(facts.customers),
        "date layouts": len(facts.date_layouts),
    }
    if as_json:
        print_json(counts)
    else:
        click.echo(text_table(("what", "how many"), [(name, str(value)) for name, value in counts.items()]))


def _portrait(maker: Manufacturer, facts: Facts) -> str:
    rows = [
        ("legal name", maker.legal_name),
        ("short name", maker.short_name),
        ("report name", maker.report_name),
        ("Japanese", maker.name_ja),
        ("head office", maker.headquarters),
        ("parent", _with_date(maker.parent, maker.parent_since)),
        ("successor", _with_date(maker.successor, maker.successor_since)),
        ("aliases", ", ".join(maker.aliases)),
        ("former names", ", ".join(maker.former_names)),
        ("on packages", ", ".join(maker.brand_texts)),
        ("local companies", ", ".join(f"{name} ({country})" for country, name in maker.local_affiliates)),
        ("source", maker.source),
    ]
    return text_table(("id", maker.id), [row for row in rows if row[1]])


def _with_date(company: str, since: str) -> str:
    return f"{company} since {since}" if company and since else company


@parts.command()
@click.argument("marking")
@click.option("--logo", metavar="COMPANY", help="The company whose logo is on the package.")
@click.option("--package", default="", help="The package, for instance SOT-23: short marking codes count only with it.")
@settings_options("parts_db")
@json_option
def explain(marking: str, logo: str | None, package: str, settings: Settings, as_json: bool) -> None:
    """Say whom a MARKING is attributed to and why; its lines are separated by a slash: "LINE 1 / LINE 2"."""
    facts = facts_of(settings)
    lines = [line.strip() for line in re.split(r"\s/\s|\n", marking) if line.strip()]
    explanation = explain_marking(lines, facts, logo=company_id(logo, facts) if logo else None, package=package)
    if as_json:
        print_json({"marking": explanation.marking, "attribution": explanation.attribution})
    else:
        click.echo(explanation.text(facts))
