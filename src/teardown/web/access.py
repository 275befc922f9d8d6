"""Who may call which page: one table, which the middleware enforces and the tests hold against the URL map.

A route that is not in the table answers nobody, and `manage.py check` and the tests name it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from teardown.casework.models import Case
from teardown.casework.roles import Role, cases_of, roles_of

Allowed = frozenset[Role] | str

ANYBODY: Final = "anybody"
SIGNED_IN: Final = "signed in"
VOLUNTEERS = frozenset({Role.VOLUNTEER, Role.ANALYST})
"""Analysts photograph, too."""
ANALYSTS = frozenset({Role.ANALYST})
READERS = frozenset({Role.ANALYST, Role.ADVOCATE})
ADVOCATES = frozenset({Role.ADVOCATE})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
KEEPERS = frozenset({Role.ANALYST, Role.ADMINISTRATOR})
MEMBERS = frozenset({Role.VOLUNTEER, Role.ANALYST, Role.ADVOCATE})
"""Who is a member of the case; what they see in it depends on their role."""

ROUTES: Mapping[str, Mapping[str, Allowed]] = {
    # getting in, and one's own account
    "alive": {"GET": ANYBODY},
    "login": {"GET": ANYBODY, "POST": ANYBODY},
    "logout": {"POST": SIGNED_IN},
    "invitation": {"GET": ANYBODY, "POST": ANYBODY},
    "set_language": {"POST": ANYBODY},
    "javascript_words": {"GET": ANYBODY},
    "second_factor": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "account": {"GET": SIGNED_IN},
    "password": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "end_session": {"POST": SIGNED_IN},
    "end_other_sessions": {"POST": SIGNED_IN},
    "second_factor_setup": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "second_factor_remove": {"POST": SIGNED_IN},
    "home": {"GET": SIGNED_IN},
    # people
    "people": {"GET": ADMINISTRATORS},
    "invite": {"POST": ADMINISTRATORS},
    "person": {"GET": ADMINISTRATORS, "POST": ADMINISTRATORS},
    "person_link": {"POST": ADMINISTRATORS},
    "person_sign_out": {"POST": ADMINISTRATORS},
    "person_second_factor": {"POST": ADMINISTRATORS},
    # cases
    "case_new": {"GET": KEEPERS, "POST": KEEPERS},
    "case": {"GET": READERS},
    "case_edit": {"GET": READERS, "POST": READERS},
    "case_members": {"GET": ADMINISTRATORS, "POST": ADMINISTRATORS},
    "case_progress": {"GET": READERS},
    "event_new": {"GET": READERS, "POST": READERS},
    "event_delete": {"POST": READERS},
    "unit_new": {"GET": READERS, "POST": READERS},
    "unit": {"GET": READERS},
    "unit_edit": {"GET": READERS, "POST": READERS},
    # the review
    "review": {"GET": ANALYSTS},
    "review_next": {"GET": ANALYSTS},
    "readers_agree": {"GET": READERS},
    "component": {"GET": READERS},
    "component_decide": {"POST": ANALYSTS},
    "component_sign": {"POST": ANALYSTS},
    "component_blind": {"GET": ANALYSTS, "POST": ANALYSTS},
    "component_merge": {"POST": ANALYSTS},
    "component_split": {"POST": ANALYSTS},
    "evidence_new": {"GET": ANALYSTS, "POST": ANALYSTS},
    "photo_chips": {"GET": READERS},
    "photo_draw": {"POST": ANALYSTS},
    "drawn": {"GET": ANALYSTS},
    "sighting_crop": {"GET": READERS},
    "find_company": {"GET": ANALYSTS},
    "find_part": {"GET": ANALYSTS},
    # findings
    "components": {"GET": READERS},
    "companies": {"GET": READERS},
    "companies_keep": {"POST": ADVOCATES},
    "dates": {"GET": READERS},
    "comparison": {"GET": READERS},
    "charts": {"GET": READERS},
    "chart": {"GET": READERS},
    # what leaves, and what comes back
    "exports": {"GET": READERS},
    "exports_made": {"GET": READERS},
    "export_ask": {"POST": ADVOCATES},
    "export_file": {"GET": READERS},
    "letters": {"GET": READERS, "POST": ADVOCATES},
    "letters_task": {"GET": READERS},
    "letter": {"GET": READERS},
    "letter_file": {"GET": READERS},
    "letter_send": {"POST": ADVOCATES},
    "letter_remind": {"POST": ADVOCATES},
    "answers": {"GET": READERS},
    "answer_new": {"GET": ADVOCATES, "POST": ADVOCATES},
    "answer_edit": {"GET": ADVOCATES, "POST": ADVOCATES},
    "ledger": {"GET": READERS},
    "ledger_check": {"POST": READERS},
    "ledger_checked": {"GET": READERS},
    "checkpoint": {"GET": READERS},
    "checkpoint_file": {"GET": READERS},
    "case_settings": {"GET": READERS},
    "questionnaire": {"GET": READERS, "POST": READERS},
    # photos
    "guide": {"GET": SIGNED_IN},
    "upload": {"GET": VOLUNTEERS, "POST": VOLUNTEERS},
    "my_photos": {"GET": VOLUNTEERS},
    "photo_answer": {"GET": MEMBERS},
    "photo": {"GET": MEMBERS},
    "photo_picture": {"GET": MEMBERS},
    "photo_original": {"GET": ANALYSTS, "POST": ANALYSTS},
    "photo_retry": {"POST": ANALYSTS},
    "component_crop": {"GET": READERS},
}


class AccessMiddleware:
    """Asks the table before any page is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        allowed = ROUTES.get(name)
        if allowed is None:
            raise PermissionDenied(f"The page {name} is not classified.")
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if allowed[method] == ANYBODY:
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        if name not in ("second_factor", "logout") and must_verify(request):
            return redirect(f"{reverse('second_factor')}?next={request.path}")
        if allowed[method] != SIGNED_IN and not roles_of(request.user) & frozenset(allowed[method]):
            raise PermissionDenied
        return None


def must_verify(request: HttpRequest) -> bool:
    """Whether this person set up a second factor and has not shown it in this session."""
    user: Any = request.user
    if user.is_verified():
        return False
    # Asked once a session: who has none at sign-in has none until they set one up, which verifies the session.
    if "second_factor" not in request.session:
        from django_otp import user_has_device

        request.session["second_factor"] = user_has_device(user)
    return bool(request.session["second_factor"])


def user_of(request: HttpRequest) -> Any:
    """Who is signed in, on a page that answers nobody else: a `User`, which Django's types cannot know."""
    return request.user


def case_or_404(request: HttpRequest, handle: str) -> Case:
    """The case, if the person is a member of it. Who is none is not told that there is one."""
    case = cases_of(request.user).filter(handle=handle).select_related("components_state").prefetch_related("events").first()
    if case is None:
        raise Http404
    return case


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=401)
        response["HX-Redirect"] = reverse(settings.LOGIN_URL)
        return response
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/", settings.LOGIN_URL)
