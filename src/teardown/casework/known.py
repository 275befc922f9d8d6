"""What the rules of a case (`teardown.case.rules`) ask, answered from rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from teardown.case import records
from teardown.case.state import same_place
from teardown.casework import models
from teardown.casework.models import Case, Decision, LedgerEntry, Photo, Signature, Unit
from teardown.casework.rows import (
    answer_noun,
    case_noun,
    decision_noun,
    letter_noun,
    received_noun,
    release_noun,
    signature_noun,
    unit_noun,
)


class Rows:
    """A case in the database, as it was before the event that is asked about (`case.rules.Known`)."""

    def __init__(self, case: Case, *, but: object = None) -> None:
        """`but`: the row that the event is about to record, which does not count as known yet."""
        self._case = case
        self._but = but

    def case(self) -> records.Case | None:
        opened = LedgerEntry.objects.filter(case=self._case).exists()
        return case_noun(self._case) if opened else None

    def unit(self, id_: str) -> records.Unit | None:
        row = Unit.objects.filter(case=self._case, handle=id_).first()
        return unit_noun(row) if row else None

    def photo(self, sha256: str) -> records.ReceivedPhoto | None:
        rows = Photo.objects.filter(case=self._case, sha256=sha256).select_related("unit", "board", "received_by")
        row = rows.first()
        return received_noun(row) if row else None

    def decision(self, id_: str) -> records.Decision | None:
        row = self._decisions().filter(handle=id_).first()
        return decision_noun(row) if row else None

    def latest_decision(self, anchor: records.Anchor) -> records.Decision | None:
        """The newest decision about the same place."""
        rows = self._decisions().filter(photo__sha256=anchor.photo_sha256).order_by("-at", "-pk")
        nouns = (decision_noun(row) for row in rows)
        return next((noun for noun in nouns if same_place(noun.anchor, anchor)), None)

    def signatures(self, decision: str) -> Sequence[records.Signature]:
        rows = Signature.objects.filter(decision__unit__case=self._case, decision__handle=decision).select_related(
            "decision", "by"
        )
        if isinstance(self._but, Signature):
            rows = rows.exclude(pk=self._but.pk)
        return [signature_noun(row) for row in rows]

    def letter(self, id_: str) -> records.Letter | None:
        rows = models.Letter.objects.filter(case=self._case, handle=id_)
        row = (rows.exclude(pk=self._but.pk) if isinstance(self._but, models.Letter) else rows).first()
        return letter_noun(row) if row else None

    def answer(self, id_: str) -> records.Answer | None:
        rows = models.Answer.objects.filter(case=self._case, handle=id_)
        row = (rows.exclude(pk=self._but.pk) if isinstance(self._but, models.Answer) else rows).first()
        return answer_noun(row) if row else None

    def release(self, id_: str) -> records.Release | None:
        rows = models.Release.objects.filter(case=self._case, handle=id_).select_related("by")
        row = (rows.exclude(pk=self._but.pk) if isinstance(self._but, models.Release) else rows).first()
        return release_noun(row) if row else None

    def _decisions(self) -> QuerySet[Decision]:
        rows = Decision.objects.filter(unit__case=self._case).select_related("unit", "photo", "by")
        return rows.exclude(pk=self._but.pk) if isinstance(self._but, Decision) else rows
