"""Labelled chips whose company is known and that the pipeline names nobody for: what would have settled each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teardown.attribution import attribute
from teardown.bench.labels import LabelledChip, LabelledSet
from teardown.marking import decode_text
from teardown.model import Attribution, Reason
from teardown.parts import Facts

_LOGO = "its logo: the number alone is shared, short or no maker's own"
_NAME = "a rule for the printed name"
_PART = "a documented part or family for this number"
_UNREAD = "characters that nobody can read on the photo"
_RIVALS = "a rule that tells apart the makers whose numbers fit as well"


@dataclass(frozen=True, slots=True)
class Miss:
    """A chip that was not attributed though a person could tell its company."""

    photo: str
    lines: tuple[str, ...]
    manufacturer: str
    evidence: str
    """What the person knew the company by."""
    settled_by: str

    def line(self) -> str:
        """As it is printed."""
        lines = " / ".join(self.lines)
        return f"missed: {self.photo}: “{lines}” is {self.manufacturer} (by {self.evidence}); needs {self.settled_by}"


def misses_given_lines(labels: LabelledSet, facts: Facts) -> tuple[Miss, ...]:
    """The labelled chips that the decoder, given their lines, names nobody for."""
    found = []
    for photo in labels.photos:
        for chip in photo.chips:
            if chip.manufacturer is None:
                continue
            decision = attribute(decode_text(chip.lines, facts), facts=facts)
            if decision.manufacturer is None:
                found.append(Miss(photo.photo, chip.lines, chip.manufacturer, chip.evidence, _settled_by(chip, decision)))
    return tuple(found)


def _settled_by(chip: LabelledChip, decision: Attribution) -> str:
    if "?" in chip.printed:
        return _UNREAD
    if decision.reason is Reason.AMBIGUOUS and any("fit" in c.rejected_because for c in decision.candidates):
        return _RIVALS
    if chip.evidence == "logo":
        return _LOGO
    return _NAME if chip.evidence == "printed name" else _PART


def summary(misses: Iterable[Miss]) -> Sequence[str]:
    """How many chips each kind of ground would settle, the most frequent first."""
    return [f"{count:4d} need {what}" for what, count in Counter(miss.settled_by for miss in misses).most_common()]
