"""What the steps make of each other's results."""

from __future__ import annotations

from teardown.api import read_marking
from teardown.curation.explain import explain
from teardown.geometry import box_quad
from teardown.model import ClaimLevel, Reading, Sighting, Surface, TextLine, TokenKind
from teardown.pipeline import attribute_sighting, facts_of
from teardown.settings import Settings


def chip(*lines: str) -> Sighting:
    read = tuple(
        TextLine(box_quad((10, 10 + 30 * n, 80, 20)), (Reading("ppocr-v6", text, (0.99,) * len(text)),))
        for n, text in enumerate(lines)
    )
    return Sighting("a" * 64, box_quad((0, 0, 100, 100)), read, Surface.CHIP, 0.99)


def test_a_part_s_own_number_is_no_date_code() -> None:
    found = attribute_sighting(chip("R8010", "E1K27A"), facts_of(Settings()))
    assert found.attribution.level is ClaimLevel.PART
    assert (found.attribution.manufacturer, found.attribution.part_number) == ("epson", "RX8010")
    assert found.marking.dates == ()
    assert [token.text for token in found.marking.of(TokenKind.DATE)] == []


def test_a_number_that_names_nobody_may_still_be_a_date_code() -> None:
    found = attribute_sighting(chip("8010"), facts_of(Settings()))
    assert found.attribution.manufacturer is None
    assert [(code.year, code.week) for code in found.marking.dates] == [(1980, 10)]


def test_a_date_code_beside_the_number_stays() -> None:
    found = attribute_sighting(chip("BD33GA3W", "2034"), facts_of(Settings()))
    assert found.attribution.manufacturer == "rohm"
    assert (2020, 34) in [(code.year, code.week) for code in found.marking.dates]


def test_typed_lines_are_read_as_photographed_ones() -> None:
    lines = ["R8010", "E1K27A"]
    for told in (read_marking(lines), explain(lines, facts_of(Settings()))):
        assert told.attribution.part_number == "RX8010"
        assert told.marking.dates == ()
    assert [(code.year, code.week) for code in read_marking(["8010"]).marking.dates] == [(1980, 10)]
