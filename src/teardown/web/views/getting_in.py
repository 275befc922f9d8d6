"""Signing in and out, invitations, the second factor."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_otp import devices_for_user, match_token
from django_otp import login as otp_login

from teardown.casework.services.people import accept_invitation
from teardown.casework.services.people import invitation as find_invitation
from teardown.errors import RuleError
from teardown.web.forms import AcceptForm


class Login(LoginView):
    template_name = "login.html"
    redirect_authenticated_user = True


class Logout(LogoutView):
    next_page = "login"


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Make an account, or set a new password, by a link that works once."""
    found = find_invitation(secret)
    if found is None:
        return render(request, "invitation_used.html", status=410)
    form = AcceptForm(request.POST or None, account=found.account)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = accept_invitation(secret, username=given.get("username", ""), password=given["password"])
        except RuleError:
            return render(request, "invitation_used.html", status=410)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("home")
    return render(request, "invitation.html", {"form": form, "invitation": found})


@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second factor."""
    user: Any = request.user
    if user.is_verified():
        return redirect("home")
    error = ""
    if request.method == "POST":
        # Devices slow guessing down by themselves: each wrong code doubles the wait.
        locked = any(not device.verify_is_allowed()[0] for device in devices_for_user(user))
        device = match_token(user, request.POST.get("token", "").replace(" ", ""))
        if device:
            otp_login(request, device)
            target = request.POST.get("next", "/")
            safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
            return redirect(target if safe else "home")
        error = (
            _("Too many wrong codes. Wait a minute, then type the next one.")
            if locked
            else _("This code is not right. Type the one that the authenticator shows now.")
        )
    target = request.POST.get("next") or request.GET.get("next", "/")
    return render(request, "second_factor.html", {"error": error, "next": target, "must_verify": True})
