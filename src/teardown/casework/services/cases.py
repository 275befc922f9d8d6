"""Cases and units: opened, described, and who may see them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from teardown.case.events import CaseDescribed, UnitDescribed
from teardown.casework.custody import record
from teardown.casework.models import Case, Event, Membership, Unit, User
from teardown.casework.rows import case_noun, unit_noun


@transaction.atomic
def open_case(*, by: User, **described: Any) -> Case:
    """Open a case; whoever opens it is its first member. `described`: fields of `models.Case`."""
    described.setdefault("handle", _free_handle(described["title"]))
    case = Case.objects.create(**described)
    Membership.objects.create(case=case, user=by)
    record(case, CaseDescribed(case_noun(case)), by=by.pseudonym)
    return case


@transaction.atomic
def describe_case(case: Case, *, by: User, **described: Any) -> Case:
    """Change a case's description; the ledger keeps every one there was."""
    for name, value in described.items():
        setattr(case, name, value)
    case.save()
    record(case, CaseDescribed(case_noun(case)), by=by.pseudonym)
    return case


@transaction.atomic
def set_members(case: Case, users: Iterable[User]) -> None:
    """Who may see a case from now on."""
    wanted = {user.pk for user in users}
    case.memberships.exclude(user_id__in=wanted).delete()
    known = set(case.memberships.values_list("user_id", flat=True))
    Membership.objects.bulk_create(Membership(case=case, user_id=pk) for pk in sorted(wanted - known))


@transaction.atomic
def describe_unit(case: Case, *, by: User, unit: Unit | None = None, serial: str | None = None, **described: Any) -> Unit:
    """Add a unit, or change one. `serial` is sealed: only its salted digest is on record (None: as it was)."""
    if unit is None:
        Case.objects.select_for_update().get(pk=case.pk)
        unit = Unit(case=case, handle=f"unit-{case.units.count() + 1}")
    for name, value in described.items():
        setattr(unit, name, value)
    if serial is not None:
        salt = secrets.token_hex(16) if serial else ""
        unit.serial_sealed = f"{salt} {serial}" if serial else ""
        unit.serial_digest = hashlib.sha256(f"{salt}{serial}".encode()).hexdigest() if serial else ""
    unit.save()
    record(case, UnitDescribed(unit_noun(unit)), by=by.pseudonym)
    return unit


@transaction.atomic
def add_event(case: Case, *, by: User, **described: Any) -> Event:
    """Add a dated event to a case."""
    taken = set(case.events.values_list("handle", flat=True))
    handle = next(h for n in range(1, len(taken) + 2) if (h := f"event-{n}") not in taken)
    event = Event.objects.create(case=case, handle=handle, **described)
    record(case, CaseDescribed(case_noun(case)), by=by.pseudonym)
    return event


@transaction.atomic
def remove_event(case: Case, handle: str, *, by: User) -> bool:
    """Take an event out of a case; whether there was one."""
    removed, _ = Event.objects.filter(case=case, handle=handle).delete()
    if removed:
        record(case, CaseDescribed(case_noun(case)), by=by.pseudonym)
    return bool(removed)


def touch(unit: Unit) -> None:
    """Note that a unit's bill of materials is to be made anew: a worker does so."""
    Unit.objects.filter(pk=unit.pk).update(changes=F("changes") + 1)


def _free_handle(title: str) -> str:
    base = slugify(title)[:50].strip("-") or "case"
    taken = set(Case.objects.filter(handle__startswith=base).values_list("handle", flat=True))
    return next(h for n in range(1, len(taken) + 2) if (h := base if n == 1 else f"{base}-{n}") not in taken)
