from datetime import date
from pathlib import Path

from teardown.curation import explain, lint
from teardown.parts import load_facts
from tests.small_db import TABLES, write_small_db

TODAY = date(2026, 11, 25)


def test_examples_that_hold_are_silent(tmp_path: Path) -> None:
    assert lint(write_small_db(tmp_path), today=TODAY) == ()


def test_examples_that_fail_are_found(tmp_path: Path) -> None:
    families = TABLES["families/all.csv"].replace("AX1234 => AX1234,test", "AX1234 => AX999,test", 1)
    families = families.replace("GD / 25Q64C => 25Q64C", "25Q64C => 25Q64C")
    folder = write_small_db(
        tmp_path,
        families__all=families,
        shared__all="id,pattern,category,examples,source\nlm,LM\\d+,regulator,AX1234,t\n",
        date_codes__common="id,manufacturer,pattern,layout,examples,source\n"
        "yyww,,(?P<yy>\\d\\d)(?P<ww>\\d\\d),YYWW,0723 => 2006-W23,t\n",
        noise="id,pattern,what,examples,source\nul,94V,flammability,OTHER,t\n",
    )
    text = "\n".join(str(finding) for finding in lint(folder, today=TODAY))
    assert "families/all.csv:2: “AX1234” gives part AX1234, not AX999" in text
    assert "families/all.csv:6: “25Q64C” names nobody" in text
    assert "shared/all.csv:2: “AX1234” must name nobody, but names alpha" in text
    assert "date_codes/common.csv:2: “0723” must be read as 2006-W23, came out as 2007-W23" in text
    assert "noise.csv:2: “OTHER” is not taken for noise" in text


def test_the_shipped_facts_have_no_findings() -> None:
    assert [str(finding) for finding in lint(today=TODAY)] == []


def test_an_explanation_names_winner_losers_rules_and_sources(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    text = explain(["BETAMEM", "25Q64BV"], facts).text(facts)
    assert "marking matches part B25Q64B, documented for Beta" in text
    assert "brand:BETAMEM, family:beta/25q: chosen" in text
    assert "source: test" in text
