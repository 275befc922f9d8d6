"""What people may do: Django groups, and membership case by case."""

from __future__ import annotations

import enum
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from teardown.casework.models import Case, Membership


class Role(enum.StrEnum):
    """The groups. One person may be in several; who is in none may sign in and see nothing."""

    VOLUNTEER = "volunteer"
    ANALYST = "analyst"
    ADVOCATE = "advocate"
    ADMINISTRATOR = "administrator"


SEES_CASES = frozenset({Role.ANALYST, Role.ADVOCATE})
"""Who sees everything in the cases of which they are members. Volunteers see their own photos, administrators nobody's."""


def roles_of(user: Any) -> frozenset[Role]:
    """The roles of a signed-in person; none for anybody else. Asked once a request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_roles"):
        known = {role.value for role in Role}
        user._roles = frozenset(Role(name) for name in user.groups.values_list("name", flat=True) if name in known)
    roles: frozenset[Role] = user._roles
    return roles


def cases_of(user: Any) -> QuerySet[Case]:
    """The cases of which somebody is a member."""
    return Case.objects.filter(memberships__user=user)


def is_member(user: Any, case: Case) -> bool:
    return Membership.objects.filter(user=user, case=case).exists()


def make_groups(using: str, **signal: Any) -> None:
    """The four groups are there whenever the tables are."""
    for role in Role:
        Group.objects.using(using).get_or_create(name=role.value)
