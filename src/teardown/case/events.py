"""What can happen in a case. Each event is the payload of one ledger entry, and a case's record is what they add up to.

Nothing in a case is changed or deleted: a correction is a further event (`teardown.case.replay` says what they amount to).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from teardown.case.records import (
    Answer,
    Case,
    Decision,
    DrawnRegion,
    Letter,
    Rearrangement,
    ReceivedPhoto,
    Release,
    Signature,
    Unit,
)
from teardown.model import Evidence


@dataclass(frozen=True, slots=True)
class CaseDescribed:
    """A case was opened, or its description changed: the latest counts."""

    case: Case


@dataclass(frozen=True, slots=True)
class UnitDescribed:
    """A unit was added, or its description changed: the latest counts."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class PhotoReceived:
    received: ReceivedPhoto


@dataclass(frozen=True, slots=True)
class PhotoAnalysed:
    """The result of one photo's analysis was stored."""

    photo_sha256: str
    method_version: str
    parts_db_version: str
    result_sha256: str
    """Over the result's JSON bytes."""


@dataclass(frozen=True, slots=True)
class EvidenceNoted:
    unit: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Decided:
    decision: Decision


@dataclass(frozen=True, slots=True)
class Signed:
    signature: Signature


@dataclass(frozen=True, slots=True)
class RegionDrawn:
    region: DrawnRegion


@dataclass(frozen=True, slots=True)
class Rearranged:
    rearrangement: Rearrangement


@dataclass(frozen=True, slots=True)
class OriginalRead:
    """Somebody was handed the bytes of a sealed original."""

    photo_sha256: str
    why: str


@dataclass(frozen=True, slots=True)
class DerivativesMade:
    """Working copies and crops of one photo were made and kept."""

    photo_sha256: str
    files: tuple[tuple[str, str], ...]
    """(what it is, SHA-256 of its bytes): `working copy`, `crop C001`."""


@dataclass(frozen=True, slots=True)
class LedgerMended:
    """The ledger's file ended in a half-written line, as a crash leaves it; the half was set aside. Finished entries stay."""

    torn_bytes: int
    torn_sha256: str


@dataclass(frozen=True, slots=True)
class LetterDrafted:
    letter: Letter


@dataclass(frozen=True, slots=True)
class LetterSent:
    letter: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class LetterReminded:
    letter: str
    reminded_on: date


@dataclass(frozen=True, slots=True)
class AnswerRecorded:
    answer: Answer


@dataclass(frozen=True, slots=True)
class Released:
    release: Release


Event = (
    CaseDescribed
    | UnitDescribed
    | PhotoReceived
    | PhotoAnalysed
    | EvidenceNoted
    | Decided
    | Signed
    | RegionDrawn
    | Rearranged
    | OriginalRead
    | DerivativesMade
    | LedgerMended
    | LetterDrafted
    | LetterSent
    | LetterReminded
    | AnswerRecorded
    | Released
)
