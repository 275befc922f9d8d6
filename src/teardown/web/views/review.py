"""The review: what to look at first, and one component with everything that is known about it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from teardown.case.agreement import agreement
from teardown.casework import facts as instance
from teardown.casework.models import Component, Decision, Drawn, Look, Photo, Sighting, Signature
from teardown.casework.roles import Role, roles_of
from teardown.casework.rows import decision_noun
from teardown.casework.services.record import standing_of
from teardown.casework.services.remembered import remembered
from teardown.casework.services.worklist import Pile, Piles, Wanted, blind_count, counts, light
from teardown.web.access import case_or_404, user_of
from teardown.web.paging import CountedPages
from teardown.web.reviewing.boxes import shown
from teardown.web.reviewing.chip import Chip, chip_of
from teardown.web.reviewing.choices import NAMED_BECAUSE, NOT_A_CHIP_BECAUSE, UNIDENTIFIED_BECAUSE, choice_for
from teardown.web.reviewing.forms import DecisionForm
from teardown.web.reviewing.way import BLIND, Way, number, way_of
from teardown.web.reviewing.words import DOUBT_NAMES, PILE_NAMES, PILE_SAYS

_ON_A_PAGE = 30
_NUMBER = re.compile(r"\bC(\d{3,7})\b")
_LIKELY = 8
"""Components offered as the same chip."""


def review(request: HttpRequest, case: str) -> HttpResponse:
    """The work list: piles with counts, filters, how far the case is, and the first components of the chosen pile."""
    found, way, user = case_or_404(request, case), way_of(request), user_of(request)
    everything = counts(found, user, Wanted())
    held = counts(found, user, way.wanted) if way.wanted.narrows else everything
    blind = blind_count(found, user, way.wanted) if held[Pile.SIGN] else 0
    if way.pile:
        held_here = blind if way.blind else held[Pile(way.pile)]
        page = CountedPages(light(way.rows(found, user)), _ON_A_PAGE, held_here)
    else:
        page = Paginator(Piles(found, user, way.wanted, held), _ON_A_PAGE)
    context = {
        "case": found,
        "way": way,
        "piles": [(pile, PILE_NAMES[pile], held[pile], way.on(pile).query) for pile in Pile],
        "blind": (blind, way.on(BLIND).query),
        "all": (sum(held.values()), way.on("").query),
        "says": PILE_SAYS[way.pile],
        "doubts": DOUBT_NAMES,
        "units": list(found.units.order_by("pk")),
        "levels": range(6),
        "total": sum(everything.values()),
        "settled": everything[Pile.SIGNED],
        "looked_at": sum(everything.values()) - everything[Pile.DECIDE],
        "page": page.get_page(request.GET.get("page")),
        "begins": way.first(found, user),
    }
    return render(request, "review/queue.html", context)


def review_next(request: HttpRequest, case: str) -> HttpResponse:
    """Go to what is worth looking at first."""
    found, way = case_or_404(request, case), way_of(request)
    first = way.first(found, user_of(request))
    if first is None:
        return redirect(f"{reverse('review', args=[found.handle])}?{way.query}")
    return redirect(way.page_of(first))


def readers_agree(request: HttpRequest, case: str) -> HttpResponse:
    """How far two readers agree who did not see each other's decision: a part of the work list, fetched after it."""
    found = case_or_404(request, case)
    read_twice = Component.objects.filter(case=found, decisions__blind=True).values("pk")
    rows = Decision.objects.filter(component__in=read_twice).select_related("unit", "photo", "by").order_by("at", "pk")
    told = remembered(found, "agreement", lambda: agreement(decision_noun(d) for d in rows))
    return render(request, "review/agreement.html", {"case": found, "agreement": told})


@never_cache
def component(request: HttpRequest, pk: int) -> HttpResponse:
    """One component: photo, chip, readings, candidates, decisions, and what one may do about it."""
    return component_page(request, component_or_404(request, pk), way_of(request))


