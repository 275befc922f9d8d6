"""A case: what a team investigates, the units it examined, and who may see it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models

from teardown.case.records import UnitLink
from teardown.model import NameStyle


class Case(models.Model):
    handle = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_ja = models.CharField(max_length=200, blank=True, default="")
    concern = models.TextField(blank=True, default="")
    concern_ja = models.TextField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    time_zone = models.CharField(max_length=60, default="UTC")
    organisations = models.JSONField(default=list)
    organisations_ja = models.JSONField(default=list)
    contact = models.TextField(blank=True, default="")
    table = models.JSONField(default=dict)
    """`model.TableFilter` as `serial.to_plain` writes it; empty: its defaults."""
    name_style = models.CharField(max_length=10, default=NameStyle.REPORT.value)
    questionnaires = models.JSONField(default=list)
    answer_days = models.PositiveIntegerField(default=28)
    opened_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="cases")

    class Meta:
        ordering = ("-opened_at", "-pk")

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """Who may see a case. What they may do in it comes from their group."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "user"), name="one_membership"),)


class Unit(models.Model):
    """One examined device."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="units")
    handle = models.SlugField(max_length=60)
    maker = models.CharField(max_length=120)
    model = models.CharField(max_length=120, blank=True, default="")
    acquired_how = models.TextField(blank=True, default="")
    acquired_on = models.DateField(null=True, blank=True)
    serial_digest = models.CharField(max_length=64, blank=True, default="")
    serial_sealed = models.CharField(max_length=200, blank=True, default="")
    """Salt and serial number; on no page and in no export."""
    link = models.CharField(max_length=20, default=UnitLink.NOT_STATED.value)
    link_statement = models.TextField(blank=True, default="")
    link_source = models.TextField(blank=True, default="")
    described_ja = models.TextField(blank=True, default="")
    link_statement_ja = models.TextField(blank=True, default="")
    changes = models.PositiveIntegerField(default=0)
    """Counts what came in that its bill of materials rests on; `UnitBom.changes` is the count it was made at."""

    class Meta:
        ordering = ("case_id", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "handle"), name="one_handle_a_case"),)

    def __str__(self) -> str:
        return f"{self.maker} {self.model}".strip()

    def among(self, units: Iterable[Unit]) -> str:
        """Its name; with its handle where another of `units` is of the same maker and model."""
        twins = any(other.pk != self.pk and (other.maker, other.model) == (self.maker, self.model) for other in units)
        return f"{self} ({self.handle})" if twins else str(self)


class Board(models.Model):
    """One circuit board of a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("unit", "name"), name="one_name_a_unit"),)

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """A dated event that chips' date codes are set against (`model.CaseEvent`)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    handle = models.SlugField(max_length=60)
    date = models.DateField()
    title_en = models.CharField(max_length=200)
    title_ja = models.CharField(max_length=200, blank=True, default="")
    source = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("date", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "handle"), name="one_event_handle_a_case"),)
