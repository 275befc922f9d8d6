"""The words of letters, addresses and answers in English and Japanese: one table, so that a language is a column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from teardown.correspondence.letter_phrases import LETTER, PARAGRAPHS
from teardown.export.strings import Language

TABLE: Mapping[str, tuple[str, str]] = {
    # steps of an address
    "step_brand": ("Brand on the part", "部品に記された社名・ロゴ"),
    "step_entity_then": ("Legal entity at the date code", "製造時の法人（デートコードによる）"),
    "step_entity_today": ("Legal entity today", "現在の法人"),
    "step_parent_today": ("Parent today", "現在の親会社"),
    "step_addressed": ("Addressed", "送付先"),
    "brand_read": ("the name is printed on {chips}", "{chips}に社名が印刷されている"),
    "brand_logo": ("its logo is on {chips}", "{chips}に同社のロゴがある"),
    "brand_none": (
        "no name was read on {chips}; the part is documented for {company}",
        "{chips}に社名は読み取れないが、型番は{company}のものとして資料に記載されている",
    ),
    # doubts
    "doubt_two_names": (
        "The report uses more than one name for this company: {names}.",
        "報告書では、この企業に複数の名称が使われている：{names}。",
    ),
    "doubt_report_name": (
        "“{name}”, as the report prints it ({source}), is not the legal name on record, “{legal}” ({where}).",
        "報告書の「{name}」（{source}）は、記録にある正式名称「{legal}」（{where}）と異なる。",
    ),
    "doubt_affiliate": (
        "{local} is the company in {country} of the group of {company}, whose head office is in {headquarters}: a letter to it names no "
        "other head office.",
        "{local}は、{company}（本社所在国：{headquarters}）のグループに属する{country}の会社である。グループの本社所在国が{country}になるわけではない。",
    ),
    "doubt_no_affiliate": (
        "No company of {company} in {country} is on record: the letter goes to the head office in {headquarters}.",
        "{company}の{country}における会社は記録にないため、送付先は本社（{headquarters}）とした。",
    ),
    "doubt_other_house": (
        "The table lists {brand} here, but its products are today those of {today}, which belongs to another house.",
        "一覧では{brand}をここに掲載しているが、その製品は現在、別のグループに属する{today}が引き継いでいる。",
    ),
    "doubt_no_entity": (
        "{chip} was made about {day}, and no legal entity is on record for that time.",
        "{chip}は{day}頃の製造とみられるが、その時期の法人は記録にない。",
    ),
    "doubt_change": (
        "The facts leave open which legal entity made {chip}: {names}.",
        "{chip}を製造した法人は、記録からは一つに絞れない：{names}。",
    ),
    "doubt_date_code": (
        "The date code of {chip} can be read in several ways, and with it who made the chip: {names}.",
        "{chip}のデートコードは複数の読み方ができ、それによって製造した法人も変わる：{names}。",
    ),
    "doubt_undated": (
        "No date code was read on {chips}: which legal entity made it is not known.",
        "{chips}にはデートコードが読み取れず、製造した法人は分からない。",
    ),
    "doubt_unchecked": (
        "No document was checked for “{name}” in full: {source}.",
        "「{name}」については、資料による確認が済んでいない部分がある：{source}。",
    ),
    # states of a letter
    "state_drafted": ("drafted", "起案済み"),
    "state_sent": ("sent", "送付済み"),
    "state_reminded": ("reminded", "督促済み"),
    "state_answered": ("answered", "回答あり"),
    "overdue": ("overdue", "期限超過"),
    # answers
    "response": ("Response", "回答"),
    "status": ("Status", "区分"),
    "supply": ("What it says about supply", "供給についての記述"),
    "answered_questions": ("Questions answered, as we read it", "回答のあった質問（当方の判断）"),
    "on_question": ("On question {number}, as we read it", "質問{number}への回答（当方の判断）"),
    "language": ("Language", "言語"),
    "received_on": ("Received on", "受領日"),
    "no_response_by": ("No response by", "この日までに回答なし"),
    "source": ("Source", "出典"),
    "no_response": ("No response", "回答なし"),
    "no_answer_yet": ("No answer yet; asked to answer by {day}", "未回答（回答期限：{day}）"),
    "status_full": ("full response", "全文"),
    "status_excerpt": ("excerpt", "抜粋"),
    "status_no_response": ("no response", "回答なし"),
    "status_declined": ("declined", "回答を辞退"),
    "status_acknowledged": ("acknowledged", "受領の連絡のみ"),
    "status_pending": ("pending", "回答待ち"),
    "supply_direct": ("direct supply stated", "直接の供給を認める"),
    "supply_distributors": ("supply through distributors stated", "代理店経由の供給を認める"),
    "supply_denied": ("supply denied", "供給を否定"),
    "supply_no_comment": ("no comment on transactions", "取引についてはコメントせず"),
    "supply_not_stated": ("not stated", "言及なし"),
    "responses_title": ("Responses from companies", "企業からの回答"),
    "responses_note": (
        "Answers stand here in their own words, in the language in which they are on record. What a company says about supply is its own "
        "statement: it changes no claim about a component, and silence is no admission.",
        "回答は、記録されている言語のまま、原文どおりに掲載した。供給についての記述は企業自身の言明であり、部品についての記載内容を変えるものではない。"
        "回答がないことは、何かを認めたことを意味しない。",
    ),
    "sample_case": (
        "SAMPLE: a reconstruction after a published report. The answers are the report's own texts; the photos of this case are rendered and no evidence.",
        "見本：公表された報告書に基づく再現である。回答は報告書に掲載された文面であり、この事例の写真は描画されたもので、証拠ではない。",
    ),
    "no": ("No.", "番号"),
    "company_name": ("Company Name", "企業名"),
    "none_of_them": ("none", "なし"),
    "language_en": ("English", "英語"),
    "language_ja": ("Japanese", "日本語"),
}


def told_in(sentence: str, language: Language) -> str:
    """A sentence that this table wrote in one language, in another one; as it is when the table did not write it.

    For what is kept in the language of a letter and shown to somebody who reads another one.
    """
    column = 1 if language == "ja" else 0
    for pair in TABLE.values():
        template, other = pair[1 - column], pair[column]
        if "{" in template and (found := re.fullmatch(_pattern(template), sentence, re.DOTALL)):
            return other.format_map(found.groupdict())
    return sentence


@lru_cache(maxsize=200)
def _pattern(template: str) -> str:
    seen: set[str] = set()

    def place(name: str) -> str:
        again = name in seen
        seen.add(name)
        return f"(?P={name})" if again else f"(?P<{name}>.+?)"

    pieces = re.split(r"\{(\w+)\}", template)
    return "".join(place(piece) if n % 2 else re.escape(piece) for n, piece in enumerate(pieces))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The table in one language."""

    language: Language

    def __getitem__(self, key: str) -> str:
        pair = TABLE[key] if key in TABLE else LETTER[key]
        return pair[self._column]

    def filled(self, key: str, **values: str) -> str:
        """A text with its `{places}` filled in. Values are inserted as they are and not searched for places themselves."""
        return self[key].format_map(values)

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Paragraphs that belong together."""
        return PARAGRAPHS[key][self._column]

    def quoted(self, text: str) -> str:
        """A text between the language's quotation marks."""
        return f"「{text}」" if self.language == "ja" else f"“{text}”"

    def listed(self, items: Sequence[str]) -> str:
        """`A, B and C`, or `A、B、C`."""
        if self.language == "ja":
            return "、".join(items)
        return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""

    @property
    def _column(self) -> int:
        return 1 if self.language == "ja" else 0
