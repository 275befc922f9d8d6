"""Which sightings are one chip, as people hold it; regions that they draw; evidence that is no marking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from teardown.casework import facts as instance
from teardown.casework.derivatives import sighting_file
from teardown.casework.models import Component, Drawn, Photo, Sighting, Unit
from teardown.casework.rows import quad_of
from teardown.casework.services.review import draw_region, merge, note_evidence, split
from teardown.errors import RuleError
from teardown.geometry import overlap
from teardown.model import EvidenceKind
from teardown.web.access import case_or_404, user_of
from teardown.web.refused import refused_words
from teardown.web.reviewing.boxes import drawn_quad
from teardown.web.reviewing.chip import style
from teardown.web.reviewing.forms import EvidenceForm, box_of
from teardown.web.reviewing.lookup import companies, parts
from teardown.web.reviewing.way import number, way_of
from teardown.web.views.photos import photo_or_404
from teardown.web.views.pictures import jpeg
from teardown.web.views.review import choices_context, component_or_404, component_page, shown_photo

_SAME_REGION = 0.5
"""Overlap from which a sighting is the one that was read in a drawn region."""


def component_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold other components of the unit to be the same chip as this one."""
    row, way = component_or_404(request, pk), way_of(request)
    numbers = {n.strip().upper() for n in request.POST.get("numbers", "").replace("、", ",").split(",") if n.strip()}
    chosen = {number(value) for value in request.POST.getlist("same")}
    rows = Component.objects.filter(unit_id=row.unit_id, present=True).exclude(pk=row.pk)
    others = list(rows.filter(pk__in=chosen)) + list(rows.filter(number__in=numbers).exclude(pk__in=chosen))
    unknown = numbers - {other.number for other in others}
    if unknown:
        error = _("This unit has no component %(number)s.") % {"number": ", ".join(sorted(unknown))}
        return component_page(request, row, way, error=error, status=422)
    try:
        merge([row, *others], by=user_of(request), why=request.POST.get("why", ""))
    except RuleError as refused:
        return component_page(request, row, way, error=refused_words(refused), status=422)
    messages.success(request, _("They are one chip now."))
    return _to_place(row)


def component_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold one sighting of a component to show another chip."""
    row, way = component_or_404(request, pk), way_of(request)
    sighting = row.sightings.select_related("photo").filter(pk=number(request.POST.get("sighting", ""))).first()
    if sighting is None:
        error = _("The bill of materials was made anew meanwhile. Choose the photo again.")
        return component_page(request, row, way, error=error, status=409)
    try:
        split(row, sighting, by=user_of(request), why=request.POST.get("why", ""))
    except RuleError as refused:
        return component_page(request, row, way, error=refused_words(refused), status=422)
    messages.success(request, _("They are two chips now."))
    return _to_place(row)


def photo_chips(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo with everything that was found on it; what was not found can be drawn."""
    photo = photo_or_404(request, pk)
    return render(request, "review/photo.html", {"case": photo.case, "photo": photo, "shown": shown_photo(photo)})


