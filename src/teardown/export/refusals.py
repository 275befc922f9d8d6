"""Why the rules refuse something, in Japanese. `case.rules` and who else raises `RuleError` write English.

A sentence that is not known here stays English rather than being guessed at; the tests collect the sentences from the source,
and fail when one is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from teardown.export.strings import Language
from teardown.export.translate import rule

SENTENCES: Sequence[tuple[str, str]] = (
    # who, and what there must be
    ("Say who does this: a pseudonym is enough.", "誰が行うのかを示してください。仮名で構いません。"),
    ("A case begins with its description.", "案件は、まずその説明から始めてください。"),
    (
        "A {} is entered by the person who makes it: {} cannot enter one of {}.",
        "記録（{}）は本人が入力するものです。{}が{}の分を入力することはできません。",
    ),
    ("The case has no unit “{}”. Describe it first.", "この案件に機器「{}」はありません。先に機器を登録してください。"),
    ("The case has no photo {}…. Add it first.", "この案件に写真{}…はありません。先に写真を追加してください。"),
    (
        "“{}” is no handle for a {}: letters A to Z, digits, dots, dashes, at most 80.",
        "「{}」は識別名（{}）として使えません。英字、数字、ピリオド、ハイフンを80文字以内で使ってください。",
    ),
    ("This is the case “{}”; its handle cannot become “{}”.", "これは案件「{}」です。識別名を「{}」に変えることはできません。"),
    ("Say why the original is read.", "原本を開く理由を書いてください。"),
    ("Say who noted the evidence and where it was seen.", "証拠を記録した人と、それを確認した場所を書いてください。"),
    # decisions
    (
        "There is a decision {} already. Decisions are never overwritten: a new one stands beside it.",
        "判定{}は既にあります。判定は上書きされません。新しい判定は、前の判定と並べて記録されます。",
    ),
    ("The photo shows the unit “{}”, not “{}”.", "この写真に写っているのは機器「{}」で、「{}」ではありません。"),
    (
        "Say why: a decision against what was proposed needs a reason that somebody else can follow.",
        "理由を書いてください。提案と異なる判定には、ほかの人がたどれる理由が必要です。",
    ),
    (
        "This decision is dated before {}, which it follows. Check the computer's clock.",
        "この判定の日時が、前の判定{}より早くなっています。コンピューターの時計を確認してください。",
    ),
    ("A decision “{}” names no company and no part.", "判定「{}」では、企業名も型番も指定できません。"),
    (
        "A correction names the company. Where no company can be named, decide “unidentified”.",
        "「別の企業・型番」には企業名が必要です。企業名が分からないときは「特定できず」を選んでください。",
    ),
    (
        "This names another company than was proposed: decide “correct”, not “accept”.",
        "提案と異なる企業名です。「機械の提案どおり」ではなく「別の企業・型番」を選んでください。",
    ),
    (
        "This names another part than was proposed: decide “correct”, not “accept”.",
        "提案と異なる型番です。「機械の提案どおり」ではなく「別の企業・型番」を選んでください。",
    ),
    (
        "A reason for not identifying belongs to the decision “unidentified” alone.",
        "特定できない理由を付けられるのは、判定「特定できず」だけです。",
    ),
    # signatures
    ("There is no decision {} to sign.", "署名の対象となる判定{}がありません。"),
    (
        "{} made this decision and cannot sign it: it takes a second person.",
        "この判定は{}自身によるものなので、署名できません。別の人の署名が必要です。",
    ),
    ("{} was followed by {}: sign the later decision.", "判定{}の後に判定{}が記録されています。新しいほうに署名してください。"),
    ("{} has signed {} already.", "{}は判定{}に既に署名しています。"),
    (
        "This signature is dated before the decision. Check the computer's clock.",
        "署名の日時が判定より早くなっています。コンピューターの時計を確認してください。",
    ),
    # letters and answers
    ("The letter {} was sent on {}: write a new one.", "照会状{}は{}に発送済みです。新しい照会状を作成してください。"),
    (
        "A draft is not sent yet; sending it is a step of its own.",
        "下書きはまだ発送されていません。発送は別の操作で記録してください。",
    ),
    ("There is no letter {}.", "照会状{}はありません。"),
    ("The letter {} was sent on {} already.", "照会状{}は{}に発送済みです。"),
    ("A reminder follows the letter {}, which was not sent.", "照会状{}はまだ発送されていないため、督促できません。"),
    ("A reminder follows the letter {}, which was sent later.", "督促の日付が、照会状{}の発送日より前になっています。"),
    (
        "The answer {} is by another company. Give this one a handle of its own.",
        "回答{}は別の企業のものです。この回答には別の識別名を付けてください。",
    ),
    (
        "“No response” has no text, no day of receipt and confirms no part.",
        "「回答なし」には、本文、受領日、確認した部品を記入できません。",
    ),
    ("Say until which day no response had come.", "いつまで回答がなかったのか、日付を記入してください。"),
    ("An answer is kept in its own words: give its text.", "回答は原文のまま保存します。本文を記入してください。"),
    (
        "Words are given for question {}, which is not among the questions that it answers.",
        "質問{}への回答文がありますが、回答済みの質問に含まれていません。",
    ),
    (
        "The words given for question {} do not stand in the answer; both are verbatim.",
        "質問{}への回答文が、回答の本文と一致しません。どちらも原文どおりに記入してください。",
    ),
    # releases
    (
        "There is a release {} already. A newer one has a handle of its own and says what it supersedes.",
        "出力{}は既にあります。新しいものには別の識別名を付け、どれに代わるものかを示してください。",
    ),
    ("There is no release {} to supersede.", "差し替えの対象となる出力{}がありません。"),
    # answers that contradict themselves
    (
        "“no response” has no text, no day of receipt, answers no question, confirms no part, and nobody signed it.",
        "「回答なし」には、本文、受領日、回答した質問、確認した部品、署名者を記入できません。",
    ),
    (
        "A company that did not answer has stated nothing about supply.",
        "回答しなかった企業は、供給について何も述べていません。",
    ),
    ("Say until which day no response had come (no_response_by).", "いつまで回答がなかったのか、日付を記入してください。"),
    (
        "“no_response_by” belongs to the status “no response” alone.",
        "「回答がなかった期限」を記入できるのは、状態が「回答なし」のときだけです。",
    ),
    (
        "An excerpt names the words that say that the rest is omitted (marker).",
        "抜粋の場合は、省略を示す語句を記入してください。",
    ),
    (
        "The marker “{}” does not stand in the text; both are verbatim.",
        "省略を示す語句「{}」が本文にありません。どちらも原文どおりに記入してください。",
    ),
    (
        "The words given for question {} do not stand in the text; both are verbatim.",
        "質問{}への回答文が、本文と一致しません。どちらも原文どおりに記入してください。",
    ),
    # the web application
    (
        "No photo shows this component. Mark its place on a photo, in its evidence, before deciding about it.",
        "この部品が写っている写真がありません。判定する前に、証拠の記録から写真上の位置を指定してください。",
    ),
    (
        "The machine names nobody here, so that there is nothing to accept. Name the company, or say why not.",
        "機械は企業名を挙げていないため、承認できるものがありません。企業名を指定するか、特定できない理由を選んでください。",
    ),
    ("You have signed this already.", "この判定には既に署名しています。"),
    (
        "This region is too small to be read. Draw it around the whole chip.",
        "範囲が小さすぎて読み取れません。チップ全体を囲んでください。",
    ),
    ("This region reaches over the photo's edge.", "範囲が写真の外にはみ出しています。"),
    ("Choose two or more components of one unit.", "同じ機器の部品を二つ以上選んでください。"),
    (
        "Two of these are seen side by side on one photo, so that they are different chips.",
        "同じ写真に並んで写っているため、これらは別々のチップです。",
    ),
    (
        "This component is seen once only; there is nothing to split.",
        "この部品は一枚の写真にしか写っていないため、分けられません。",
    ),
    (
        "Say what was seen, letter by letter, and where and how: photo, tool, file.",
        "確認した文字列をそのまま書き、どこでどのように確認したか（写真、道具、ファイル）を書いてください。",
    ),
    (
        "The parts database knows no company “{}”. Choose one from the list.",
        "部品データベースに企業「{}」はありません。一覧から選んでください。",
    ),
    (
        "The parts database knows no category “{}”. Choose one from the list.",
        "部品データベースに分類「{}」はありません。一覧から選んでください。",
    ),
    ("The letter {} was sent already: write a new one.", "照会状{}は発送済みです。新しい照会状を作成してください。"),
    ("The letter was written after this day. Check the date.", "照会状の作成日より前の日付です。日付を確認してください。"),
    (
        "This link was used already or is too old. Ask an administrator for a new one.",
        "このリンクは使用済みか、期限が切れています。管理者に新しいリンクを依頼してください。",
    ),
    (
        "This is the only administrator. Make somebody else one first.",
        "管理者はこの人だけです。先に別の人を管理者にしてください。",
    ),
    (
        "The case has no unit yet: there is nothing to export. Add the device that was examined.",
        "この案件にはまだ機器がないため、書き出すものがありません。調べた機器を追加してください。",
    ),
)

WORDS: Mapping[str, str] = {
    "answer": "回答",
    "case": "案件",
    "decision": "判定",
    "letter": "照会状",
    "not a chip": "チップではない",
    "rearrangement": "部品の統合・分割",
    "region": "領域",
    "release": "出力",
    "signature": "署名",
    "unidentified": "特定できず",
    "unit": "機器",
}
"""Words of the program that fill in a place; others are names, which stay as they are."""


def refusal(sentence: str, language: Language) -> str:
    """Why something is refused, in the language wanted; unchanged where the sentence is not known."""
    if language == "en":
        return sentence
    return next((japanese for make in _rules() if (japanese := make(sentence)) is not None), sentence)


@lru_cache(maxsize=1)
def _rules() -> tuple[Callable[[str], str | None], ...]:
    return tuple(rule(english, japanese, WORDS) for english, japanese in SENTENCES)
