"""The nouns of a case: what was examined, who decided what, whom one wrote to, and what came back.

Frozen dataclasses like those of `teardown.model`, on which they build. Times are aware and in UTC; people are pseudonyms.
What may be said at which point is the ladder of claims (`teardown.model.ClaimLevel`).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from teardown.model import AttributedSighting, Bom, CaseEvent, ClaimLevel, Evidence, NameStyle, Photo, Quad, Reason, TableFilter

# ---------------------------------------------------------------------------------------- what was examined


class UnitLink(enum.StrEnum):
    """How an examined unit is linked to the unit of concern: a claim of its own, weaker from line to line."""

    SAME_UNIT = "same unit"
    SAME_MODEL = "same model"
    SAME_SERIES = "same series"
    SAME_KIND = "same kind"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Unit:
    """One examined device."""

    id: str
    """Short handle within the case: `unit-1`."""
    maker: str
    model: str
    acquired_how: str
    """In words: bought new from a shop, received from a person."""
    acquired_on: date | None = None
    serial_digest: str = ""
    """SHA-256 over salt and serial number; the serial itself is sealed and is in no record that leaves."""
    link: UnitLink = UnitLink.NOT_STATED
    link_statement: str = ""
    """To which unit of concern, and why one may say so."""
    link_source: str = ""
    described_ja: str = ""
    """What it is and how it was acquired, in Japanese: in Japanese letters in the place of maker, model and `acquired_how`."""
    link_statement_ja: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions put to every company, in one language."""

    language: str
    """`en` or `ja`."""
    subject: str
    introduction: str
    questions: tuple[str, ...]
    closing: str = ""
    ask_to_confirm: bool = True
    """After these questions, ask the company to confirm part, maker and route: `teardown.correspondence.letter` has the words."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a team investigates."""

    id: str
    title: str
    title_ja: str = ""
    concern: str = ""
    """The device of concern and why, in words."""
    concern_ja: str = ""
    """The same in Japanese; empty where it is not written down."""
    country: str = ""
    """ISO 3166 alpha-2: where companies are addressed, through their affiliate there where they have one."""
    time_zone: str = "UTC"
    """IANA name; times are shown in it."""
    organisations: tuple[str, ...] = ()
    """Who signs the letters."""
    organisations_ja: tuple[str, ...] = ()
    """Their names in Japanese, for Japanese letters; empty where they are the same."""
    contact: str = ""
    """Where answers are sent to: address, e-mail, telephone, a line each."""
    table: TableFilter = TableFilter()
    name_style: NameStyle = NameStyle.REPORT
    events: tuple[CaseEvent, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    answer_days: int = 28
    """Days a company has to answer; Conflict Armament Research gives 28, and 28 more for a right of reply."""


@dataclass(frozen=True, slots=True)
class ReceivedPhoto:
    """A photo of a case: sealed as received."""

    photo: Photo
    unit: str
    received_at: datetime
    received_from: str
    """Pseudonym."""
    board: str = ""
    side: str = ""
    claimed: tuple[tuple[str, str], ...] = ()
    """What the file claims of itself (EXIF), without places and names."""


# ------------------------------------------------------------------------------------------- what was decided


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a component is: it outlasts a new analysis, in which component ids may change."""

    photo_sha256: str
    quad: Quad


class Verdict(enum.StrEnum):
    ACCEPT = "accept"
    """What the machine proposes is right."""
    CORRECT = "correct"
    """It is another company or part than proposed."""
    UNIDENTIFIED = "unidentified"
    NOT_A_CHIP = "not a chip"


@dataclass(frozen=True, slots=True)
class MachineProposal:
    """What the machine had said when a person decided."""

    level: ClaimLevel
    manufacturer: str | None
    part_number: str | None
    probability: float
    method_version: str
    parts_db_version: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One reader's decision about one component. It is never overwritten: a later one stands beside it."""

    id: str
    unit: str
    anchor: Anchor
    verdict: Verdict
    by: str
    """Pseudonym."""
    at: datetime
    why: str
    manufacturer: str | None = None
    """Manufacturer id; None for UNIDENTIFIED and NOT_A_CHIP."""
    part_number: str | None = None
    category: str | None = None
    marking_as_read: tuple[str, ...] = ()
    """Line by line as the person reads it, `?` for what cannot be read; empty where they agree with the machine's text."""
    blind: bool = False
    """Decided without seeing what the machine and others had said."""
    machine: MachineProposal | None = None
    reason: Reason | None = None
    """Why it is not identified; only for UNIDENTIFIED."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A second person's confirmation of one decision."""

    decision: str
    """Decision id."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """A region that a person drew on a photo because the machine had not seen a chip there, and what was read in it."""

    unit: str
    seen: AttributedSighting
    by: str
    at: datetime


class RearrangementKind(enum.StrEnum):
    MERGE = "merge"
    """The sightings show one chip."""
    SPLIT = "split"
    """The first sighting shows another chip than the others."""


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """Which sightings are one chip, as a person holds it against the machine."""

    unit: str
    kind: RearrangementKind
    anchors: tuple[Anchor, ...]
    by: str
    at: datetime
    why: str = ""


# ------------------------------------------------------------------------------- whom one wrote to, what came back


class AddressStep(enum.StrEnum):
    """The steps from what is printed on a chip to who gets the letter."""

    BRAND = "brand on the part"
    ENTITY_THEN = "legal entity at the date code"
    ENTITY_TODAY = "legal entity today"
    PARENT_TODAY = "parent today"
    ADDRESSED = "addressed"


@dataclass(frozen=True, slots=True)
class AddressLink:
    step: AddressStep
    name: str
    country: str
    """ISO 3166 alpha-2 of that entity's head office, empty where unknown."""
    as_of: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is written to about a maker's chips, and how one came to them."""

    manufacturer: str
    name: str
    chain: tuple[AddressLink, ...]
    doubts: tuple[str, ...] = ()
    """What a reviewer should know: two names in use, a name that no source gives."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one company in one language."""

    id: str
    manufacturer: str
    language: str
    addressee: str
    drafted_at: datetime
    deadline: date | None = None
    sent_on: date | None = None
    reminded_on: tuple[date, ...] = ()
    sha256: tuple[str, ...] = ()
    """Of the files as written."""


class AnswerStatus(enum.StrEnum):
    FULL = "full response"
    EXCERPT = "excerpt"
    NO_RESPONSE = "no response"
    DECLINED = "declined"
    ACKNOWLEDGED = "acknowledged"


class SupplyStatement(enum.StrEnum):
    """What a company says about supply; it changes no claim about a chip."""

    DIRECT = "direct"
    DISTRIBUTORS = "through distributors"
    DENIED = "denied"
    NO_COMMENT = "no comment"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """Which words of an answer are about which question, as whoever took it down reads it."""

    question: int
    """Its number, from 1."""
    text: str
    """A passage of the answer's text, letter by letter."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a company answered, verbatim."""

    id: str
    manufacturer: str
    company_name: str
    """As the answer's table prints it."""
    language: str
    status: AnswerStatus
    text: str = ""
    """Verbatim, the marker of an excerpt included; empty for no response."""
    marker: str = ""
    """The words that say it is an excerpt or the whole: "(The rest is omitted.)"."""
    received_on: date | None = None
    no_response_by: date | None = None
    respondent_digest: str = ""
    """SHA-256 over salt and name of who answered; the name is sealed."""
    answered: tuple[int, ...] = ()
    """Numbers of the questions that it answers, from 1."""
    supply: SupplyStatement = SupplyStatement.NOT_STATED
    parts_confirmed: tuple[str, ...] = ()
    """Part numbers that the company says are its own: claim level ACKNOWLEDGED."""
    source: str = ""
    by_question: tuple[QuestionAnswered, ...] = ()
    """What was answered to which of `answered`; empty where nobody told it apart. A question may have several passages."""


# ------------------------------------------------------------------------------------------------ all of it


@dataclass(frozen=True, slots=True)
class Release:
    """Something that left: an export or a package, and what it replaces."""

    id: str
    kind: str
    """`workbook`, `report`, `package`, …"""
    sealed: bool
    sha256: str
    at: datetime
    by: str
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Everything that is on record about a case: what exports are made of, whoever keeps it."""

    case: Case
    units: tuple[Unit, ...] = ()
    photos: tuple[ReceivedPhoto, ...] = ()
    boms: tuple[Bom, ...] = ()
    """One per unit, `Bom.unit` being the unit's id."""
    evidence: tuple[tuple[str, Evidence], ...] = ()
    """(unit id, evidence noted by a person)."""
    decisions: tuple[Decision, ...] = ()
    signatures: tuple[Signature, ...] = ()
    regions: tuple[DrawnRegion, ...] = ()
    """Already part of `boms`."""
    rearrangements: tuple[Rearrangement, ...] = ()
    """Already part of `boms`."""
    letters: tuple[Letter, ...] = ()
    answers: tuple[Answer, ...] = ()
    releases: tuple[Release, ...] = ()
    ledger_head: str = ""
    """SHA-256 of the last entry of the ledger that this record was made from; empty for a record without one."""
    ledger_length: int = 0
