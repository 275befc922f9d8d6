"""Say in words what a marking is taken for, and why: every candidate with its rule and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teardown.attribution import attribute, without_own_number
from teardown.marking import decode_text
from teardown.model import Attribution, Logo, Marking
from teardown.parts import Facts

_NOWHERE = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decoded marking with the decision about it."""

    marking: Marking
    attribution: Attribution

    def text(self, facts: Facts) -> str:
        """The explanation as lines of text for a terminal."""
        out = [
            self.attribution.wording,
            f"probability {self.attribution.probability:.2f}, level {int(self.attribution.level)}",
            "",
        ]
        for token in self.marking.tokens:
            out.append(f"  {token.kind:<10} {token.text}")
        for code in self.marking.dates:
            when = f"week {code.week}" if code.week else f"month {code.month}" if code.month else ""
            out.append(f"  date code  {code.text} may be {code.year} {when} ({code.layout})")
        out.append("")
        for candidate in self.attribution.candidates:
            maker = facts.manufacturers.get(candidate.manufacturer)
            name = maker.short_name if maker else candidate.manufacturer
            verdict = f"lost: {candidate.rejected_because}" if candidate.rejected_because else "chosen"
            out.append(
                f"  {name}, {candidate.part_number or 'no part'} ({candidate.likelihood:.2f}) by {candidate.rule}: {verdict}"
            )
            out.append(f"      source: {candidate.source}")
        return "\n".join(out)


def explain(lines: Sequence[str], facts: Facts, *, logo: str | None = None, package: str = "") -> Explanation:
    """Decode and attribute lines that a person typed.

    Args:
        logo: manufacturer id of a logo that the person sees on the package.
        package: the package, where the person knows it (`SOT-23`).
    """
    marking = decode_text(lines, facts)
    mark = Logo(logo, 1.0, _NOWHERE) if logo else None
    decided = attribute(marking, facts=facts, logo=mark, package=package)
    return Explanation(without_own_number(marking, decided), decided)
