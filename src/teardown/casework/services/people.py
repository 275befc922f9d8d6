"""Accounts: invitations, roles, sessions."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django_otp import devices_for_user

from teardown.casework.models import Case, Invitation, Membership, User, UserSession
from teardown.casework.roles import Role
from teardown.errors import RuleError, UsageError

VALID_FOR = timedelta(days=7)
LONGEST_PSEUDONYM: int = User._meta.get_field("pseudonym").max_length


def invite(
    role: Role | None,
    *,
    by: User | None = None,
    case: Case | None = None,
    account: User | None = None,
    valid_for: timedelta = VALID_FOR,
) -> str:
    """Make a link's secret: with it somebody makes one account in `role` (and becomes a member of `case`), or sets the password
    of `account`. Only its digest is kept, so it is shown once."""
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(
        digest=_digest(secret),
        role=role.value if role else "",
        case=case,
        account=account,
        made_by=by,
        expires_at=timezone.now() + valid_for,
    )
    return secret


def invitation(secret: str) -> Invitation | None:
    """The invitation that a link's secret stands for, if it can still be used."""
    found = Invitation.objects.filter(digest=_digest(secret), used_at=None, expires_at__gt=timezone.now())
    return found.select_related("account", "case").first()


@transaction.atomic
def accept_invitation(secret: str, *, username: str, password: str) -> User:
    """Make the account, or set the password, that an invitation allows. It works once, however many try at the same time.

    Raises:
        RuleError: the link was used, is too old or never was.
    """
    now = timezone.now()
    used = Invitation.objects.filter(digest=_digest(secret), used_at=None, expires_at__gt=now).update(used_at=now)
    if not used:
        raise RuleError("This link was used already or is too old. Ask an administrator for a new one.")
    found = Invitation.objects.select_related("account", "case").get(digest=_digest(secret))
    if found.account:
        user = found.account
        user.set_password(password)
        user.save()
        end_sessions(user)
    else:
        user = User.objects.create_user(username=username, password=password)
        user.groups.add(Group.objects.get(name=found.role))
        if found.case:
            Membership.objects.create(case=found.case, user=user)
    found.used_by = user
    found.save()
    return user


@transaction.atomic
def set_roles(user: User, roles: Iterable[Role]) -> None:
    """The roles of a person from now on.

    Raises:
        RuleError: nobody would be left who may administrate.
    """
    roles = set(roles)
    administrators = User.objects.filter(groups__name=Role.ADMINISTRATOR, is_active=True)
    if Role.ADMINISTRATOR not in roles and list(administrators.values_list("pk", flat=True)) == [user.pk]:
        raise RuleError("This is the only administrator. Make somebody else one first.")
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))


@transaction.atomic
def set_active(user: User, active: bool) -> None:
    """Whether somebody may sign in; their sessions end at once when not.

    Raises:
        RuleError: nobody would be left who may administrate.
    """
    if not active:
        others = User.objects.filter(groups__name=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
        if not others.exists():
            raise RuleError("This is the only administrator. Make somebody else one first.")
        end_sessions(user)
    user.is_active = active
    user.save()


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Sign a person out everywhere, but for the session `but`; how many sessions were ended."""
    ended, _ = UserSession.objects.filter(user=user).exclude(session_key=but).delete()
    return ended


@transaction.atomic
def remove_second_factor(user: User) -> None:
    """Let a person sign in by their password alone from now on."""
    for device in devices_for_user(user, confirmed=None):
        device.delete()


def people_behind(pseudonyms: Iterable[str]) -> tuple[dict[str, User], set[str]]:
    """Accounts for the people on record of a case that came from elsewhere.

    A pseudonym that somebody here has is taken for that person. For the others accounts are made with which nobody can sign in.

    Returns:
        The account behind each pseudonym, and which of them were here before.

    Raises:
        UsageError: a pseudonym is longer than this instance keeps them.
    """
    wanted = set(pseudonyms)
    found = {user.pseudonym: user for user in User.objects.filter(pseudonym__in=wanted)}
    known = set(found)
    for pseudonym in sorted(wanted - known):
        if len(pseudonym) > LONGEST_PSEUDONYM:
            raise UsageError(f"“{pseudonym[:60]}” is longer than the {LONGEST_PSEUDONYM} characters of a pseudonym here.")
        account = User(username=_free_name(pseudonym), pseudonym=pseudonym, is_active=False)
        account.set_unusable_password()
        account.save()
        found[pseudonym] = account
    return found, known


def _free_name(wanted: str) -> str:
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    return next(name for n in range(1, len(taken) + 2) if (name := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
