"""What stands in a letter: the questions verbatim, only the company's own components, only what may be said of them."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from teardown.case.records import Answer, AnswerStatus, CaseRecord, Letter, Unit, UnitLink
from teardown.correspondence import Draft, draft_letters
from teardown.correspondence.dates import written
from teardown.errors import UsageError
from teardown.export.strings import Language
from tests.correspondence.build import FACTS, START, component, record, signed

ON = date(2026, 11, 28)
EXPECTED = Path(__file__).resolve().parents[3] / "shared" / "report" / "expected.json"


def drafts(kept: CaseRecord, language: Language = "en", *companies: str) -> dict[str, Draft]:
    made = draft_letters(kept, FACTS, drafted_at=START, on=ON, languages=(language,), companies=companies)
    return {draft.letter.manufacturer: draft for draft in made}


def everything(draft: Draft) -> str:
    """All texts of a letter in one."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                collect(item)
        elif hasattr(value, "__dataclass_fields__"):
            for field in fields(value):  # type: ignore[arg-type]
                collect(getattr(value, field.name))

    for field in fields(draft.text):
        if field.name != "phrases":
            collect(getattr(draft.text, field.name))
    return "\n".join(found)


def test_one_letter_per_company_of_the_table_and_language() -> None:
    made = draft_letters(record(), FACTS, drafted_at=START, on=ON)
    assert [(d.letter.manufacturer, d.letter.language) for d in made] == [
        (company, language) for company in ("rohm", "tdk", "akm", "thine", "sony", "epson", "micron") for language in ("en", "ja")
    ]
    assert len({d.letter.id for d in made}) == 14
    assert all(d.letter.deadline == ON + timedelta(days=28) and d.letter.sent_on is None for d in made)


@pytest.mark.skipif(not EXPECTED.exists(), reason="the report's own data lies beside this checkout only")
def test_the_three_questions_are_the_reports_word_for_word() -> None:
    questions = json.loads(EXPECTED.read_text("utf-8"))["questions"]
    assert [q.text for q in drafts(record())["rohm"].text.questions[:3]] == questions


def test_questions_are_numbered_and_the_last_asks_about_part_and_route() -> None:
    for language in ("en", "ja"):
        questions = drafts(record(), language)["tdk"].text.questions  # type: ignore[arg-type]
        assert [q.number for q in questions] == [1, 2, 3, 4]
        assert len(questions[3].parts) == 4
    assert "By which route" in drafts(record())["tdk"].text.questions[3].parts[2]


def test_a_case_may_leave_the_added_question_out() -> None:
    kept = record()
    asked = tuple(replace(q, ask_to_confirm=False) for q in kept.case.questionnaires)
    kept = replace(kept, case=replace(kept.case, questionnaires=asked))
    assert len(drafts(kept)["rohm"].text.questions) == 3


def test_a_letter_shows_the_companys_own_components_and_no_others() -> None:
    made = drafts(record())
    assert [part.id for part in made["rohm"].text.parts] == ["C001", "C002"]
    assert [part.id for part in made["micron"].text.parts] == ["C008"]
    assert "ti" not in made
    for company, draft in made.items():
        text = everything(draft)
        for other in ("BR24G64", "AK4951EN", "THC63LVD827", "RX8900CE", "ICM-42688-P", "MT29F1G08ABAEA", "TPS62140"):
            own = any(part.part_number == other for part in draft.text.parts)
            assert (other in text) == own, (company, other)


def test_claims_are_the_ladders_sentences() -> None:
    made = drafts(record())
    assert made["rohm"].text.parts[0].claim == (
        "A component bearing the marking “ROHM / 4G64 / 033 217”, which matches part BR24G64, documented for ROHM, and bearing "
        "the mark of ROHM."
    )
    assert made["rohm"].text.parts[1].claim == (
        "A component bearing the marking “U24020 / 202184”, which matches part BU24020GU, documented for ROHM only."
    )
    assert made["sony"].text.parts[0].claim == (
        "A component whose package carries no readable name. An analyst noted it as part IMX291LQR-C of Sony on the ground of: "
        "the text on the board (“IMX291 SENSOR BD”). It was not read from the package."
    )


def test_whether_two_people_signed_is_said_of_each_row() -> None:
    made = drafts(signed(record(), "C001", "C006"))
    rows = made["rohm"].text.parts
    assert [row.signed for row in rows] == [True, False]
    assert rows[0].claim.endswith("identified as BR24G64 by ROHM; confirmed by two people.")
    assert rows[0].review == ""
    assert rows[1].review == "Not yet confirmed by two people."
    assert "Not yet confirmed by two people: C002." in made["rohm"].text.after_table[0]
    assert made["sony"].text.after_table[0].startswith("Each row has been confirmed by two people")
    assert "It was not read from the package." in made["sony"].text.parts[0].claim
    assert made["sony"].text.parts[0].review == "Confirmed by two people."


def test_what_did_not_name_the_part_is_not_shown_as_its_marking() -> None:
    row = drafts(record())["sony"].text.parts[0]
    assert (row.marking, row.dates) == ("", "")
    assert drafts(record())["rohm"].text.parts[0].marking == "ROHM / 4G64 / 033 217"


def test_what_a_company_acknowledged_is_said_with_its_own_words() -> None:
    said = Answer("a1", "rohm", "ROHM", "en", AnswerStatus.FULL, "It is ours.", parts_confirmed=("BR24G64",))
    kept = replace(record(), answers=(said,))
    assert "ROHM states that BR24G64 is its part" in drafts(kept)["rohm"].text.parts[0].claim


