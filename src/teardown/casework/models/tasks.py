"""What somebody asked for that takes longer than a page may: exports, letters, the check of a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teardown.casework.models.case import Case
from teardown.casework.models.letters import Release


class TaskKind(models.TextChoices):
    EXPORT = "export"
    LETTERS = "letters"
    CHECK = "check"


class TaskState(models.TextChoices):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Task(models.Model):
    """One such thing. It waits in the database until a process takes it on, and again when that process dies."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=10, choices=TaskKind.choices)
    options = models.JSONField(default=dict)
    """What exactly: for an export its `what` (`casework.exports.KINDS`), for letters `companies` and `languages`."""
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    failure = models.TextField(blank=True, default="")
    result = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sealed = models.BooleanField(default=False)
    """What came of it holds originals and sealed names."""
    file_name = models.CharField(max_length=200, blank=True, default="")
    """As it is called when it is downloaded."""
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    file_size = models.BigIntegerField(default=0)
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="tasks")

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = (
            models.Index(fields=("state", "asked_at"), name="task_waiting"),
            models.Index(fields=("case", "kind", "-asked_at"), name="task_of_case"),
        )
