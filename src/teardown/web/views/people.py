"""Accounts, for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_otp import devices_for_user

from teardown.casework.models import Membership, User
from teardown.casework.roles import Role, roles_of
from teardown.casework.services.people import end_sessions, invite, remove_second_factor, set_active, set_roles
from teardown.errors import RuleError
from teardown.web.forms import ROLE_NAMES, InviteForm, PersonForm
from teardown.web.refused import refused_words


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    everybody = User.objects.prefetch_related("groups", Prefetch("memberships", Membership.objects.select_related("case")))
    return render(request, "people/people.html", {"people": everybody.order_by("username"), "form": InviteForm()})


@never_cache
def invite_person(request: HttpRequest) -> HttpResponse:
    """Make a link for a new account, and show it once."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        everybody = User.objects.prefetch_related("groups", "memberships__case").order_by("username")
        return render(request, "people/people.html", {"people": everybody, "form": form}, status=422)
    role = Role(form.cleaned_data["role"])
    secret = invite(role, by=request.user, case=form.cleaned_data["case"])  # type: ignore[arg-type]
    return _show_link(request, secret, ROLE_NAMES[role])


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Roles of one person, and whether they may sign in."""
    who = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, initial={"roles": [role.value for role in roles_of(who)], "is_active": who.is_active})
    if request.method == "POST" and form.is_valid():
        try:
            set_active(who, form.cleaned_data["is_active"])
            set_roles(who, [Role(name) for name in form.cleaned_data["roles"]])
        except RuleError as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("people")
    cases = [m.case for m in who.memberships.select_related("case")]
    context = {"who": who, "form": form, "cases": cases, "has_second_factor": any(devices_for_user(who))}
    return render(request, "people/person.html", context)


@never_cache
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link by which somebody who forgot their password sets a new one."""
    who = get_object_or_404(User, pk=pk)
    return _show_link(request, invite(None, by=request.user, account=who), who.username)  # type: ignore[arg-type]


def person_sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    """End all sessions of a person: a phone was lost."""
    end_sessions(get_object_or_404(User, pk=pk))
    messages.success(request, _("They are signed out everywhere."))
    return redirect("person", pk)


def person_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person sign in by their password alone: both phone and printed codes were lost."""
    who = get_object_or_404(User, pk=pk)
    remove_second_factor(who)
    end_sessions(who)
    messages.success(request, _("The second factor of %(name)s is removed. They can set up a new one.") % {"name": who.username})
    return redirect("person", pk)


def _show_link(request: HttpRequest, secret: str, whom: object) -> HttpResponse:
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    return render(request, "people/link.html", {"link": link, "whom": whom})
