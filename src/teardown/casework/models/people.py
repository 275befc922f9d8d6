"""People, their sessions, and the links by which they get in."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


def new_pseudonym() -> str:
    """A name that says nothing about its owner: `p-7k3m9x`."""
    # Without letters that are mistaken for digits, because people read it out.
    return "p-" + "".join(secrets.choice("23456789bcdfghjkmnpqrstvwxz") for _ in range(6))


class User(AbstractUser):
    """Somebody with an account. What leaves the application names nobody but by pseudonym."""

    pseudonym = models.CharField(max_length=40, unique=True, default=new_pseudonym)
    language = models.CharField(max_length=5, default="", blank=True)
    """`en` or `ja`; empty: as the browser asks."""


class UserSession(AbstractBaseSession):
    """A session that knows whose it is, so that all sessions of one person can be ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=200, default="")

    @classmethod
    def get_session_store_class(cls) -> type:
        from teardown.casework.sessions import SessionStore

        return SessionStore


class Invitation(models.Model):
    """A link that lets its bearer make one account, or set a new password for one. It works once; only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, blank=True, default="")
    """Of the new account."""
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    """Whose password it sets; none where it makes an account."""
    case = models.ForeignKey("casework.Case", null=True, on_delete=models.CASCADE)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
