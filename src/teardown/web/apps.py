"""The Django application of the pages."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "teardown.web"
    label = "web"

    def ready(self) -> None:
        from teardown.web import checks  # noqa: F401  (registers itself)
