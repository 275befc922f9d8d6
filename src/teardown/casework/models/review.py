"""What people decided. Rows are added and never changed: a correction is a further row."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from teardown.casework.models.case import Unit
from teardown.casework.models.components import Component
from teardown.casework.models.photos import Photo


class AppendOnly(models.Model):
    """A row that is written once. Whoever tries to change or delete it has a fault in their code."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError(f"a {type(self).__name__} is never changed; add another one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} is never deleted")


class Decision(AppendOnly):
    """One reader's decision about one component (`records.Decision`)."""

    handle = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="decisions")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="decisions")
    photo = models.ForeignKey(Photo, null=True, on_delete=models.PROTECT, related_name="+")
    quad = models.JSONField(null=True)
    verdict = models.CharField(max_length=20)
    manufacturer = models.CharField(max_length=60, blank=True, default="")
    part_number = models.CharField(max_length=120, blank=True, default="")
    category = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=30, blank=True, default="")
    marking_as_read = models.JSONField(default=list)
    why = models.TextField(blank=True, default="")
    blind = models.BooleanField(default=False)
    machine = models.JSONField(null=True)
    """`records.MachineProposal`: what the machine had said."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        # Unique in its case, by the rules; cases of others, which are imported, count their decisions as they like.
        constraints = (models.UniqueConstraint(fields=("unit", "handle"), name="one_decision_handle_a_unit"),)
        indexes = (models.Index(fields=("component", "at"), name="decision_component"),)


class Signature(AppendOnly):
    """A second person's confirmation of one decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("decision", "by"), name="one_signature_a_person"),)


class Evidence(AppendOnly):
    """Evidence that is not a chip's own marking (`model.Evidence`)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    part_number = models.CharField(max_length=120)
    manufacturer = models.CharField(max_length=60)
    category = models.CharField(max_length=60, blank=True, default="")
    source = models.TextField()
    designator = models.CharField(max_length=20, blank=True, default="")
    photo = models.ForeignKey(Photo, null=True, on_delete=models.PROTECT, related_name="+")
    quad = models.JSONField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")


class Look(models.Model):
    """Somebody was shown what machine and others say of a component: from then on they cannot read it blind."""

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("component", "user"), name="one_look_a_person"),)
