"""What the events of a case add up to. The same events give the same record, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from teardown.case.events import (
    AnswerRecorded,
    CaseDescribed,
    Decided,
    DerivativesMade,
    Event,
    EvidenceNoted,
    LedgerMended,
    LetterDrafted,
    LetterReminded,
    LetterSent,
    OriginalRead,
    PhotoAnalysed,
    PhotoReceived,
    Rearranged,
    RegionDrawn,
    Released,
    Signed,
    UnitDescribed,
)
from teardown.case.records import (
    Anchor,
    Answer,
    Case,
    CaseRecord,
    Decision,
    DrawnRegion,
    Letter,
    Rearrangement,
    ReceivedPhoto,
    Release,
    Signature,
    Unit,
)
from teardown.geometry import overlap
from teardown.model import Bom, Evidence

_SAME_PLACE = 0.5
"""Intersection over union from which two anchors on one photo are one place; two people drawing around one chip reach more."""


def same_place(first: Anchor, second: Anchor) -> bool:
    """Whether two anchors are about the same place of the same photo."""
    return first.photo_sha256 == second.photo_sha256 and overlap(first.quad, second.quad) >= _SAME_PLACE


class CaseState:
    """A case while its events are read one after the other; it answers what the rules ask (`teardown.case.rules.Known`)."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._case: Case | None = None
        self._units: dict[str, Unit] = {}
        self._photos: dict[str, ReceivedPhoto] = {}
        self._evidence: list[tuple[str, Evidence]] = []
        self._decisions: dict[str, Decision] = {}
        self._decided_on: dict[str, list[Decision]] = {}
        self._signatures: dict[str, list[Signature]] = {}
        self._regions: list[DrawnRegion] = []
        self._rearrangements: list[Rearrangement] = []
        self._letters: dict[str, Letter] = {}
        self._answers: dict[str, Answer] = {}
        self._releases: dict[str, Release] = {}
        self.analysed: list[PhotoAnalysed] = []
        """All results that were ever stored, the newest last."""
        self.derivatives: dict[str, str] = {}
        """Description of each kept working copy and crop by its SHA-256."""
        self.letter_files: dict[str, str] = {}
        """Id of the letter of each file that was ever drafted, by its SHA-256: a draft that another one replaced stays sealed."""
        self.reads: list[OriginalRead] = []
        self.mended: list[LedgerMended] = []
        """Half lines that crashes left in the ledger; each was set aside."""
        for event in events:
            self.apply(event)

    def apply(self, event: Event) -> None:
        """Add an event. What it may be is the business of the rules: here, an event has happened."""
        match event:
            case CaseDescribed():
                self._case = event.case
            case UnitDescribed():
                self._units[event.unit.id] = event.unit
            case PhotoReceived():
                self._photos[event.received.photo.sha256] = event.received
            case PhotoAnalysed():
                self.analysed.append(event)
            case EvidenceNoted():
                self._evidence.append((event.unit, event.evidence))
            case Decided():
                self._decisions[event.decision.id] = event.decision
                self._decided_on.setdefault(event.decision.anchor.photo_sha256, []).append(event.decision)
            case Signed():
                self._signatures.setdefault(event.signature.decision, []).append(event.signature)
            case RegionDrawn():
                self._regions.append(event.region)
            case Rearranged():
                self._rearrangements.append(event.rearrangement)
            case OriginalRead():
                self.reads.append(event)
            case DerivativesMade():
                self.derivatives |= {sha256: f"{what} of photo {event.photo_sha256[:12]}…" for what, sha256 in event.files}
            case LetterDrafted():
                self._letters[event.letter.id] = event.letter
                self.letter_files |= dict.fromkeys(event.letter.sha256, event.letter.id)
            case LetterSent() if event.letter in self._letters:
                self._letters[event.letter] = replace(self._letters[event.letter], sent_on=event.sent_on)
            case LetterReminded() if event.letter in self._letters:
                letter = self._letters[event.letter]
                self._letters[event.letter] = replace(letter, reminded_on=(*letter.reminded_on, event.reminded_on))
            case AnswerRecorded():
                self._answers[event.answer.id] = event.answer
            case Released():
                self._releases[event.release.id] = event.release
            case LedgerMended():
                self.mended.append(event)
            case LetterSent() | LetterReminded():
                pass

    # ------------------------------------------------------------------------------------ what the rules ask

    def case(self) -> Case | None:
        """The case as last described."""
        return self._case

    def unit(self, id_: str) -> Unit | None:
        return self._units.get(id_)

    def photo(self, sha256: str) -> ReceivedPhoto | None:
        return self._photos.get(sha256)

    def decision(self, id_: str) -> Decision | None:
        return self._decisions.get(id_)

    def latest_decision(self, anchor: Anchor) -> Decision | None:
        """The newest decision about the place of an anchor."""
        on_photo = self._decided_on.get(anchor.photo_sha256, [])
        return next((d for d in reversed(on_photo) if same_place(d.anchor, anchor)), None)

    def signatures(self, decision: str) -> Sequence[Signature]:
        """The signatures of a decision, by its id."""
        return tuple(self._signatures.get(decision, ()))

    def letter(self, id_: str) -> Letter | None:
        return self._letters.get(id_)

    def answer(self, id_: str) -> Answer | None:
        return self._answers.get(id_)

    def release(self, id_: str) -> Release | None:
        return self._releases.get(id_)

    # ------------------------------------------------------------------------------------ what it adds up to

    def newest_analyses(self) -> dict[str, PhotoAnalysed]:
        """The newest stored result of each photo, by the photo's SHA-256."""
        return {event.photo_sha256: event for event in self.analysed}

    def record(self, *, boms: tuple[Bom, ...] = (), ledger_head: str = "", ledger_length: int = 0) -> CaseRecord:
        """Everything that is on record. The bills of materials are made from the stored results, by whoever keeps them.

        Raises:
            ValueError: the case was never described.
        """
        if self._case is None:
            raise ValueError("a case begins with its description")
        return CaseRecord(
            case=self._case,
            units=tuple(self._units.values()),
            photos=tuple(self._photos.values()),
            boms=boms,
            evidence=tuple(self._evidence),
            decisions=tuple(self._decisions.values()),
            signatures=tuple(s for some in self._signatures.values() for s in some),
            regions=tuple(self._regions),
            rearrangements=tuple(self._rearrangements),
            letters=tuple(self._letters.values()),
            answers=tuple(self._answers.values()),
            releases=tuple(self._releases.values()),
            ledger_head=ledger_head,
            ledger_length=ledger_length,
        )
