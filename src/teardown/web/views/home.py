"""Where people land: their cases."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from teardown.casework.models import Case
from teardown.casework.roles import SEES_CASES, Role, cases_of, roles_of


def alive(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the server."""
    return HttpResponse("alive\n", content_type="text/plain")


def home(request: HttpRequest) -> HttpResponse:
    """The cases of which one is a member; a volunteer with a single one goes on to sending photos."""
    roles = roles_of(request.user)
    cases = cases_of(request.user)
    if roles & SEES_CASES:
        cases = cases.annotate(
            photos_count=Count("photos", distinct=True),
            waiting=Count("photos", filter=Q(photos__state="waiting"), distinct=True),
        )
    elif roles == {Role.VOLUNTEER}:
        mine = list(cases[:2])
        if len(mine) == 1:
            return redirect("upload", mine[0].handle)
    administered = Case.objects.annotate(member_count=Count("members")) if Role.ADMINISTRATOR in roles else None
    return render(request, "home.html", {"cases": cases, "administered": administered, "roles": roles})
