"""From the brand on a chip to who gets the letter: on the real facts and the report's seven companies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from teardown.case.records import Addressee, AddressStep
from teardown.correspondence import address, chip_of
from teardown.correspondence.found import companies_found
from teardown.correspondence.names import spelling_free
from teardown.export.strings import Language
from teardown.model import DateCode, NameStyle, TableFilter
from tests.correspondence.build import CASE, FACTS, component, record

ON = date(2026, 11, 28)


def addressee(
    manufacturer: str, style: NameStyle = NameStyle.REPORT, language: Language = "en", country: str = "JP"
) -> Addressee:
    kept = record()
    case = replace(kept.case, name_style=style, country=country)
    own = companies_found(replace(kept, case=case), FACTS)[manufacturer]
    return address(manufacturer, [chip_of(o.component) for o in own], case, FACTS, on=ON, language=language)


def names(found: Addressee, step: AddressStep) -> list[tuple[str, str]]:
    return [(link.name, link.country) for link in found.chain if link.step is step]


@pytest.mark.promise(9, "7 of 7 companies: report name, legal name and Japanese name as the case chooses")
@pytest.mark.parametrize(
    ("company", "report", "legal", "japanese"),
    [
        ("rohm", "ROHM Co., Ltd.", "ROHM COMPANY LIMITED", "ローム株式会社"),
        ("tdk", "TDK Corporation", "TDK Corporation", "TDK株式会社"),
        (
            "akm",
            "Asahi Kasei Electronics Corporation",
            "Asahi Kasei Microdevices Corporation",
            "旭化成エレクトロニクス株式会社",
        ),
        ("thine", "THine Electronics Corporation", "THine Electronics, Inc.", "ザインエレクトロニクス株式会社"),
        ("sony", "Sony Group Corporation", "Sony Group Corporation", "ソニーグループ株式会社"),
        ("epson", "Seiko Epson Corporation", "Seiko Epson Corporation", "セイコーエプソン株式会社"),
        ("micron", "Micron Japan Co., Ltd.", "Micron Japan, Ltd.", "マイクロン ジャパン株式会社"),
    ],
)
def test_the_case_chooses_the_name_and_a_japanese_letter_has_the_japanese_one(
    company: str, report: str, legal: str, japanese: str
) -> None:
    assert addressee(company, NameStyle.REPORT).name == report
    assert addressee(company, NameStyle.LEGAL).name == legal
    assert addressee(company, NameStyle.SHORT).name == legal
    assert addressee(company, NameStyle.REPORT, "ja").name == japanese
    assert addressee(company, NameStyle.LEGAL, "ja").name == japanese


def test_every_step_has_a_source_and_a_day() -> None:
    for company in ("rohm", "tdk", "akm", "thine", "sony", "epson", "micron"):
        for language in ("en", "ja"):
            found = addressee(company, language=language)  # type: ignore[arg-type]
            assert all(link.source for link in found.chain)
            assert all(link.as_of for link in found.chain if link.step is not AddressStep.BRAND)
            assert found.chain[-1].step is AddressStep.ADDRESSED
            assert found.chain[-1].name == found.name


@pytest.mark.promise(9, "in letters, a Japanese addressee never makes Micron’s headquarters Japan")
@pytest.mark.promise(9, "Micron Japan is addressed, and Micron's headquarters stay in the United States")
def test_micron_japan_never_makes_microns_headquarters_japan() -> None:
    for style in (NameStyle.REPORT, NameStyle.LEGAL):
        found = addressee("micron", style)
        assert names(found, AddressStep.ENTITY_TODAY) == [("Micron Technology, Inc.", "US")]
        assert names(found, AddressStep.ENTITY_THEN) == [("Micron Technology, Inc.", "US")]
        assert found.chain[-1].country == "JP"
    assert any("head office is in the United States" in doubt for doubt in found.doubts)


def test_a_chip_of_a_company_that_was_bought_goes_to_the_group() -> None:
    found = addressee("tdk")
    assert names(found, AddressStep.BRAND) == [("InvenSense", "")]
    assert names(found, AddressStep.ENTITY_THEN) == [("InvenSense, Inc.", "US")]
    assert names(found, AddressStep.PARENT_TODAY) == [("TDK Corporation", "JP")]
    assert names(found, AddressStep.ADDRESSED) == [("TDK Corporation", "JP")]


def test_sonys_sensor_is_made_by_another_company_than_the_one_addressed() -> None:
    found = addressee("sony", language="ja")
    assert names(found, AddressStep.ENTITY_TODAY) == [("ソニーセミコンダクタソリューションズ株式会社", "JP")]
    assert names(found, AddressStep.PARENT_TODAY) == [("ソニーグループ株式会社", "JP")]
    assert "デートコードが読み取れず" in " ".join(found.doubts)


@pytest.mark.promise(9, "the report's own inconsistent names (Micron Japan, Asahi Kasei, THine) come out as doubts")
@pytest.mark.parametrize(
    ("company", "says"),
    [
        ("micron", "more than one name for this company: “Micron Japan Co., Ltd.” and “Micron Japan, Inc.”"),
        ("micron", "“Micron Japan Co., Ltd.”, as the report prints it"),
        ("micron", "is not the legal name on record, “Micron Japan, Ltd.”"),
        ("akm", "“Asahi Kasei Electronics Corporation”, as the report prints it"),
        ("akm", "“Asahi Kasei Microdevices Corporation”"),
        ("thine", "“THine Electronics Corporation”, as the report prints it"),
        ("thine", "“THine Electronics, Inc.”"),
    ],
)
def test_what_is_inconsistent_in_the_report_is_a_doubt(company: str, says: str) -> None:
    assert any(says in doubt for doubt in addressee(company).doubts)


def test_mere_spelling_is_no_doubt() -> None:
    assert not any("as the report prints it" in doubt for doubt in addressee("rohm").doubts)
    assert spelling_free("ROHM Co., Ltd.") == spelling_free("ROHM COMPANY LIMITED") == spelling_free("Rohm Co. Ltd")
    assert spelling_free("THine Electronics Corporation") != spelling_free("THine Electronics, Inc.")


def test_a_change_whose_day_is_not_known_is_a_doubt() -> None:
    found = addressee("akm")
    assert len(names(found, AddressStep.ENTITY_THEN)) == 3
    assert any(
        "leave open which legal entity made C004" in doubt and "Asahi Kasei EMD Corporation" in doubt for doubt in found.doubts
    )


def test_a_date_code_with_two_readings_can_leave_the_maker_open() -> None:
    found = addressee("epson")
    assert {name for name, _ in names(found, AddressStep.ENTITY_THEN)} == {
        "Epson Toyocom Corporation",
        "Seiko Epson Corporation",
    }
    assert any("date code of C007 can be read in several ways" in doubt for doubt in found.doubts)


def test_what_no_document_was_checked_for_is_a_doubt() -> None:
    assert not any("No document was checked for “InvenSense, Inc.”" in d for d in addressee("tdk").doubts)
    assert any("No document was checked for “Asahi Kasei Microsystems Co., Ltd.”" in d for d in addressee("akm").doubts)


@pytest.mark.parametrize(
    ("maker", "category", "code", "then", "today", "company"),
    [
        (
            "atmel",
            "microcontroller",
            DateCode("1201", 2012, 1),
            "Atmel Corporation",
            "Microchip Technology Incorporated",
            "microchip",
        ),
        ("spansion", "flash", DateCode("1301", 2013, 1), "Spansion Inc.", "Infineon Technologies AG", "infineon"),
        (
            "aptina",
            "image_sensor",
            DateCode("1301", 2013, 1),
            "Aptina Imaging Corporation",
            "ON Semiconductor Corporation",
            "onsemi",
        ),
        (
            "freescale",
            "microcontroller",
            DateCode("1301", 2013, 1),
            "Freescale Semiconductor, Ltd.",
            "NXP Semiconductors N.V.",
            "nxp",
        ),
        ("toshiba_memory", "flash", DateCode("1801", 2018, 1), "Toshiba Memory Corporation", "KIOXIA Corporation", "kioxia"),
        ("lapis", "memory", DateCode("1501", 2015, 1), "LAPIS Semiconductor Co., Ltd.", "ROHM COMPANY LIMITED", "rohm"),
    ],
)
def test_entity_at_the_date_code_and_todays_successor(
    maker: str, category: str, code: DateCode, then: str, today: str, company: str
) -> None:
    chip = component(1, maker, "X12345", category, ("X12345",), code)
    kept = replace(record(chip), case=replace(CASE.case, table=TableFilter()))
    assert list(companies_found(kept, FACTS)) == [company]
    found = address(company, [chip_of(chip)], kept.case, FACTS, on=ON)
    assert [name for name, _ in names(found, AddressStep.ENTITY_THEN)] == [then]
    assert [name for name, _ in names(found, AddressStep.ENTITY_TODAY)] == [today]


def test_a_company_without_a_company_in_the_country_is_written_to_at_its_head_office() -> None:
    chip = component(1, "ti", "TPS62140", "dcdc", ("PA71",), DateCode("19", 2019))
    case = replace(CASE.case, table=TableFilter(), country="FR")
    found = address("ti", [chip_of(chip)], case, FACTS, on=ON)
    assert found.chain[-1].country == "US"
    assert any("No company of Texas Instruments Incorporated in France is on record" in doubt for doubt in found.doubts)


def test_products_that_went_to_another_house_are_a_doubt() -> None:
    chip = component(1, "oki", "MSM5118", "dram", ("OKI", "M5118"), DateCode("0501", 2005, 1), brand="OKI")
    case = replace(CASE.case, table=TableFilter())
    found = address("oki", [chip_of(chip)], case, FACTS, on=ON)
    assert [name for name, _ in names(found, AddressStep.ENTITY_THEN)] == ["Oki Electric Industry Co., Ltd."]
    assert any("today those of ROHM COMPANY LIMITED" in doubt for doubt in found.doubts)


def test_nobody_is_addressed_about_a_chip_of_nobody() -> None:
    nameless = component(1, "rohm", "X12345", "memory", ("X",))
    nameless = replace(nameless, attribution=replace(nameless.attribution, manufacturer=None))
    with pytest.raises(ValueError, match="attributed to nobody"):
        chip_of(nameless)


def test_japanese_doubts_are_japanese() -> None:
    for company in ("rohm", "tdk", "akm", "thine", "sony", "epson", "micron"):
        for doubt in addressee(company, language="ja").doubts:
            assert any("ぁ" <= c <= "ヿ" for c in doubt), doubt
