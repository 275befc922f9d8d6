"""The measured case, the people who look at it, and every page that they can ask for."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.test import Client

from teardown.bench.web.case import Size, made_case
from teardown.casework.models import Case, User
from teardown.casework.roles import Role
from teardown.casework.services.remembered import forget
from teardown.casework.sessions import SessionStore


def cases_of_size(size: Size, number: int) -> tuple[Case, list[User]]:
    """The case, made when it is not there yet, and so many people who are members of it and see everything in it."""
    people = []
    for n in range(max(2, number)):
        user, made = User.objects.get_or_create(username=f"person-{n}")
        if made:
            user.groups.set(Group.objects.filter(name__in=[Role.ANALYST, Role.ADVOCATE]))
        people.append(user)
    title = f"Measured case of {size.components} components"
    case = Case.objects.filter(title=title).first() or made_case(size, people, title=title)
    known = set(case.memberships.values_list("user_id", flat=True))
    for user in people:
        if user.pk not in known:
            case.memberships.create(user=user)
    return case, people


def sessions_for(people: Sequence[User]) -> list[str]:
    """A session key for each, as signing in would make it."""
    keys = []
    for user in people:
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        keys.append(str(store.session_key))
    return keys


@dataclass(frozen=True, slots=True)
class Work:
    """Processor milliseconds that making a page takes by itself; they hardly depend on what else runs."""

    again: float
    """While no component of the case changed since the page was made last."""
    changed: float
    """When one did (or the process was just started), so that what the page counts is counted anew."""


def work_of(page: str, user: User, *, times: int = 4) -> Work:
    """What a page costs: the least of some times."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def once() -> float:
        began = time.process_time()
        b"".join(client.get(page, HTTP_HOST="localhost"))
        return 1000 * (time.process_time() - began)

    once()
    changed = []
    for _ in range(times):
        forget()
        changed.append(once())
    return Work(min(once() for _ in range(times)), min(changed))


def pages_of(case: Case) -> dict[str, str]:
    """Every page of a case, by a name for the table."""
    base, unit = f"/cases/{case.handle}/", case.units.order_by("pk").first()
    component, photo = case.components.order_by("pk").first(), case.photos.order_by("pk").first()
    pages = {
        "cases": "/",
        "overview of the case": base,
        "components, first page": f"{base}components/",
        "components, last page": f"{base}components/?page=1000",
        "components, searched": f"{base}components/?q=br24",
        "components, filtered": f"{base}components/?review=signed&company=rohm",
        "company table": f"{base}companies/",
        "company table, Japan": f"{base}companies/?chosen=1&country=JP&level=3&names=report",
        "dates": f"{base}dates/",
        "units compared": f"{base}comparison/",
        "units compared by part": f"{base}comparison/?by=part",
        "charts": f"{base}charts/",
        "chart of companies, SVG": f"{base}charts/companies.svg",
        "chart of dates, SVG": f"{base}charts/dates.svg",
        "chart of units, SVG": f"{base}charts/units.svg",
        "chart of companies, PNG": f"{base}charts/companies.png",
        "exports": f"{base}exports/",
        "letters": f"{base}letters/",
        "answers": f"{base}answers/",
        "ledger": f"{base}ledger/",
        "ledger, decisions": f"{base}ledger/?kind=decisions",
        "checkpoint": f"{base}ledger/checkpoint/",
        "settings": f"{base}settings/",
        "review, list": f"{base}review/",
        "photos sent by oneself": f"{base}my-photos/",
    }
    if unit:
        pages["unit"] = f"{base}units/{unit.handle}/"
    if component:
        pages |= {
            "review of one chip": f"/components/{component.pk}/",
            "picture of a chip": f"/components/{component.pk}/crop.jpg",
        }
    if photo:
        pages |= {"photo": f"/photos/{photo.pk}/", "picture of a photo": f"/photos/{photo.pk}/view.jpg"}
    return pages
