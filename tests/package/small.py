"""A small case with photos that carry private metadata, and a package of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from teardown.case.records import (
    Anchor,
    Answer,
    AnswerStatus,
    Case,
    CaseRecord,
    Decision,
    Letter,
    MachineProposal,
    ReceivedPhoto,
    Release,
    Signature,
    SupplyStatement,
    Unit,
    Verdict,
)
from teardown.custody.derivatives import claimed_by
from teardown.export.document import Document, gather_case
from teardown.intake import open_photo
from teardown.model import Bom, CaptureQuality, Component, DateCode, PhotoAnalysis, TableFilter
from tests.custody.photos import PrivatePhoto, private_photo
from tests.export.case import PART, FewFacts, rectangle, sighting, unknown

START = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
AS_OF = date(2024, 7, 1)


@dataclass(frozen=True)
class SmallCase:
    """The record with its photos."""

    record: CaseRecord
    private: tuple[PrivatePhoto, ...]
    photos: dict[str, Path]

    @property
    def originals(self) -> dict[str, bytes]:
        return {sha: path.read_bytes() for sha, path in self.photos.items()}

    def document(self, *answers: Answer, releases: tuple[Release, ...] = ()) -> Document:
        from dataclasses import replace

        record = replace(self.record, answers=(*self.record.answers, *answers), releases=releases)
        return gather_case(record, FewFacts(), photos=self.photos, as_of=AS_OF)


def small_case(folder: Path, count: int = 4) -> SmallCase:
    """As many photos as wanted, one component on each: the first two are named, the first is confirmed, all others are not."""
    private = tuple(private_photo(n) for n in range(count))
    files: dict[str, Path] = {}
    analyses, components, received = [], [], []
    quality = CaptureQuality(0.8, 0.01, 0.6)
    for n, photo in enumerate(private):
        path = folder / photo.name
        path.write_bytes(photo.data)
        seen = open_photo(path).photo
        files[seen.sha256] = path
        said = PART if n < 2 else unknown((f"READ{n}",))
        code = (DateCode("2034", 2020, 34),) if n < 2 else ()
        spot = sighting(seen.sha256, ("6E80", "2034") if n < 2 else (f"READ{n}",), said, rectangle(2, 2, 20, 12), *code)
        analyses.append(PhotoAnalysis(seen, quality, (spot,)))
        components.append(Component(f"C{n + 1:03d}", (spot,), said))
        received.append(ReceivedPhoto(seen, "unit-1", START, "volunteer-1", "main", "top", claimed_by(seen)))
    anchor = Anchor(received[0].photo.sha256, rectangle(2, 2, 20, 12))
    proposal = MachineProposal(PART.level, "alpha", "6E80", 0.996, "0.1.0+test", "abc123")
    decision = Decision("d1", "unit-1", anchor, Verdict.ACCEPT, "analyst-1", START, "Read and compared.", machine=proposal)
    record = CaseRecord(
        Case("small", "A small case", "小さな案件", table=TableFilter(countries=("JP",)), organisations=("A group",)),
        (Unit("unit-1", "Maker", "Model", "bought", date(2024, 1, 5), "ab" * 32),),
        tuple(received),
        (Bom("unit-1", tuple(components), tuple(analyses), "0.1.0+test", "abc123"),),
        decisions=(decision,),
        signatures=(Signature("d1", "analyst-2", START + timedelta(days=1)),),
        letters=(Letter("letter-1", "alpha", "en", "Alpha", START, date(2024, 6, 1), date(2024, 4, 1)),),
    )
    return SmallCase(record, private, files)


def denial() -> Answer:
    """A company that denies everything."""
    return Answer(
        "answer-1",
        "alpha",
        "Alpha Corporation",
        "en",
        AnswerStatus.FULL,
        "We deny that this part is ours.\n\nWe have never supplied anybody. (Full response)",
        "(Full response)",
        date(2024, 5, 2),
        respondent_digest="cd" * 32,
        answered=(1, 2),
        supply=SupplyStatement.DENIED,
        source="letter of the company",
    )
