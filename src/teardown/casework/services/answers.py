"""Answers of companies: verbatim, with what they say about supply beside them. They change no claim but to confirm a part."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from teardown.case import records
from teardown.case.events import AnswerRecorded
from teardown.casework.custody import record
from teardown.casework.models import Answer, Case, Component, User
from teardown.casework.rows import answer_noun
from teardown.casework.services.standing import confirmed_by_companies, refresh
from teardown.correspondence.answers import contradictions
from teardown.custody.sealed import SealedText, digest_of
from teardown.errors import RuleError
from teardown.model import ClaimLevel
from teardown.serial import to_json, to_plain


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody types it in; fields as in `records.Answer`."""

    manufacturer: str
    company_name: str
    language: str
    status: records.AnswerStatus
    text: str = ""
    marker: str = ""
    received_on: date | None = None
    no_response_by: date | None = None
    answered: tuple[int, ...] = ()
    supply: records.SupplyStatement = records.SupplyStatement.NOT_STATED
    parts_confirmed: tuple[str, ...] = ()
    source: str = ""
    by_question: tuple[records.QuestionAnswered, ...] = ()
    respondent: str | None = None
    """Name of who answered: sealed, never on record. None: as it was."""


@transaction.atomic
def record_answer(case: Case, given: Given, *, by: User, answer: Answer | None = None) -> Answer:
    """Put an answer on record, or a corrected transcription of one; the ledger keeps both.

    Raises:
        RuleError: what is given contradicts itself.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    row = answer or Answer(case=case, handle=_free_handle(case, given.manufacturer))
    _take(row, given)
    for problem in contradictions(answer_noun(row), given.respondent or row.respondent_sealed):
        raise RuleError(problem[0].upper() + problem[1:] + ("" if problem.endswith(".") else "."))
    # The rules ask whose answer this one was before.
    record(case, AnswerRecorded(answer_noun(row)), by=by.pseudonym, row=None if answer else row)
    row.by = by
    row.save()
    lifted = Q(level=ClaimLevel.ACKNOWLEDGED) | Q(pk__in=confirmed_by_companies(case).values("pk"))
    refresh(case, Component.objects.filter(lifted, case=case))
    return row


def _take(row: Answer, given: Given) -> None:
    row.manufacturer, row.company_name, row.language = given.manufacturer, given.company_name, given.language
    row.status, row.text, row.marker = given.status.value, given.text, given.marker
    row.received_on, row.no_response_by = given.received_on, given.no_response_by
    row.answered, row.supply = list(given.answered), given.supply.value
    row.parts_confirmed, row.source = list(given.parts_confirmed), given.source
    row.by_question = to_plain(given.by_question)
    if given.respondent is not None:
        row.respondent_sealed = row.respondent_digest = ""
        if given.respondent:
            salt = f"respondent of {row.handle}:{secrets.token_hex(16)}"
            row.respondent_digest = digest_of(salt, given.respondent)
            row.respondent_sealed = to_json(SealedText(row.respondent_digest, salt, given.respondent))


def _free_handle(case: Case, manufacturer: str) -> str:
    stem = manufacturer.replace("_", "-")[:50]
    taken = set(case.answers.values_list("handle", flat=True))
    return next(h for n in range(1, len(taken) + 2) if (h := f"{stem}-answer-{n}") not in taken)
