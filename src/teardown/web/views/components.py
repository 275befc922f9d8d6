"""The bill of materials of a case: every component, what is signed and what is not."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property

from teardown.bom.companies import addressed
from teardown.casework.facts import facts
from teardown.casework.models import Case, Component
from teardown.casework.models.components import ReviewState
from teardown.casework.services.counts import summary_of, tallies
from teardown.casework.services.queue import components_of
from teardown.web.access import case_or_404

_SHOWN = 50


class Found(Paginator):
    """Pages of components: what fits a search is looked for once, and only one page's rows are read."""

    def __init__(self, rows: QuerySet[Component], *, searched: bool) -> None:
        """`searched`: a text is looked for, which no index finds; everything else is counted and reached by one."""
        super().__init__(rows, _SHOWN)
        self._searched = searched

    @cached_property
    def _keys(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True))

    @cached_property
    def count(self) -> int:
        return len(self._keys) if self._searched else self.object_list.count()

    def page(self, number: int | str) -> object:
        """The rows of one page, in their order."""
        asked: int = self.validate_number(number)
        place = slice((asked - 1) * _SHOWN, asked * _SHOWN)
        keys = self._keys[place] if self._searched else list(self.object_list.values_list("pk", flat=True)[place])
        rows = Component.objects.filter(pk__in=keys).select_related("unit").defer("machine", "search", "notes")
        by_key = {row.pk: row for row in rows}
        return self._get_page([by_key[k] for k in keys if k in by_key], asked, self)


def components(request: HttpRequest, case: str) -> HttpResponse:
    """Every component of the case, or those that the filters ask for."""
    found = case_or_404(request, case)
    units = list(found.units.order_by("pk"))
    counted = tallies(found)
    rows = _filtered(found, request, {u.handle: u.pk for u in units})
    # Whom one can ask for: whoever is named now, under the company that a table lists them by.
    companies = sorted({addressed(t.manufacturer, facts()) for t in counted if t.manufacturer})
    filters = ("q", "unit", "company", "review", "level", "named")
    context = {
        "case": found,
        "units": units,
        "companies": companies,
        "summary": summary_of(counted),
        "reviews": ReviewState.values,
        "levels": range(6),
        "page": Found(rows, searched=bool(request.GET.get("q", "").strip())).get_page(request.GET.get("page")),
        "asked": {name: request.GET.get(name, "") for name in filters},
        "filtered": any(request.GET.get(name) for name in filters),
        "several": len(units) > 1,
    }
    return render(request, "findings/components.html", context)


def _filtered(found: Case, request: HttpRequest, units: dict[str, int]) -> QuerySet[Component]:
    asked = request.GET
    rows = components_of(found, search=asked.get("q", "").strip())
    rows = rows.select_related(None)
    if asked.get("unit"):
        rows = rows.filter(unit_id=units.get(asked["unit"], 0))
    if asked.get("company"):
        known = facts()
        rows = rows.filter(manufacturer__in=[m for m in known.manufacturers if addressed(m, known) == asked["company"]])
    if asked.get("review") in ReviewState.values:
        rows = rows.filter(review=asked["review"])
    if asked.get("level", "").isdecimal():
        rows = rows.filter(level=min(int(asked["level"][:2]), 9))
    if asked.get("named") == "yes":
        rows = rows.exclude(manufacturer="")
    elif asked.get("named") == "no":
        rows = rows.filter(manufacturer="")
    return rows
