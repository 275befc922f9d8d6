"""A case on disk with something of everything, for tests of its custody."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from teardown.case.events import (
    AnswerRecorded,
    Decided,
    DerivativesMade,
    LetterSent,
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
    MachineProposal,
    Signature,
    Unit,
    Verdict,
)
from teardown.case.rules import PROGRAM
from teardown.custody.casefolder import CaseFolder, create_case
from teardown.model import CaptureQuality, ClaimLevel, PhotoAnalysis, TableFilter
from teardown.version import Version
from tests.case.build import box
from tests.custody.photos import private_photo
from tests.export.case import PART, rectangle, sighting

VERSION = Version("m", "p")
PROPOSED = MachineProposal(ClaimLevel.PART, "alpha", "AX1234", 0.99, "m", "p")


def analysed_case(folder: Path) -> CaseFolder:
    """A new case with one unit and one photo, on which one chip is attributed."""
    kept = create_case(folder, Case("camera", "A camera", table=TableFilter(countries=("JP",))), by="ann")
    kept.enter(UnitDescribed(Unit("unit-1", "Maker", "Model", "bought")), by="ann")
    photo = private_photo(1)
    received, _ = kept.add_photo(photo.data, name=photo.name, unit="unit-1", by="ann", received_from="volunteer-1")
    seen = sighting(received.photo.sha256, ("6E80", "2034"), PART, rectangle(2, 2, 20, 12))
    kept.store_analysis(PhotoAnalysis(received.photo, CaptureQuality(0.8, 0.0, 0.5), (seen,)), VERSION, by=PROGRAM)
    return kept


@dataclass
class Busy:
    """A case in which anything can happen, step by step, by chance but the same each time."""

    kept: CaseFolder
    rng: random.Random
    photos: int = 0

    def step(self) -> None:
        """One step that the rules allow."""
        steps = [self.add_photo, self.analyse, self.decide, self.sign, self.write_letter, self.answer, self.release, self.read]
        self.rng.choice(steps)()

    def add_photo(self) -> None:
        photo = private_photo(self.photos)
        self.photos += 1
        self.kept.add_photo(photo.data, name=photo.name, unit="unit-1", by="ann", received_from="volunteer-1")

    def analyse(self) -> None:
        for received in self.kept.state().record().photos[-1:]:
            quality = CaptureQuality(self.rng.random(), 0.0, 0.5)
            self.kept.store_analysis(PhotoAnalysis(received.photo, quality, ()), VERSION, by=PROGRAM)
            crop = self.kept.derivatives.put(self.rng.randbytes(40))
            self.kept.enter(DerivativesMade(received.photo.sha256, (("crop", crop),)), by=PROGRAM)

    def decide(self) -> None:
        record = self.kept.state().record()
        for received in record.photos[:1]:
            anchor = Anchor(received.photo.sha256, box(self.rng.randrange(20) * 100.0))
            id_ = f"d{len(record.decisions) + 1}"
            by, now = self.rng.choice(("ann", "ben")), datetime.now(UTC)
            made = Decision(id_, "unit-1", anchor, Verdict.ACCEPT, by, now, "seen", "alpha", "AX1234", machine=PROPOSED)
            self.kept.enter(Decided(made), by=by)

    def sign(self) -> None:
        state = self.kept.state()
        for decision in state.record().decisions:
            latest = state.latest_decision(decision.anchor)
            if latest and latest.id == decision.id and not state.signatures(decision.id):
                self.kept.enter(Signed(Signature(decision.id, "cleo", datetime.now(UTC))), by="cleo")
                return

    def write_letter(self) -> None:
        id_ = f"letter-{len(self.kept.state().record().letters) + 1}"
        draft = Letter(id_, "alpha", "en", "Alpha", datetime.now(UTC))
        self.kept.draft_letter(draft, (self.rng.randbytes(50), self.rng.randbytes(50)), by="dora")
        self.kept.enter(LetterSent(id_, date(2024, 6, 1)), by="dora")

    def answer(self) -> None:
        id_ = f"answer-{len(self.kept.state().record().answers) + 1}"
        name = self.kept.sealed.seal(f"A. Person {self.rng.random()}", what=f"respondent of {id_}")
        told = Answer(id_, "alpha", "Alpha", "en", AnswerStatus.FULL, "We make it.", respondent_digest=name)
        self.kept.enter(AnswerRecorded(told), by="dora")

    def release(self) -> None:
        known = self.kept.state().record().releases
        before = known[-1].id if known else ""
        self.kept.release(
            f"r{len(known) + 1}", self.rng.randbytes(60), kind="workbook", sealed=False, by="dora", supersedes=before
        )

    def read(self) -> None:
        for received in self.kept.state().record().photos[:1]:
            self.kept.originals.open(received.photo.sha256, by="ben", why="to compare")


def begin(folder: Path, seed: int = 0) -> Busy:
    """A case with one unit."""
    kept = create_case(folder, Case("camera", "A camera"), by="ann")
    kept.enter(UnitDescribed(Unit("unit-1", "", "", "")), by="ann")
    return Busy(kept, random.Random(seed))


def full_case(folder: Path, each: int) -> Busy:
    """A case with `each` photos, results, crops, decisions, letters (two files each), answers and releases."""
    busy = begin(folder)
    for _ in range(each):
        for step in (busy.add_photo, busy.analyse, busy.decide, busy.write_letter, busy.answer, busy.release):
            step()
    return busy


def flip(path: Path, rng: random.Random) -> bytes:
    """Flip one bit of a file, read-only or not; its bytes as they were."""
    before = path.read_bytes()
    data = bytearray(before)
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    mode = path.stat().st_mode
    path.chmod(0o644)
    path.write_bytes(bytes(data))
    path.chmod(mode)
    return before


def put_back(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode
    path.chmod(0o644)
    path.write_bytes(data)
    path.chmod(mode)
