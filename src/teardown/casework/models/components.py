"""Components: the bill of materials as rows that pages can sort and search, and what people changed about its make-up."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teardown.casework.models.case import Case, Unit
from teardown.casework.models.photos import Photo


class ReviewState(models.TextChoices):
    OPEN = "open"
    """Nobody has decided."""
    DECIDED = "decided"
    """One person has; a second must sign."""
    SIGNED = "signed"
    DISPUTED = "disputed"
    """Two readers came to different results."""


_FILTERED = ("level", "reason", "manufacturer", "probability", "agreement", "present")
"""What the review's list is filtered by (`services.worklist.wanted_rows`): a filter is then answered by the index alone."""


class Component(models.Model):
    """One physical chip of a unit. Its anchor (photo and quad) is what it is recognised by when a new analysis comes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="components")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="components")
    photo = models.ForeignKey(Photo, null=True, on_delete=models.CASCADE, related_name="anchored")
    """Photo of the anchor; none where it is known by evidence alone."""
    quad = models.JSONField(null=True)
    """Four corners in pixels of the photo as stored."""
    number = models.CharField(max_length=12)
    """`C001`: its place in the bill of materials of the day."""
    place = models.PositiveIntegerField(default=0)
    """The same as a number to sort by: C1000 follows C999."""
    designator = models.CharField(max_length=20, blank=True, default="")
    present = models.BooleanField(default=True)
    """False when the last analysis no longer sees it; kept while a person decided about it."""

    machine = models.JSONField(default=dict)
    """`model.Attribution`: what the machine proposes, all candidates included."""
    notes = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(default=0)
    """What may be said now: the machine's level until a person decides."""
    probability = models.FloatField(default=0.0)
    manufacturer = models.CharField(max_length=60, blank=True, default="")
    part_number = models.CharField(max_length=120, blank=True, default="")
    category = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=30, blank=True, default="")
    marking = models.TextField(blank=True, default="")
    """Lines as read, one a line."""
    date_codes = models.JSONField(default=list)
    """`model.DateCode` of each reading of its date code."""
    made_first = models.DateField(null=True)
    """First day that any reading of its date code may mean; none where no code is read."""
    made_last = models.DateField(null=True)
    search = models.TextField(blank=True, default="")
    """Marking, part, company and designator in lower case, for the search box."""
    agreement = models.FloatField(default=1.0)
    """Share of the best sighting's lines on which both readers agree."""
    sightings_count = models.PositiveIntegerField(default=0)
    priority = models.FloatField(default=0.0)
    """What is worth looking at first, the highest first (`services.priority`)."""
    review = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)

    class Meta:
        ordering = ("unit_id", "place", "pk")
        # To SQLite a yes-or-no column in front of others is of no use, a condition is. What pages count is read from these alone.
        indexes = (
            *(
                models.Index(fields=fields, name=f"component_{name}", condition=models.Q(present=True))
                for name, fields in (
                    ("queue", ("case", "review", "-priority", "id", *_FILTERED)),
                    ("unit_queue", ("unit", "review", "-priority", "id")),
                    ("number", ("unit", "place", "id")),
                    ("list", ("case", "unit", "place", "id", "search")),
                    ("counts", ("case", "manufacturer", "category", "level", "review", "present")),
                    ("unit_counts", ("case", "unit", "manufacturer", "category", "level", "review", "present")),
                    ("unit_parts", ("case", "unit", "manufacturer", "part_number", "level", "present")),
                    ("dates", ("case", "made_first", "made_last", "level", "manufacturer", "present")),
                )
            ),
            models.Index(fields=("photo",), name="component_photo"),
        )

    def __str__(self) -> str:
        return self.number


class ComponentsState(models.Model):
    """Another word whenever components of a case changed (`services.remembered`).

    A row of its own: who changes components locks it last, after case and unit, whatever else is locked before.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="components_state")
    word = models.CharField(max_length=16)


class Sighting(models.Model):
    """A component seen on one photo."""

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="sightings")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="sightings")
    rank = models.PositiveSmallIntegerField(default=0)
    """0 is the best one."""
    quad = models.JSONField()
    data = models.JSONField()
    """`model.AttributedSighting`, without the readers' lattices."""

    class Meta:
        ordering = ("component_id", "rank", "pk")
        indexes = (models.Index(fields=("photo",), name="sighting_photo"),)


class UnitBom(models.Model):
    """The bill of materials of a unit as last made: what the rows of its components are an index of."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="bom")
    data = models.BinaryField()
    """`model.Bom` as JSON, compressed by zlib, without the readers' lattices."""
    changes = models.PositiveIntegerField()
    """`Unit.changes` when it was made."""
    method_version = models.CharField(max_length=120)
    parts_db_version = models.CharField(max_length=120)
    photos = models.PositiveIntegerField(default=0)
    """Photos that it rests on."""
    rendered = models.PositiveIntegerField(default=0)
    """Those of them that say of themselves that they are rendered samples and no evidence."""


class Drawn(models.Model):
    """A region that a person drew, and what a worker read in it. It is added to what the analysis saw on its photo."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="drawn")
    quad = models.JSONField()
    sighting = models.JSONField(null=True)
    """`model.AttributedSighting`; none until a worker has read it."""
    failure = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")


class Rearrangement(models.Model):
    """Sightings that a person held to be one chip, or to be different ones, against what the machine made of them."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="rearrangements")
    kind = models.CharField(max_length=6, choices=(("merge", "merge"), ("split", "split")))
    anchors = models.JSONField()
    """`records.Anchor` of each sighting."""
    why = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
