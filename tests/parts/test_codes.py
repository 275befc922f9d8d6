from pathlib import Path

import pytest

from teardown.attribution import attribute
from teardown.cli.program import run
from teardown.marking import decode_text
from teardown.model import ClaimLevel, Logo, Reason
from teardown.parts import Facts, load_facts
from teardown.parts.codes import CodeIndex, package_key
from teardown.parts.lint import lint_rows
from teardown.parts.rows import MarkingCode
from tests.small_db import write_small_db

CODES = (
    "code,manufacturer,part_number,package,category,source\n"
    "1AM?,alpha,AX3904,SOT-23,regulator,t\n1AM,beta,BT3904,TO-236,regulator,t\n1AM?,beta,BT77,SC-70,regulator,t\n"
)
NOWHERE = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return load_facts(write_small_db(tmp_path, codes__small=CODES))


@pytest.mark.parametrize(
    ("one", "other"),
    [("SOT-23", "TO-236AB"), ("SC-70-6(SOT-363)", "SC-88"), ("sod123fl", "SOD-123F"), ("SMA(DO-214AC)", "DO-214AC")],
)
def test_a_package_is_one_under_all_its_names(one: str, other: str) -> None:
    assert package_key(one) == package_key(other)


def test_a_code_counts_only_on_its_package_and_letters_of_the_date_may_vary() -> None:
    index = CodeIndex([MarkingCode("1AM?", "alpha", "AX3904", "SOT-23", "", "t")])
    assert [code.part_number for code in index.find("1AM5", "TO-236")] == ["AX3904"]
    assert index.find("1am", "SOT-23")
    for text, package in (("1AM5", "SC-70"), ("1AM5", ""), ("1AN5", "SOT-23"), ("1AM55", "SOT-23"), ("", "SOT-23")):
        assert index.find(text, package) == ()


def test_a_code_alone_names_nobody_and_lists_everybody(facts: Facts) -> None:
    decided = attribute(decode_text(["1AM5"], facts), facts=facts, package="SOT-23")
    assert (decided.manufacturer, decided.level, decided.reason) == (None, ClaimLevel.TRANSCRIBED, Reason.AMBIGUOUS)
    assert [(c.manufacturer, c.part_number) for c in decided.candidates] == [("alpha", "AX3904")]
    both = attribute(decode_text(["1AM"], facts), facts=facts, package="SOT-23")
    assert {c.part_number for c in both.candidates} == {"AX3904", "BT3904"}
    assert all("not unique" in c.rejected_because for c in both.candidates)


def test_beside_the_makers_logo_a_code_tells_the_part(facts: Facts) -> None:
    logo = Logo("beta", 0.99, NOWHERE)
    decided = attribute(decode_text(["1AM7"], facts), facts=facts, logo=logo, package="SOT-323")
    assert (decided.manufacturer, decided.part_number, decided.level) == ("beta", "BT77", ClaimLevel.PART)
    without = attribute(decode_text(["1AM7"], facts), facts=facts, logo=logo)
    assert (without.manufacturer, without.part_number, without.level) == ("beta", None, ClaimLevel.BRAND)


def test_lint_wants_a_package_a_plain_code_and_known_companies(tmp_path: Path) -> None:
    bad = "code,manufacturer,part_number,package,category,source\n1a,alpha,X1,SOT-23,regulator,t\nK7,nobody,X2,,what,\n"
    folder = write_small_db(tmp_path, codes__small=bad)
    problems = " ".join(str(finding) for finding in lint_rows(folder, load_facts(folder)))
    for words in ("not '1a'", "no manufacturer 'nobody'", "without its package", "no category 'what'", "source is missing"):
        assert words in problems


def test_explain_takes_the_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write_small_db(tmp_path, codes__small=CODES))
    assert run(["parts", "explain", "1AM5", "--parts-db", folder]) == 0
    assert "AX3904" not in capsys.readouterr().out
    assert run(["parts", "explain", "1AM5", "--package", "SOT-23", "--parts-db", folder]) == 0
    assert "AX3904" in capsys.readouterr().out
