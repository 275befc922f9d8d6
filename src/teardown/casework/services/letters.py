"""Letters: kept as drafted, sent, reminded. What is on record stays; a letter that was sent is never written anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from teardown.case import records
from teardown.case.events import LetterDrafted, LetterReminded, LetterSent
from teardown.casework.custody import record
from teardown.casework.models import Case, Letter, User
from teardown.casework.rows import letter_noun
from teardown.errors import RuleError
from teardown.serial import to_plain


@transaction.atomic
def keep_draft(case: Case, noun: records.Letter, files: Sequence[str], addressee: records.Addressee, *, by: User) -> Letter:
    """Keep a letter that was written; it takes the place of an earlier draft that was not sent.

    Args:
        files: SHA-256 of the Word document and, where there is one, the PDF, which are in the vault.

    Raises:
        RuleError: a letter of this handle was sent.
    """
    row = Letter.objects.select_for_update().filter(case=case, handle=noun.id).first()
    row = row or Letter(case=case, handle=noun.id)
    if row.sent_on:
        raise RuleError(f"The letter {row.handle} was sent already: write a new one.")
    row.manufacturer, row.language, row.addressee = noun.manufacturer, noun.language, noun.addressee
    row.drafted_at, row.deadline, row.sha256 = noun.drafted_at, noun.deadline, list(files)
    row.chain, row.by = to_plain(addressee), by
    row.save()
    record(case, LetterDrafted(letter_noun(row)), by=by.pseudonym, row=row)
    return row


@transaction.atomic
def letter_sent(letter: Letter, on: date, *, by: User) -> None:
    """Note on which day a letter was sent.

    Raises:
        RuleError: it was sent already, or was drafted after that day.
    """
    if on < letter.drafted_at.date():
        raise RuleError("The letter was written after this day. Check the date.")
    record(letter.case, LetterSent(letter.handle, on), by=by.pseudonym)
    letter.sent_on = on
    letter.save(update_fields=("sent_on",))


@transaction.atomic
def letter_reminded(letter: Letter, on: date, *, by: User) -> None:
    """Note on which day the company was reminded.

    Raises:
        RuleError: the letter was not sent by that day.
    """
    record(letter.case, LetterReminded(letter.handle, on), by=by.pseudonym)
    letter.reminded_on = [*letter.reminded_on, on.isoformat()]
    letter.save(update_fields=("reminded_on",))
