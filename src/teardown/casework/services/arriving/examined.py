"""Case, units, photos and results of a case that came from elsewhere, as rows."""

from __future__ import annotations

import zlib

from teardown.case.events import PhotoAnalysed
from teardown.case.records import ReceivedPhoto
from teardown.case.state import CaseState
from teardown.casework import models
from teardown.casework.retake import problems_of
from teardown.casework.services.arriving.came import Came, saved
from teardown.casework.services.photos import limits
from teardown.intake import open_photo
from teardown.serial import to_plain


def results_as_rows(state: CaseState) -> dict[str, PhotoAnalysed]:
    """The results that are kept as rows, by their SHA-256: one for each version of method and facts, and only where this instance
    has none of that version yet. The others are kept as sealed files."""
    newest = {(e.photo_sha256, e.method_version, e.parts_db_version): e for e in state.analysed}
    return {e.result_sha256: e for e in newest.values() if _known_result(e) in (None, e.result_sha256)}


def _known_result(event: PhotoAnalysed) -> str | None:
    rows = models.Result.objects.filter(
        photo_sha256=event.photo_sha256, method_version=event.method_version, parts_db_version=event.parts_db_version
    )
    return rows.values_list("sha256", flat=True).first()


def add_case(came: Came) -> models.Case:
    """The case itself, with its dated events."""
    noun = came.record.case
    row = saved(
        models.Case(
            handle=noun.id,
            title=noun.title,
            title_ja=noun.title_ja,
            concern=noun.concern,
            concern_ja=noun.concern_ja,
            country=noun.country,
            time_zone=noun.time_zone,
            organisations=list(noun.organisations),
            organisations_ja=list(noun.organisations_ja),
            contact=noun.contact,
            table=to_plain(noun.table),
            name_style=noun.name_style.value,
            questionnaires=to_plain(noun.questionnaires),
            answer_days=noun.answer_days,
        )
    )
    models.Case.objects.filter(pk=row.pk).update(opened_at=came.entries[0].at)
    for event in noun.events:
        saved(
            models.Event(
                case=row,
                handle=event.id,
                date=event.date,
                title_en=event.title_en,
                title_ja=event.title_ja,
                source=event.source,
            )
        )
    return row


def add_units(came: Came, case: models.Case) -> None:
    for noun in came.record.units:
        came.units[noun.id] = saved(
            models.Unit(
                case=case,
                handle=noun.id,
                maker=noun.maker,
                model=noun.model,
                acquired_how=noun.acquired_how,
                acquired_on=noun.acquired_on,
                serial_digest=noun.serial_digest,
                link=noun.link.value,
                link_statement=noun.link_statement,
                link_source=noun.link_source,
                described_ja=noun.described_ja,
                link_statement_ja=noun.link_statement_ja,
            )
        )


def add_photos(came: Came, case: models.Case) -> None:
    """Photos; their sealed bytes are in the vault already."""
    for received in came.record.photos:
        came.photos[received.photo.sha256] = _photo(came, case, received)


def _photo(came: Came, case: models.Case, received: ReceivedPhoto) -> models.Photo:
    noun, unit = received.photo, came.units[received.unit]
    # The program looks at the pixels to say what must be retaken; nobody is handed the original.
    quality, problems = problems_of(open_photo(came.kept.originals.read(noun.sha256), name=noun.name, limits=limits()))
    board = models.Board.objects.get_or_create(unit=unit, name=received.board)[0] if received.board else None
    return saved(
        models.Photo(
            case=case,
            unit=unit,
            board=board,
            side=received.side,
            sha256=noun.sha256,
            name=noun.name,
            size_bytes=noun.size_bytes,
            format=noun.format,
            width=noun.width,
            height=noun.height,
            orientation=noun.orientation,
            taken_at=noun.taken_at,
            camera=noun.camera,
            has_location=noun.has_location,
            damage=noun.damage,
            claimed=to_plain(received.claimed),
            received_at=received.received_at,
            received_by=came.people[received.received_from],
            quality=to_plain(quality),
            problems=[problem.plain() for problem in problems],
        )
    )


def add_results(came: Came) -> None:
    for sha256, event in results_as_rows(came.state).items():
        if _known_result(event) is None:
            saved(
                models.Result(
                    photo_sha256=event.photo_sha256,
                    method_version=event.method_version,
                    parts_db_version=event.parts_db_version,
                    sha256=sha256,
                    data=zlib.compress(came.kept.results.read(sha256), level=6),
                )
            )
    for event in came.state.newest_analyses().values():
        models.Photo.objects.filter(pk=came.photos[event.photo_sha256].pk).update(
            state=models.PhotoState.ANALYSED,
            result=models.Result.objects.get(
                photo_sha256=event.photo_sha256,
                method_version=event.method_version,
                parts_db_version=event.parts_db_version,
            ),
        )
