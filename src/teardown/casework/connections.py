"""Connections to the database in processes that run for days."""

from __future__ import annotations

from django.db import close_old_connections, connection


def renew_connections() -> None:
    """Close connections that are broken or too old, as Django does after each request; inside a transaction nothing is closed."""
    if not connection.in_atomic_block:
        close_old_connections()
