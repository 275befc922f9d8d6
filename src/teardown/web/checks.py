"""What `manage.py check` and the start of the server make sure of: every route is classified."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, Tags, register


@register(Tags.security)
def every_route_is_classified(app_configs: Any, **options: Any) -> list[Error]:
    """Each named route has its line in `web.access.ROUTES`, and each line a route."""
    from teardown.web.access import ROUTES
    from teardown.web.urls import urlpatterns

    names = {pattern.name for pattern in urlpatterns}
    missing = [
        Error(f"the route {n} is not in web.access.ROUTES", id="teardown.E001") for n in sorted(names - set(ROUTES), key=str)
    ]
    stale = [Error(f"web.access.ROUTES has {n}, which is no route", id="teardown.E002") for n in sorted(set(ROUTES) - names)]
    return missing + stale
