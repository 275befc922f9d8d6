from dataclasses import replace

import pytest

from teardown.attribution import NAMING_THRESHOLD, attribute
from teardown.catalogue import CatalogueHit
from teardown.marking import decode_text
from teardown.model import Attribution, ClaimLevel, Logo, Marking, Reason, Surface
from teardown.parts import Facts, load_facts
from tests.small_db import TABLES, write_small_db

NOWHERE = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return load_facts(write_small_db(tmp_path_factory.mktemp("db")))


def decided(facts: Facts, *lines: str, logo: Logo | None = None, surface: Surface = Surface.CHIP) -> Attribution:
    return attribute(decode_text(lines, facts), facts=facts, logo=logo, surface=surface)


def test_name_and_number_make_level_three(facts: Facts) -> None:
    it = decided(facts, "BETAMEM", "25Q64BVSIG")
    assert (it.level, it.manufacturer, it.part_number, it.category) == (ClaimLevel.PART, "beta", "B25Q64B", "flash")
    assert it.wording == "marking matches part B25Q64B, documented for Beta, and bears the mark of Beta"


def test_a_number_that_one_maker_prints_stands_alone(facts: Facts) -> None:
    it = decided(facts, "AX1234")
    assert (it.level, it.manufacturer) == (ClaimLevel.PART, "alpha")
    assert it.wording == "marking matches part AX1234, documented for Alpha only"


def test_a_shared_number_without_a_name_names_nobody(facts: Facts) -> None:
    it = decided(facts, "25Q64BVSIG")
    assert (it.level, it.manufacturer, it.reason) == (ClaimLevel.TRANSCRIBED, None, Reason.AMBIGUOUS)
    assert it.candidates[0].manufacturer == "beta"
    assert "name is not on the component" in it.candidates[0].rejected_because


def test_a_logo_settles_a_shared_number(facts: Facts) -> None:
    it = decided(facts, "25Q64BVSIG", logo=Logo("beta", 0.98, NOWHERE))
    assert (it.level, it.manufacturer) == (ClaimLevel.PART, "beta")


def test_a_name_alone_makes_level_two(facts: Facts) -> None:
    it = decided(facts, "BETAMEM", "ZZ99")
    assert (it.level, it.manufacturer, it.part_number) == (ClaimLevel.BRAND, "beta", None)
    assert it.wording == "bears the mark of Beta"


def test_a_predecessors_name_goes_with_its_successors_number(facts: Facts) -> None:
    it = decided(facts, "OLDALPHA", "AX1234")
    assert (it.level, it.manufacturer) == (ClaimLevel.PART, "oldalpha")


def test_a_second_source_is_the_house_whose_name_is_printed(facts: Facts) -> None:
    it = decided(facts, "BETAMEM", "AX1234")
    assert (it.level, it.manufacturer) == (ClaimLevel.BRAND, "beta")


def test_a_short_name_does_not_outweigh_another_makers_number(facts: Facts) -> None:
    it = decided(facts, "GD", "AX1234")
    assert (it.manufacturer, it.reason) == (None, Reason.AMBIGUOUS)


def test_a_short_name_heads_a_marking(facts: Facts) -> None:
    assert decided(facts, "GD", "ZZ99").level is ClaimLevel.BRAND
    assert decided(facts, "ZZ99", "GD").manufacturer is None
    assert decided(facts, "25Q64C", "GD").manufacturer == "gamma"


def test_a_short_name_with_nothing_beside_it_that_could_be_a_number_names_nobody(facts: Facts) -> None:
    assert decided(facts, "GD").manufacturer is None
    assert decided(facts, "GD", "504").manufacturer is None
    assert decided(facts, "GD", "QX90431").manufacturer == "gamma"


def test_two_names_and_one_number(facts: Facts) -> None:
    assert decided(facts, "ALPHA", "BETAMEM", "AX1234").manufacturer == "alpha"
    both = decided(facts, "ALPHA", "BETAMEM")
    assert (both.manufacturer, both.reason) == (None, Reason.AMBIGUOUS)


def test_shared_and_customers_numbers_name_nobody(facts: Facts) -> None:
    assert decided(facts, "LM358N").reason is Reason.AMBIGUOUS
    customer = decided(facts, "CH-2019-X", "AX1234")
    assert (customer.manufacturer, customer.reason) == (None, Reason.CUSTOMER_MARKING)
    assert decided(facts, "ALPHA", "CH-2019-X").level is ClaimLevel.BRAND


def test_a_documented_top_mark_is_found(facts: Facts) -> None:
    it = decided(facts, "7XZ99")
    assert (it.manufacturer, it.part_number) == ("alpha", "AX9000QFN")


