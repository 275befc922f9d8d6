from pathlib import Path

import pytest

from teardown.parts import load_facts
from teardown.parts.lint import lint_names, lint_rows
from tests.small_db import write_small_db

FAMILIES = "id,manufacturer,pattern,part,category,needs,examples,source\n"


def problems(folder: Path) -> list[str]:
    facts = load_facts(folder)
    return [str(finding) for finding in lint_rows(folder, facts) + lint_names(facts)]


def test_a_sound_database_has_no_findings(tmp_path: Path) -> None:
    assert problems(write_small_db(tmp_path)) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,alpha,AX\\d{4},,regulator,,AX1234 => AX1234,", "the source is missing"),
        ("a,nobody,AX\\d{4},,regulator,,AX1234 => AX1234,t", "there is no manufacturer 'nobody'"),
        ("a,alpha,AX\\d{4},,toaster,,AX1234 => AX1234,t", "there is no category 'toaster'"),
        ("a,alpha,ax\\d{4},,regulator,,AX1234 => AX1234,t", "are allowed"),
        ("a,alpha,AX.*,,regulator,,AX1234 => AX1234,t", "a prefix names nobody"),
        ("a,alpha,AX\\d{4},{2},regulator,,AX1234 => AX1234,t", "names a group"),
        ("a,alpha,AX\\d{4},,regulator,,,t", "an example is missing"),
    ],
)
def test_a_bad_family_is_found(tmp_path: Path, row: str, problem: str) -> None:
    found = problems(write_small_db(tmp_path, families__all=FAMILIES + row + "\n"))
    assert any("families/all.csv:2" in text and problem in text for text in found), found


def test_duplicates_short_marks_and_shared_names_are_found(tmp_path: Path) -> None:
    found = problems(
        write_small_db(
            tmp_path,
            places="text,country,source\nTAIWAN,TW,t\nTAIWAN,TW,t\n",
            parts__all=(
                "part_number,manufacturer,category,package,top_mark,needs,evidence,source\n"
                "AX9000QFN,alpha,regulator,QFN,7XZ,,V,t\nAX9001QFN,alpha,regulator,QFN,,,sure,t\n"
            ),
            names__all="manufacturer,kind,name,country,source\nalpha,alias,Gamma,,t\nbeta,affiliate,Beta Japan,,t\n",
        )
    )
    text = "\n".join(found)
    assert "places.csv:3: TAIWAN stands already in places.csv:2" in text
    assert "'7XZ' is shorter than 5 characters" in text
    assert "evidence must be V, V-mpn or K, not 'sure'" in text
    assert "an affiliate needs the country" in text
    assert "“gamma” names alpha and gamma" in text
