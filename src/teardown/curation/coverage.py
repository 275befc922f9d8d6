"""What of a set of markings the facts explain: where the next rule is worth writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teardown.attribution import attribute
from teardown.marking import decode_text
from teardown.parts import Facts


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many markings are attributed, at which level, and why the others are not."""

    markings: int
    levels: tuple[tuple[int, int], ...]
    """(claim level, markings), the highest first."""
    reasons: tuple[tuple[str, int], ...]
    """(reason for naming nobody, markings), the most frequent first."""
    unexplained: tuple[str, ...]
    """Markings that nothing in the facts explains, as given."""

    def lines(self) -> list[str]:
        """The figures for a terminal."""
        named = sum(count for level, count in self.levels if level >= 2)
        out = [f"{self.markings} markings, {named} attributed to a company ({named / max(1, self.markings):.1%})"]
        out += [f"  level {level}: {count}" for level, count in self.levels]
        out += [f"  nobody named, {reason}: {count}" for reason, count in self.reasons]
        return out


def coverage(markings: Iterable[Sequence[str]], facts: Facts) -> Coverage:
    """Decode markings (each a sequence of lines) and count what comes out."""
    levels: Counter[int] = Counter()
    reasons: Counter[str] = Counter()
    unexplained = []
    for lines in markings:
        decided = attribute(decode_text(lines, facts), facts=facts)
        levels[int(decided.level)] += 1
        if decided.reason is not None:
            reasons[str(decided.reason)] += 1
            if not decided.candidates:
                unexplained.append(" / ".join(lines))
    return Coverage(
        sum(levels.values()), tuple(sorted(levels.items(), reverse=True)), tuple(reasons.most_common()), tuple(unexplained)
    )
