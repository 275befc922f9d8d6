"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CaseworkConfig(AppConfig):
    name = "teardown.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from teardown.casework import sessions  # noqa: F401  (connects to signals)
        from teardown.casework.roles import make_groups

        post_migrate.connect(make_groups, sender=self)
