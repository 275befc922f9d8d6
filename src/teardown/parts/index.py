"""Find the families and documented parts that explain a token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from teardown.parts.grammar import PatternMatch
from teardown.parts.rows import DocumentedPart, Family
from teardown.parts.starts import LONGEST
from teardown.parts.text import compact, fold


@dataclass(frozen=True, slots=True)
class FamilyMatch:
    """A family whose grammar explains a token."""

    family: Family
    match: PatternMatch

    @property
    def part_number(self) -> str:
        return self.family.part_number(self.match.text, self.match.groups)


@dataclass(frozen=True, slots=True)
class PartMatch:
    """A documented part whose number or top mark is the token."""

    part: DocumentedPart
    text: str
    substitutions: int
    by_top_mark: bool


class FamilyIndex:
    """Families by the folded beginnings of their tokens."""

    def __init__(self, families: Iterable[Family]) -> None:
        self._by_start: dict[str, list[Family]] = {}
        for family in families:
            for start in family.pattern.starts:
                self._by_start.setdefault(start, []).append(family)

    def match(self, token: str, max_substitutions: int = 2) -> tuple[FamilyMatch, ...]:
        """All families that explain the whole compact `token`, those with the fewest exchanged characters first."""
        if not token:
            return ()
        start = fold(token[:LONGEST])
        candidates = (family for length in range(len(start) + 1) for family in self._by_start.get(start[:length], ()))
        found = [FamilyMatch(family, hit) for family in candidates if (hit := family.pattern.match(token, max_substitutions))]
        return tuple(sorted(found, key=lambda m: (len(m.match.substitutions), m.family.id)))


class PartIndex:
    """Documented part numbers and top marks by their folded text."""

    def __init__(self, parts: Iterable[DocumentedPart]) -> None:
        self._by_text: dict[str, list[tuple[str, DocumentedPart, bool]]] = {}
        for part in parts:
            for text, by_top_mark in ((part.part_number, False), (part.top_mark, True)):
                key = compact(text)
                if key:
                    self._by_text.setdefault(fold(key), []).append((key, part, by_top_mark))

    def match(self, token: str, max_substitutions: int = 2) -> tuple[PartMatch, ...]:
        """Parts whose number or top mark is the compact `token`, up to confusable characters, exact ones first."""
        found = []
        for key, part, by_top_mark in self._by_text.get(fold(token), ()):
            wrong = sum(a != b for a, b in zip(key, token, strict=True))
            if wrong <= max_substitutions:
                found.append(PartMatch(part, key, wrong, by_top_mark))
        return tuple(sorted(found, key=lambda m: (m.substitutions, m.part.manufacturer, m.part.part_number)))
