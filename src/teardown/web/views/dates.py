"""Date codes against the case's events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from teardown.bom.companies import addressed
from teardown.bom.timeline import Relation
from teardown.casework.facts import facts
from teardown.casework.models import Component, Event
from teardown.casework.services.counts import Made, dated, made_after, made_around, made_before, spans, summary_of, tallies
from teardown.web.access import case_or_404
from teardown.web.paging import CountedPages

_SHOWN = 50
_SIDES = {"before": made_before, "after": made_after, "around": made_around}


def dates(request: HttpRequest, case: str) -> HttpResponse:
    """When chips were made, before or after which event; and a list of them."""
    found = case_or_404(request, case)
    events = list(found.events.all())
    wanted = asked_for(request)
    rows, made = dated(found, **wanted), spans(found, **wanted)
    event = next((e for e in events if e.handle == request.GET.get("event")), None)
    side = request.GET.get("side", "")
    if event and side in _SIDES:
        rows = rows.filter(_SIDES[side](event.date))
    rows = rows.order_by("made_first", "made_last", "pk").select_related("unit").defer("machine", "search", "notes")
    shown = (m for m in made if not (event and side in _SIDES) or relation(m.first, m.last, event.date) == side)
    page = CountedPages(rows, _SHOWN, sum(m.count for m in shown)).get_page(request.GET.get("page"))
    counted = tallies(found)
    context = {
        "case": found,
        "events": [(e, _sides(made, e)) for e in events],
        "with_code": sum(m.count for m in made),
        "summary": summary_of(counted),
        "companies": sorted({addressed(t.manufacturer, facts()) for t in counted if t.manufacturer}),
        "asked": {name: request.GET.get(name, "") for name in ("company", "event", "side", "unit", "named")},
        "event": event,
        "side": side,
        "page": page,
        "lines": [Line(row, events) for row in page],
        "units": list(found.units.order_by("pk")),
    }
    return render(request, "findings/dates.html", context)


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """Which dated components a page's address asks for; without a word, those for which a company is named."""
    company = request.GET.get("company")
    known = facts()
    makers = [m for m in known.manufacturers if addressed(m, known) == company] if company else []
    # A company that the parts database does not have made nothing, and is not no company.
    return {"manufacturers": makers or ([company] if company else []), "named": request.GET.get("named") != "all"}


class Line:
    """One dated component, and how its dates lie to each event."""

    def __init__(self, row: Component, events: list[Event]) -> None:
        assert row.made_first is not None  # noqa: S101 (asked for in the query)
        assert row.made_last is not None  # noqa: S101
        self.row = row
        self.relations = [(event.date, relation(row.made_first, row.made_last, event.date)) for event in events]
        """Day of each event, and where the dates lie to it."""


def relation(first: date, last: date, day: date) -> str:
    """`before`, `after` or `around`: how the days of a date code lie to an event's day."""
    told = Relation.BEFORE if last < day else Relation.AFTER if first >= day else Relation.UNCERTAIN
    return {Relation.BEFORE: "before", Relation.AFTER: "after", Relation.UNCERTAIN: "around"}[told]


def _sides(made: Iterable[Made], event: Event) -> dict[str, int]:
    """How many components were made before an event, after it, or around it."""
    counts = dict.fromkeys(_SIDES, 0)
    for span in made:
        counts[relation(span.first, span.last, event.date)] += span.count
    return counts
