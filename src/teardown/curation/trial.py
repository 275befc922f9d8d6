"""Foreign part numbers as a trial of the facts: given by number alone, whose is named rightly, whose wrongly?

Most numbers of a large table are of makers and families that the facts do not know: what they must not do is to name another.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teardown.attribution import attribute
from teardown.catalogue.rows import ImportedPart
from teardown.marking import decode_text
from teardown.parts import Facts

DRAWN = 20_000
"""Part numbers of a trial where nothing else is said."""


@dataclass(frozen=True, slots=True)
class WrongName:
    """A part number that the table gives to another company than the decoder."""

    part_number: str
    said: str
    """The company as the table writes it."""
    named: str
    """Manufacturer id that the decoder named."""
    rule: str

    def line(self) -> str:
        """The finding for a terminal."""
        return f"{self.part_number} of {self.said}: named {self.named} by {self.rule}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What the decoder made of part numbers without a name or logo beside them."""

    given: int
    right: int
    wrong: tuple[WrongName, ...]

    def lines(self) -> list[str]:
        """The figures for a terminal."""
        named = self.right + len(self.wrong)
        shares = ((self.right, "right"), (len(self.wrong), "wrong"), (self.given - named, "not named"))
        counted = ", ".join(f"{count} {what} ({count / max(1, self.given):.2%})" for count, what in shares)
        return [f"{self.given} part numbers by number alone: {counted}; right of those named {self.right / max(1, named):.2%}."]


def draw(parts: Iterable[ImportedPart], count: int, seed: int) -> list[ImportedPart]:
    """`count` parts drawn at random, the same for the same table and seed; all where there are no more."""
    every = list({(part.part_number, part.maker): part for part in parts if part.maker}.values())
    return every if len(every) <= count else random.Random(seed).sample(every, count)  # noqa: S311 (a sample, no secret)


def trial(parts: Iterable[ImportedPart], facts: Facts) -> Trial:
    """Decode each number alone and compare with the company that its row names.

    A company that the facts do not know is not the one that was named: whoever is named for its parts is wrong. A table gives
    the parts of a brand to whoever owns or makes them now (Toshiba's NAND to Kioxia): that is right as well.
    """
    given = right = 0
    wrong: list[WrongName] = []
    for part, named, rule in _decided(parts, facts):
        given += 1
        if not named:
            continue
        said = facts.name_index.find(part.maker)
        if said and _one_source(said, named, facts):
            right += 1
        else:
            wrong.append(WrongName(part.part_number, part.maker, named, rule))
    return Trial(given, right, tuple(wrong))


def _decided(parts: Iterable[ImportedPart], facts: Facts) -> Iterator[tuple[ImportedPart, str, str]]:
    for part in parts:
        decided = attribute(decode_text([part.part_number], facts), facts=facts)
        yield part, decided.manufacturer or "", decided.candidates[0].rule if decided.manufacturer else ""


def _one_source(said: str, named: str, facts: Facts) -> bool:
    """Whether two companies are one house, or one owned the other or made the chips of its brand at some time."""
    one, other = facts.house(said), facts.house(named)
    links = [(owner.manufacturer, owner.parent) for owner in facts.owners] + [(c.brand, c.made_by) for c in facts.chip_makers]
    return named in one or any((a in one and b in other) or (a in other and b in one) for a, b in links)
