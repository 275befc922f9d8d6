"""One's own account: password, sessions, second factor."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_otp import login as otp_login
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from teardown.casework.models import UserSession
from teardown.casework.services.people import end_sessions, remove_second_factor
from teardown.web.browsers import browser_of

PRINTED_CODES = 8


def account(request: HttpRequest) -> HttpResponse:
    """What one may change about one's account, and where one is signed in."""
    sessions = UserSession.objects.filter(user=request.user, expire_date__gt=timezone.now()).order_by("-started_at")
    context = {
        "sessions": [(session, browser_of(session.browser)) for session in sessions],
        "here": request.session.session_key,
        "has_second_factor": TOTPDevice.objects.filter(user=request.user, confirmed=True).exists(),
    }
    return render(request, "account/account.html", context)


class Password(PasswordChangeView):
    """A new password ends all other sessions (Django does so: their hash no longer fits)."""

    template_name = "account/password.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        end_sessions(self.request.user, but=self.request.session.session_key)
        messages.success(self.request, _("Your password is changed. You were signed out everywhere else."))
        return response


def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions."""
    UserSession.objects.filter(user=request.user, pk=request.POST.get("session", "")).delete()
    messages.success(request, _("That session is ended."))
    return redirect("account")


def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(request.user, but=request.session.session_key)  # type: ignore[arg-type]
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account")


@never_cache
def second_factor_setup(request: HttpRequest) -> HttpResponse:
    """Show a QR code for an authenticator; its first code proves that it works, and codes to print are made."""
    user: Any = request.user
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        return redirect("account")
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "authenticator"})
    error = ""
    if request.method == "POST":
        if device.verify_token(request.POST.get("token", "").replace(" ", "")):
            codes = _confirm(user, device)
            otp_login(request, device)
            request.session["second_factor"] = True
            # Sessions that were begun without it must not go on without it.
            end_sessions(user, but=request.session.session_key)
            return render(request, "account/second_factor_codes.html", {"codes": codes})
        error = _("This code is not right. Type the one that the authenticator shows now.")
    drawing = io.BytesIO()
    segno.make(device.config_url, error="m").save(
        drawing, kind="svg", scale=5, border=2, xmldecl=False, svgns=True, omitsize=False
    )
    secret = device.config_url.split("secret=")[1].split("&")[0]
    in_fours = [secret[n : n + 4] for n in range(0, len(secret), 4)]
    context = {"qr": drawing.getvalue().decode(), "secret": in_fours, "error": error}
    return render(request, "account/second_factor_setup.html", context)


def second_factor_remove(request: HttpRequest) -> HttpResponse:
    """Do without a second factor again. Only a session that has shown it gets here."""
    remove_second_factor(request.user)  # type: ignore[arg-type]
    request.session["second_factor"] = False
    messages.success(request, _("The second factor is removed."))
    return redirect("account")


@transaction.atomic
def _confirm(user: Any, device: TOTPDevice) -> list[str]:
    device.confirmed = True
    device.save()
    StaticDevice.objects.filter(user=user).delete()
    printed = StaticDevice.objects.create(user=user, name="printed")
    codes = [StaticToken.random_token() for _n in range(PRINTED_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=printed, token=code) for code in codes)
    return codes
