"""The sample case kept as a case: sealed photos, decisions of two sample reviewers, answers; then its packages."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from teardown.case.events import AnswerRecorded, Decided, EvidenceNoted, Signed, UnitDescribed
from teardown.case.records import Anchor, Decision, MachineProposal, Signature, Verdict
from teardown.case.rules import PROGRAM
from teardown.custody.casefolder import CaseFolder, create_case, is_case, open_case
from teardown.demo.sample import RECEIVED_FROM, Sample
from teardown.errors import CustodyError
from teardown.export.document import gather_case
from teardown.intake import Limits
from teardown.model import Bom, Component
from teardown.package.bag import MANIFEST, PAYLOAD, TAG_MANIFEST
from teardown.package.from_case import package_case
from teardown.package.verify import verify_package
from teardown.version import Version

CASE = "case"
_INSIDE = {
    "report": "report/report.html",
    "report (PDF)": "report/report.pdf",
    "report (Japanese)": "report/report.ja.html",
    "report (Japanese, PDF)": "report/report.ja.pdf",
    "evidence workbook": "evidence.xlsx",
    "evidence workbook (Japanese)": "evidence.ja.xlsx",
}
FIRST, SECOND = "sample reviewer 1", "sample reviewer 2"


def keep_case(sample: Sample) -> CaseFolder:
    """The sample case as a case on disk, begun on the first run and continued on later ones."""
    folder = sample.out / CASE
    kept = open_case(folder) if is_case(folder) else create_case(folder, sample.record.case, by=FIRST)
    record, bom = sample.record, sample.record.boms[0]
    known = kept.state().record()
    for unit in record.units:
        if unit not in known.units:
            kept.enter(UnitDescribed(unit), by=FIRST)
    for analysis in bom.photos:
        sha = analysis.photo.sha256
        kept.add_photo(sample.photos[sha], unit=bom.unit, by=FIRST, received_from=RECEIVED_FROM)
        kept.store_analysis(analysis, Version(bom.method_version, bom.parts_db_version), by=PROGRAM)
    for unit_id, noted in record.evidence:
        if (unit_id, noted) not in known.evidence:
            kept.enter(EvidenceNoted(unit_id, noted), by=noted.noted_by)
    for answer in record.answers:
        if answer not in known.answers:
            kept.enter(AnswerRecorded(answer), by=FIRST)
    return kept


def review(kept: CaseFolder, sample: Sample) -> int:
    """Let the first sample reviewer accept each component of the company table, and the second sign; returns how many."""
    record = kept.record(sample.facts)
    if record.decisions:
        return len(record.decisions)
    document = gather_case(record, sample.facts, photos={}, as_of=sample.at.date())
    wanted = {id_ for row in document.table.rows for id_ in row.components}
    bom = record.boms[0]
    chosen = [(c, anchor) for c in bom.components if c.id in wanted and (anchor := _anchor(c))]
    for n, (component, anchor) in enumerate(chosen, start=1):
        kept.enter(Decided(_accepted(n, component, anchor, bom)), by=FIRST)
    for n, _ in enumerate(chosen, start=1):
        kept.enter(Signed(Signature(f"decision-{n}", SECOND, datetime.now(UTC))), by=SECOND)
    return len(chosen)


def write_packages(
    kept: CaseFolder,
    sample: Sample,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Write both variants of the package, with report and workbook inside.

    Returns:
        Where they lie, by names for people that say how each was checked; and what could not be made, with the reason.
    """
    written: dict[str, Path] = {}
    problems: dict[str, None] = {}
    for sealed in (False, True):
        variant = "sealed" if sealed else "public"
        number = 1 + sum(r.kind == "package" and r.sealed == sealed for r in kept.state().record().releases)
        folder = sample.out / "packages" / f"{variant}-{number}"
        if folder.exists():
            shutil.rmtree(folder)  # left by a run that was stopped before the package was on record
        made, _ = package_case(kept, sample.facts, folder, sealed=sealed, by=FIRST, on=sample.at.date(), limits=limits)
        written[f"package ({variant}; {check(made.folder)})"] = made.folder
        if not sealed:
            inside = {name: folder / PAYLOAD / file for name, file in _INSIDE.items()}
            written |= {f"{name}, inside it": path for name, path in inside.items() if path.is_file()}
        for problem in made.problems:
            problems[problem] = None
    return written, tuple(problems)


def check(folder: Path) -> str:
    """Check a package with this program and with `sha256sum -c`, and say in words what was checked.

    Raises:
        CustodyError: the package does not hold.
    """
    faults = verify_package(folder)
    if faults:
        raise CustodyError(f"The package {folder} does not hold: {faults[0]}")
    program = shutil.which("sha256sum")
    if program is None:
        return "checked; sha256sum is not installed here"
    count = 0
    for manifest in (MANIFEST, TAG_MANIFEST):
        done = subprocess.run([program, "-c", manifest], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CustodyError(f"sha256sum -c {manifest} finds faults in {folder}: {done.stdout[-300:]}")
        count += len(done.stdout.splitlines())
    return f"sha256sum -c: {count} files OK"


def _anchor(component: Component) -> Anchor | None:
    if component.sightings:
        sighting = component.sightings[0].sighting
        return Anchor(sighting.photo_sha256, sighting.quad)
    return next((Anchor(e.photo_sha256, e.quad) for e in component.evidence if e.photo_sha256 and e.quad), None)


def _accepted(number: int, component: Component, anchor: Anchor, bom: Bom) -> Decision:
    said = component.attribution
    proposed = MachineProposal(
        said.level, said.manufacturer, said.part_number, said.probability, bom.method_version, bom.parts_db_version
    )
    return Decision(
        id=f"decision-{number}",
        unit=bom.unit,
        anchor=anchor,
        verdict=Verdict.ACCEPT,
        by=FIRST,
        at=datetime.now(UTC),
        why="Sample decision of the demonstration: the marking on the rendered photo reads as proposed.",
        manufacturer=said.manufacturer,
        part_number=said.part_number,
        category=said.category,
        machine=proposed,
    )
