"""A case: overview, description, events, members."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from teardown.casework.models import Case, Event, Unit
from teardown.casework.roles import SEES_CASES, roles_of
from teardown.casework.services.cases import add_event, describe_case, open_case, remove_event, set_members
from teardown.casework.services.counts import Summary, summary_of, tallies, unit_summaries
from teardown.web.access import case_or_404
from teardown.web.forms import CaseForm, EventForm, MembersForm
from teardown.web.progress import progress_of
from teardown.web.titles import case_title


def case(request: HttpRequest, case: str) -> HttpResponse:
    """Units, photos and components of a case at a glance."""
    found = case_or_404(request, case)
    context = {
        "case": found,
        "units": units_of(found),
        "progress": progress_of(found),
        "summary": summary_of(tallies(found)),
    }
    return render(request, "cases/case.html", context)


def case_progress(request: HttpRequest, case: str) -> HttpResponse:
    """The part of the overview that changes while photos are analysed; asked for again while some wait."""
    found = case_or_404(request, case)
    return render(request, "parts/progress.html", {"case": found, "progress": progress_of(found)})


def case_new(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    form = CaseForm(request.POST or None, initial={"time_zone": "UTC", "answer_days": 28})
    if request.method == "POST" and form.is_valid():
        opened = open_case(by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("The case is open. Add the unit that was examined."))
        sees = roles_of(request.user) & SEES_CASES
        return redirect("case", opened.handle) if sees else redirect("case_members", opened.handle)
    return render(request, "cases/form.html", {"form": form, "title": _("Open a case")})


def case_edit(request: HttpRequest, case: str) -> HttpResponse:
    """Change a case's description."""
    found = case_or_404(request, case)
    form = CaseForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        describe_case(found, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("case", found.handle)
    return render(request, "cases/case_form.html", {"case": found, "form": form, "title": _("Describe the case")})


def case_members(request: HttpRequest, case: str) -> HttpResponse:
    """Who may see a case. An administrator sets this without seeing the case."""
    found = get_object_or_404(Case, handle=case)
    form = MembersForm(request.POST or None, initial={"members": found.members.all()})
    if request.method == "POST" and form.is_valid():
        set_members(found, form.cleaned_data["members"])
        messages.success(request, _("Saved."))
        return redirect("home")
    return render(request, "cases/form.html", {"form": form, "title": _("Members of “%(case)s”") % {"case": case_title(found)}})


def event_new(request: HttpRequest, case: str) -> HttpResponse:
    """Add a dated event that chips' date codes are set against."""
    found = case_or_404(request, case)
    form = EventForm(request.POST or None, instance=Event(case=found))
    if request.method == "POST" and form.is_valid():
        add_event(found, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        return redirect("case", found.handle)
    return render(request, "cases/case_form.html", {"case": found, "form": form, "title": _("Add an event")})


def event_delete(request: HttpRequest, case: str, event: str) -> HttpResponse:
    """Take an event out of the case; the ledger keeps that it was there."""
    found = case_or_404(request, case)
    if not remove_event(found, event, by=request.user):  # type: ignore[arg-type]
        raise Http404
    return redirect("case", found.handle)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with what is counted about it."""

    unit: Unit
    name: str
    photos: int
    summary: Summary


def units_of(found: Case) -> list[UnitLine]:
    """Units with what is counted about each, in three queries however large the case is."""
    photos = dict(found.photos.order_by().values_list("unit").annotate(n=Count("pk")))
    counted, none = unit_summaries(found), Summary(0, 0, 0, 0, 0, 0)
    units = list(found.units.order_by("pk"))
    return [UnitLine(unit, unit.among(units), photos.get(unit.pk, 0), counted.get(unit.pk, none)) for unit in units]
