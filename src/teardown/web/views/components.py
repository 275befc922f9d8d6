"""The bill of materials of a case: every component, what is signed and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from teardown.bom.companies import addressed
from teardown.casework.facts import facts
from teardown.casework.models import Case, Component, Unit
from teardown.casework.models.components import ReviewState
from teardown.casework.services.counts import Tally, summary_of, tallies
from teardown.casework.services.queue import components_of
from teardown.casework.services.remembered import remembered
from teardown.web.access import case_or_404
from teardown.web.paging import CountedPages

_SHOWN = 50


class Found(CountedPages):
    """Pages of components, of whose primary keys there is a list: only one page's rows are read."""

    def __init__(self, keys: Sequence[int] | QuerySet[Component, int], length: int) -> None:
        super().__init__(keys, _SHOWN, length)

    def page(self, number: int | str) -> object:
        """The rows of one page, in their order."""
        asked: int = self.validate_number(number)
        keys = self._keys((asked - 1) * _SHOWN, min(asked * _SHOWN, self.count))
        rows = Component.objects.filter(pk__in=keys).defer("machine", "search", "notes", "quad")
        by_key = {row.pk: row for row in rows}
        return self._get_page([by_key[k] for k in keys if k in by_key], asked, self)

    def _keys(self, first: int, end: int) -> list[int]:
        keys = self.object_list
        if isinstance(keys, QuerySet) and first > self.count // 2:
            # The database steps over what stands before a page: from the end, that is less.
            return list(keys.reverse()[self.count - end : self.count - first])[::-1]
        return list(keys[first:end])


def components(request: HttpRequest, case: str) -> HttpResponse:
    """Every component of the case, or those that the filters ask for."""
    found = case_or_404(request, case)
    units = list(found.units.order_by("pk"))
    counted = tallies(found)
    asked = _asked(request, units)
    rows = _filtered(found, asked)
    if asked.search:
        # Whoever turns the pages of what was found does not search again.
        keys = remembered(found, ("searched", asked), lambda: tuple(rows.values_list("pk", flat=True)))
        pages = Found(keys, len(keys))
    else:
        pages = Found(rows.values_list("pk", flat=True), _length(found, asked, units))
    page = pages.get_page(request.GET.get("page"))
    by_key = {u.pk: u for u in units}
    for row in page:
        row.unit = by_key[row.unit_id]
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
        "page": page,
        "unit_addresses": {u.pk: reverse("unit", args=[found.handle, u.handle]) for u in units} if len(units) > 1 else {},
        "asked": {name: request.GET.get(name, "") for name in filters},
        "filtered": any(request.GET.get(name) for name in filters),
        "several": len(units) > 1,
    }
    return render(request, "findings/components.html", context)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page's address; None lets everything through."""

    search: str
    unit: int | None
    """Primary key; 0, which no unit has, for one that there is not."""
    manufacturers: frozenset[str] | None
    reviews: frozenset[str] | None
    """States of the review."""
    level: int | None
    named: bool | None

    def takes(self, tally: Tally) -> bool:
        """Whether such components pass, as far as tallies tell them apart."""
        return (
            (self.manufacturers is None or tally.manufacturer in self.manufacturers)
            and (self.reviews is None or tally.review in self.reviews)
            and self.level in (None, tally.level)
            and self.named in (None, bool(tally.manufacturer))
        )


def _asked(request: HttpRequest, units: Sequence[Unit]) -> Asked:
    given, known = request.GET, facts()
    company, level = given.get("company"), given.get("level", "")
    return Asked(
        search=given.get("q", "").strip()[:100],
        unit=next((u.pk for u in units if u.handle == given["unit"]), 0) if given.get("unit") else None,
        manufacturers=frozenset(m for m in known.manufacturers if addressed(m, known) == company) if company else None,
        reviews=_reviews(given.get("review", "")),
        level=min(int(level[:2]), 9) if level.isdecimal() else None,
        named={"yes": True, "no": False}.get(given.get("named", "")),
    )


def _reviews(asked: str) -> frozenset[str] | None:
    """One state, or every one but signed."""
    if asked == "unsigned":
        return frozenset(ReviewState.values) - {ReviewState.SIGNED}
    return frozenset({asked}) if asked in ReviewState.values else None


def _filtered(found: Case, asked: Asked) -> QuerySet[Component]:
    rows = components_of(found, search=asked.search).select_related(None)
    if asked.unit is not None:
        rows = rows.filter(unit_id=asked.unit)
    if asked.manufacturers is not None:
        rows = rows.filter(manufacturer__in=sorted(asked.manufacturers))
    if asked.reviews is not None:
        rows = rows.filter(review__in=sorted(asked.reviews))
    if asked.level is not None:
        rows = rows.filter(level=asked.level)
    if asked.named is not None:
        rows = rows.exclude(manufacturer="") if asked.named else rows.filter(manufacturer="")
    return rows


def _length(found: Case, asked: Asked, units: Sequence[Unit]) -> int:
    """How many components pass all filters but a search, from what is counted already."""
    if asked.unit == 0:
        return 0
    counted = tallies(found, units=[u for u in units if u.pk == asked.unit])
    return sum(t.count for t in counted if asked.takes(t))
