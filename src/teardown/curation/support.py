"""How far a foreign table of parts bears out the families: whose part numbers fit a pattern, its own maker's or others'.

A family that may stand alone names a company by its pattern. A table that was made without us is a witness for it: the more
of its own maker's numbers fit, the better; each number of another house that fits, and that no shared rule holds back, is a wrong
name waiting to happen. Tables err too (a clone under the original's number), so a finding is to be looked at, not to be obeyed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from teardown.catalogue.rows import ImportedPart
from teardown.parts import Facts, compact
from teardown.parts.rows import Family
from teardown.parts.text import fold

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Support:
    """What a table says of one family that may stand alone."""

    family: str
    manufacturer: str
    own: int
    """Distinct part numbers of its own house that fit."""
    others: tuple[tuple[str, int], ...]
    """(manufacturer id, distinct part numbers of it that fit), the most first."""
    doubtful: tuple[str, ...]
    """Some part numbers of the others."""

    @property
    def borne_out(self) -> bool:
        return self.own > 0 and not self.others

    def line(self) -> str:
        """The finding for a terminal."""
        text = f"{self.family} ({self.manufacturer}): {self.own} of its own"
        if self.others:
            whose = ", ".join(f"{count} of {maker}" for maker, count in self.others[:_SHOWN])
            text += f"; {whose}: {', '.join(self.doubtful)}"
        return text


def support(parts: Iterable[ImportedPart], facts: Facts, families: Iterable[Family] | None = None) -> Iterator[Support]:
    """What the table says of each family that may stand alone, or of the given ones, in their order.

    Parts of companies that the facts do not know count for nobody, and so do numbers that many makers print (`shared`).
    """
    numbers = _numbers(parts, facts)
    for family in standing_alone(facts) if families is None else families:
        yield _of(family, numbers, facts)


def standing_alone(facts: Facts) -> list[Family]:
    """The families that name their maker without its name or logo."""
    return [family for family in facts.families if not family.needs_brand]


def _numbers(parts: Iterable[ImportedPart], facts: Facts) -> list[tuple[str, str, str]]:
    """Distinct (folded number, compact number, maker) of known makers, sorted: what begins alike stands together."""
    makers: dict[str, str | None] = {}
    known: set[tuple[str, str, str]] = set()
    for part in parts:
        if part.maker not in makers:
            makers[part.maker] = facts.name_index.find(part.maker)
        maker = makers[part.maker]
        if maker and (number := compact(part.part_number)):
            known.add((fold(number), number, maker))
    return sorted(known)


def _of(family: Family, numbers: Sequence[tuple[str, str, str]], facts: Facts) -> Support:
    house = facts.house(family.manufacturer)
    own, others, doubtful = 0, Counter[str](), list[str]()
    for number, maker in _fitting(family, numbers):
        if maker in house:
            own += 1
        elif facts.shared_rule(number) is None:
            others[maker] += 1
            if len(doubtful) < _SHOWN:
                doubtful.append(f"{number} ({maker})")
    return Support(family.id, family.manufacturer, own, tuple(others.most_common()), tuple(doubtful))


def _fitting(family: Family, numbers: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    for start in sorted(family.pattern.starts):
        place = bisect_left(numbers, (start,))
        while place < len(numbers) and numbers[place][0].startswith(start):
            _, number, maker = numbers[place]
            if family.pattern.match(number, 0):
                yield number, maker
            place += 1
