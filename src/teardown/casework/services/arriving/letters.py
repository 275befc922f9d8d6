"""Letters, answers and releases of a case that came from elsewhere, as rows."""

from __future__ import annotations

from teardown.case.events import AnswerRecorded, LetterDrafted
from teardown.casework import models
from teardown.casework.services.arriving.came import Came, saved
from teardown.serial import to_plain


def add_letters(came: Came, case: models.Case) -> None:
    for noun in came.record.letters:
        saved(
            models.Letter(
                case=case,
                handle=noun.id,
                manufacturer=noun.manufacturer,
                language=noun.language,
                addressee=noun.addressee,
                drafted_at=noun.drafted_at,
                deadline=noun.deadline,
                sent_on=noun.sent_on,
                reminded_on=[day.isoformat() for day in noun.reminded_on],
                sha256=list(noun.sha256),
                by=came.entered_by[LetterDrafted, noun.id],
            )
        )


def add_answers(came: Came, case: models.Case) -> None:
    for noun in came.record.answers:
        saved(
            models.Answer(
                case=case,
                handle=noun.id,
                manufacturer=noun.manufacturer,
                company_name=noun.company_name,
                language=noun.language,
                status=noun.status.value,
                text=noun.text,
                marker=noun.marker,
                received_on=noun.received_on,
                no_response_by=noun.no_response_by,
                respondent_digest=noun.respondent_digest,
                answered=list(noun.answered),
                by_question=to_plain(noun.by_question),
                supply=noun.supply.value,
                parts_confirmed=list(noun.parts_confirmed),
                source=noun.source,
                by=came.entered_by[AnswerRecorded, noun.id],
            )
        )


def add_releases(came: Came, case: models.Case) -> None:
    for noun in came.record.releases:
        saved(
            models.Release(
                case=case,
                handle=noun.id,
                kind=noun.kind,
                sealed=noun.sealed,
                sha256=noun.sha256,
                at=noun.at,
                by=came.people[noun.by],
                supersedes=noun.supersedes,
            )
        )