def photo_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a region read that somebody drew; the answer asks for the reading until there is one."""
    photo = photo_or_404(request, pk)
    box = box_of(request.POST.get("box", ""))
    try:
        if box is None:
            raise RuleError("This region is too small to be read. Draw it around the whole chip.")
        drawn = draw_region(photo, drawn_quad(photo, *box), by=user_of(request))
    except RuleError as refused:
        return render(request, "review/drawn.html", {"refused": refused_words(refused)}, status=200)
    return render(request, "review/drawn.html", {"drawn": drawn})


@never_cache
def drawn(request: HttpRequest, pk: int) -> HttpResponse:
    """What a worker read in a drawn region, and which component that is."""
    row = get_object_or_404(Drawn.objects.select_related("photo"), pk=pk, photo__case__memberships__user=user_of(request))
    component = _read_as(row) if row.sighting is not None else None
    step = "read" if row.sighting is not None else "waiting"
    if component is None and not row.failure and request.GET.get("step") == step:
        # Nothing is new: nothing is said again to who listens.
        return HttpResponse(status=204)
    return render(request, "review/drawn.html", {"drawn": row, "component": component})


def evidence_new(request: HttpRequest, case: str, unit: str) -> HttpResponse:
    """Note evidence that is not a chip's own marking."""
    found = case_or_404(request, case)
    one = get_object_or_404(Unit, case=found, handle=unit)
    given_so_far = request.POST if request.method == "POST" else request.GET
    photo = _photo_of(one, request)
    changes_photo = "show" in request.POST
    if request.method == "POST" and not changes_photo:
        form = EvidenceForm(request.POST)
    else:
        form = EvidenceForm(initial={name: given_so_far[name] for name in EvidenceForm.base_fields if name in given_so_far})
        # What was typed stays while a photo is chosen; a box was drawn on the photo before.
        form.data = given_so_far
        if changes_photo:
            form.initial["box"] = ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        box = given["box"] if photo else None
        try:
            note_evidence(
                one,
                by=user_of(request),
                kind=EvidenceKind(given["kind"]),
                text=given["text"].strip(),
                part_number=given["part_number"].strip(),
                manufacturer=given["manufacturer"],
                source=given["source"].strip(),
                category=given["category"],
                designator=given["designator"].strip(),
                photo=photo if box else None,
                quad=drawn_quad(photo, *box) if photo and box else None,
            )
        except RuleError as refused:
            form.add_error(None, refused_words(refused))
        else:
            messages.success(request, _("Noted. The bill of materials shows it within seconds."))
            return redirect("unit", found.handle, one.handle)
    context = {
        "case": found,
        "unit": one,
        "form": form,
        "photos": one.photos.order_by("received_at", "pk")[:200],
        "photo": photo,
        "shown": shown_photo(photo) if photo else None,
    } | choices_context()
    return render(request, "review/evidence.html", context, status=422 if form.is_bound and form.errors else 200)


def sighting_crop(request: HttpRequest, pk: int) -> Any:
    """A chip upright and enlarged as one photo shows it."""
    row = get_object_or_404(Sighting.objects.select_related("photo"), pk=pk, component__case__memberships__user=user_of(request))
    return jpeg(sighting_file(row.photo, quad_of(row.quad)))


def find_company(request: HttpRequest) -> HttpResponse:
    """Companies whose name is being typed."""
    found = companies(request.GET.get("company", ""), instance.facts(), style())
    return render(request, "review/options.html", {"options": found, "prefix": "company"})


def find_part(request: HttpRequest) -> HttpResponse:
    """Parts whose number is being typed."""
    found = parts(request.GET.get("part_number", ""), instance.facts(), style())
    return render(request, "review/options.html", {"options": found, "prefix": "part"})


def _to_place(row: Component) -> HttpResponse:
    """To the component that now lies where `row` was: components are matched anew after each arrangement."""
    kept = Component.objects.filter(pk=row.pk, present=True).first()
    if kept is None and row.photo_id and row.quad:
        places = Sighting.objects.filter(photo_id=row.photo_id).select_related("component")
        quad = quad_of(row.quad)
        best = max(places, key=lambda s: overlap(quad_of(s.quad), quad), default=None)
        kept = best.component if best else None
    return redirect("component", kept.pk) if kept else redirect(reverse("review", args=[row.case.handle]))


def _read_as(row: Drawn) -> Component | None:
    """The component that a drawn region has become; None until the bill of materials was made anew."""
    quad = quad_of(row.sighting["sighting"]["quad"])
    places = Sighting.objects.filter(photo=row.photo).select_related("component")
    found = [s for s in places if overlap(quad_of(s.quad), quad) >= _SAME_REGION]
    return max(found, key=lambda s: overlap(quad_of(s.quad), quad)).component if found else None


def _photo_of(unit: Unit, request: HttpRequest) -> Photo | None:
    value = (request.POST if request.method == "POST" else request.GET).get("photo", "")
    if not value:
        return None
    photo = Photo.objects.filter(pk=number(value), unit=unit).first()
    if photo is None:
        raise Http404
    return photo
