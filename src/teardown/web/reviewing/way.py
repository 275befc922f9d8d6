"""How somebody came to a component, carried from page to page: which pile they work through, by which filters, blind or not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from teardown.casework.models import Case, Component, User
from teardown.casework.services.worklist import Doubt, Pile, Wanted, beside, blind_rows, pile_rows

BLIND = "blind"
"""The pile of what somebody reads without seeing what others made of it."""


LEVELS = frozenset("012345")


@dataclass(frozen=True, slots=True)
class Way:
    """A pile (a `Pile`, `blind`, or empty for all of them) and the filters on it."""

    pile: str
    wanted: Wanted

    @property
    def blind(self) -> bool:
        return self.pile == BLIND

    @property
    def query(self) -> str:
        """As the end of an address, without the question mark."""
        wanted = self.wanted
        level = "" if wanted.level is None else str(wanted.level)
        values = {"pile": self.pile, "unit": wanted.unit, "level": level, "doubt": wanted.doubt, "q": wanted.search}
        return urlencode({name: value for name, value in values.items() if value})

    def on(self, pile: str) -> Way:
        """The same filters on another pile."""
        return Way(pile, self.wanted)

    def rows(self, case: Case, user: User) -> QuerySet[Component]:
        """The pile's components, what is worth most first. With no pile chosen, those that nobody decided."""
        if self.blind:
            return blind_rows(case, user, self.wanted)
        return pile_rows(case, user, Pile(self.pile or Pile.DECIDE), self.wanted)

    def page_of(self, component: int) -> str:
        """The address of a component's page on this way."""
        page = reverse("component_blind" if self.blind else "component", args=[component])
        return f"{page}?{self.query}" if self.query else page

    def first(self, case: Case, user: User, *, but: int = 0) -> int | None:
        """The component to begin with: another one than `but`."""
        piles = (self,) if self.pile else tuple(self.on(pile) for pile in (Pile.SIGN, Pile.DIFFER, Pile.DECIDE))
        found = (way.rows(case, user).exclude(pk=but).values_list("pk", flat=True).first() for way in piles)
        return next((pk for pk in found if pk is not None), None)

    def after(self, component: Component, user: User) -> int | None:
        """The component that comes next: the following one of the pile, or at its end the first one that was passed over."""
        rows = self._same_pile(component).rows(component.case, user).exclude(pk=component.pk)
        following = beside(rows, component)
        return following if following is not None else self.first(component.case, user, but=component.pk)

    def before(self, component: Component, user: User) -> int | None:
        return beside(self._same_pile(component).rows(component.case, user), component, backwards=True)

    def _same_pile(self, component: Component) -> Way:
        """Without a chosen pile, one goes on in the pile that the component was in."""
        if self.pile:
            return self
        known = {"disputed": Pile.DIFFER, "decided": Pile.SIGN, "signed": Pile.SIGNED}
        return self.on(known.get(component.review, Pile.DECIDE))


def way_of(request: HttpRequest) -> Way:
    """The way that a request names, in its address or in its form; what makes no sense is left out."""
    given = QueryDict(request.POST.get("way", "")) if request.method == "POST" else request.GET
    level = given.get("level", "")
    wanted = Wanted(
        unit=given.get("unit", "")[:60],
        level=int(level) if level in LEVELS else None,
        doubt=given.get("doubt", "") if given.get("doubt", "") in {d.value for d in Doubt} else "",
        search=given.get("q", "").strip()[:100],
    )
    pile = given.get("pile", "")
    return Way(pile if pile == BLIND or pile in {p.value for p in Pile} else "", wanted)


def number(text: str) -> int:
    """A row's number as an address or a form names it; 0, which no row has, for what is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0
