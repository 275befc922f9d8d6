"""Evidence that was noted by people, for parts whose name is not on the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teardown.bom import build_bom, load_evidence
from teardown.errors import UsageError
from teardown.model import Bom, ClaimLevel, Evidence, EvidenceKind, Reason
from tests.bom.boards import FACTS, VERSION, Chip, View, named, nameless, photograph

IMX = Evidence(
    EvidenceKind.CHIP_IDENTIFIER,
    "0x0291",
    "IMX291LQR-C",
    "epson",
    "analyst-2",
    "read over I2C, address 0x1A",
    "U3",
    category="image_sensor",
)
BARE = Chip(30, 30, (), nameless(Reason.NO_MARKING, ClaimLevel.UNIDENTIFIED))
PHOTO = photograph([BARE, Chip(60, 30, ("4G64", "2140"), named("rohm", "BR24G64", "eeprom"))], View("sensor.jpg"))


def bom_of(*evidence: Evidence) -> Bom:
    return build_bom("unit", [PHOTO], evidence, FACTS, VERSION)


def marked_on(item: Evidence, number: int) -> Evidence:
    from dataclasses import replace

    seen = next(s for s in PHOTO.sightings if bool(s.sighting.lines) == bool(number))
    return replace(item, photo_sha256=PHOTO.photo.sha256, quad=seen.sighting.quad, designator="")


def test_evidence_names_the_component_that_it_marks_on_a_photo() -> None:
    bom = bom_of(marked_on(IMX, 0))
    sensor = next(c for c in bom.components if c.evidence)
    assert len(bom.components) == 2
    assert sensor.sightings
    assert sensor.attribution.level is ClaimLevel.PART
    assert sensor.attribution.manufacturer == "epson"
    assert sensor.attribution.category == "image_sensor"
    assert sensor.attribution.wording == (
        "identifier read from the chip “0x0291”: part IMX291LQR-C of Epson; noted by analyst-2, not read from the package"
    )


def test_evidence_about_nothing_that_was_seen_is_a_component_of_its_own() -> None:
    bom = bom_of(IMX)
    assert [c.id for c in bom.components] == ["C001", "C002", "C003"]
    last = bom.components[-1]
    assert (last.sightings, last.designator) == ((), "U3")


def test_more_evidence_for_the_same_thing_joins_it() -> None:
    from dataclasses import replace

    second = replace(IMX, kind=EvidenceKind.FIRMWARE, text="imx291_driver")
    bom = bom_of(IMX, second)
    assert len(bom.components) == 3
    assert bom.components[-1].evidence == (IMX, second)


def test_evidence_that_agrees_leaves_the_reading_in_front() -> None:
    from dataclasses import replace

    noted = marked_on(replace(IMX, manufacturer="rohm", part_number="BR24G64"), 1)
    component = next(c for c in bom_of(noted).components if c.evidence)
    assert component.attribution.wording == "marking matches part BR24G64"


def test_evidence_against_the_reading_ends_in_no_name() -> None:
    component = next(c for c in bom_of(marked_on(IMX, 1)).components if c.evidence)
    assert component.attribution.manufacturer is None
    assert component.attribution.reason is Reason.AMBIGUOUS
    assert "analyst-2" in component.notes[-1]
    assert "contradicts" in component.notes[-1]


def entry(**changes: object) -> dict[str, object]:
    plain = {
        "kind": "board text",
        "text": "IMX291",
        "part_number": "IMX291",
        "manufacturer": "epson",
        "noted_by": "a1",
        "source": "board",
    }
    return {k: v for k, v in {**plain, **changes}.items() if v is not None}


def test_a_file_of_evidence_is_read(tmp_path: Path) -> None:
    path = tmp_path / "evidence.json"
    path.write_text(json.dumps([entry(), entry(kind="chip identifier", quad=[[0, 0], [1, 0], [1, 1], [0, 1]])]), "utf-8")
    first, second = load_evidence(path, FACTS)
    assert (first.kind, first.designator) == (EvidenceKind.BOARD_TEXT, "")
    assert second.quad == ((0, 0), (1, 0), (1, 1), (0, 1))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("nonsense", "not a list of evidence"),
        ("{}", "not a list of evidence"),
        (json.dumps([entry(kind="rumour")]), "not a list of evidence"),
        (json.dumps([entry(surprise=1)]), "not a list of evidence"),
        (json.dumps([entry(part_number=None)]), "not a list of evidence"),
        (json.dumps([entry(), entry(manufacturer="acme")]), "entry 2: .*no manufacturer 'acme'"),
        (json.dumps([entry(category="magic")]), "entry 1: .*no category 'magic'"),
        (json.dumps([entry(noted_by=" ")]), "who noted it"),
    ],
)
def test_a_file_that_is_none_says_what_is_wrong(content: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "evidence.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=words):
        load_evidence(path, FACTS)


def test_a_missing_file_of_evidence_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_evidence(tmp_path / "gone.json", FACTS)


def test_evidence_marked_where_nothing_was_seen_leaves_the_designator_beside_it_alone() -> None:
    from dataclasses import replace

    away = ((9000.0, 9000.0), (9100.0, 9000.0), (9100.0, 9100.0), (9000.0, 9100.0))
    beside = next(c for c in bom_of().components if c.sightings)
    item = replace(IMX, photo_sha256=PHOTO.photo.sha256, quad=away, designator=beside.designator)
    second = replace(item, kind=EvidenceKind.FIRMWARE, text="imx291_driver")
    bom = bom_of(item, second)
    assert len(bom.components) == 3
    assert bom.components[-1].evidence == (item, second)
    assert bom.components[-1].sightings == ()
