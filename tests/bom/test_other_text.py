"""Text that was read beside every chip body is listed, apart, and counts as no component."""

from __future__ import annotations

from dataclasses import replace

from teardown.bom import build_bom
from teardown.model import (
    AttributedSighting,
    Bom,
    Evidence,
    EvidenceKind,
    PhotoAnalysis,
    Reason,
    Surface,
)
from tests.bom.boards import FACTS, VERSION, Chip, View, named, nameless, photograph

CHIP = Chip(60, 40, ("25Q128", "2231"))
BESIDE = Chip(20, 20, ("TPS65251",), nameless(Reason.AMBIGUOUS), surface=Surface.UNKNOWN)
UNKNOWN = Chip(20, 40, ("FLASH",), nameless(), surface=Surface.UNKNOWN)


def seen(*chips: Chip, probability: float = 0.3) -> PhotoAnalysis:
    photo = photograph(chips, View("a.jpg"))

    def less_sure(item: AttributedSighting) -> AttributedSighting:
        if item.sighting.surface is not Surface.UNKNOWN:
            return item
        return replace(item, sighting=replace(item.sighting, surface_probability=probability))

    return replace(photo, sightings=tuple(less_sure(item) for item in photo.sightings))


def bom_of(photo: PhotoAnalysis, *evidence: Evidence) -> Bom:
    return build_bom("unit", [photo], evidence, FACTS, VERSION)


def test_chips_stand_first_and_other_text_counts_as_no_component() -> None:
    bom = bom_of(seen(BESIDE, UNKNOWN, CHIP))
    assert [c.id for c in bom.components] == ["C001", "C002", "C003"]
    assert [c.sightings[0].marking.lines[0] for c in bom.chips] == ["25Q128"]
    assert [c.sightings[0].marking.lines[0] for c in bom.other_text] == ["TPS65251", "FLASH"]
    assert [c.id for c in bom.unidentified] == ["C001"]


def test_a_company_a_customer_or_a_likely_body_makes_it_a_component() -> None:
    maker = replace(BESIDE, attribution=named("rohm", "BD9876"))
    customer = replace(BESIDE, attribution=nameless(Reason.CUSTOMER_MARKING))
    for photo in (seen(maker), seen(customer), seen(BESIDE, probability=0.6)):
        assert len(bom_of(photo).chips) == 1


def test_what_an_analyst_noted_about_it_makes_it_a_component() -> None:
    photo = seen(BESIDE, CHIP)
    place = next(s.sighting for s in photo.sightings if s.marking.lines == ("TPS65251",))
    noted = Evidence(
        EvidenceKind.BOARD_TEXT,
        "TPS65251",
        "BD9876",
        "rohm",
        "ann",
        "photo",
        photo_sha256=place.photo_sha256,
        quad=place.quad,
    )
    assert len(bom_of(photo, noted).chips) == 2


def test_unreadable_text_beside_chips_and_the_boards_own_are_not_listed() -> None:
    unreadable = replace(UNKNOWN, attribution=nameless(Reason.UNREADABLE))
    board = replace(UNKNOWN, surface=Surface.BOARD)
    assert bom_of(seen(unreadable, board)).components == ()
