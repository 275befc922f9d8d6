"""A small case built event by event, for tests of what may follow what."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from teardown.case.events import CaseDescribed, Decided, Event, PhotoReceived, Signed, UnitDescribed
from teardown.case.records import Anchor, Case, Decision, MachineProposal, ReceivedPhoto, Signature, Unit, Verdict
from teardown.case.rules import check
from teardown.case.state import CaseState
from teardown.custody import Entry, next_entry
from teardown.model import ClaimLevel, Photo, Quad

START = datetime(2024, 5, 1, 9, tzinfo=UTC)
CASE = Case("camera", "A camera taken apart", "分解されたカメラ")
UNIT = Unit("unit-1", "Maker", "Model", "bought new from a shop")
PROPOSED = MachineProposal(ClaimLevel.PART, "alpha", "AX1234", 0.99, "m", "p")


def photo_of(data: bytes, name: str = "front.jpg") -> Photo:
    return Photo(name, hashlib.sha256(data).hexdigest(), len(data), "JPEG", 400, 300)


PHOTO = photo_of(b"a photo")


def box(x: float, y: float = 0.0, wide: float = 60.0, high: float = 30.0) -> Quad:
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def decision(n: int, by: str, at: float = 100.0, verdict: Verdict = Verdict.ACCEPT, **fields: object) -> Decision:
    named = {} if verdict in (Verdict.UNIDENTIFIED, Verdict.NOT_A_CHIP) else {"manufacturer": "alpha", "part_number": "AX1234"}
    made = Decision(
        f"d{n}", "unit-1", Anchor(PHOTO.sha256, box(at)), verdict, by, START + timedelta(hours=n), "seen", machine=PROPOSED
    )
    return replace(made, **(named | fields))  # type: ignore[arg-type]  # the fields of a decision


def signature(n: int, by: str, *, hours: float = 100.0) -> Signature:
    return Signature(f"d{n}", by, START + timedelta(hours=hours))


@dataclass
class Story:
    """A ledger in memory, written by the rules."""

    state: CaseState = field(default_factory=CaseState)
    entries: list[Entry] = field(default_factory=list)

    def then(self, event: Event, by: str = "ann", *, unasked: bool = False) -> Story:
        """Add an event; `unasked` puts it in past the rules, as somebody with the file in hand might."""
        if not unasked:
            check(event, by, self.state)
        self.state.apply(event)
        last = self.entries[-1] if self.entries else None
        self.entries.append(next_entry(last, event, by=by, at=START + timedelta(seconds=len(self.entries))))
        return self

    def decided(self, *decisions: Decision) -> Story:
        for made in decisions:
            self.then(Decided(made), made.by)
        return self

    def signed(self, *signatures: Signature) -> Story:
        for made in signatures:
            self.then(Signed(made), made.by)
        return self


def begun(photos: Sequence[Photo] = (PHOTO,)) -> Story:
    """A case with a unit and its photos."""
    story = Story().then(CaseDescribed(CASE)).then(UnitDescribed(UNIT))
    for photo in photos:
        story.then(PhotoReceived(ReceivedPhoto(photo, UNIT.id, START, "volunteer-1")))
    return story
