"""Which event may follow what is on record. Decided here alone, for command line, pages, API and imports."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol

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
    AnswerStatus,
    Case,
    Decision,
    Letter,
    ReceivedPhoto,
    Release,
    Signature,
    Unit,
    Verdict,
)
from teardown.errors import RuleError

PROGRAM = "teardown"
"""Who stands as the author of what the program does by itself."""

_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


class Known(Protocol):
    """What the rules ask of a case. `teardown.case.state.CaseState` answers from events; a database may answer from its rows."""

    def case(self) -> Case | None: ...

    def unit(self, id_: str) -> Unit | None: ...

    def photo(self, sha256: str) -> ReceivedPhoto | None: ...

    def decision(self, id_: str) -> Decision | None: ...

    def latest_decision(self, anchor: Anchor) -> Decision | None:
        """The newest decision about the same place (`teardown.case.state.same_place`)."""
        ...

    def signatures(self, decision: str) -> Sequence[Signature]:
        """The signatures of a decision, by its id."""
        ...

    def letter(self, id_: str) -> Letter | None: ...

    def answer(self, id_: str) -> Answer | None: ...

    def release(self, id_: str) -> Release | None: ...


def check(event: Event, by: str, known: Known) -> None:
    """Let an event pass, or say why it may not be.

    Args:
        by: who does it: the pseudonym that will stand on the ledger's entry.

    Raises:
        RuleError: the first reason.
    """
    for why in objections(event, by, known):
        raise RuleError(why)


def same_person(first: str, second: str) -> bool:
    """Whether two pseudonyms are one: capital letters, wide letters and spaces around do not make another person."""
    return _person(first) == _person(second)


def objections(event: Event, by: str, known: Known) -> Iterator[str]:
    """Every reason why an event may not follow, in sentences for people; none when it may."""
    if not by.strip():
        yield "Say who does this: a pseudonym is enough."
    if known.case() is None and not isinstance(event, CaseDescribed | LedgerMended):
        yield "A case begins with its description."
    match event:
        case CaseDescribed():
            yield from _case(event.case, known)
        case UnitDescribed():
            yield from _handle(event.unit.id, "unit")
        case PhotoReceived():
            yield from _unit(event.received.unit, known)
        case PhotoAnalysed() | DerivativesMade():
            yield from _photo(event.photo_sha256, known)
        case OriginalRead():
            yield from _photo(event.photo_sha256, known)
            if not event.why.strip():
                yield "Say why the original is read."
        case EvidenceNoted():
            yield from _unit(event.unit, known)
            if event.evidence.photo_sha256:
                yield from _photo(event.evidence.photo_sha256, known)
            if not event.evidence.noted_by.strip() or not event.evidence.source.strip():
                yield "Say who noted the evidence and where it was seen."
        case Decided():
            yield from _decision(event.decision, by, known)
        case Signed():
            yield from _signature(event.signature, by, known)
        case RegionDrawn():
            # The program reads what a person drew, and enters it when it has.
            if not same_person(by, PROGRAM):
                yield from _own(event.region.by, by, "region")
            yield from _unit(event.region.unit, known)
            yield from _photo(event.region.seen.sighting.photo_sha256, known)
        case Rearranged():
            yield from _own(event.rearrangement.by, by, "rearrangement")
            yield from _unit(event.rearrangement.unit, known)
            for anchor in event.rearrangement.anchors:
                yield from _photo(anchor.photo_sha256, known)
        case LetterDrafted() | LetterSent() | LetterReminded():
            yield from _letter(event, known)
        case AnswerRecorded():
            yield from _answer(event.answer, known)
        case Released():
            yield from _release(event.release, by, known)
        case LedgerMended():
            pass


def _case(case: Case, known: Known) -> Iterator[str]:
    yield from _handle(case.id, "case")
    before = known.case()
    if before and before.id != case.id:
        yield f"This is the case “{before.id}”; its handle cannot become “{case.id}”."


def _decision(decision: Decision, by: str, known: Known) -> Iterator[str]:
    yield from _own(decision.by, by, "decision")
    yield from _handle(decision.id, "decision")
    if known.decision(decision.id):
        yield f"There is a decision {decision.id} already. Decisions are never overwritten: a new one stands beside it."
    yield from _unit(decision.unit, known)
    yield from _photo(decision.anchor.photo_sha256, known)
    photo = known.photo(decision.anchor.photo_sha256)
    if photo and photo.unit != decision.unit:
        yield f"The photo shows the unit “{photo.unit}”, not “{decision.unit}”."
    if decision.verdict is not Verdict.ACCEPT and not decision.why.strip():
        yield "Say why: a decision against what was proposed needs a reason that somebody else can follow."
    yield from _verdict(decision)
    before = known.latest_decision(decision.anchor)
    if before and decision.at < before.at:
        yield f"This decision is dated before {before.id}, which it follows. Check the computer's clock."


def _verdict(decision: Decision) -> Iterator[str]:
    names = decision.manufacturer or decision.part_number
    proposed = decision.machine
    if decision.verdict in (Verdict.UNIDENTIFIED, Verdict.NOT_A_CHIP):
        if names:
            yield f"A decision “{decision.verdict}” names no company and no part."
    elif decision.verdict is Verdict.CORRECT:
        if not decision.manufacturer:
            yield "A correction names the company. Where no company can be named, decide “unidentified”."
    elif proposed and decision.manufacturer and decision.manufacturer != proposed.manufacturer:
        yield "This names another company than was proposed: decide “correct”, not “accept”."
    elif proposed and decision.part_number and decision.part_number != proposed.part_number:
        yield "This names another part than was proposed: decide “correct”, not “accept”."
    if decision.reason and decision.verdict is not Verdict.UNIDENTIFIED:
        yield "A reason for not identifying belongs to the decision “unidentified” alone."


def _signature(signature: Signature, by: str, known: Known) -> Iterator[str]:
    yield from _own(signature.by, by, "signature")
    decision = known.decision(signature.decision)
    if decision is None:
        yield f"There is no decision {signature.decision} to sign."
        return
    if same_person(signature.by, decision.by):
        yield f"{decision.by} made this decision and cannot sign it: it takes a second person."
    latest = known.latest_decision(decision.anchor)
    if latest and latest.id != decision.id:
        yield f"{decision.id} was followed by {latest.id}: sign the later decision."
    if any(same_person(s.by, signature.by) for s in known.signatures(decision.id)):
        yield f"{signature.by} has signed {decision.id} already."
    if signature.at < decision.at:
        yield "This signature is dated before the decision. Check the computer's clock."


def _letter(event: LetterDrafted | LetterSent | LetterReminded, known: Known) -> Iterator[str]:
    if isinstance(event, LetterDrafted):
        yield from _handle(event.letter.id, "letter")
        before = known.letter(event.letter.id)
        if before and before.sent_on:
            yield f"The letter {before.id} was sent on {before.sent_on}: write a new one."
        if event.letter.sent_on or event.letter.reminded_on:
            yield "A draft is not sent yet; sending it is a step of its own."
        return
    letter = known.letter(event.letter)
    if letter is None:
        yield f"There is no letter {event.letter}."
    elif isinstance(event, LetterSent):
        if letter.sent_on:
            yield f"The letter {letter.id} was sent on {letter.sent_on} already."
    elif letter.sent_on is None or event.reminded_on < letter.sent_on:
        yield f"A reminder follows the letter {letter.id}, which {'was not sent' if not letter.sent_on else 'was sent later'}."


def _answer(answer: Answer, known: Known) -> Iterator[str]:
    yield from _handle(answer.id, "answer")
    before = known.answer(answer.id)
    if before and before.manufacturer != answer.manufacturer:
        yield f"The answer {answer.id} is by another company. Give this one a handle of its own."
    if answer.status is AnswerStatus.NO_RESPONSE and (answer.text or answer.received_on or answer.parts_confirmed):
        yield "“No response” has no text, no day of receipt and confirms no part."
    if answer.status is AnswerStatus.NO_RESPONSE and answer.no_response_by is None:
        yield "Say until which day no response had come."
    if answer.status in (AnswerStatus.FULL, AnswerStatus.EXCERPT) and not answer.text.strip():
        yield "An answer is kept in its own words: give its text."
    for part in answer.by_question:
        if part.question not in answer.answered:
            yield f"Words are given for question {part.question}, which is not among the questions that it answers."
        if not part.text.strip() or part.text not in answer.text:
            yield f"The words given for question {part.question} do not stand in the answer; both are verbatim."


def _release(release: Release, by: str, known: Known) -> Iterator[str]:
    yield from _own(release.by, by, "release")
    yield from _handle(release.id, "release")
    if known.release(release.id):
        yield f"There is a release {release.id} already. A newer one has a handle of its own and says what it supersedes."
    if release.supersedes and not known.release(release.supersedes):
        yield f"There is no release {release.supersedes} to supersede."


def _own(person: str, by: str, what: str) -> Iterator[str]:
    if not same_person(person, by):
        yield f"A {what} is entered by the person who makes it: {by} cannot enter one of {person}."


def _unit(id_: str, known: Known) -> Iterator[str]:
    if known.unit(id_) is None:
        yield f"The case has no unit “{id_}”. Describe it first."


def _photo(sha256: str, known: Known) -> Iterator[str]:
    if known.photo(sha256) is None:
        yield f"The case has no photo {sha256[:16]}…. Add it first."


def is_handle(text: str) -> bool:
    """Whether a text can name a case, unit, decision, letter, answer or release."""
    return bool(_HANDLE.fullmatch(text))


def _handle(id_: str, what: str) -> Iterator[str]:
    if not is_handle(id_):
        yield f"“{id_[:40]}” is no handle for a {what}: letters A to Z, digits, dots, dashes, at most 80."


def _person(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
