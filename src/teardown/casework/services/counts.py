"""What pages count about a case, summed up by the database, once for each state of its components (`services.remembered`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from teardown.bom import Chips
from teardown.casework.models import Case, Component, Unit, UnitBom
from teardown.casework.models.components import ReviewState
from teardown.casework.services.remembered import remembered


@dataclass(frozen=True, slots=True)
class Tally:
    """Components that are alike in what a company table asks."""

    manufacturer: str
    """Manufacturer id of whom may be named now; empty where nobody is."""
    category: str
    level: int
    review: str
    count: int
    unit: int | None = None
    """Primary key; none where all units are counted together."""

    @property
    def signed(self) -> bool:
        """Whether two people have confirmed them."""
        return self.review == ReviewState.SIGNED


@dataclass(frozen=True, slots=True)
class Summary:
    """A case or a unit at a glance."""

    all: int
    named: int
    signed: int
    """Signed by a second person, whether somebody is named or not."""
    named_signed: int
    decided: int
    """Decided by one person, not yet signed."""
    disputed: int

    @property
    def unnamed(self) -> int:
        return self.all - self.named

    @property
    def named_unsigned(self) -> int:
        return self.named - self.named_signed

    @property
    def open(self) -> int:
        """Nobody has decided about them."""
        return self.all - self.signed - self.decided - self.disputed


def tallies(case: Case, *, units: Sequence[Unit] = (), by_unit: bool = False) -> Sequence[Tally]:
    """The present components of a case, or of some of its units, in one query at most."""
    chosen = tuple(unit.pk for unit in units)

    def count() -> Sequence[Tally]:
        rows = Component.objects.filter(case=case, present=True)
        if chosen:
            rows = rows.filter(unit__in=chosen)
        names = ("manufacturer", "category", "level", "review") + (("unit",) if by_unit else ())
        return tuple(
            Tally(m, c, level, review, of_units[-1], of_units[0] if by_unit else None)
            for m, c, level, review, *of_units in _counted(rows, names)
        )

    return remembered(case, ("tallies", chosen, by_unit), count)


def summary_of(counted: Iterable[Tally]) -> Summary:
    """What the tallies add up to."""
    counted = list(counted)

    def number(wanted: Iterable[bool]) -> int:
        return sum(t.count for t, take in zip(counted, wanted, strict=True) if take)

    return Summary(
        all=number(True for _ in counted),
        named=number(bool(t.manufacturer) for t in counted),
        signed=number(t.signed for t in counted),
        named_signed=number(bool(t.manufacturer) and t.signed for t in counted),
        decided=number(t.review == ReviewState.DECIDED for t in counted),
        disputed=number(t.review == ReviewState.DISPUTED for t in counted),
    )


def unit_summaries(case: Case) -> Mapping[int, Summary]:
    """Each unit of a case at a glance, by its primary key, in one query at most, which returns a row a unit."""
    return remembered(case, "unit summaries", lambda: _unit_summaries(case))


def _unit_summaries(case: Case) -> Mapping[int, Summary]:
    named, signed = ~Q(manufacturer=""), Q(review=ReviewState.SIGNED)
    rows = Component.objects.filter(case=case, present=True).order_by().values("unit")
    rows = rows.annotate(
        all=Count("pk"),
        named=Count("pk", filter=named),
        signed=Count("pk", filter=signed),
        named_signed=Count("pk", filter=named & signed),
        decided=Count("pk", filter=Q(review=ReviewState.DECIDED)),
        disputed=Count("pk", filter=Q(review=ReviewState.DISPUTED)),
    )
    return {row.pop("unit"): Summary(**row) for row in rows}


def chips_of(counted: Iterable[Tally]) -> list[Chips]:
    """The tallies as a company table counts them."""
    return [Chips(t.manufacturer, t.category, t.level, t.count) for t in counted]


@dataclass(frozen=True, slots=True)
class PartTally:
    """One part of one company in one unit."""

    manufacturer: str
    part_number: str
    unit: int
    count: int


def part_tallies(case: Case, *, units: Sequence[Unit], minimum_level: int) -> Sequence[PartTally]:
    """Named parts of some units, in one query at most."""
    chosen = tuple(unit.pk for unit in units)

    def count() -> Sequence[PartTally]:
        rows = Component.objects.filter(case=case, present=True, unit__in=chosen, level__gte=minimum_level)
        rows = rows.exclude(manufacturer="").exclude(part_number="")
        return tuple(PartTally(*row) for row in _counted(rows, ("manufacturer", "part_number", "unit")))

    return remembered(case, ("parts", chosen, minimum_level), count)


@dataclass(frozen=True, slots=True)
class Made:
    """Components that may have been made in one span of days."""

    first: date
    last: date
    count: int


def dated(case: Case, *, manufacturers: Sequence[str] = (), named: bool = False) -> QuerySet[Component]:
    """Components with a date code: all, those for which a company is named, or those of some companies."""
    rows = Component.objects.filter(case=case, present=True, made_first__isnull=False)
    if manufacturers:
        return rows.filter(manufacturer__in=manufacturers)
    return rows.exclude(manufacturer="") if named else rows


def spans(case: Case, *, manufacturers: Sequence[str] = (), named: bool = False) -> Sequence[Made]:
    """How many of the same components may have been made when, in one query at most."""
    rows = dated(case, manufacturers=manufacturers, named=named)
    what = ("spans", tuple(manufacturers), named)
    return remembered(case, what, lambda: tuple(Made(*row) for row in _counted(rows, ("made_first", "made_last"))))


def rendered(case: Case) -> tuple[int, int]:
    """How many photos are rendered samples, and how many photos the bills of materials rest on."""

    def count() -> tuple[int, int]:
        found = UnitBom.objects.filter(unit__case=case).aggregate(Sum("rendered"), Sum("photos"))
        return found["rendered__sum"] or 0, found["photos__sum"] or 0

    return remembered(case, "rendered", count)


def made_before(day: date) -> Q:
    """All readings of the date code end before a day."""
    return Q(made_last__lt=day)


def made_after(day: date) -> Q:
    """All readings of the date code begin on a day or after it."""
    return Q(made_first__gte=day)


def made_around(day: date) -> Q:
    """Readings lie on both sides of a day, or one span holds it."""
    return Q(made_first__lt=day, made_last__gte=day)


def _counted(rows: QuerySet[Component], names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    # The model's own order would make a group of every row.
    return rows.order_by().values_list(*names).annotate(n=Count("pk"))
