"""The company table as a stated filter over the bill of materials."""

from __future__ import annotations

import pytest

from teardown.bom import build_bom, company_name, company_table
from teardown.model import Bom, ClaimLevel, CompanyTable, NameStyle, Reason, Surface, TableFilter
from tests.bom.boards import FACTS, VERSION, Chip, View, named, nameless, photograph

CHIPS = (
    Chip(10, 10, ("D33GA3W",), named("rohm", "BD33GA3WEFJ", "linear_regulator")),
    Chip(30, 10, ("U24036",), named("rohm", "BU24036MWV", "lens_driver")),
    Chip(50, 10, ("4G64",), named("rohm", "BR24G64", "eeprom")),
    Chip(70, 10, ("4G32",), named("rohm", "BR24G32", "fram")),
    Chip(10, 30, ("I428P",), named("invensense", "ICM-42688-P", "image_sensor")),
    Chip(30, 30, ("NW361",), named("micron", "MT29F1G08", "flash")),
    Chip(50, 30, ("winbond",), named("winbond", "W25Q128", "flash")),
    Chip(70, 30, ("RX8130",), named("epson", "RX8130CE", "rtc")),
    Chip(10, 50, ("EPSON",), named("epson", "", None, level=ClaimLevel.BRAND)),
    Chip(30, 50, ("AT24C02",), named("atmel", "AT24C02", None)),
    Chip(50, 50, ("HK-2019",), nameless(Reason.CUSTOMER_MARKING)),
    Chip(70, 50, ("MADE IN",), nameless(Reason.NOT_A_CHIP), surface=Surface.BOARD),
)
JAPAN = TableFilter(countries=("JP",), affiliates_in=("JP",), order=("rohm", "tdk", "epson", "micron"))


def bom() -> Bom:
    return build_bom("unit", [photograph(CHIPS, View("a.jpg"))], (), FACTS, VERSION)


def rows(table: CompanyTable) -> list[tuple[int, str, str]]:
    return [(r.no, r.company_name, r.confirmed_parts) for r in table.rows]


def test_board_text_is_no_component_and_a_customers_chip_is() -> None:
    assert len(bom().components) == 11


def test_the_reports_table_by_country_and_affiliate() -> None:
    table = company_table(bom(), FACTS, JAPAN, NameStyle.REPORT)
    assert rows(table) == [
        (1, "ROHM Co., Ltd.", "Memory, u-step System Lens Driver, Linear Regulator"),
        (2, "TDK Corporation", "Sensor"),
        (3, "Seiko Epson Corporation", "Timing Device"),
        (4, "Micron Japan Co., Ltd.", "Flash Memory"),
    ]
    assert table.left_out == {"winbond": 1, "microchip": 1}
    assert all(bom_id.startswith("C") for row in table.rows for bom_id in row.components)


def test_the_statement_counts_what_is_shown_and_left_out() -> None:
    said = company_table(bom(), FACTS, JAPAN).statement
    assert "companies with head office in Japan; companies with an affiliated local company in Japan" in said
    assert "Of 11 components listed in the bill of materials, 10 are attributed to a company" in said
    assert "rests on 7 of them, by 4 companies" in said
    assert "Left out by this filter are 2 identified components of 2 companies: Microchip 1, Winbond 1." in said
    assert "1 component attributed below level 3 (part) is not counted" in said
    assert "1 component is not identified." in said
    assert "Micron Japan Co., Ltd. stands for Micron Technology, Inc., head office in the United States" in said
    assert "Components that bear marks of InvenSense, Inc. are listed under TDK Corporation." in said


@pytest.mark.promise(9, "in the company table, legal names never make Micron Japanese")
def test_legal_names_never_make_micron_japanese() -> None:
    legal = company_table(bom(), FACTS, JAPAN, NameStyle.LEGAL)
    assert [r.company_name for r in legal.rows] == [
        "ROHM COMPANY LIMITED",
        "TDK Corporation",
        "Seiko Epson Corporation",
        "Micron Technology, Inc.",
    ]
    only_headquarters = company_table(bom(), FACTS, TableFilter(countries=("JP",)))
    assert "micron" not in [r.manufacturer for r in only_headquarters.rows]
    assert only_headquarters.left_out["micron"] == 1


def test_japanese_names_labels_and_statement() -> None:
    table = company_table(bom(), FACTS, JAPAN, NameStyle.JAPANESE)
    assert (1, "ローム株式会社", "EEPROM, FRAM, レンズドライバ, リニアレギュレータ") in rows(table)
    assert table.rows[-1].company_name == "マイクロン ジャパン株式会社"
    assert company_name("micron", FACTS, NameStyle.JAPANESE) == "マイクロン・テクノロジ", "who made a chip is another question"
    assert "本社が日本にある企業" in table.statement
    assert "11個の部品のうち10個" in table.statement


def test_named_companies_stand_in_the_order_named() -> None:
    table = company_table(bom(), FACTS, TableFilter(manufacturers=("winbond", "rohm", "atmel")), NameStyle.SHORT)
    assert [r.company_name for r in table.rows] == ["Winbond", "ROHM", "Microchip"]
    assert "companies named for this table: Winbond, ROHM, Atmel" in table.statement


def test_naming_a_group_member_shows_the_group() -> None:
    assert [r.manufacturer for r in company_table(bom(), FACTS, TableFilter(manufacturers=("invensense",))).rows] == ["tdk"]


def test_without_conditions_all_companies_stand_by_name() -> None:
    table = company_table(bom(), FACTS)
    assert [r.manufacturer for r in table.rows] == ["microchip", "micron", "rohm", "epson", "tdk", "winbond"]
    assert table.left_out == {}
    assert "Shown are all companies that are identified." in table.statement


def test_the_order_decides_about_no_company() -> None:
    table = company_table(bom(), FACTS, TableFilter(countries=("JP",), order=("winbond", "epson")))
    assert [r.manufacturer for r in table.rows] == ["epson", "rohm", "tdk"]


def test_a_lower_level_counts_bearing_a_mark() -> None:
    table = company_table(bom(), FACTS, TableFilter(countries=("JP",), minimum_level=ClaimLevel.BRAND))
    epson = next(r for r in table.rows if r.manufacturer == "epson")
    assert len(epson.components) == 2
    assert epson.confirmed_parts == "Timing Device, Function not known"


def test_repainting_a_chip_changes_the_table() -> None:
    painted = [c for c in CHIPS if c.lines != ("U24036",)]
    other = build_bom("unit", [photograph(painted, View("a.jpg"))], (), FACTS, VERSION)
    assert company_table(other, FACTS, JAPAN).rows[0].confirmed_parts == "Memory, Linear Regulator"


def test_an_empty_bill_of_materials_has_an_empty_table() -> None:
    table = company_table(build_bom("unit", [], (), FACTS, VERSION), FACTS, JAPAN)
    assert table.rows == ()
    assert "Of 0 components listed" in table.statement
