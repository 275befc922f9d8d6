"""Type-ahead over companies and parts."""

from __future__ import annotations

import pytest

from teardown.casework.facts import facts
from teardown.model import NameStyle
from teardown.web.reviewing.lookup import MOST, companies, company_named, parts


@pytest.mark.parametrize(("typed", "wanted"), [("rohm", "rohm"), ("ローム", "rohm"), ("Texas Ins", "ti"), ("winb", "winbond")])
def test_companies_by_any_of_their_names(typed: str, wanted: str) -> None:
    assert companies(typed, facts(), NameStyle.SHORT)[0].manufacturer == wanted


def test_parts_by_number_and_by_a_familys_grammar() -> None:
    found = parts("W25Q128JVSQ", facts(), NameStyle.SHORT)
    assert ("winbond", "W25Q128JVSQ") in {(o.manufacturer, o.part_number) for o in found}


@pytest.mark.parametrize("typed", ["", " ", "no company is called so"])
def test_nothing_is_offered_for_nothing(typed: str) -> None:
    assert companies(typed, facts(), NameStyle.SHORT) == []
    assert parts("", facts(), NameStyle.SHORT) == parts("7", facts(), NameStyle.SHORT) == []


def test_no_more_is_offered_than_one_takes_in() -> None:
    assert len(companies("a", facts(), NameStyle.SHORT)) == MOST


def test_a_name_that_is_typed_whole_is_found_without_the_list() -> None:
    assert company_named("ROHM Co., Ltd.", facts()) == company_named(" rohm ", facts()) == "rohm"
    assert company_named("somebody", facts()) == ""
