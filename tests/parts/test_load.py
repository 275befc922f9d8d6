from pathlib import Path

import pytest

from teardown.errors import PartsDatabaseError
from teardown.parts import load_facts
from tests.small_db import write_small_db


def test_a_database_is_loaded_with_names_and_brands_joined(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    beta = facts.manufacturers["beta"]
    assert beta.legal_name == "Beta Memory Co., Ltd."
    assert beta.local_affiliates == (("JP", "Beta Japan Co. Ltd."),)
    assert beta.brand_texts == ("BETAMEM",)
    assert facts.manufacturers["gamma"].former_names == ("Delta Devices",)
    assert [category.id for category in facts.categories.values()] == ["flash", "regulator"]


def test_the_version_changes_with_any_fact_and_with_nothing_else(tmp_path: Path) -> None:
    one = load_facts(write_small_db(tmp_path / "one")).version
    again = load_facts(write_small_db(tmp_path / "again")).version
    other = load_facts(write_small_db(tmp_path / "other", places="text,country,source\nCHINA,CN,test\n")).version
    assert one == again != other


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("places", "text,land,source\nTAIWAN,TW,test\n", "places.csv: the columns must be text, country, source"),
        ("places", "text,country,source\nTAIWAN,TW\n", "places.csv:2: 2 cells where 3 are expected"),
        ("brands__all", "manufacturer,text,match,source\nalpha,A,always,test\n", "brands/all.csv:2: match must be"),
        ("confusions", "printed,read,weight,source\nB,8,often,test\n", "confusions.csv:2"),
    ],
)
def test_a_bad_row_is_reported_with_file_and_line(tmp_path: Path, table: str, text: str, message: str) -> None:
    with pytest.raises(PartsDatabaseError, match=message.replace("(", r"\(")):
        load_facts(write_small_db(tmp_path, **{table: text}))


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    folder = write_small_db(tmp_path)
    (folder / "places.csv").write_bytes(b"text,country,source\nT\xff,TW,test\n")
    with pytest.raises(PartsDatabaseError, match=r"places\.csv: not a readable UTF-8"):
        load_facts(folder)


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(PartsDatabaseError, match="holds no parts database"):
        load_facts(tmp_path)


def test_a_house_is_a_company_with_its_predecessors(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    assert facts.house("oldalpha") == facts.house("alpha") == {"alpha", "oldalpha"}
    assert facts.house("beta") == {"beta"}
    assert facts.house("nobody") == {"nobody"}