def test_date_codes_show_every_reading() -> None:
    assert drafts(record())["epson"].text.parts[0].dates == (
        "date code 912, which can be read as week 12 of 2009 or week 12 of 2019"
    )
    assert drafts(record(), "ja")["epson"].text.parts[0].dates == (
        "デートコード912（考えられる読み方：2009年第12週または2019年第12週）"
    )


_FORBIDDEN = re.compile(
    r"\b(complicit|guilty|illegal|you (sold|knew|supplied)|your company (sold|knew|supplied|supplies)|proves?|culprit)\b",
    re.IGNORECASE,
)


def test_nothing_but_the_questions_supposes_supply_knowledge_or_wrongdoing() -> None:
    for draft in drafts(record()).values():
        text = replace(draft.text, questions=(), is_not=())
        found = _FORBIDDEN.findall(everything(replace(draft, text=text)).replace("that your company sold anything", ""))
        assert not found
        assert "We do not take it as established that your company sold" in draft.text.questions_intro


def test_a_letter_names_deadline_right_of_reply_and_what_a_teardown_is_not() -> None:
    text = drafts(record())["thine"].text
    assert any("by 26 December 2026 (28 days from the date of this letter)" in line for line in text.reply)
    assert any("nothing is deleted" in line for line in text.reply)
    assert any("no response by that day, and draw no other conclusion" in line for line in text.reply)
    assert any("does not show how they came there, who sold them to whom, or when" in line for line in text.is_not)


def test_micron_japan_is_written_to_as_what_it_is() -> None:
    text = drafts(record())["micron"].text
    assert text.addressee == "Micron Japan Co., Ltd."
    assert (
        "We write to you as the company in Japan of the group of Micron Technology, Inc. (head office: the United States)."
        in (text.introduction)
    )
    japanese = drafts(record(), "ja")["micron"].text
    assert japanese.addressee == "マイクロン ジャパン株式会社"
    assert any("本社所在国：米国" in line for line in japanese.introduction)


def test_no_claim_says_that_the_japanese_company_made_microns_chip() -> None:
    for kept in (record(), signed(record(), "C008")):
        claim = drafts(kept, "ja")["micron"].text.parts[0].claim
        assert "マイクロン・テクノロジ" in claim
        assert "ジャパン" not in claim


def test_japanese_letters_are_japanese() -> None:
    for draft in drafts(record(), "ja").values():
        text = draft.text
        assert text.date == "2026年11月28日"
        assert text.subject.startswith("件名：")
        assert any("2026年12月26日まで" in line for line in text.reply)
        for sentence in (*text.introduction, *text.examined, text.counted, *text.reply, *text.is_not, *text.closing):
            assert any("ぁ" <= c <= "ヿ" for c in sentence), sentence


def test_the_link_to_the_device_of_concern_is_stated_as_it_is() -> None:
    kept = record()
    assert "No statement is made about how this unit is linked" in drafts(kept)["rohm"].text.examined[1]
    unit = Unit(
        "unit-1",
        "Maker",
        "Model 7",
        "bought new",
        link=UnitLink.SAME_SERIES,
        link_statement="The label says so.",
        link_statement_ja="銘板による。",
    )
    kept = replace(kept, units=(unit,))
    assert drafts(kept)["rohm"].text.examined == (
        "Maker Model 7; how it was acquired: bought new.",
        "How it is linked to the device of concern: a unit of the same series. The label says so.",
    )
    assert drafts(kept, "ja")["rohm"].text.examined[1] == "問題とされる製品との関係：同じシリーズの製品。銘板による。"


def test_what_cannot_be_seen_is_shown_and_names_are_no_markup() -> None:
    hostile = component(1, "rohm", "BR24G64", "memory", ("a\x00b\u202e", "<b>{{ 7*7 }}</b>"))
    part = drafts(record(hostile))["rohm"].text.parts[0]
    assert part.marking == "a[U+0000]b[U+202E] / <b>{{ 7*7 }}</b>"


def test_handles_stay_for_drafts_and_grow_for_letters_that_were_sent() -> None:
    first = drafts(record(), "en", "rohm")["rohm"].letter
    assert first.id == "sample-camera-rohm-en"
    again = replace(record(), letters=(first,))
    assert drafts(again, "en", "rohm")["rohm"].letter.id == first.id
    sent = replace(record(), letters=(replace(first, sent_on=ON),))
    assert drafts(sent, "en", "rohm")["rohm"].letter.id == "sample-camera-rohm-en-2"


def test_what_does_not_fit_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="shows no component of “ti”"):
        drafts(record(), "en", "ti")
    with pytest.raises(UsageError, match="is not after the day of the letter"):
        draft_letters(record(), FACTS, drafted_at=START, on=ON, deadline=ON)
    silent = replace(record(), case=replace(record().case, questionnaires=()))
    with pytest.raises(UsageError, match="has no questionnaire in the language “en”"):
        drafts(silent)


def test_a_draft_is_not_sent() -> None:
    letter = drafts(record())["rohm"].letter
    assert letter == Letter(letter.id, "rohm", "en", "ROHM Co., Ltd.", START, ON + timedelta(days=28))


@pytest.mark.parametrize(
    ("day", "english", "japanese"),
    [(date(2023, 1, 9), "9 January 2023", "2023年1月9日"), (date(2026, 12, 31), "31 December 2026", "2026年12月31日")],
)
def test_days_are_written_out(day: date, english: str, japanese: str) -> None:
    assert (written(day, "en"), written(day, "ja")) == (english, japanese)
