"""What an analyst works through: components by how they stand in the review, what is worth looking at first on top.

First what one signature would settle, then what two readers see differently, then what nobody decided (uncertain names, near
misses, the unreadable; `services.priority`), then what waits for somebody else, and what is signed last.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from teardown.casework.models import Case, Component, Decision, Look, User
from teardown.casework.models.components import ReviewState
from teardown.casework.services.counts import tallies
from teardown.casework.services.remembered import remembered
from teardown.model import Reason


class Pile(enum.StrEnum):
    """How components stand in the review, seen by one person; in the order in which they are worth looking at."""

    SIGN = "sign"
    """Somebody else decided; a signature settles it."""
    DIFFER = "differ"
    """Two readers came to different results."""
    DECIDE = "decide"
    """Nobody decided."""
    WAITING = "waiting"
    """Decided by this person (among others): somebody else must sign."""
    SIGNED = "signed"


class Doubt(enum.StrEnum):
    """What makes a component worth a look."""

    UNCERTAIN = "uncertain"
    """A company is named, but not with certainty."""
    NEAR_MISS = "near-miss"
    """Nobody is named, though the parts database knows numbers like it."""
    READERS = "readers"
    """The two text readers differ."""
    UNNAMED = "unnamed"
    """Nobody is named."""


_CERTAIN = 0.97
"""Probability from which a named company is not called uncertain."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of a work list; empty ones let everything through."""

    unit: str = ""
    """Handle."""
    level: int | None = None
    """Of what may be said now."""
    doubt: str = ""
    search: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.unit or self.doubt or self.search) or self.level is not None


def wanted_rows(case: Case, wanted: Wanted) -> QuerySet[Component]:
    """Components of a case that fit the filters, whatever became of them."""
    rows = Component.objects.filter(case=case, present=True)
    if wanted.unit:
        rows = rows.filter(unit__handle=wanted.unit)
    if wanted.level is not None:
        rows = rows.filter(level=wanted.level)
    if wanted.doubt == Doubt.UNCERTAIN:
        rows = rows.exclude(manufacturer="").filter(probability__lt=_CERTAIN)
    elif wanted.doubt == Doubt.NEAR_MISS:
        rows = rows.filter(manufacturer="", reason__in=(Reason.AMBIGUOUS, Reason.NOT_IN_DATABASE, Reason.CUSTOMER_MARKING))
    elif wanted.doubt == Doubt.READERS:
        rows = rows.filter(agreement__lt=1.0)
    elif wanted.doubt == Doubt.UNNAMED:
        rows = rows.filter(manufacturer="")
    for word in wanted.search.lower().split():
        rows = rows.filter(search__contains=word)
    return rows


def pile_rows(case: Case, user: User, pile: Pile, wanted: Wanted | None = None) -> QuerySet[Component]:
    """One pile, what is worth most first."""
    rows = wanted_rows(case, wanted or Wanted())
    if pile in (Pile.SIGN, Pile.WAITING):
        mine = Exists(Decision.objects.filter(component=OuterRef("pk"), by=user))
        rows = rows.filter(mine if pile is Pile.WAITING else ~mine, review=ReviewState.DECIDED)
    else:
        rows = rows.filter(review=_STATES[pile])
    return rows.order_by("-priority", "pk")


def blind_rows(case: Case, user: User, wanted: Wanted | None = None) -> QuerySet[Component]:
    """What somebody can still read blind: another person decided it once, and this one was never shown anything about it."""
    rows = pile_rows(case, user, Pile.SIGN, wanted).filter(photo__isnull=False)
    return rows.filter(~Exists(Look.objects.filter(component=OuterRef("pk"), user=user)))


def may_read_blind(component: Component, user: User) -> bool:
    """Whether somebody was never shown what machine and others say of a component, and has not decided about it."""
    seen = Look.objects.filter(component=component, user=user).exists()
    return not seen and not Decision.objects.filter(component=component, by=user).exists()


