"""What was added to a case since its last version left: whatever has a date after that release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from teardown.export.case import CaseView


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that came after the last release."""

    at: datetime
    whole_day: bool
    """Only the day is on record."""
    kind: str
    """`received`, `decided`, `signed`, `drawn`, `letter`, `sent`, `reminded` or `answer`."""
    what: str


def changes_since(case: CaseView) -> tuple[Change, ...]:
    """Everything dated after the latest release, the oldest first; empty where there was none.

    What has only a day counts from the day of the release on: it may repeat something, and leaves nothing out.
    """
    last = case.supersedes
    if last is None:
        return ()
    day = last.at.astimezone(UTC).date()
    found = [c for c in _all(case) if (c.at.date() >= day if c.whole_day else c.at > last.at)]
    return tuple(sorted(found, key=lambda c: (c.at, c.kind, c.what)))


def _all(case: CaseView) -> Iterator[Change]:
    record = case.record
    for photo in record.photos:
        yield Change(photo.received_at, False, "received", photo.photo.name)
    for decision in record.decisions:
        yield Change(
            decision.at, False, "decided", " ".join(filter(None, (case.component_of(decision), decision.id, decision.by)))
        )
    for signature in record.signatures:
        yield Change(signature.at, False, "signed", f"{signature.decision} {signature.by}")
    for region in record.regions:
        yield Change(region.at, False, "drawn", f"{region.unit} {region.by}")
    for letter in record.letters:
        yield Change(letter.drafted_at, False, "letter", f"{letter.addressee} {letter.id}")
        if letter.sent_on:
            yield Change(_midnight(letter.sent_on), True, "sent", f"{letter.addressee} {letter.id}")
        for day in letter.reminded_on:
            yield Change(_midnight(day), True, "reminded", f"{letter.addressee} {letter.id}")
    for answer in record.answers:
        came = answer.received_on or answer.no_response_by
        if came:
            yield Change(_midnight(came), True, "answer", answer.company_name)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
