"""Predictions: what a scorer is told of a component."""

from teardown.bench.predictions import predictions_of
from teardown.geometry import box_quad
from teardown.model import (
    AttributedSighting,
    Attribution,
    CaptureQuality,
    ClaimLevel,
    Marking,
    Photo,
    PhotoAnalysis,
    Reading,
    Sighting,
    TextLine,
)
from teardown.parts import load_facts


def analysis(attribution: Attribution) -> PhotoAnalysis:
    readings = (Reading("a", "W25064", (0.9,) * 6), Reading("b", "W25Q64", (0.4,) * 6))
    sighting = Sighting("ab" * 32, box_quad((10, 20, 30, 40)), (TextLine(box_quad((12, 22, 20, 8)), readings),))
    photo = Photo("board.jpg", "ab" * 32, 1, "JPEG", 100, 100, 1)
    return PhotoAnalysis(
        photo, CaptureQuality(1, 0, 1), (AttributedSighting(sighting, Marking(("W25064",), (), ()), attribution),)
    )


def test_every_reading_and_the_number_that_was_settled_on_are_lines() -> None:
    facts = load_facts()
    named = Attribution(ClaimLevel.PART, 0.95, "", manufacturer="winbond", part_number="W25Q64FV")
    (chip,) = predictions_of("board.jpg", analysis(named), facts).components
    assert chip.lines == ("W25064", "W25Q64", "W25Q64FV")
    assert (chip.box, chip.part_number) == ((10, 20, 30, 40), "W25Q64FV")
    assert (chip.manufacturer or "").startswith("Winbond")


def test_a_number_that_was_not_settled_on_is_no_line() -> None:
    (chip,) = predictions_of("board.jpg", analysis(Attribution(ClaimLevel.TRANSCRIBED, 0.3, "")), load_facts()).components
    assert chip.lines == ("W25064", "W25Q64")
    assert (chip.manufacturer, chip.probability) == (None, 0.3)