def blind_count(case: Case, user: User, wanted: Wanted) -> int:
    """How many components somebody can still read blind."""
    # It changes with every chip that the person is shown, which changes no component.
    latest = Look.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True).first()
    unseen = _without(
        _without(wanted_rows(case, wanted).filter(review=ReviewState.DECIDED, photo__isnull=False), Decision, by=user),
        Look,
        user=user,
    )
    return remembered(case, ("blind", user.pk, wanted, latest), unseen.count)


def counts(case: Case, user: User, wanted: Wanted) -> Mapping[Pile, int]:
    """How many components each pile holds."""
    return remembered(case, ("piles", user.pk, wanted), lambda: _counts(case, user, wanted))


def _counts(case: Case, user: User, wanted: Wanted) -> Mapping[Pile, int]:
    if wanted.narrows:
        by_state = dict(wanted_rows(case, wanted).order_by().values_list("review").annotate(Count("pk")))
    else:
        by_state = Counter()
        for tally in tallies(case):
            by_state[tally.review] += tally.count
    decided = wanted_rows(case, wanted).filter(review=ReviewState.DECIDED)
    to_sign = _without(decided, Decision, by=user).count() if by_state.get(ReviewState.DECIDED) else 0
    return {
        Pile.SIGN: to_sign,
        Pile.DIFFER: by_state.get(ReviewState.DISPUTED, 0),
        Pile.DECIDE: by_state.get(ReviewState.OPEN, 0),
        Pile.WAITING: by_state.get(ReviewState.DECIDED, 0) - to_sign,
        Pile.SIGNED: by_state.get(ReviewState.SIGNED, 0),
    }


def light(rows: QuerySet[Component]) -> QuerySet[Component]:
    """Components as a list shows them: without the candidates, which are most of a row."""
    return rows.select_related("unit").defer("machine", "search", "notes", "date_codes", "quad")


def _without(rows: QuerySet[Component], said: type[Decision | Look], **whose: User) -> QuerySet[Component]:
    """Components about which somebody has not said this. To count all of them, one list of somebody's own is looked through; the
    piles themselves ask anew for each row, which is quicker for the few that a page shows."""
    return rows.exclude(pk__in=said._default_manager.filter(component__isnull=False, **whose).values("component"))


class Piles:
    """All piles one after the other, as one list that can be cut into pages."""

    def __init__(self, case: Case, user: User, wanted: Wanted, held: Mapping[Pile, int]) -> None:
        self._case, self._user, self._wanted, self._held = case, user, wanted, held

    def count(self) -> int:
        return sum(self._held.values())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, cut: slice) -> list[Component]:
        start, stop = cut.start or 0, cut.stop if cut.stop is not None else self.count()
        found: list[Component] = []
        for pile in Pile:
            held = self._held[pile]
            if start < held and stop > 0:
                found += light(pile_rows(self._case, self._user, pile, self._wanted))[max(start, 0) : stop]
            start, stop = start - held, stop - held
        return found


def beside(rows: QuerySet[Any], component: Component, *, backwards: bool = False) -> int | None:
    """The component that follows another one in a pile (or stands before it), also when that one is no longer in it."""
    # Two questions in one, each of which an index answers: the next of the same priority, and the first of the next one.
    if backwards:
        order, same = ("priority", "-pk"), Q(priority=component.priority, pk__lt=component.pk)
        further = Q(priority__gt=component.priority)
    else:
        order, same = ("-priority", "pk"), Q(priority=component.priority, pk__gt=component.pk)
        further = Q(priority__lt=component.priority)
    steps = (Subquery(rows.filter(step).order_by(*order).values("pk")[:1]) for step in (same, further))
    either = Component.objects.filter(Q(pk=next(steps)) | Q(pk=next(steps)))
    return either.order_by(*order).values_list("pk", flat=True).first()


_STATES = {
    Pile.DIFFER: ReviewState.DISPUTED,
    Pile.DECIDE: ReviewState.OPEN,
    Pile.SIGNED: ReviewState.SIGNED,
}
