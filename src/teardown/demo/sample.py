"""The sample case as it comes with Teardown: its description, its answers, and what was found on its photos."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from teardown.bom import load_evidence
from teardown.case.case_file import CaseFile, load_case
from teardown.case.records import CaseRecord, ReceivedPhoto
from teardown.correspondence import load_answers
from teardown.errors import NoInputError
from teardown.model import Bom
from teardown.parts import Facts

RECEIVED_FROM = "sample volunteer"


@dataclass(frozen=True, slots=True)
class Sample:
    """What every step of the demonstration works on."""

    record: CaseRecord
    facts: Facts
    photos: dict[str, Path]
    """Where the file of each photo is, by SHA-256."""
    out: Path
    """Folder for the results."""
    at: datetime
    """When the demonstration runs; it stands on letters."""


def sample_folder() -> Path:
    """The samples inside the installed package, or those of a checkout.

    Raises:
        NoInputError: this installation has none.
    """
    package = Path(str(resources.files("teardown")))
    for folder in (package / "samples", package.parent.parent / "samples"):
        if (folder / "photos").is_dir():
            return folder
    raise NoInputError("This installation has no sample photos. Install Teardown again.")


def sample_case(facts: Facts) -> CaseFile:
    """The case as `samples/case` describes it."""
    return load_case(sample_folder() / "case" / "case.toml", facts)


def sample_of(bom: Bom, facts: Facts, out: Path, at: datetime | None = None) -> Sample:
    """The sample case with what was found on its photos, and with the answers that the report printed."""
    folder, at = sample_folder(), at or datetime.now(UTC)
    described = sample_case(facts)
    unit = described.units[0].id
    record = CaseRecord(
        case=described.case,
        units=described.units,
        photos=tuple(ReceivedPhoto(analysis.photo, unit, at, RECEIVED_FROM) for analysis in bom.photos),
        boms=(replace(bom, unit=unit),),
        evidence=tuple((unit, noted) for noted in load_evidence(folder / "evidence.json", facts)),
        answers=tuple(given.answer for given in load_answers(folder / "case" / "answers.toml", facts)),
    )
    photos = {analysis.photo.sha256: folder / "photos" / analysis.photo.name for analysis in bom.photos}
    return Sample(record, facts, photos, out, at)
