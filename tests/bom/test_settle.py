"""One attribution from several sightings: support, conflict, abstention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teardown.bom.settle import settle
from teardown.model import AttributedSighting, Attribution, ClaimLevel, Reason
from tests.bom.boards import FACTS, Chip, View, named, nameless, photograph


def seen(attribution: Attribution, *lines: str) -> AttributedSighting:
    return photograph([Chip(20, 20, lines or ("4G64",), attribution)], View("a.jpg")).sightings[0]


def settled(*attributions: Attribution) -> tuple[Attribution, Sequence[str]]:
    return settle([seen(a) for a in attributions], FACTS)


def test_one_readable_photo_is_enough() -> None:
    said, notes = settled(nameless(Reason.UNREADABLE, ClaimLevel.UNIDENTIFIED), named("rohm", "BR24G64"))
    assert (said.manufacturer, said.level, notes) == ("rohm", ClaimLevel.PART, ())


def test_the_highest_level_counts_before_probability() -> None:
    brand = named("rohm", "", p=0.99, level=ClaimLevel.BRAND)
    assert settled(brand, named("rohm", "BR24G64", p=0.92))[0].part_number == "BR24G64"


def test_the_part_that_most_photos_name_wins_and_the_other_reading_is_told() -> None:
    said, notes = settled(named("rohm", "BR24G84", p=0.99), named("rohm", "BR24G64", p=0.93), named("rohm", "BR24G64", p=0.92))
    assert said.part_number == "BR24G64"
    assert notes == ("On another photo the marking reads as BR24G84.",)
    assert sum(c.likelihood for c in said.candidates) <= 1
    assert said.candidates[0].rejected_because == ""
    assert all(c.rejected_because for c in said.candidates[1:])


def test_two_companies_for_one_chip_name_nobody() -> None:
    said, notes = settled(named("winbond", "W25Q128JV"), named("gigadevice", "GD25Q128"))
    assert said.manufacturer is None
    assert said.part_number is None
    assert said.reason is Reason.AMBIGUOUS
    assert said.level is ClaimLevel.TRANSCRIBED
    assert said.probability <= 0.5
    assert "GigaDevice and Winbond" in notes[0]
    assert {c.manufacturer for c in said.candidates} == {"winbond", "gigadevice"}
    assert all(c.rejected_because for c in said.candidates)
    assert sum(c.likelihood for c in said.candidates) <= 1


def test_a_company_and_its_successor_do_not_contradict_each_other() -> None:
    assert settled(named("atmel", "AT24C64"), named("microchip", "AT24C64"))[0].manufacturer in ("atmel", "microchip")


def test_a_customers_marking_beside_a_makers_number_names_nobody() -> None:
    said, notes = settled(nameless(Reason.CUSTOMER_MARKING), named("rohm", "BR24G64"))
    assert said.manufacturer is None
    assert "customer's house marking" in notes[0]


def test_of_nameless_sightings_the_one_that_says_most_counts() -> None:
    blank = nameless(Reason.NO_MARKING, ClaimLevel.UNIDENTIFIED)
    assert (
        settled(blank, nameless(Reason.NOT_IN_DATABASE), nameless(Reason.CUSTOMER_MARKING))[0].reason is Reason.CUSTOMER_MARKING
    )
    assert settled(blank, replace(blank, reason=Reason.UNREADABLE))[0].reason is Reason.UNREADABLE
