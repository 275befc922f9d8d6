"""Get an instance ready: tables, static files, checks, and the first way in."""

from __future__ import annotations

import os
from pathlib import Path

from teardown.errors import OutputError, UsageError


def set_up() -> Path:
    """Load Django with this process's settings; returns the data folder.

    Raises:
        UsageError: the extra `web` is not installed, or a setting is wrong.
        OutputError: the data folder cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teardown.web.settings")
    try:
        import django
    except ImportError:
        raise UsageError("The web application is not installed. Install it: pip install 'teardown[web]'") from None
    try:
        django.setup()
    except ImportError as error:
        raise UsageError(f"The web application lacks a package ({error}). Install it: pip install 'teardown[web]'") from error
    except Exception as error:
        from django.core.exceptions import ImproperlyConfigured

        if isinstance(error, ImproperlyConfigured):
            raise UsageError(
                f"The database cannot be used: {error} For PostgreSQL: pip install 'teardown[web,postgresql]'"
            ) from error
        raise
    from teardown.casework.facts import data

    return data()


def make_ready(*, static: bool = True) -> None:
    """Bring the tables up to date and put the static files together. Several processes may do so at the same time.

    Raises:
        UsageError: the database does not answer.
        OutputError: the disk is full, or the folder cannot be written.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, OperationalError
    from filelock import FileLock

    from teardown.casework.facts import data

    try:
        with FileLock(data() / ".starting.lock", timeout=120):
            call_command("migrate", verbosity=0, interactive=False)
            _count_for_the_planner()
            call_command("clearsessions", verbosity=0)
            if static:
                call_command("collectstatic", verbosity=0, interactive=False)
    except OperationalError as error:
        raise UsageError(f"The database does not answer: {str(error).strip()}. Check TEARDOWN_DATABASE_URL.") from error
    except DatabaseError as error:
        raise UsageError(f"The database's tables cannot be brought up to date: {str(error).strip()}.") from error
    except OSError as error:
        raise OutputError(
            f"{data()} cannot be written ({error.strerror or error}). Free some space, or name another folder with TEARDOWN_DATA."
        ) from error


def _count_for_the_planner() -> None:
    """Let SQLite look at samples of its indexes: one that it knows nothing of yet would be taken for the wrong questions."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")


def first_administrator_secret() -> str | None:
    """The secret of a fresh link for the first administrator; None when there is one. Links made before stop working."""
    from teardown.casework.models import Invitation, User
    from teardown.casework.roles import Role
    from teardown.casework.services.people import invite

    if User.objects.filter(groups__name=Role.ADMINISTRATOR, is_active=True).exists():
        return None
    Invitation.objects.filter(role=Role.ADMINISTRATOR, used_at=None, made_by=None).delete()
    return invite(Role.ADMINISTRATOR)
