"""Units side by side: which company, and which part, in which unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from teardown.bom.companies import addressed
from teardown.casework.facts import facts
from teardown.casework.models import Case, Unit
from teardown.casework.services.counts import part_tallies, tallies
from teardown.model import ClaimLevel
from teardown.web.access import case_or_404

AT_FIRST = 4
"""Units that are compared until somebody chooses."""
MOST = 12
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Cell:
    unit: str
    count: int
    signed: int


@dataclass(frozen=True, slots=True)
class Row:
    """A company, or one of its parts, in all units that are compared."""

    manufacturer: str
    part_number: str
    cells: tuple[Cell, ...]

    @property
    def units(self) -> int:
        """In how many of the units it is."""
        return sum(1 for cell in self.cells if cell.count)


def comparison(request: HttpRequest, case: str) -> HttpResponse:
    """The table of companies, or of parts."""
    found = case_or_404(request, case)
    units = list(found.units.order_by("pk"))
    chosen = chosen_units(units, request)
    by_part = request.GET.get("by") == "part"
    rows = part_rows(found, chosen) if by_part else company_rows(found, chosen)
    context = {
        "case": found,
        "units": units,
        "chosen": chosen,
        "by_part": by_part,
        "most": MOST,
        "page": Paginator(rows, _SHOWN).get_page(request.GET.get("page")),
    }
    return render(request, "findings/comparison.html", context)


def chosen_units(units: Sequence[Unit], request: HttpRequest) -> list[Unit]:
    """The units that a page's address names, the first ones when it names none."""
    wanted = set(request.GET.getlist("unit"))
    return [u for u in units if u.handle in wanted][:MOST] or list(units[:AT_FIRST])


def company_rows(found: Case, units: Sequence[Unit]) -> list[Row]:
    """A row per company, those in most units first."""
    known = facts()
    counted: dict[str, dict[int, list[int]]] = {}
    for t in tallies(found, units=units, by_unit=True) if units else ():
        if t.manufacturer and t.level >= ClaimLevel.PART and t.unit is not None:
            cell = counted.setdefault(addressed(t.manufacturer, known), {}).setdefault(t.unit, [0, 0])
            cell[0] += t.count
            cell[1] += t.count if t.signed else 0
    names = _names(units)
    return _sorted(Row(m, "", _cells(cells, names)) for m, cells in counted.items())


def part_rows(found: Case, units: Sequence[Unit]) -> list[Row]:
    """A row per part, those in most units first."""
    counted: dict[tuple[str, str], dict[int, list[int]]] = {}
    for t in part_tallies(found, units=units, minimum_level=int(ClaimLevel.PART)) if units else ():
        counted.setdefault((t.manufacturer, t.part_number), {})[t.unit] = [t.count, 0]
    names = _names(units)
    return _sorted(Row(m, part, _cells(cells, names)) for (m, part), cells in counted.items())


def _names(units: Sequence[Unit]) -> dict[int, str]:
    return {unit.pk: unit.among(units) for unit in units}


def _cells(counted: dict[int, list[int]], names: dict[int, str]) -> tuple[Cell, ...]:
    return tuple(Cell(name, *counted.get(unit, (0, 0))) for unit, name in names.items())


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (-r.units, -sum(c.count for c in r.cells), r.manufacturer, r.part_number))
