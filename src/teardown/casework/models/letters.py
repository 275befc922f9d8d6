"""Whom one wrote to, what came back, and what left (`records.Letter`, `records.Answer`, `records.Release`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teardown.casework.models.case import Case


class Letter(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    handle = models.CharField(max_length=60)
    manufacturer = models.CharField(max_length=60)
    language = models.CharField(max_length=5)
    addressee = models.CharField(max_length=200)
    chain = models.JSONField(default=dict)
    """`records.Addressee`: how one came to whom is written to."""
    drafted_at = models.DateTimeField()
    deadline = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    reminded_on = models.JSONField(default=list)
    sha256 = models.JSONField(default=list)
    """Of the files as written; their bytes lie in the vault."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("drafted_at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "handle"), name="one_letter_handle_a_case"),)


class Answer(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    handle = models.CharField(max_length=60)
    manufacturer = models.CharField(max_length=60)
    company_name = models.CharField(max_length=200)
    language = models.CharField(max_length=5)
    status = models.CharField(max_length=20)
    text = models.TextField(blank=True, default="")
    marker = models.CharField(max_length=200, blank=True, default="")
    received_on = models.DateField(null=True)
    no_response_by = models.DateField(null=True)
    respondent_digest = models.CharField(max_length=64, blank=True, default="")
    respondent_sealed = models.TextField(blank=True, default="")
    """`custody.sealed.SealedText` of who answered; on no page and in no export."""
    answered = models.JSONField(default=list)
    by_question = models.JSONField(default=list)
    """`records.QuestionAnswered`: which words are about which question."""
    supply = models.CharField(max_length=30)
    parts_confirmed = models.JSONField(default=list)
    source = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("case", "handle"), name="one_answer_handle_a_case"),)


class Release(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="releases")
    handle = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    sealed = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "handle"), name="one_release_handle_a_case"),)
