"""Units: what was examined."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from teardown.casework.models import Unit
from teardown.casework.services.cases import describe_unit
from teardown.casework.services.counts import unit_summaries
from teardown.casework.services.queue import components_of
from teardown.web.access import case_or_404
from teardown.web.forms import UnitForm
from teardown.web.paging import CountedPages
from teardown.web.views.photos import SHOWN

_COMPONENTS = 50


def unit(request: HttpRequest, case: str, unit: str) -> HttpResponse:
    """Photos and components of one unit."""
    found = case_or_404(request, case)
    one = get_object_or_404(Unit, case=found, handle=unit)
    search = request.GET.get("q", "").strip()
    rows = components_of(found, unit=one, search=search).select_related(None)
    rows = rows.defer("machine", "search", "notes", "date_codes", "quad")
    summary = unit_summaries(found).get(one.pk)
    components = Paginator(rows, _COMPONENTS) if search else CountedPages(rows, _COMPONENTS, summary.all if summary else 0)
    photos = Paginator(one.photos.select_related("board", "received_by").order_by("-received_at", "-pk"), SHOWN)
    context = {
        "case": found,
        "unit": one,
        "q": search,
        "components": components.get_page(request.GET.get("page")),
        "photos": photos.get_page(request.GET.get("photos")),
    }
    return render(request, "units/unit.html", context)


def unit_new(request: HttpRequest, case: str) -> HttpResponse:
    """Add a unit to a case."""
    found = case_or_404(request, case)
    form = UnitForm(request.POST or None, instance=Unit(case=found))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = describe_unit(found, by=request.user, serial=given.pop("serial"), **given)  # type: ignore[arg-type]
        messages.success(request, _("The unit is added. Photos of it can be sent now."))
        return redirect("unit", found.handle, made.handle)
    return render(request, "cases/case_form.html", {"case": found, "form": form, "title": _("Add a unit")})


def unit_edit(request: HttpRequest, case: str, unit: str) -> HttpResponse:
    """Change what is said about a unit."""
    found = case_or_404(request, case)
    one = get_object_or_404(Unit, case=found, handle=unit)
    form = UnitForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        describe_unit(found, unit=one, by=request.user, serial=given.pop("serial") or None, **given)  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("unit", found.handle, one.handle)
    return render(request, "cases/case_form.html", {"case": found, "form": form, "title": _("Describe the unit")})
