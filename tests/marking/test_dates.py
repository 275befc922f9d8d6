from datetime import date
from pathlib import Path

import pytest

from teardown.marking import decode_text
from teardown.marking.dates import date_codes
from teardown.parts import Facts, load_facts
from tests.small_db import write_small_db

TODAY = date(2026, 11, 25)
LAYOUTS = """id,manufacturer,pattern,layout,examples,source
yyww,,(?P<yy>\\d\\d)(?P<ww>[0-5]\\d),YYWW,0723 => 2007-W23,test
alpha-lot,alpha,(?P<y>\\d)(?P<ww>[0-5]\\d) [A-Z]\\d\\d,YWW,039 H74 => 2000-W39,test
alpha-hex,alpha,(?P<y>\\d)(?P<mh>[1-9A-C])M,YM,0CM => 2000-12,test
alpha-ond,alpha,P(?P<y>\\d)(?P<mo>[0-9ND]),YM,P8N => 1998-11,test
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return load_facts(write_small_db(tmp_path_factory.mktemp("db"), date_codes__common=LAYOUTS))


def read(lines: list[str], facts: Facts, maker: str | None = None) -> list[tuple[int, int | None, int | None]]:
    return [(d.year, d.week, d.month) for d in decode_text(lines, facts, maker=maker, today=TODAY).dates]


@pytest.mark.parametrize("lines", [["X 039 H74"], ["039", "H74"]])
def test_a_layout_with_a_space_is_about_two_neighbouring_words(facts: Facts, lines: list[str]) -> None:
    assert read(lines, facts, "alpha") == [(2020, 39, None), (2010, 39, None), (2000, 39, None)]
    assert read(lines, facts) == []


def test_a_layout_without_a_space_is_about_one_word(facts: Facts) -> None:
    assert date_codes("0 723", facts, (), TODAY) == ()


@pytest.mark.parametrize(("text", "month"), [("0CM", 12), ("0AM", 10), ("09M", 9), ("P8N", 11), ("P80", 10), ("P8D", 12)])
def test_each_maker_counts_the_months_in_its_own_way(facts: Facts, text: str, month: int) -> None:
    assert {code.month for code in date_codes(text, facts, ["alpha"], TODAY)} == {month}


@pytest.mark.parametrize("line", ["© 2004 ALPHA 0529", "(C) 2004 ALPHA 0529", "©2004 ALPHA 0529"])
def test_the_year_of_a_copyright_is_no_date_code(facts: Facts, line: str) -> None:
    assert read([line], facts) == [(2005, 29, None)]


def test_the_makers_own_layout_comes_first_and_the_other_readings_are_kept(tmp_path: Path) -> None:
    families = """id,manufacturer,pattern,part,category,needs,examples,source
alpha/ax,alpha,AX\\d{4},,regulator,,AX1234 => AX1234,test
"""
    facts = load_facts(write_small_db(tmp_path, families__all=families, date_codes__common=LAYOUTS))
    assert read(["2152 039 H74"], facts, "alpha") == [(2020, 39, None), (2010, 39, None), (2000, 39, None), (2021, 52, None)]


def test_an_era_opens_decades_that_are_long_past(facts: Facts) -> None:
    assert [code.year for code in date_codes("09M", facts, ["alpha"], TODAY, era=(1978, 1984))] == [1980]
    assert [code.year for code in date_codes("09M", facts, ["alpha"], TODAY, era=(1985, 1988))] == [2020, 2010, 2000]


def test_the_era_of_an_abbreviated_number_is_that_of_the_full_one(tmp_path: Path) -> None:
    families = """id,manufacturer,pattern,part,category,needs,examples,source
alpha/short,alpha,(26A),AX10{1},,brand,ALPHA / 26A => AX1026A,test
"""
    eras = "id,pattern,first,last,examples,source\nold,AX1026A,1989,1998,AX1026A,test\n"
    short = LAYOUTS + "alpha-26,alpha,(?P<y>\\d)\\d\\d 26A,Y,837 26A => 1998,test\n"
    facts = load_facts(write_small_db(tmp_path, families__all=families, eras=eras, date_codes__common=short))
    assert read(["837 26A"], facts, "alpha") == [(1998, None, None)]


def test_a_part_number_of_the_maker_is_no_date_where_another_word_is(tmp_path: Path) -> None:
    families = """id,manufacturer,pattern,part,category,needs,examples,source
alpha/short,alpha,(9851),AX{1},,brand,ALPHA / 9851 => AX9851,test
"""
    facts = load_facts(write_small_db(tmp_path, families__all=families, date_codes__common=LAYOUTS))
    assert read(["9851 0723"], facts, "alpha") == [(2007, 23, None)]
    assert read(["9851"], facts, "alpha") == [(1998, 51, None)]
