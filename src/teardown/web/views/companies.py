"""The company table of a case: a stated, changeable filter over the bill of materials."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from teardown.bom import counted_table
from teardown.bom.companies import addressed
from teardown.casework.facts import facts
from teardown.casework.services.cases import describe_case
from teardown.casework.services.counts import chips_of, summary_of, tallies
from teardown.serial import to_plain
from teardown.web.access import case_or_404
from teardown.web.table_choice import LEVELS, NAMES, choice_of, choices_for


def companies(request: HttpRequest, case: str) -> HttpResponse:
    """The table, its filter, and whom the filter leaves out."""
    found = case_or_404(request, case)
    counted, chosen, known = tallies(found), choice_of(found, request.GET), facts()
    table = counted_table(chips_of(counted), known, chosen.filter, chosen.style)
    enough = [t for t in counted if t.manufacturer and t.level >= chosen.filter.minimum_level]
    number: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for t in enough:
        number[addressed(t.manufacturer, known)] += t.count
        signed[addressed(t.manufacturer, known)] += t.count if t.signed else 0
    context = {
        "case": found,
        "table": table,
        "rows": [(row, number[row.manufacturer], signed[row.manufacturer]) for row in table.rows],
        "left_out": sorted(table.left_out.items(), key=lambda pair: (-pair[1], pair[0])),
        "summary": summary_of(counted),
        "chosen": chosen,
        "choices": choices_for(counted, chosen.filter),
        "names": NAMES.items(),
        "table_levels": LEVELS.items(),
        "statement_language": "ja" if chosen.style == "ja" else "en",
    }
    return render(request, "findings/companies.html", context)


def companies_keep(request: HttpRequest, case: str) -> HttpResponse:
    """Make a choice the case's own: exports and letters follow it from now on."""
    found = case_or_404(request, case)
    chosen = choice_of(found, request.POST)
    describe_case(found, by=request.user, table=to_plain(chosen.filter), name_style=chosen.style.value)  # type: ignore[arg-type]
    messages.success(request, _("Kept. Exports and letters show these companies from now on."))
    return redirect("companies", found.handle)
