"""Every route × method × role, generated from the URL map and held against the one table that classifies them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from teardown.casework.models import User
from teardown.casework.roles import Role
from teardown.casework.services.people import invite
from teardown.model import PhotoAnalysis
from teardown.web import checks
from teardown.web.access import ADMINISTRATORS, ANYBODY, ROUTES, SIGNED_IN
from teardown.web.urls import urlpatterns
from tests.web.conftest import Team, make_team
from tests.web.people import sent

BACKEND = "django.contrib.auth.backends.ModelBackend"
METHODS = ("GET", "POST", "PUT")

OF_A_CASE = {"case", "unit", "event"}
"""Arguments that lead into a case."""


def arguments(name: str, wanted: set[str], team: Team) -> dict[str, Any]:
    """Arguments that make an address of a route, all of them of `team`'s case. A new route says here what its own stand for."""
    of_photo = name.startswith("photo") or name in {"draw"}
    known: dict[str, Any] = {
        "case": team.case.handle,
        "unit": team.unit.handle,
        "event": "event-1",
        "size": "thumb",
        "secret": "no-such-secret",
        "name": "dates",
        "kind": "svg",
        "language": "en",
        "letter": "no-such-letter",
        "answer": "no-such-answer",
        "pk": team.photo.pk if of_photo else team.volunteer.pk if name.startswith("person") else team.component.pk,
    }
    return {argument: known[argument] for argument in wanted}


def routes() -> Iterator[tuple[str, set[str]]]:
    for pattern in urlpatterns:
        yield str(pattern.name), set(pattern.pattern.converters)


def ask(user: User | None, method: str, address: str) -> HttpResponse:
    """One request, whose changes are taken back."""
    client = Client(raise_request_exception=True)
    with transaction.atomic():
        if user:
            client.force_login(user, backend=BACKEND)
        response = client.generic(method, address)
        transaction.set_rollback(True)
    return response  # type: ignore[return-value]


@pytest.mark.promise(14, "every route is classified; a new one fails the build until it is")
def test_every_route_is_classified() -> None:
    assert checks.every_route_is_classified(None) == []
    assert {name for name, _ in routes()} == set(ROUTES), "say in web.access.ROUTES who may call it"


def test_a_route_that_is_not_classified_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teardown.web.access.ROUTES", {k: v for k, v in ROUTES.items() if k != "home"})
    assert [e.id for e in run_checks(tags=["security"]) if e.id and e.id.startswith("teardown")] == ["teardown.E001"]


@pytest.mark.promise(14, "every route × method × {anonymous and each role}, from the URL map: as the table says")
@pytest.mark.parametrize("role", ["anonymous", *Role])
def test_each_role_gets_what_the_table_says(team: Team, role: str) -> None:
    user: User | None = getattr(team, role, None)
    wrong = []
    for name, wanted in routes():
        address = reverse(name, kwargs=arguments(name, wanted, team))
        for method in METHODS:
            status, told = _expected(name, method, role), ask(user, method, address)
            got = _told(told)
            if got != status:
                wrong.append(f"{method} {address} ({name}): {got}, not {status} (HTTP {told.status_code})")
    assert not wrong, "\n".join(wrong)


def _expected(name: str, method: str, role: str) -> str:
    allowed = ROUTES[name].get(method)
    if allowed is None:
        return "no such method"
    if allowed == ANYBODY:
        return "answered"
    if role == "anonymous":
        return "to sign-in"
    if allowed == SIGNED_IN or Role(role) in allowed:
        return "answered"
    return "denied"


def _told(response: HttpResponse) -> str:
    if response.status_code == 405:
        return "no such method"
    if response.status_code == 403:
        return "denied"
    if response.status_code == 302 and response["Location"].startswith("/login/"):
        # Signing out leads there, too.
        return "to sign-in" if "next=" in response["Location"] else "answered"
    return "answered" if response.status_code < 500 else "broken"


@pytest.mark.promise(14, "people with every role in another case: all that belongs to this one is not there for them")
def test_nobody_gets_into_a_case_of_others(team: Team, analysis: PhotoAnalysis) -> None:
    """People with every role, who are members of another case: all that belongs to this one is not there for them."""
    others = make_team("-b", analysis)
    wrong = []
    for name, wanted in routes():
        about_people = name in {"person", "person_link", "person_sign_out"}
        if not (wanted & OF_A_CASE or "pk" in wanted) or about_people:
            continue
        address = reverse(name, kwargs=arguments(name, wanted, team))
        for method, allowed in ROUTES[name].items():
            for role in Role:
                if allowed in (ANYBODY, SIGNED_IN) or role not in allowed or allowed == ADMINISTRATORS:
                    continue
                response = ask(getattr(others, role), method, address)
                if response.status_code != 404:
                    wrong.append(f"{method} {address} ({name}) as another case's {role}: HTTP {response.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.promise(14, "volunteers see their own photos only")
def test_volunteers_see_their_own_photos_only(team: Team) -> None:
    by_somebody_else = sent(team.unit, team.analyst, seed=99)
    for name in ("photo", "photo_answer"):
        assert ask(team.volunteer, "GET", reverse(name, args=[by_somebody_else.pk])).status_code == 404
        assert ask(team.volunteer, "GET", reverse(name, args=[team.photo.pk])).status_code == 200
    picture = reverse("photo_picture", args=[by_somebody_else.pk, "thumb"])
    assert ask(team.volunteer, "GET", picture).status_code == 404
    assert by_somebody_else.name not in ask(team.volunteer, "GET", reverse("my_photos", args=[team.case.handle])).content.decode()


@pytest.mark.promise(14, "every unsafe request without a CSRF token refused")
def test_unsafe_requests_need_a_token(team: Team) -> None:
    """Without the token of the form, no POST is carried out, whoever asks."""
    wrong = []
    for name, wanted in routes():
        if "POST" not in ROUTES[name]:
            continue
        client = Client(enforce_csrf_checks=True)
        client.force_login(team.analyst, backend=BACKEND)
        response = client.post(reverse(name, kwargs=arguments(name, wanted, team)))
        if response.status_code != 403:
            wrong.append(f"{name}: HTTP {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_an_invitation_works_for_whoever_has_it(team: Team) -> None:
    secret = invite(Role.VOLUNTEER, by=team.administrator)
    assert ask(None, "GET", reverse("invitation", args=[secret])).status_code == 200
