"""Texts that the image allows beside the one that was read: known to the database, they may win; unknown to the image, never."""

from datetime import date

import pytest

from teardown.attribution import attribute
from teardown.marking import decode
from teardown.model import Attribution, Reading, TextLine
from teardown.parts import Facts, load_facts
from tests.small_db import write_small_db

QUAD = ((0.0, 0.0), (9.0, 0.0), (9.0, 2.0), (0.0, 2.0))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return load_facts(write_small_db(tmp_path_factory.mktemp("db")))


def decided(text: str, place: int, other: str, p: float, facts: Facts, brand: str = "ALPHA") -> Attribution:
    lattice = tuple(
        frame for i, c in enumerate(text) for frame in (((c, 1 - p), (other, p)) if i == place else ((c, 1.0),), (("", 1.0),))
    )
    number = TextLine(QUAD, (Reading("fake", text, (0.95,) * len(text), (), lattice),))
    name = TextLine(QUAD, (Reading("fake", brand, (0.99,) * len(brand)),))
    marking = decode([name, number], facts, today=date(2026, 11, 25))
    return attribute(marking, facts=facts)


def test_a_known_number_that_the_image_allows_wins(facts: Facts) -> None:
    found = decided("AX12W4", 4, "3", 0.3, facts)
    assert (found.manufacturer, found.part_number) == ("alpha", "AX1234")
    assert found.probability < decided("AX1234", 4, "W", 0.0, facts).probability


def test_a_known_number_that_the_image_does_not_allow_is_not_proposed(facts: Facts) -> None:
    assert decided("AX12W4", 4, "3", 0.002, facts).part_number is None


def test_the_more_the_image_allows_the_surer(facts: Facts) -> None:
    sure = [decided("AX12W4", 4, "3", p, facts).probability for p in (0.1, 0.2, 0.3, 0.45)]
    assert sure == sorted(sure)
    assert len(set(sure)) == len(sure)


def test_a_doubtful_number_takes_nothing_from_a_firm_one_of_the_same_maker(facts: Facts) -> None:
    firm = decide_lines(facts, ["AX1234", "9950"], [0.99, 0.99])
    beside = decide_lines(facts, ["AX1234", "AX9876A"], [0.99, 0.05])
    assert (firm.manufacturer, firm.part_number) == (beside.manufacturer, beside.part_number) == ("alpha", "AX1234")
    assert beside.probability == firm.probability


def decide_lines(facts: Facts, texts: list[str], sure: list[float]) -> Attribution:
    lines = [TextLine(QUAD, (Reading("fake", text, (p,) * len(text)),)) for text, p in zip(texts, sure, strict=True)]
    return attribute(decode(lines, facts, today=date(2026, 11, 25)), facts=facts, surface_probability=0.8)


def test_readers_that_differ_within_one_makers_numbers_leave_no_doubt_about_the_maker(facts: Facts) -> None:
    # `1234` is Alpha's beside its name alone, `AX1234` is its own: whichever was printed, it is Alpha's.
    alike = decide_readers(facts, "12345", "AX1234")
    both = decide_readers(facts, "1234", "AX1234")
    assert (both.manufacturer, both.part_number) == ("alpha", "AX1234")
    assert both.probability > alike.probability


def decide_readers(facts: Facts, first: str, second: str) -> Attribution:
    readings = tuple(
        Reading(f"reader {text}", text, (0.99,) * len(text), (), tuple(((c, 1.0),) for c in text)) for text in (first, second)
    )
    lines = [TextLine(QUAD, readings), TextLine(QUAD, (Reading("reader", "9950", (0.99,) * 4),))]
    return attribute(decode(lines, facts, today=date(2026, 11, 25)), facts=facts)
