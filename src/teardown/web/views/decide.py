"""Decisions and signatures, and reading blind."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from teardown.case.records import Verdict
from teardown.casework.models import Component, Decision
from teardown.casework.services.review import decide, sign
from teardown.casework.services.worklist import may_read_blind
from teardown.errors import RuleError
from teardown.web.access import user_of
from teardown.web.refused import refused_words
from teardown.web.reviewing.forms import DecisionForm
from teardown.web.reviewing.way import number, way_of
from teardown.web.views.review import choices_context, component_or_404, component_page, onward, shown_photo


def component_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about a component, then go on to the next one."""
    row, way = component_or_404(request, pk), way_of(request)
    form = DecisionForm(request.POST, component=row)
    if _latest(row) != request.POST.get("seen", ""):
        error = _("Somebody else decided about this chip while you looked at it. Nothing of yours is recorded yet: look again.")
        return component_page(request, row, way, error=error, form=form, status=409)
    if not form.is_valid():
        return component_page(request, row, way, error=_first_error(form), form=form, status=422)
    following = way.after(row, user_of(request))
    try:
        _decide(row, form, request, blind=False)
    except RuleError as error:
        return component_page(request, component_or_404(request, pk), way, error=refused_words(error), form=form, status=422)
    return onward(request, way, row, following)


def component_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the decision of somebody else."""
    row, way, user = component_or_404(request, pk), way_of(request), user_of(request)
    decision = Decision.objects.filter(component=row, handle=request.POST.get("decision", "")).select_related("by").first()
    if decision is None:
        error = _("This decision is not known here. Load the page again.")
        return component_page(request, row, way, error=error, status=422)
    if decision.by_id == user.pk:
        error = _("You made this decision and cannot sign it: it takes a second person.")
        return component_page(request, row, way, error=error, status=403)
    if _latest(row) != decision.handle:
        error = _("This decision was followed by a later one. Look at that one first.")
        return component_page(request, row, way, error=error, status=409)
    following = way.after(row, user)
    try:
        sign(decision, by=user)
    except RuleError as error:
        return component_page(request, component_or_404(request, pk), way, error=refused_words(error), status=422)
    return onward(request, way, row, following)


@never_cache
def component_blind(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a chip without what machine and others said of it: none of that is in the page."""
    row, way, user = component_or_404(request, pk), way_of(request), user_of(request)
    if not may_read_blind(row, user):
        messages.warning(request, _("You have seen what others say of this chip, so that you cannot read it blind any more."))
        return redirect("component", row.pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, component=row)
    error = ""
    if request.method == "POST" and form.is_valid():
        following = way.after(row, user)
        try:
            _decide(row, form, request, blind=True)
        except RuleError as refused:
            error = refused_words(refused)
        else:
            return onward(request, way, row, following)
    elif request.method == "POST":
        error = _first_error(form)
    sightings = list(row.sightings.select_related("photo").order_by("rank", "pk"))
    photo = next((s.photo for s in sightings if str(s.photo_id) == request.GET.get("photo")), None) or row.photo
    context = {
        "case": row.case,
        "component": row,
        "sightings": sightings,
        "way": way,
        "shown": shown_photo(photo, current=row, only_current=True) if photo else None,
        "form": form,
        "error": error,
        "was_number": _was_number(request),
    } | choices_context()
    return render(request, "review/blind.html", context, status=422 if error else 200)


def _decide(row: Component, form: DecisionForm, request: HttpRequest, *, blind: bool) -> Decision:
    given = form.cleaned_data
    names = given["verdict"] is Verdict.CORRECT
    return decide(
        row,
        by=user_of(request),
        verdict=given["verdict"],
        why=given["why"],
        manufacturer=given["manufacturer"] if names else "",
        part_number=given["part_number"].strip() if names else "",
        category=given["category"] if names else "",
        reason=given["reason"],
        marking_as_read=given["read"],
        blind=blind,
    )


def _latest(row: Component) -> str:
    """Handle of the decision in force; empty while there is none."""
    return Decision.objects.filter(component=row).order_by("-at", "-pk").values_list("handle", flat=True).first() or ""


def _first_error(form: DecisionForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _was_number(request: HttpRequest) -> str:
    """Number of the component read just before: nothing else of it."""
    rows = Component.objects.filter(pk=number(request.GET.get("was", "")), case__memberships__user=user_of(request))
    return rows.values_list("number", flat=True).first() or ""
