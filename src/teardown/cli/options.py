"""Options that several verbs share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from teardown.case.days import day_in
from teardown.case.records import Case
from teardown.companies import company_id
from teardown.errors import UsageError
from teardown.model import ClaimLevel, NameStyle, TableFilter
from teardown.parts import Facts
from teardown.settings import APPLICATION, CUSTODY, NAMES, Settings, changed, load_settings, meaning, variable

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
folder_argument = click.argument("folder", type=click.Path(path_type=Path))
"""The folder of a case."""
day_option = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="The day; today in the time zone of the case if left out.",
)
by_option = click.option("--by", required=True, metavar="PSEUDONYM", help="Who does this; stands in the ledger.")


_OF_ANALYSIS = tuple(name for name in NAMES if name not in (*APPLICATION, *CUSTODY))


def settings_options(*names: str) -> Callable[[F], Callable[..., Any]]:
    """Give a verb an option for each of the named settings (all of the analysis when none is named), and `settings`."""
    chosen = names or _OF_ANALYSIS

    def decorate(verb: F) -> Callable[..., Any]:
        @functools.wraps(verb)
        def with_settings(*args: Any, **kwargs: Any) -> Any:
            settings = load_settings()
            for name in chosen:
                text = kwargs.pop(f"setting_{name}")
                if text is not None:
                    settings = changed(settings, name, text, where=_flag(name))
            return verb(*args, settings=settings, **kwargs)

        wrapped: Callable[..., Any] = with_settings
        for name in reversed(chosen):
            described = f"{meaning(name)} [{variable(name)}; default: {default_text(name)}]"
            wrapped = click.option(_flag(name), f"setting_{name}", metavar="VALUE", show_default=False, help=described)(wrapped)
        return wrapped

    return decorate


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def default_text(name: str) -> str:
    """A setting's default as people read it."""
    value = next(f for f in fields(Settings) if f.name == name).default
    if isinstance(value, tuple):
        return ",".join(value) or "empty"
    if isinstance(value, bool):
        return str(value).lower()
    return "empty" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)


def filter_options(verb: F) -> Callable[..., Any]:
    """Give a verb the options that say which companies a table shows, and the arguments `wanted` (a function that makes the
    filter from the facts) and `names` (a `NameStyle`)."""

    @functools.wraps(verb)
    def with_filter(
        *args: Any,
        country: tuple[str, ...],
        affiliates_in: tuple[str, ...],
        company: tuple[str, ...],
        names: str,
        level: str,
        **kw: Any,
    ) -> Any:
        def wanted(facts: Facts) -> TableFilter:
            return TableFilter(
                countries=tuple(_country(c, facts) for c in country),
                affiliates_in=tuple(_country(c, facts) for c in affiliates_in),
                manufacturers=tuple(company_id(name, facts) for name in company),
                minimum_level=ClaimLevel[level.upper()],
            )

        return verb(*args, wanted=wanted, names=NameStyle(names), **kw)

    levels = [level.name.lower() for level in ClaimLevel if level >= ClaimLevel.BRAND]
    wrapped: Callable[..., Any] = with_filter
    for option in (
        click.option("--level", type=click.Choice(levels), default="part", help="Lowest claim that counts (docs/method.md)."),
        click.option(
            "--names",
            type=click.Choice([str(s) for s in NameStyle]),
            default="report",
            help="Which of a company's names is printed.",
        ),
        click.option("--company", multiple=True, metavar="NAME", help="Only this company, by any of its names; may be repeated."),
        click.option(
            "--affiliates-in",
            multiple=True,
            metavar="COUNTRY",
            help="Companies with an affiliated local company there (two-letter code); may be repeated.",
        ),
        click.option(
            "--country",
            multiple=True,
            metavar="COUNTRY",
            help="Companies with their head office there (two-letter code); may be repeated.",
        ),
    ):
        wrapped = option(wrapped)
    return wrapped


def _country(code: str, facts: Facts) -> str:
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise UsageError(f"“{code}” is not a country code. Two letters are expected, for instance JP for Japan.")
    code = code.upper()
    makers = facts.manufacturers.values()
    if not any(code == maker.headquarters or code in (place for place, _ in maker.local_affiliates) for maker in makers):
        # A mistyped code would give an empty table that reads like a finding.
        raise UsageError(
            f"No company of the parts database has its head office or an affiliate in “{code}”. Codes are those of ISO 3166: "
            "JP, GB, DE."
        )
    return code


def day_or_today(on: datetime | None, case: Case | None) -> date:
    """The day that `day_option` names, or the day that it is where the case is."""
    return on.date() if on else day_in(case.time_zone if case else "UTC")
