"""Date codes against the case's events."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from teardown.bom.companies import addressed
from teardown.bom.timeline import Relation
from teardown.casework.facts import facts
from teardown.casework.models import Case, Component, Event
from teardown.casework.services.counts import dated, made_after, made_around, made_before, summary_of, tallies
from teardown.web.access import case_or_404

_SHOWN = 50
_SIDES = {"before": made_before, "after": made_after, "around": made_around}


def dates(request: HttpRequest, case: str) -> HttpResponse:
    """When chips were made, before or after which event; and a list of them."""
    found = case_or_404(request, case)
    events = list(found.events.all())
    rows = asked_for(found, request)
    counts = rows.aggregate(all=Count("pk"), **_counts(events))
    event = next((e for e in events if e.handle == request.GET.get("event")), None)
    side = request.GET.get("side", "")
    if event and side in _SIDES:
        rows = rows.filter(_SIDES[side](event.date))
    rows = rows.order_by("made_first", "made_last", "pk").select_related("unit").defer("machine", "search", "notes")
    page = Paginator(rows, _SHOWN).get_page(request.GET.get("page"))
    counted = tallies(found)
    context = {
        "case": found,
        "events": [(e, {side: counts[f"{side}_{n}"] for side in _SIDES}) for n, e in enumerate(events)],
        "with_code": counts["all"],
        "summary": summary_of(counted),
        "companies": sorted({addressed(t.manufacturer, facts()) for t in counted if t.manufacturer}),
        "asked": {name: request.GET.get(name, "") for name in ("company", "event", "side", "unit", "named")},
        "event": event,
        "side": side,
        "page": page,
        "lines": [Line(row, events) for row in page],
    }
    return render(request, "findings/dates.html", context)


def asked_for(found: Case, request: HttpRequest) -> QuerySet[Component]:
    """The dated components that a page's address asks for; without a word, those for which a company is named."""
    rows = dated(found, named=request.GET.get("named") != "all")
    company = request.GET.get("company")
    if company:
        known = facts()
        rows = rows.filter(manufacturer__in=[m for m in known.manufacturers if addressed(m, known) == company])
    return rows


class Line:
    """One dated component, and how its dates lie to each event."""

    def __init__(self, row: Component, events: list[Event]) -> None:
        assert row.made_first is not None  # noqa: S101 (asked for in the query)
        assert row.made_last is not None  # noqa: S101
        self.row = row
        self.relations = [relation(row.made_first, row.made_last, event.date) for event in events]


def relation(first: date, last: date, day: date) -> str:
    """`before`, `after` or `around`: how the days of a date code lie to an event's day."""
    told = Relation.BEFORE if last < day else Relation.AFTER if first >= day else Relation.UNCERTAIN
    return {Relation.BEFORE: "before", Relation.AFTER: "after", Relation.UNCERTAIN: "around"}[told]


def _counts(events: list[Event]) -> dict[str, Any]:
    return {
        f"{side}_{n}": Count("pk", filter=Q(condition(event.date)))
        for n, event in enumerate(events)
        for side, condition in _SIDES.items()
    }
