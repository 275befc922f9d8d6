"""What companies were called at a time: on the real facts, because those are what counts; mechanisms on a made-up database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from teardown.curation import lint
from teardown.errors import PartsDatabaseError
from teardown.parts import load_facts
from teardown.parts.history import affiliate_in, entities_at, makers_at, parent_at
from teardown.parts.periods import Period, days, spans
from tests.small_db import write_small_db

FACTS = load_facts()


_HEADERS = {
    "entities": "manufacturer,legal_name,name_ja,headquarters,valid_from,valid_to,source",
    "chip_makers": "brand,made_by,categories,valid_from,valid_to,source",
    "owners": "manufacturer,parent,valid_from,valid_to,source",
    "affiliates": "manufacturer,country,legal_name,name_ja,valid_from,valid_to,source",
}


def with_table(folder: Path, table: str, rows: str) -> Path:
    """The small database with one more table."""
    write_small_db(folder)
    (folder / f"{table}.csv").write_text(f"{_HEADERS[table]}\n{rows}\n", "utf-8")
    return folder


def on(year: int, month: int = 6, day: int = 15) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


@pytest.mark.promise(9, "25 of 25 names at a date: former names, successors, companies that were bought")
@pytest.mark.parametrize(
    ("company", "when", "names"),
    [
        ("sony", on(1957), ["Tokyo Tsushin Kogyo K.K."]),
        ("sony", on(2021, 3, 31), ["Sony Corporation"]),
        ("sony", on(2021, 4, 1), ["Sony Group Corporation"]),
        ("akm", on(2008), ["Asahi Microsystems, Inc.", "Asahi Kasei Microsystems Co., Ltd.", "Asahi Kasei EMD Corporation"]),
        ("akm", on(2018), ["Asahi Kasei Microdevices Corporation"]),
        ("lapis", on(2009), ["OKI Semiconductor Co., Ltd."]),
        ("lapis", on(2015), ["LAPIS Semiconductor Co., Ltd."]),
        ("lapis", on(2022), ["LAPIS Technology Co., Ltd."]),
        ("lapis", on(2025), ["ROHM COMPANY LIMITED"]),
        ("atmel", on(2015), ["Atmel Corporation"]),
        ("atmel", on(2018), ["Microchip Technology Incorporated"]),
        ("motorola", on(2000), ["Motorola, Inc. (Semiconductor Products Sector)"]),
        ("motorola", on(2010), ["Freescale Semiconductor, Ltd."]),
        ("motorola", on(2020), ["NXP Semiconductors N.V."]),
        ("spansion", on(2010), ["Spansion Inc."]),
        ("spansion", on(2018), ["Cypress Semiconductor Corporation"]),
        ("spansion", on(2021), ["Infineon Technologies AG"]),
        ("aptina", on(2013), ["Aptina Imaging Corporation"]),
        ("aptina", on(2016), ["ON Semiconductor Corporation"]),
        ("toshiba_memory", on(2018), ["Toshiba Memory Corporation"]),
        ("toshiba_memory", on(2020), ["KIOXIA Corporation"]),
        ("elpida", on(2010), ["Elpida Memory, Inc."]),
        ("micron", on(2019), ["Micron Technology, Inc."]),
        ("thine", on(2019), ["THine Electronics, Inc."]),
        ("winbond", on(2019), ["Winbond Electronics Corporation"]),
    ],
)
def test_a_company_had_this_name_then(company: str, when: tuple[date, date], names: list[str]) -> None:
    assert [e.legal_name for e in entities_at(company, when, FACTS)] == names


@pytest.mark.parametrize(
    ("brand", "category", "when", "makers"),
    [
        ("sony", "image_sensor", on(2015), ("sony",)),
        ("sony", "image_sensor", on(2019), ("sony_semiconductor",)),
        ("sony", "", (date(2016, 3, 28), date(2016, 4, 3)), ("sony", "sony_semiconductor")),
        ("epson", "rtc", on(2008), ("epson_toyocom",)),
        ("epson", "rtc", on(2018), ("epson",)),
        ("epson", "display_driver", on(2008), ("epson",)),
        ("toshiba", "flash", on(2018), ("toshiba_memory",)),
        ("toshiba", "flash", on(2021), ("kioxia",)),
        ("toshiba", "transistor", on(2021), ("toshiba_devices",)),
        ("oki", "", on(2010), ("lapis",)),
        ("nec", "microcontroller", on(2005), ("nec_electronics",)),
        ("rohm", "memory", on(2019), ("rohm",)),
    ],
)
def test_who_made_the_chips_of_a_brand(brand: str, category: str, when: tuple[date, date], makers: tuple[str, ...]) -> None:
    assert makers_at(brand, category, when, FACTS) == makers


def test_a_group_is_named_only_from_when_it_owned_the_company() -> None:
    assert parent_at("invensense", on(2016), FACTS) is None
    assert (owner := parent_at("invensense", on(2018), FACTS)) is not None
    assert (owner.manufacturer, owner.since) == ("tdk", "2017-05-18")
    assert (before := parent_at("toshiba_memory", on(2018, 1), FACTS)) is not None
    assert before.manufacturer == "toshiba"
    assert (after := parent_at("toshiba_memory", on(2019, 1), FACTS)) is not None
    assert after.manufacturer == "kioxia_holdings"


def test_the_affiliate_is_called_by_the_name_that_a_document_gives() -> None:
    found = affiliate_in("micron", "JP", on(2023), FACTS)
    assert found is not None
    assert (found.legal_name, found.name_ja) == ("Micron Japan, Ltd.", "マイクロン ジャパン株式会社")
    assert "exhibit 21.1" in found.source
    assert affiliate_in("micron", "FR", on(2023), FACTS) is None


def test_an_affiliates_country_is_never_its_groups_headquarters() -> None:
    assert {e.headquarters for year in range(1980, 2027) for e in entities_at("micron", on(year), FACTS)} == {"US"}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2009", date(2009, 1, 1), date(2009, 12, 31)),
        ("2009-12", date(2009, 12, 1), date(2009, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29)),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text: str, first: date, last: date) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize("text", ["", "09", "2009-13", "2009-02-30", "2009-4", "April 2009"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days(text)


def test_an_end_before_the_beginning_is_refused_with_its_place(tmp_path: Path) -> None:
    with_table(tmp_path, "entities", "alpha,Alpha Semiconductor Corporation,,JP,2010,2009,test")
    with pytest.raises(PartsDatabaseError, match=r"entities\.csv:2: 2009 lies before 2010"):
        load_facts(tmp_path)


def test_open_ends_hold_for_ever() -> None:
    assert spans([Period()]) == ((date.min, date.max),)
    assert spans([Period("", "2008"), Period("2009", "")]) == (
        (date.min, date(2008, 12, 31)),
        (date(2009, 1, 1), date.max),
    )


def test_a_day_that_is_not_known_is_limited_by_what_came_before_and_after() -> None:
    found = spans([Period("2001"), Period(), Period("", "2009-03"), Period("2009-04")])
    assert found[0] == (date(2001, 1, 1), date(2009, 3, 31))
    assert found[1] == found[2] == (date(2001, 1, 1), date(2009, 3, 31))
    assert found[3] == (date(2009, 4, 1), date.max)


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("entities", "nobody,Nobody Inc.,,US,,,test", "no manufacturer 'nobody'"),
        ("entities", "alpha,Other Name Corporation,,JP,,,test", "the newest name is 'Other Name Corporation'"),
        ("entities", "alpha,Alpha Semiconductor Corporation,,Japan,,,test", "headquarters must be"),
        ("entities", "alpha,Alpha Semiconductor Corporation,,JP,,,", "source is missing"),
        (
            "entities",
            "alpha,Alpha A,,JP,2010,,test\nalpha,Alpha Semiconductor Corporation,,JP,2005,,test",
            "not in the order of time",
        ),
        ("chip_makers", "alpha,nobody,,,,test", "no manufacturer 'nobody'"),
        ("chip_makers", "alpha,beta,gold,,,test", "no category 'gold'"),
        ("owners", "alpha,alpha,,,test", "not its own parent"),
        ("affiliates", "beta,JP,Beta Nippon K.K.,,,,test", "stands in no row of kind affiliate"),
    ],
)
def test_lint_names_what_is_wrong(tmp_path: Path, table: str, row: str, says: str) -> None:
    findings = [str(f) for f in lint(with_table(tmp_path, table, row))]
    assert any(says in finding for finding in findings), findings
