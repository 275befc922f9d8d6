"""Answers from files: kept verbatim, wrong ones refused with what is expected, names of who signed them sealed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from teardown.case.records import Answer, AnswerStatus, SupplyStatement
from teardown.correspondence import load_answers, sealed
from teardown.custody.sealed import SealedTexts, digest_of
from teardown.errors import UsageError
from teardown.serial import from_json, to_json
from tests.correspondence.build import FACTS, SAMPLE

ONE = {
    "id": "a1",
    "company": "ROHM",
    "language": "ja",
    "status": "excerpt",
    "text": "取引について\n\n回答します。（以下略）",
    "marker": "（以下略）",
    "received_on": "2026-12-20",
    "respondent": "山田 太郎",
    "questions": [1, 3],
    "supply": "through distributors",
    "parts_confirmed": ["BR24G64"],
    "source": "letter of 18 December 2026",
}
SILENT = {"id": "a1", "company": "rohm", "language": "en", "status": "no response", "no_response_by": "2026-12-26"}


def write(folder: Path, *answers: dict[str, object], name: str = "answers.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"answer": list(answers)}), "utf-8")
    return path


def test_an_answer_is_kept_as_it_was_written(tmp_path: Path) -> None:
    given = load_answers(write(tmp_path, ONE), FACTS)[0]
    answer = given.answer
    assert answer.manufacturer == "rohm"
    assert answer.text == "取引について\n\n回答します。（以下略）"
    assert (answer.language, answer.status, answer.received_on) == ("ja", AnswerStatus.EXCERPT, date(2026, 12, 20))
    assert (answer.answered, answer.supply) == ((1, 3), SupplyStatement.DISTRIBUTORS)
    assert answer.company_name == "ROHM COMPANY LIMITED"
    assert answer.parts_confirmed == ("BR24G64",)


def test_which_words_answer_which_question_is_kept_letter_by_letter(tmp_path: Path) -> None:
    told = [
        {"number": 3, "text": "取引について"},
        {"number": 2, "text": "\n回答します。\n"},
        {"number": 3, "text": "回答します。"},
    ]
    answer = load_answers(write(tmp_path, ONE | {"question": told}), FACTS)[0].answer
    assert answer.answered == (1, 2, 3), "a question whose words are given is answered"
    assert [(p.question, p.text) for p in answer.by_question] == [
        (3, "取引について"), (2, "回答します。"), (3, "回答します。"),
    ]  # fmt: skip


def test_a_record_from_before_words_were_told_apart_is_read() -> None:
    old = json.loads(to_json(Answer("a1", "rohm", "ROHM", "en", AnswerStatus.FULL, "Yes.", answered=(1,))))
    del old["by_question"]
    assert from_json(Answer, json.dumps(old)).by_question == ()


@pytest.mark.promise(13, "who signed an answer is sealed: the record has a salted digest")
def test_who_signed_an_answer_is_sealed_and_not_on_record(tmp_path: Path) -> None:
    given = load_answers(write(tmp_path, ONE), FACTS)[0]
    keep = SealedTexts(tmp_path / "sealed.jsonl")
    answer = sealed(given, keep)
    assert "山田" not in repr(answer)
    kept = keep.reveal(answer.respondent_digest)
    assert (kept.text, kept.what) == ("山田 太郎", "respondent of a1")
    assert digest_of(kept.salt, kept.text) == answer.respondent_digest
    assert sealed(given, keep).respondent_digest != answer.respondent_digest, "each has a salt of its own"


def test_nobody_is_sealed_where_nobody_signed(tmp_path: Path) -> None:
    given = load_answers(write(tmp_path, SILENT), FACTS)[0]
    assert sealed(given, SealedTexts(tmp_path / "sealed.jsonl")) == given.answer
    assert not (tmp_path / "sealed.jsonl").exists()


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        """[[answer]]
id = "a1"
company = "rohm"
language = "en"
status = "no response"
no_response_by = 2026-12-26
""",
        "utf-8",
    )
    assert load_answers(tmp_path / "a.toml", FACTS) == load_answers(write(tmp_path, SILENT), FACTS)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"company": "Nobody Inc."}, "answer 1: No company is called “Nobody Inc.”"),
        ({"status": "maybe"}, "answer 1: “status” must be one of full response, excerpt, no response, declined, acknowledged"),
        ({"status": None}, "“status” is missing"),
        ({"supply": "perhaps"}, "“supply” must be one of direct, through distributors, denied, no comment, not stated"),
        ({"received_on": "20 December"}, "“received_on” must be a day such as 2023-01-19, not '20 December'"),
        ({"received_on": "2026-02-30"}, "“received_on” must be a day"),
        ({"questions": ["1"]}, "“questions” must be a list of whole numbers from 1"),
        ({"questions": [0]}, "“questions” must be a list of whole numbers from 1"),
        ({"text": 7}, "“text” must be a text, not 7"),
        ({"text": ""}, "give its text"),
        ({"marker": ""}, "names the words that say that the rest is omitted"),
        ({"marker": "(rest omitted)"}, "does not stand in the text; both are verbatim"),
        ({"no_response_by": "2026-12-26"}, "belongs to the status “no response” alone"),
        ({"question": [{"number": 1, "text": "回答した"}]}, "the words given for question 1 do not stand in the text"),
        ({"question": [{"number": 0, "text": "回答します"}]}, "question 1: “number” must be a whole number from 1"),
        ({"question": [{"text": "回答します"}]}, "question 1: “number” is missing"),
        ({"question": [{"number": 1, "words": "回答します"}]}, "“text” is missing"),
        ({"respondant": "X"}, "there is no field “respondant”; “respondent” is meant, perhaps"),
        ({"id": " "}, "“id” must be a text"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, change: dict[str, object], says: str) -> None:
    wrong = {k: v for k, v in (ONE | change).items() if v is not None}
    with pytest.raises(UsageError) as caught:
        load_answers(write(tmp_path, wrong), FACTS)
    assert says in str(caught.value)
    assert "answers.json" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": "We did answer."}, "“no response” has no text"),
        ({"respondent": "X"}, "nobody signed it"),
        ({"supply": "denied"}, "has stated nothing about supply"),
        ({"no_response_by": None}, "say until which day"),
    ],
)
def test_silence_has_no_words(tmp_path: Path, change: dict[str, object], says: str) -> None:
    wrong = {k: v for k, v in (SILENT | change).items() if v is not None}
    with pytest.raises(UsageError, match=says):
        load_answers(write(tmp_path, wrong), FACTS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is not valid JSON"),
        ("[]", "must hold named fields"),
        ("{}", "there is no answer in it"),
        ('{"answers": []}', "there is no field “answers”; “answer” is meant, perhaps"),
        ('{"answer": {}}', "“answer” must be a list of tables"),
    ],
)
def test_files_that_hold_no_answers_are_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=says):
        load_answers(path, FACTS)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_answers(tmp_path / "nothing.toml", FACTS)
    (tmp_path / "latin.toml").write_bytes(b'id = "\xe4"')
    with pytest.raises(UsageError, match="is not UTF-8"):
        load_answers(tmp_path / "latin.toml", FACTS)
    (tmp_path / "broken.toml").write_text("[[answer]\n")
    with pytest.raises(UsageError, match=r"is not valid TOML.*line 1"):
        load_answers(tmp_path / "broken.toml", FACTS)


def test_two_answers_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two answers have the id “a1”"):
        load_answers(write(tmp_path, ONE, SILENT), FACTS)


def test_the_sample_has_seven_answers() -> None:
    given = load_answers(SAMPLE / "answers.toml", FACTS)
    assert [g.answer.manufacturer for g in given] == ["rohm", "tdk", "akm", "thine", "sony", "epson", "micron"]
    assert all(g.answer.source and not g.respondent for g in given)
