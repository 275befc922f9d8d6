"""What the steps make of each other's results."""

from __future__ import annotations

from pathlib import Path

import pytest

from teardown import pipeline
from teardown.api import read_marking
from teardown.curation.explain import explain
from teardown.geometry import box_quad
from teardown.model import ClaimLevel, Reading, Sighting, Surface, TextLine, TokenKind
from teardown.parts import load_facts
from teardown.pipeline import attribute_sighting, facts_of, readers_of
from teardown.settings import Settings
from tests.small_db import write_small_db


def chip(*lines: str) -> Sighting:
    read = tuple(
        TextLine(box_quad((10, 10 + 30 * n, 80, 20)), (Reading("ppocr-v6", text, (0.99,) * len(text)),))
        for n, text in enumerate(lines)
    )
    return Sighting("a" * 64, box_quad((0, 0, 100, 100)), read, Surface.CHIP, 0.99)


@pytest.mark.parametrize("below", ["E1K27A", "E 1K27A"])  # the second begins with a letter that the number's rule takes in
def test_a_part_s_own_number_is_no_date_code(below: str) -> None:
    found = attribute_sighting(chip("R8010", below), facts_of(Settings()))
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


def test_a_date_code_that_a_rule_takes_for_the_end_of_the_number_stays(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    found = attribute_sighting(chip("B25Q64", "2034"), facts)
    assert [c.matched for c in found.attribution.candidates if not c.rejected_because] == ["B25Q64 2034"]
    assert (2020, 34) in [(code.year, code.week) for code in found.marking.dates]


@pytest.mark.parametrize(
    ("installed", "mode", "asked"),
    [
        (("ppocr-v6", "ppocr-markings", "tesseract"), "thorough", ("ppocr-v6", "ppocr-markings", "tesseract")),
        (("ppocr-v6", "ppocr-markings", "tesseract"), "fast", ("ppocr-v6", "ppocr-markings")),
        (("tesseract",), "fast", ("tesseract",)),
        ((), "fast", ()),
    ],
)
def test_in_a_hurry_tesseract_is_asked_only_where_no_other_reader_works(
    monkeypatch: pytest.MonkeyPatch, installed: tuple[str, ...], mode: str, asked: tuple[str, ...]
) -> None:
    monkeypatch.setattr(pipeline, "available_readers", lambda: installed)
    readers_of.cache_clear()
    try:
        assert readers_of(Settings(mode=mode)) == asked
    finally:
        readers_of.cache_clear()
