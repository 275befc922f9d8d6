"""The ledger of each case as rows: `custody.ledger.Entry`, field by field."""

from __future__ import annotations

from django.db import models

from teardown.casework.models.case import Case
from teardown.casework.models.review import AppendOnly


class LedgerEntry(AppendOnly):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ledger")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("case_id", "number")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_entry_a_number"),)


class SealedText(models.Model):
    """A text that came sealed with an imported case, as `custody.sealed.SealedText` has it; on no page and in no export."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sealed_texts")
    digest = models.CharField(max_length=64)
    salt = models.TextField()
    text = models.TextField()

    class Meta:
        ordering = ("pk",)
