"""Components as pages list them."""

from __future__ import annotations

from django.db.models import QuerySet

from teardown.casework.models import Case, Component, Unit, User
from teardown.casework.models.components import ReviewState


def components_of(case: Case, *, unit: Unit | None = None, search: str = "", level: int | None = None) -> QuerySet[Component]:
    """Components of a case in the order of its bills of materials; every word of `search` must be found."""
    rows = Component.objects.filter(case=case, present=True).select_related("unit", "photo")
    if unit is not None:
        rows = rows.filter(unit=unit)
    if level is not None:
        rows = rows.filter(level=level)
    for word in search.lower().split():
        rows = rows.filter(search__contains=word)
    return rows.order_by("unit_id", "place", "pk")


def queue(case: Case, user: User, *, unit: Unit | None = None, to_sign: bool = False) -> QuerySet[Component]:
    """What `user` can do next, what is worth most first: components that nobody decided, or with `to_sign` those that others
    decided and that wait for a second person."""
    rows = components_of(case, unit=unit)
    if to_sign:
        rows = rows.filter(review=ReviewState.DECIDED).exclude(decisions__by=user)
    else:
        rows = rows.filter(review=ReviewState.OPEN)
    return rows.order_by("-priority", "pk")
