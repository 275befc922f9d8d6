"""Results are stored once: whoever comes second finds the first one's and changes nothing."""

from __future__ import annotations

import hashlib
import zlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from teardown.case.events import PhotoAnalysed, RegionDrawn
from teardown.casework.custody import PROGRAM, record
from teardown.casework.models import Drawn, Photo, PhotoState, Result
from teardown.casework.retake import OF_CHIPS, problems_of_chips
from teardown.casework.rows import drawn_noun
from teardown.casework.services.cases import touch
from teardown.casework.slim import slim_sighting
from teardown.model import AttributedSighting, PhotoAnalysis
from teardown.serial import to_json, to_plain
from teardown.version import Version

MOST_CRASHES = 8
"""So often a photo may bring its process down, or be at work when that is killed from outside, before it counts as failed."""
MOST_ERRORS = 2


def known_result(sha256: str, version: Version) -> Result | None:
    """The result of these bytes by this version, from whichever case."""
    return Result.objects.filter(photo_sha256=sha256, method_version=version.method, parts_db_version=version.parts_db).first()


@transaction.atomic
def store_result(photo: Photo, analysis: PhotoAnalysis, version: Version) -> bool:
    """Keep an analysis and say in the ledger that it was made; False when somebody else had done so already."""
    text = to_json(analysis).encode("utf-8")
    result, _made = Result.objects.get_or_create(
        photo_sha256=photo.sha256,
        method_version=version.method,
        parts_db_version=version.parts_db,
        defaults={"sha256": hashlib.sha256(text).hexdigest(), "data": zlib.compress(text, level=6)},
    )
    return attach_result(photo, result, analysis)


@transaction.atomic
def attach_result(photo: Photo, result: Result, analysis: PhotoAnalysis) -> bool:
    """Make a stored result the one that counts for a photo; False when it was analysed meanwhile."""
    told = photo.quality | {"after_analysis": list(analysis.quality.advice)}
    changed = Photo.objects.filter(pk=photo.pk, state=PhotoState.WAITING).update(
        state=PhotoState.ANALYSED,
        result=result,
        failure="",
        quality=told,
        problems=[p for p in photo.problems if p["kind"] not in OF_CHIPS]
        + [problem.plain() for problem in problems_of_chips(analysis)],
        leased_until=None,
        leased_by="",
    )
    if changed:
        event = PhotoAnalysed(photo.sha256, result.method_version, result.parts_db_version, result.sha256)
        record(photo.case, event, by=PROGRAM)
        touch(photo.unit)
    return bool(changed)


def note_failure(photo: Photo, why: str, version: Version, *, crashed: bool, final: bool) -> None:
    """Try a photo again later, behind the others; after several failures, or at once when it can never succeed, say so."""
    attempts = photo.attempts + 1
    failed = final or attempts >= (MOST_CRASHES if crashed else MOST_ERRORS)
    Photo.objects.filter(pk=photo.pk, state=PhotoState.WAITING).update(
        attempts=attempts,
        state=PhotoState.FAILED if failed else PhotoState.WAITING,
        failure=why if failed else "",
        failure_version=str(version) if failed else "",
        leased_until=None if failed else timezone.now() + timedelta(seconds=min(2 ** (attempts - 1), 30) / 2),
        leased_by="",
    )


@transaction.atomic
def store_region(drawn: Drawn, seen: AttributedSighting) -> bool:
    """Keep what was read in a drawn region; False when somebody else had done so already."""
    unread = Drawn.objects.filter(pk=drawn.pk, sighting__isnull=True)
    changed = unread.update(sighting=to_plain(slim_sighting(seen)), leased_until=None)
    if changed:
        row = Drawn.objects.select_related("photo__unit", "photo__case", "by").get(pk=drawn.pk)
        record(row.photo.case, RegionDrawn(drawn_noun(row)), by=row.by.pseudonym)
        touch(row.photo.unit)
    return bool(changed)


def requeue(version: Version) -> int:
    """Let photos be analysed anew whose result, or failure, is of another version of method or facts; how many."""
    stale = Photo.objects.filter(state=PhotoState.ANALYSED).exclude(
        result__method_version=version.method, result__parts_db_version=version.parts_db
    )
    failed = Photo.objects.filter(state=PhotoState.FAILED).exclude(failure_version=str(version))
    fresh = {"state": PhotoState.WAITING, "attempts": 0, "failure": "", "leased_until": None, "leased_by": ""}
    return stale.update(**fresh) + failed.update(**fresh)