@pytest.mark.parametrize("surface", [Surface.BOARD, Surface.STICKER, Surface.CONNECTOR, Surface.SCREEN])
def test_only_chips_are_attributed(facts: Facts, surface: Surface) -> None:
    it = decided(facts, "ALPHA", "AX1234", surface=surface)
    assert (it.manufacturer, it.reason, it.level) == (None, Reason.NOT_A_CHIP, ClaimLevel.TRANSCRIBED)


def test_exchanged_characters_lower_the_probability(facts: Facts) -> None:
    exact, confused = decided(facts, "BETAMEM", "25Q64BVS"), decided(facts, "BETAMEM", "2SQ64BVS")
    assert confused.manufacturer == "beta"
    assert confused.probability < exact.probability


class _Imported:
    """An imported table with one part of Beta's."""

    def exact(self, text: str) -> list[CatalogueHit]:
        known = text in ("QZ7788", "AX1234", "25Q64BVSIG")
        return [CatalogueHit(text, "Beta", "beta", "", "", "", "imported table", "CC0", 0)] if known else []

    def by_top_mark(self, text: str) -> list[CatalogueHit]:
        return []


def test_imported_parts_help_beside_a_name_and_never_name_or_override(facts: Facts) -> None:
    imported = replace(facts, imported=_Imported())
    beside = decided(imported, "BETAMEM", "QZ7788")
    assert (beside.level, beside.manufacturer, beside.part_number) == (ClaimLevel.PART, "beta", "QZ7788")
    alone = decided(imported, "QZ7788")
    assert (alone.manufacturer, alone.reason) == (None, Reason.AMBIGUOUS)
    assert "only an imported table says so" in alone.candidates[0].rejected_because
    assert decided(imported, "AX1234").manufacturer == "alpha"
    assert decided(imported, "BETAMEM", "25Q64BVSIG").part_number == "B25Q64B"


def test_reasons_for_nothing(facts: Facts) -> None:
    assert decided(facts).reason is Reason.NO_MARKING
    assert decided(facts, "?").reason is Reason.UNREADABLE
    assert decided(facts, "ZZ9911").reason is Reason.NOT_IN_DATABASE


def test_candidates_share_one_probability_and_a_name_reaches_the_threshold(facts: Facts) -> None:
    for lines in (["BETAMEM", "25Q64BVSIG"], ["25Q64CVS"], ["AX1234", "25Q64B"], ["GD", "25Q64C"], ["ALPHA", "BETAMEM"]):
        it = decided(facts, *lines)
        assert sum(candidate.likelihood for candidate in it.candidates) <= 1.001
        assert it.probability <= 0.5 if it.manufacturer is None else it.probability >= NAMING_THRESHOLD
        assert [bool(candidate.rejected_because) for candidate in it.candidates[1:]] == [True] * (len(it.candidates) - 1)


def test_a_number_that_stands_outside_everything_that_looks_like_a_chip_names_nobody(facts: Facts) -> None:
    marking = decode_text(["B25Q64", "QX771"], facts)
    on_chip = attribute(marking, facts=facts, surface=Surface.CHIP, surface_probability=0.9)
    hardly_seen = attribute(marking, facts=facts, surface=Surface.UNKNOWN, surface_probability=0.5)
    on_board = attribute(marking, facts=facts, surface=Surface.UNKNOWN, surface_probability=0.3)
    assert (on_chip.manufacturer, hardly_seen.manufacturer, on_board.manufacturer) == ("beta", "beta", None)
    assert on_chip.probability > hardly_seen.probability


def test_a_lone_number_where_no_body_is_seen_names_nobody_as_boards_print_it_beside_footprints(facts: Facts) -> None:
    lone, marked = decode_text(["B25Q64"], facts), decode_text(["B25Q64", "QX771"], facts)

    def named(marking: Marking, surface: Surface, probability: float) -> str | None:
        return attribute(marking, facts=facts, surface=surface, surface_probability=probability).manufacturer

    assert named(lone, Surface.UNKNOWN, 0.5) is None
    assert named(marked, Surface.UNKNOWN, 0.5) == "beta"
    assert named(lone, Surface.CHIP, 0.9) == "beta"


def test_a_short_name_and_a_frequency_are_a_crystals_whole_marking(tmp_path_factory: pytest.TempPathFactory) -> None:
    crystals = TABLES["families/all.csv"] + "gamma/x,gamma,GX\\d{6},,crystal,brand,GD / GX123456 => GX123456,test\n"
    categories = TABLES["categories.csv"] + "crystal,Crystal,水晶振動子,Timing Device,test\n"
    with_crystals = load_facts(write_small_db(tmp_path_factory.mktemp("crystals"), families__all=crystals, categories=categories))
    without = load_facts(write_small_db(tmp_path_factory.mktemp("none")))
    assert decided(with_crystals, "GD", "25.000", "A1234").probability > decided(with_crystals, "GD", "A1234").probability
    assert decided(without, "GD", "A1234").manufacturer == "gamma"
    assert decided(without, "GD", "25.000", "A1234").manufacturer is None
