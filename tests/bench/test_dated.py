from pathlib import Path

import pytest

from teardown.bench import score_dated
from teardown.errors import NoInputError
from teardown.parts import load_facts
from tests.small_db import write_small_db

LAYOUTS = """id,manufacturer,pattern,layout,examples,source
alpha-yww,alpha,(?P<y>\\d)(?P<ww>[0-5]\\d)[A-Z],YWWX,123A => 2021-W23,test
"""


def test_a_decade_that_nothing_settles_is_not_said(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path / "db", date_codes__common=LAYOUTS))
    table = tmp_path / "dated.csv"
    rows = ["marking,manufacturer,year,week", "ALPHA AX1234 923A,Alpha,2009,23", "ALPHA 923A,Alpha,2019,23"]
    table.write_text("\n".join(rows), encoding="utf-8")
    score = score_dated(table, facts)
    assert (score.year_maker_known.right, score.year_maker_known.wrong, score.year_maker_known.none) == (1, 0, 1)
    assert (score.week_maker_known.right, score.week_maker_known.wrong, score.week_maker_known.none) == (2, 0, 0)


def test_a_table_that_is_not_there_says_what_was_wanted(tmp_path: Path) -> None:
    with pytest.raises(NoInputError):
        score_dated(tmp_path / "none.csv", load_facts(write_small_db(tmp_path / "db")))
