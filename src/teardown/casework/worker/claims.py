"""Who works on what: rows are leased for a time, so that two workers never do one photo and a dead worker's photos come back.

A worker renews its leases while it lives. The photo whose analysis failed least often goes first, so that one that brings its
process down does not hold up the others.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from teardown.casework.models import Drawn, Photo, PhotoState

LEASE = timedelta(seconds=60)
RENEWED_EVERY = 15.0
"""Seconds."""


def claim_photos(worker: str, most: int) -> list[Photo]:
    """Lease up to `most` waiting photos to a worker."""
    now = timezone.now()
    with transaction.atomic():
        free = _free(Photo.objects.filter(state=PhotoState.WAITING), now).order_by("attempts", "received_at", "pk")
        chosen = list(_locked(free)[:most])
        Photo.objects.filter(pk__in=[p.pk for p in chosen]).update(leased_until=now + LEASE, leased_by=worker)
    return chosen


def claim_regions(most: int) -> list[Drawn]:
    """Lease up to `most` drawn regions that were not read yet."""
    now = timezone.now()
    with transaction.atomic():
        chosen = list(_locked(_free(Drawn.objects.filter(sighting__isnull=True, failure=""), now).order_by("at", "pk"))[:most])
        Drawn.objects.filter(pk__in=[d.pk for d in chosen]).update(leased_until=now + LEASE)
    return chosen


def renew(worker: str, photos: list[int], regions: list[int]) -> None:
    """Keep what is at work."""
    until = timezone.now() + LEASE
    Photo.objects.filter(pk__in=photos, leased_by=worker).update(leased_until=until)
    Drawn.objects.filter(pk__in=regions).update(leased_until=until)


def give_back(worker: str, photos: list[int]) -> None:
    """Let others have what this worker will not finish."""
    Photo.objects.filter(pk__in=photos, leased_by=worker).update(leased_until=None, leased_by="")


def _free(rows: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    return rows.filter(Q(leased_until=None) | Q(leased_until__lt=now))


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    # SQLite has one writer at a time anyway, and no row locks.
    return rows.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else rows
