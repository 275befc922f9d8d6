"""What every page knows: who looks at it, and as what."""

from __future__ import annotations

from django.http import HttpRequest

from teardown import __version__
from teardown.casework.roles import Role, roles_of


def roles(request: HttpRequest) -> dict[str, object]:
    """`is_volunteer`, `is_analyst`, `is_advocate`, `is_administrator`, and the version for the footer."""
    held = roles_of(request.user) if hasattr(request, "user") else frozenset()
    return {f"is_{role}": role in held for role in Role} | {"version": __version__}
