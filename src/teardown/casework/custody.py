"""The vault and the ledger of this instance: `teardown.custody`, kept in the data folder and in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction

from teardown.case.events import Event
from teardown.case.rules import check
from teardown.casework.facts import data
from teardown.casework.known import Rows
from teardown.casework.models import Case, LedgerEntry
from teardown.custody import Entry, Vault, append

PROGRAM = "teardown"
"""Who stands as the author of what the program does by itself."""


def vault() -> Vault:
    """Originals and other sealed files, by their SHA-256."""
    return Vault(data() / "vault")


class DatabaseLedger:
    """The ledger of one case as rows (`custody.ledger.Keeper`)."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def entries(self) -> Iterator[Entry]:
        for row in LedgerEntry.objects.filter(case=self._case).order_by("number").iterator():
            yield _entry(row)

    def last(self) -> Entry | None:
        row = LedgerEntry.objects.filter(case=self._case).order_by("-number").first()
        return _entry(row) if row else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that keeps other writers of this case out until it ends."""
        with transaction.atomic():
            # SQLite takes its one lock when the transaction begins; PostgreSQL locks the case's row.
            Case.objects.select_for_update().get(pk=self._case.pk)
            yield

    def store(self, entry: Entry) -> None:
        LedgerEntry.objects.create(
            case=self._case,
            number=entry.number,
            at=entry.at,
            by=entry.by,
            kind=entry.kind,
            payload=entry.payload,
            previous=entry.previous,
            hash=entry.hash,
        )


def record(case: Case, event: Event, *, by: str, row: object = None) -> Entry:
    """Write an event into a case's ledger, inside the transaction in which the rows change.

    Args:
        row: the row that was just added for this event, which the rules must not take for an earlier one.

    Raises:
        RuleError: the rules of casework do not let this event follow what is on record; the transaction must be given up.
    """
    keeper = DatabaseLedger(case)
    with keeper.writing():
        check(event, by, Rows(case, but=row))
        return append(keeper, event, by=by, at=datetime.now(UTC))


def _entry(row: LedgerEntry) -> Entry:
    return Entry(row.number, row.at.astimezone(UTC), row.by, row.kind, row.payload, row.previous, row.hash)
