"""Photos as received, and what the analysis made of their bytes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teardown.casework.models.case import Board, Case, Unit


class PhotoState(models.TextChoices):
    WAITING = "waiting"
    ANALYSED = "analysed"
    FAILED = "failed"


class Photo(models.Model):
    """A photo of a case. Its bytes lie in the vault under their SHA-256; fields below are those of `model.Photo`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="photos")
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.SET_NULL, related_name="photos")
    side = models.CharField(max_length=20, blank=True, default="")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    size_bytes = models.BigIntegerField()
    format = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    orientation = models.PositiveSmallIntegerField(default=1)
    taken_at = models.CharField(max_length=30, null=True)
    camera = models.CharField(max_length=100, null=True)
    has_location = models.BooleanField(default=False)
    damage = models.TextField(blank=True, default="")
    claimed = models.JSONField(null=True)
    """What the file claims of itself, as the record of an imported case words it; none for photos that were received here."""
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="photos")
    quality = models.JSONField(default=dict)
    """`model.CaptureQuality` measured at receipt."""
    problems = models.JSONField(default=list)
    """What must be retaken: `[{"kind": "blur", "where": [x, y, w, h]}]`, places as shares of the upright photo."""
    state = models.CharField(max_length=10, choices=PhotoState.choices, default=PhotoState.WAITING)
    failure = models.TextField(blank=True, default="")
    failure_version = models.CharField(max_length=250, blank=True, default="")
    """Version of method and facts that failed: another one tries again."""
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=60, blank=True, default="")
    result = models.ForeignKey("Result", null=True, on_delete=models.SET_NULL, related_name="photos")
    """The analysis that counts now."""

    class Meta:
        ordering = ("received_at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "sha256"), name="one_photo_a_case"),)
        indexes = (
            models.Index(fields=("state", "leased_until"), name="photo_waiting"),
            models.Index(fields=("unit", "state"), name="photo_unit_state"),
            models.Index(fields=("received_by", "received_at"), name="photo_by_person"),
            models.Index(fields=("sha256",), name="photo_sha256"),
        )

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """The analysis of some bytes by one version of method and facts. It is computed once and never changed."""

    photo_sha256 = models.CharField(max_length=64)
    method_version = models.CharField(max_length=120)
    parts_db_version = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    """Over the JSON."""
    data = models.BinaryField()
    """`model.PhotoAnalysis` as JSON, compressed by zlib."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("photo_sha256", "method_version", "parts_db_version"), name="one_result_a_version"),
        )
