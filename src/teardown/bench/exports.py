"""What the exports of a large case cost: processor time, memory and bytes of each.

    python -m teardown.bench.exports [--components 50000] [--units 40] [--photos 2000]

The case is made up in memory, with documented parts and unknown ones, a fifth of the named ones decided about and half of those
signed. No picture is at hand, so that what is measured is rows and not photos. Each export is made in a process of its own: its
peak memory is then the operating system's figure for it alone, the case itself included.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from teardown.bench.web.board import chips, size_of
from teardown.case.records import (
    Anchor,
    Case,
    CaseRecord,
    Decision,
    MachineProposal,
    ReceivedPhoto,
    Signature,
    Unit,
    Verdict,
)
from teardown.export.document import Document, gather_case
from teardown.export.page import page_html
from teardown.export.plain import json_text
from teardown.export.plain_case import case_json
from teardown.export.strings import Strings
from teardown.export.tables import companies_csv, components_csv
from teardown.export.tables_case import TABLES, case_csv
from teardown.export.workbook import workbook_bytes
from teardown.model import Bom, CaptureQuality, Component, Photo, PhotoAnalysis, TableFilter
from teardown.package.contents import Contents
from teardown.package.make import write_package
from teardown.parts import Facts, load_facts
from teardown.report.render import report_html

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
_DECIDED, _SIGNED = 0.2, 0.1
"""Shares of the named components that one person decided about, and that a second one signed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one export costs, the making of the case taken off the time, not off the memory."""

    export: str
    cpu_seconds: float
    peak_megabytes: float
    megabytes: float
    """Of what was written."""

    def line(self) -> str:
        """A row of the table."""
        return f"| {self.export} | {self.cpu_seconds:.1f} | {self.peak_megabytes:,.0f} | {self.megabytes:.1f} |"


def made_record(facts: Facts, components: int, units: int, photos: int) -> CaseRecord:
    """A made-up case of this size."""
    rng = random.Random(1)  # noqa: S311 (numbers for a measurement)
    described: list[Unit] = []
    received: list[ReceivedPhoto] = []
    boms: list[Bom] = []
    decisions: list[Decision] = []
    signatures: list[Signature] = []
    for number in range(units):
        unit = Unit(f"unit-{number + 1}", "Made up", f"M-{number + 1}", "made for a measurement")
        bom = _bom(facts, unit.id, components // units, max(1, photos // units), number)
        described.append(unit)
        boms.append(bom)
        received += [ReceivedPhoto(analysis.photo, unit.id, START, "volunteer-1") for analysis in bom.photos]
        for component in bom.components:
            chance = rng.random() if component.attribution.manufacturer else 1.0
            if chance < _DECIDED:
                decisions.append(_decision(len(decisions) + 1, unit.id, component))
            if chance < _SIGNED:
                signatures.append(Signature(decisions[-1].id, "analyst-2", START + timedelta(days=2)))
    case = Case("measured", "Measured case", "計測用の事案", country="JP", time_zone="Asia/Tokyo", table=TableFilter(("JP",)))
    return CaseRecord(
        case, tuple(described), tuple(received), tuple(boms), decisions=tuple(decisions), signatures=tuple(signatures)
    )


def _bom(facts: Facts, unit: str, components: int, photos: int, number: int) -> Bom:
    made = list(chips(facts, components, seed=number + 1))
    each = -(-components // photos)
    analyses: list[PhotoAnalysis] = []
    nouns: list[Component] = []
    for n in range(photos):
        group = made[n * each : (n + 1) * each]
        width, height = size_of(len(group))
        photo = Photo(f"IMG_{number:03d}{n:05d}.JPG", f"{number * 100_000 + n:064x}", 1_000_000, "JPEG", width, height)
        seen = tuple(chip.seen_on(photo.sha256, place) for place, chip in enumerate(group))
        analyses.append(PhotoAnalysis(photo, CaptureQuality(0.9, 0.0, 0.8, 18.0), seen))
        nouns += [Component(f"C{len(nouns) + k + 1:03d}", (s,), s.attribution) for k, s in enumerate(seen)]
    return Bom(unit, tuple(nouns), tuple(analyses), "measured", facts.version)


def _decision(number: int, unit: str, component: Component) -> Decision:
    said, sighting = component.attribution, component.sightings[0].sighting
    proposed = MachineProposal(said.level, said.manufacturer, said.part_number, said.probability, "measured", "measured")
    return Decision(
        id=f"d{number}",
        unit=unit,
        anchor=Anchor(sighting.photo_sha256, sighting.quad),
        verdict=Verdict.ACCEPT,
        by="analyst-1",
        at=START + timedelta(days=1, seconds=number),
        why="The marking reads as proposed.",
        manufacturer=said.manufacturer,
        part_number=said.part_number,
        category=said.category,
        machine=proposed,
    )


def _nothing(document: Document) -> int:
    return 0


def _package(document: Document) -> int:
    report = report_html(document, Strings("en"), ()).encode()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "package"
        write_package(folder, document, Contents({"report.html": report}, {}, b"", b"", {}), sealed=False)
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


EXPORTS: Mapping[str, Callable[[Document], int]] = {
    "gathering what they show": _nothing,
    "workbook": lambda d: len(workbook_bytes(d, Strings("en"))),
    "workbook, Japanese": lambda d: len(workbook_bytes(d, Strings("ja"))),
    "all tables as CSV": lambda d: sum(
        len(text.encode())
        for text in (components_csv(d), companies_csv(d), *(case_csv(name, d.case.record) for name in TABLES if d.case))
    ),
    "result as JSON": lambda d: len(json_text(d).encode()),
    "case as JSON": lambda d: len(case_json(d).encode()),
    "page": lambda d: len(page_html(d, Strings("en"), other="report.ja.html").encode()),
    "report": lambda d: len(report_html(d, Strings("en"), ()).encode()),
    "package, public": _package,
}
"""What is measured, and what makes it; each gives the bytes that came of it. The time of gathering is not in the others'."""


def measure(components: int, units: int, photos: int, names: tuple[str, ...] = tuple(EXPORTS)) -> Iterator[Cost]:
    """Make each export in a process of its own."""
    for name in names:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            yield pool.apply(_one, (name, components, units, photos))


def _one(name: str, components: int, units: int, photos: int) -> Cost:
    facts = load_facts()
    record = made_record(facts, components, units, photos)
    gathering = name == next(iter(EXPORTS))
    started = time.process_time()
    document = gather_case(record, facts, photos={}, as_of=date(2026, 4, 1))
    if not gathering:
        started = time.process_time()
    written = EXPORTS[name](document)
    spent = time.process_time() - started
    return Cost(name, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, written / 1e6)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.exports", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--components", type=int, default=50_000)
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--photos", type=int, default=2_000)
    parser.add_argument("--only", choices=tuple(EXPORTS), nargs="+", default=tuple(EXPORTS), help="these exports alone")
    told = parser.parse_args()
    print("| export | processor s | peak memory MB | written MB |\n|---|---:|---:|---:|")  # noqa: T201
    for cost in measure(told.components, told.units, told.photos, tuple(told.only)):
        print(cost.line(), flush=True)  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    main()
