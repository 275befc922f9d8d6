"""A case described in a file: what it says is read, what is wrong is said."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from teardown.case.case_file import load_case, load_questionnaire
from teardown.case.records import UnitLink
from teardown.errors import UsageError
from teardown.model import NameStyle
from teardown.parts import load_facts

FACTS = load_facts()
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "case"


def changed(folder: Path, old: str, new: str) -> Path:
    """The sample case with one thing changed."""
    shutil.copytree(SAMPLE, folder / "case")
    path = folder / "case" / "case.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_the_sample_case() -> None:
    found = load_case(SAMPLE / "case.toml", FACTS)
    case = found.case
    assert "rendered sample" in case.title
    assert "再現" in case.title_ja
    assert (case.country, case.name_style, case.answer_days) == ("JP", NameStyle.REPORT, 28)
    assert case.table.order == ("rohm", "tdk", "akm", "thine", "sony", "epson", "micron")
    assert (case.table.countries, case.table.manufacturers) == (("JP",), ("micron",))
    assert [q.language for q in case.questionnaires] == ["en", "ja"]
    assert all(len(q.questions) == 3 and q.ask_to_confirm for q in case.questionnaires)
    assert [(e.id, e.date) for e in case.events] == [("hikvision-entity-list", date(2019, 10, 9))]
    assert [(u.id, u.link) for u in found.units] == [("unit-1", UnitLink.NOT_STATED)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "sample-camera"', "", "“id” is missing; it must be a text"),
        ('country = "JP"', 'country = "Japan"', "“country” must be a country's ISO 3166 alpha-2 code such as JP"),
        ("Asia/Tokyo", "Tokyo", "“time_zone” must be a zone's IANA name such as Asia/Tokyo, not “Tokyo”"),
        ('name_style = "report"', 'name_style = "long"', "“name_style” must be one of report, legal, short, ja"),
        ("hikvision-entity-list", "hikvision", "the parts database has no event “hikvision”; it has hikvision-entity-list"),
        ('companies = ["micron"]', 'companies = ["Mikron"]', "table: No company is called “Mikron”"),
        ('companies = ["micron"]', 'minimum_level = "sure"', "“minimum_level” must be one of unidentified"),
        ("questionnaire.en.toml", "nothing.toml", "nothing.toml cannot be read"),
        ("answer_days = 28", "answer_days = 0", "“answer_days” must be a whole number from 1, not 0"),
        ("answer_days = 28", "answer_day = 28", "there is no field “answer_day”; “answer_days” is meant, perhaps"),
        ('link = "not stated"', 'link = "identical"', "unit 1: “link” must be one of same unit, same model"),
        ('link = "not stated"', 'serial = "123"', "unit 1: there is no field “serial”"),
        ("[[unit]]", "[unit]", "“unit” must be a list of tables"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_case(changed(tmp_path, old, new), FACTS)
    assert says in str(caught.value)


def test_a_questionnaire_in_another_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.toml"
    path.write_text('language = "de"\nsubject = "x"\nintroduction = "x"\nquestions = ["x"]\n')
    with pytest.raises(UsageError, match="“language” must be one of en, ja"):
        load_questionnaire(path)


def test_a_questionnaire_without_questions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.toml"
    path.write_text('language = "en"\nsubject = "x"\nintroduction = "x"\nquestions = []\n')
    with pytest.raises(UsageError, match="“questions” must be a list of texts"):
        load_questionnaire(path)
