"""Sessions in the database that know whose they are (Django's documented way to extend the database backend)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

STARTED, BROWSER = "started_at", "browser"


class SessionStore(DatabaseStore):
    """Django's sessions, with the account, the time of signing in and the browser's name as columns."""

    @classmethod
    def get_model_class(cls) -> type:
        from teardown.casework.models import UserSession

        return UserSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        session.started_at = datetime.fromisoformat(data[STARTED]) if STARTED in data else None
        session.browser = data.get(BROWSER, "")
        return session


def remember(sender: type, request: HttpRequest, user: Any, **other: Any) -> None:
    """Note when and with what a session was begun, for the page on which people end their sessions."""
    request.session[STARTED] = timezone.now().isoformat()
    request.session[BROWSER] = request.headers.get("User-Agent", "")[:200]


user_logged_in.connect(remember, dispatch_uid="casework.sessions.remember")
