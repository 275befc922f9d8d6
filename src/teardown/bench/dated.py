"""The decoder on whole markings with known maker, year and week (a CSV of them), no image.

Columns: `marking` (the lines joined by spaces), `manufacturer`, `year`, `week`; others are ignored; empty cells are not scored.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from teardown.attribution import attribute
from teardown.bench.scoring import same_company
from teardown.errors import NoInputError
from teardown.marking import decode_text
from teardown.model import Marking
from teardown.parts import Facts


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was right, wrong, or not said."""

    right: int
    wrong: int
    none: int

    def line(self, name: str) -> str:
        total = max(1, self.right + self.wrong + self.none)
        shares = "  ".join(
            f"{label} {count:5d} ({count / total:6.1%})"
            for label, count in (("right", self.right), ("wrong", self.wrong), ("none", self.none))
        )
        return f"{name:12} {shares}"


@dataclass(frozen=True, slots=True)
class DatedScore:
    """Maker, year and week over a table of markings; year and week also where the maker is given."""

    maker: Tally
    year: Tally
    week: Tally
    year_maker_known: Tally
    week_maker_known: Tally
    wrong_makers: tuple[tuple[str, str, str], ...]
    """(marking, truth, named)."""

    def lines(self) -> list[str]:
        """The figures as they are printed."""
        return [
            self.maker.line("maker"),
            self.year.line("year"),
            self.week.line("week"),
            self.year_maker_known.line("year, maker known"),
            self.week_maker_known.line("week, maker known"),
        ]


def score_dated(path: Path, facts: Facts) -> DatedScore:
    """Decode every marking of a CSV. A maker is right when its name is the table's, or one that the facts know for that company.

    Raises:
        NoInputError: the file is missing or has no column `marking`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise NoInputError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise NoInputError(f"{path} is no UTF-8 CSV ({error}). Save it as “CSV UTF-8”.") from error
    if not rows or "marking" not in rows[0]:
        raise NoInputError(f"{path} has no column “marking”. Wanted: marking, manufacturer, year, week.")
    counts = {name: [0, 0, 0] for name in ("maker", "year", "week", "year_known", "week_known")}
    wrong_makers = []
    for row in rows:
        truth = row.get("manufacturer") or ""
        marking = decode_text([row["marking"]], facts)
        named = attribute(marking, facts=facts).manufacturer
        known = facts.name_index.find(truth) if truth else None
        if truth:
            maker = facts.manufacturers[named] if named else None
            name = f"{maker.short_name} ({maker.legal_name})" if maker else ""
            right = maker is not None and (maker.id == known or same_company(name, truth, {}))
            counts["maker"][0 if right else 1 if name else 2] += 1
            if name and not right:
                wrong_makers.append((row["marking"], truth, name))
        told = decode_text([row["marking"]], facts, maker=known) if known else None
        for column in ("year", "week"):
            if not row.get(column):
                continue
            want = int(row[column])
            got = _said(marking, column)
            counts[column][0 if got == want else 2 if got is None else 1] += 1
            if told is not None:
                got = _said(told, column)
                counts[f"{column}_known"][0 if got == want else 2 if got is None else 1] += 1
    return DatedScore(
        maker=Tally(*counts["maker"]),
        year=Tally(*counts["year"]),
        week=Tally(*counts["week"]),
        year_maker_known=Tally(*counts["year_known"]),
        week_maker_known=Tally(*counts["week_known"]),
        wrong_makers=tuple(wrong_makers),
    )


def _said(marking: Marking, column: str) -> int | None:
    """The year or week of the likeliest date code; None where the decades that it leaves are not settled."""
    if not marking.dates:
        return None
    first = marking.dates[0]
    likeliest = [code for code in marking.dates if (code.text, code.layout) == (first.text, first.layout)]
    values = {getattr(code, column) for code in likeliest}
    return getattr(first, column) if len(values) == 1 else None
