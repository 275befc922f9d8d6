"""The report's table of responses from stored answers, and the same table for a case that is still open."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from teardown.case.records import Answer, AnswerStatus, CaseRecord, Letter, SupplyStatement
from teardown.case.standing import standings
from teardown.correspondence import Response, load_answers, response_table
from teardown.correspondence.response_files import RESPONSE_COLUMNS, responses_csv, responses_html
from teardown.export.cells import exact
from teardown.serial import to_json
from tests.correspondence.build import FACTS, SAMPLE, START, record

REPORTS_TABLE = "b2bf0682997984b54f09329cfae195d4bf7f17994d1236c5c2d988936be8b890"
"""SHA-256 over the seven lines as the report prints them, so that a checkout alone can compare them."""
EXPECTED = Path(__file__).resolve().parents[3] / "shared" / "report" / "expected.json"
SENT = Letter("l1", "rohm", "en", "ROHM Co., Ltd.", START, deadline=date(2026, 12, 26), sent_on=date(2026, 11, 28))


def sample() -> CaseRecord:
    return replace(record(), answers=tuple(g.answer for g in load_answers(SAMPLE / "answers.toml", FACTS)))


def plain(rows: tuple[Response, ...]) -> list[dict[str, object]]:
    return [{"no": r.no, "company_name": r.company_name, "response": r.response, "status": r.status} for r in rows]


@pytest.mark.skipif(not EXPECTED.exists(), reason="the report's own data lies beside this checkout only")
def test_the_reports_table_is_reproduced_word_for_word() -> None:
    assert plain(response_table(sample(), FACTS)) == json.loads(EXPECTED.read_text("utf-8"))["responses"]


def test_the_samples_table_has_the_reports_order_names_markers_and_statuses() -> None:
    rows = response_table(sample(), FACTS)
    assert [(r.no, r.company_name, r.status, r.marker) for r in rows] == [
        (1, "ROHM Co., Ltd.", "excerpt", "(The rest is omitted.)"),
        (2, "TDK Corporation", "excerpt", "(Remaining text omitted)"),
        (3, "Asahi Kasei Electronics Corporation", "excerpt", "(Remaining text omitted)"),
        (4, "THine Electronics Corporation", "excerpt", "(The rest is omitted.)"),
        (5, "Sony Group Corporation", "full response", "(Full response)"),
        (6, "Seiko Epson Corporation", "excerpt", "(The rest is omitted.)"),
        (7, "Micron Japan, Inc.", "no response", ""),
    ]
    text = json.dumps(plain(rows), ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest() == REPORTS_TABLE
    assert all(r.response.endswith(r.marker) for r in rows)


def test_the_order_is_the_cases_however_the_answers_came_in() -> None:
    kept = sample()
    mixed = replace(kept, answers=tuple(reversed(kept.answers)))
    assert plain(response_table(mixed, FACTS)) == plain(response_table(kept, FACTS))


def test_japanese_names_and_words_around_verbatim_texts() -> None:
    rows = response_table(sample(), FACTS, "ja")
    assert [r.company_name for r in rows][-1] == "マイクロン ジャパン株式会社"
    assert [r.status for r in rows] == ["抜粋"] * 4 + ["全文", "抜粋", "回答なし"]
    assert rows[0].response == response_table(sample(), FACTS)[0].response
    assert rows[0].supply == "代理店経由の供給を認める"


@pytest.mark.promise(16, "whatever a company says about supply, 0 claims change, and its words stand beside the claim")
def test_supply_is_an_axis_of_its_own_and_changes_no_claim() -> None:
    kept = record()
    before = [s.said for s in standings(kept, FACTS)]
    for supply in SupplyStatement:
        told = Answer("a1", "rohm", "ROHM", "en", AnswerStatus.FULL, "We never made that part.", supply=supply)
        after = replace(kept, answers=(told,))
        assert [s.said for s in standings(after, FACTS)] == before
        assert any(s.answers == (told,) for s in standings(after, FACTS)), "it stands beside the claim"


def test_a_letter_without_an_answer_is_pending_and_then_a_silence() -> None:
    kept = replace(record(), letters=(SENT,))
    pending = response_table(kept, FACTS, on=date(2026, 12, 26))[0]
    assert (pending.status, pending.response) == ("pending", "No answer yet; asked to answer by 26 December 2026")
    late = response_table(kept, FACTS, on=date(2026, 12, 27))[0]
    assert (late.status, late.response, late.no_response_by) == ("no response", "No response", date(2026, 12, 26))
    assert response_table(kept, FACTS, "ja")[0].response == "未回答（回答期限：2026年12月26日）"


def test_a_letter_that_was_not_sent_asks_nobody() -> None:
    assert response_table(replace(record(), letters=(replace(SENT, sent_on=None),)), FACTS) == ()


@pytest.mark.promise(16, "a later answer stands beside the first")
def test_a_later_answer_stands_beside_the_first() -> None:
    first = Answer("a1", "rohm", "ROHM Co., Ltd.", "en", AnswerStatus.DECLINED, "We do not comment.")
    second = Answer("a2", "rohm", "ROHM Co., Ltd.", "en", AnswerStatus.FULL, "It is not ours.", supply=SupplyStatement.DENIED)
    rows = response_table(replace(record(), answers=(first, second), letters=(SENT,)), FACTS)
    assert [(r.no, r.response, r.supply) for r in rows] == [
        (1, "We do not comment.", "not stated"),
        (1, "It is not ours.", "supply denied"),
    ]


@pytest.mark.promise(11, "answers come back from the CSV of responses exactly, and none is a formula")
def test_csv_gives_every_answer_back_exactly_and_holds_no_formula() -> None:
    hostile = Answer("a1", "rohm", "=cmd()", "en", AnswerStatus.FULL, '=1+1\n\n"quoted", +2')
    kept = replace(sample(), answers=(*sample().answers, hostile))
    rows = response_table(kept, FACTS)
    text = responses_csv(rows)
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert tuple(read[0]) == RESPONSE_COLUMNS
    assert [exact(line["response"]) for line in read] == [r.response for r in rows]
    assert [exact(line["company_name"]) for line in read] == [r.company_name for r in rows]
    assert not any(cell[:1] in "=+-@" for line in read for cell in line.values() if cell)


def test_which_words_answer_which_question_stands_in_page_table_and_json() -> None:
    rows = response_table(sample(), FACTS)
    told = [(p.question, p.text[:20]) for p in rows[0].by_question]
    assert told == [(1, "Regarding Hikvision,"), (2, "However, unfortunate")]
    assert rows[0].answered == (1, 2)
    page = responses_html(rows, "x", "en")
    assert "On question 2, as we read it" in page
    assert f"<p>“{rows[0].by_question[0].text}”</p>" in page
    assert "質問1への回答（当方の判断）" in responses_html(response_table(sample(), FACTS, "ja"), "x", "ja")
    first = next(csv.DictReader(io.StringIO(responses_csv(rows).removeprefix("\ufeff"), newline="")))
    assert json.loads(exact(first["by_question"])) == [{"question": p.question, "text": p.text} for p in rows[0].by_question]
    assert json.loads(to_json(rows[0]))["by_question"][1]["question"] == 2


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_holds_every_answer_and_loads_nothing(language: str) -> None:
    assert language in ("en", "ja")
    hostile = Answer("a1", "rohm", "ROHM", "en", AnswerStatus.FULL, "<script>alert(1)</script>")
    rows = response_table(replace(sample(), answers=(*sample().answers, hostile)), FACTS, language)  # type: ignore[arg-type]
    page = responses_html(rows, "A & B", language, warning="sample")  # type: ignore[arg-type]
    shown = re.sub(r"\s+", " ", page)
    for row in rows[1:]:
        for paragraph in row.response.split("\n"):
            assert paragraph.replace("'", "&#39;") in shown or "<script>" in paragraph
    assert "<script" not in page
    assert "A &amp; B" in page
    assert "http" not in page.replace("http-equiv", "")
