"""When the chips of a unit were made, by their date codes, against the dated events of a case.

A date code says when a chip was packaged, by its maker's own account. It does not say when, by whom or to whom it was sold, nor
when it was built into the unit; and codes are short, so that several readings are often possible. All are kept.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from teardown.model import Bom, CaseEvent, Component, DateCode

CAN_SHOW = (
    "A date code is the maker's statement of when a chip was packaged. A chip packaged after an event cannot have been delivered "
    "before it. A chip packaged before an event may have been delivered before or after it."
)
CANNOT_SHOW = (
    "It does not show when, by whom or to whom a chip was sold, nor when it was built into the unit; chips can be stored for "
    "years, and markings can be false. Where a code can be read in several ways, all readings are given."
)


class Relation(enum.StrEnum):
    """How a chip's possible dates lie to an event."""

    BEFORE = "before"
    AFTER = "after"
    UNCERTAIN = "before or after"
    """Readings lie on both sides, or the span of one reading holds the event."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A component with the readings of its date code."""

    component: str
    """Component id."""
    manufacturer: str | None
    codes: tuple[DateCode, ...]
    earliest: date
    """First day of the earliest reading."""
    latest: date
    """Last day of the latest reading."""
    relations: tuple[tuple[str, Relation], ...]
    """(event id, relation) for every event."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated components in order of time, and the events."""

    events: tuple[CaseEvent, ...]
    components: tuple[Dated, ...]
    undated: tuple[str, ...]
    """Ids of the components without a readable date code."""


def span(code: DateCode) -> tuple[date, date]:
    """First and last day that a reading of a date code may mean: a week (ISO), a month, or a year."""
    if code.week is not None:
        first = date.fromisocalendar(code.year, min(code.week, _weeks(code.year)), 1)
        return first, first + timedelta(days=6)
    if code.month is not None:
        following = date(code.year + code.month // 12, code.month % 12 + 1, 1)
        return date(code.year, code.month, 1), following - timedelta(days=1)
    return date(code.year, 1, 1), date(code.year, 12, 31)


def timeline(bom: Bom, events: Sequence[CaseEvent]) -> Timeline:
    """Set the date codes of a bill of materials against events, the earliest possible date first."""
    dated, undated = [], []
    for component in bom.components:
        codes = codes_of(component)
        if not codes:
            undated.append(component.id)
            continue
        spans = [span(code) for code in codes]
        dated.append(
            Dated(
                component=component.id,
                manufacturer=component.attribution.manufacturer,
                codes=codes,
                earliest=min(first for first, _ in spans),
                latest=max(last for _, last in spans),
                relations=tuple((event.id, _relation(spans, event)) for event in events),
            )
        )
    dated.sort(key=lambda item: (item.earliest, item.latest, item.component))
    return Timeline(tuple(sorted(events, key=lambda event: event.date)), tuple(dated), tuple(undated))


def codes_of(component: Component) -> tuple[DateCode, ...]:
    """The readings of the best sighting that has any."""
    return next((item.marking.dates for item in component.sightings if item.marking.dates), ())


def _relation(spans: Sequence[tuple[date, date]], event: CaseEvent) -> Relation:
    if all(last < event.date for _, last in spans):
        return Relation.BEFORE
    if all(first >= event.date for first, _ in spans):
        return Relation.AFTER
    return Relation.UNCERTAIN


def _weeks(year: int) -> int:
    return date(year, 12, 28).isocalendar().week