def component_page(
    request: HttpRequest, row: Component, way: Way, *, error: str = "", form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a component, perhaps with what was wrong with what somebody just sent."""
    user = user_of(request)
    standing = standing_of(row)
    if standing is None:
        raise Http404
    sightings = list(row.sightings.select_related("photo").order_by("rank", "pk"))
    signers = Signature.objects.filter(decision__component=row).select_related("decision", "by")
    chip = chip_of(row, standing, sightings, [(s.decision.handle, s.by.pseudonym) for s in signers], user)
    analyst = Role.ANALYST in roles_of(user)
    if analyst:
        Look.objects.get_or_create(component=row, user=user, defaults={"at": timezone.now()})
    photo = _photo_to_show(request, row, sightings)
    following = way.after(row, user) if analyst else None
    context = {
        "case": row.case,
        "chip": chip,
        "component": row,
        "way": way,
        "shown": shown_photo(photo, current=row) if photo else None,
        "back": f"{reverse('review', args=[row.case.handle])}?{way.query}",
        "next": way.page_of(following) if following else "",
        "next_component": following,
        "previous": way.page_of(before) if analyst and (before := way.before(row, user)) else "",
        "was": _was(request),
        "may_sign": _may_sign(chip, analyst),
        "form": form,
        "error": error,
        "likely": _likely(row) if analyst else (),
    } | choices_context(chip)
    return render(request, "review/chip.html", context, status=status)


def choices_context(chip: Chip | None = None) -> dict[str, Any]:
    """The ready reasons, and the functions of parts."""
    japanese = get_language() == "ja"
    functions = [(c.id, c.label_ja or c.label_en if japanese else c.label_en) for c in instance.facts().categories.values()]
    return {
        "named_because": NAMED_BECAUSE,
        "unidentified_because": {key: name for key, (_reason, name, _words) in UNIDENTIFIED_BECAUSE.items()},
        "not_a_chip_because": NOT_A_CHIP_BECAUSE,
        "machine_choice": choice_for(chip.standing.machine.reason) if chip else "",
        "functions": sorted(functions, key=lambda f: f[1]),
    }


def shown_photo(photo: Photo, *, current: Component | None = None, only_current: bool = False) -> Any:
    """A photo with its boxes; what somebody drew and nobody has read yet, too."""
    sightings = Sighting.objects.filter(photo=photo, component__present=True).select_related("component")
    waiting = () if only_current else Drawn.objects.filter(photo=photo, sighting__isnull=True, failure="")
    return shown(photo, sightings, current=current, only_current=only_current, waiting=waiting)


def component_or_404(request: HttpRequest, pk: int) -> Component:
    """A component of a case of which one is a member."""
    rows = Component.objects.select_related("case", "unit", "photo").filter(pk=pk, case__memberships__user=user_of(request))
    found = rows.first()
    if found is None:
        raise Http404
    return found


def onward(request: HttpRequest, way: Way, row: Component, following: int | None) -> HttpResponse:
    """To the next component, which says what became of the last one; or to the work list when there is none left."""
    if following is None:
        messages.success(request, _("Recorded. That was the last one of this list."))
        return redirect(f"{reverse('review', args=[row.case.handle])}?{way.query}")
    page = way.page_of(following)
    return redirect(f"{page}{'&' if '?' in page else '?'}was={row.pk}")


def _photo_to_show(request: HttpRequest, row: Component, sightings: list[Sighting]) -> Photo | None:
    wanted = request.GET.get("photo", "")
    chosen = next((s.photo for s in sightings if str(s.photo_id) == wanted), None)
    return chosen or (sightings[0].photo if sightings else row.photo)


def _was(request: HttpRequest) -> Component | None:
    """The component that was decided just before."""
    pk = number(request.GET.get("was", ""))
    return Component.objects.filter(pk=pk, case__memberships__user=user_of(request)).first() if pk else None


def _may_sign(chip: Chip, analyst: bool) -> bool:
    """Whether this person's signature would settle the decision in force."""
    latest = chip.in_force
    return bool(analyst and latest and not latest.own and not chip.standing.second)


def _likely(row: Component) -> list[Component]:
    """Components of the unit that may be the same chip: those that the analysis says so of, and the same part on other photos."""
    rows = Component.objects.filter(case_id=row.case_id, unit_id=row.unit_id, present=True).exclude(pk=row.pk)
    told = {int(digits) for note in row.notes for digits in _NUMBER.findall(note)}
    alike = Q(place__in=told)
    if row.part_number:
        alike |= Q(manufacturer=row.manufacturer, part_number=row.part_number)
    on_same_photo = Sighting.objects.filter(component=row).values("photo")
    rows = rows.filter(alike).exclude(sightings__photo__in=on_same_photo)
    return list(rows.distinct().order_by("place", "pk")[:_LIKELY]) if told or row.part_number else []
