"""Photos come in: opened safely, measured, sealed, recorded. All of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from teardown.case.events import OriginalRead, PhotoReceived
from teardown.casework.custody import record, vault
from teardown.casework.facts import settings
from teardown.casework.models import Board, Photo, Result, Unit, User
from teardown.casework.retake import problems_of
from teardown.casework.rows import received_noun
from teardown.intake import Limits, open_photo
from teardown.serial import to_plain


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an upload."""

    photo: Photo
    duplicate: bool
    """The same bytes had been received before in this case; `photo` is that earlier one."""


def limits() -> Limits:
    """What is taken in at most."""
    return Limits(max_pixels=settings().max_megapixels * 1_000_000)


def receive_photo(
    unit: Unit, source: Path | bytes, *, name: str, by: User, board: Board | None = None, side: str = ""
) -> Received:
    """Take in one photo of a unit, and measure at once whether it must be retaken.

    Raises:
        PhotoError: it is no photo that can be taken in; nothing is kept.
        OutputError: the disk is full; nothing is kept.
    """
    picture = open_photo(source, name=name, limits=limits())
    photo = picture.photo
    before = _known(unit, photo.sha256)
    if before:
        return Received(before, True)
    quality, problems = problems_of(picture)
    sealed = vault().put(source if isinstance(source, bytes) else source.read_bytes())
    if sealed != photo.sha256:
        raise RuntimeError("the upload changed while it was read")
    try:
        with transaction.atomic():
            row = Photo.objects.create(
                case=unit.case,
                unit=unit,
                board=board,
                side=side,
                sha256=photo.sha256,
                name=photo.name,
                size_bytes=photo.size_bytes,
                format=photo.format,
                width=photo.width,
                height=photo.height,
                orientation=photo.orientation,
                taken_at=photo.taken_at,
                camera=photo.camera,
                has_location=photo.has_location,
                damage=photo.damage,
                received_at=timezone.now(),
                received_by=by,
                quality=to_plain(quality),
                problems=[problem.plain() for problem in problems],
            )
            record(unit.case, PhotoReceived(received_noun(row)), by=by.pseudonym)
    except IntegrityError:
        # Somebody sent the same photo at the same moment.
        other = _known(unit, photo.sha256)
        if other is None:
            raise
        return Received(other, True)
    return Received(row, False)


def read_original(photo: Photo, *, by: User, why: str) -> bytes:
    """The sealed bytes for a person; the ledger says who was handed them, and why.

    Raises:
        CustodyError: the vault does not hold them as they were received.
    """
    data = vault().open(photo.sha256, by=by.pseudonym, why=why)
    record(photo.case, OriginalRead(photo.sha256, why), by=by.pseudonym)
    return data


def has_result(photo: Photo, method_version: str, parts_db_version: str) -> Result | None:
    """The stored analysis of a photo's bytes by these versions."""
    return Result.objects.filter(
        photo_sha256=photo.sha256, method_version=method_version, parts_db_version=parts_db_version
    ).first()


def _known(unit: Unit, sha256: str) -> Photo | None:
    return Photo.objects.filter(case_id=unit.case_id, sha256=sha256).select_related("received_by", "unit").first()
