"""The words of the exports in English and Japanese: one table, so that a language is a column.

The levels' sentences are those of the ladder of claims; what a teardown is and is not follows the Berkeley Protocol (understandability,
no inference beyond the source) and Conflict Armament Research's methodology ("no inference of malpractice unless clearly stated").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ja"]

TABLE: Mapping[str, tuple[str, str]] = {
    "title": ("Teardown report", "分解調査報告"),
    "unit": ("Unit examined", "調査した製品"),
    "unnamed": ("Unnamed unit", "名称のない製品"),
    "read_first": ("Read first", "はじめに"),
    "companies": ("Company table", "企業別の表"),
    "bom": ("Bill of materials", "部品表"),
    "candidates": ("All candidates", "すべての候補"),
    "photos": ("Photos", "写真"),
    "method": ("Method and caveats", "方法と注意"),
    "components": ("components listed", "記載した部品"),
    "identified": ("attributed to a company", "製造企業を特定"),
    "unidentified": ("not identified", "特定できず"),
    "companies_count": ("companies in the table", "表に掲載した企業"),
    "photos_count": ("photos", "写真"),
    "no": ("No.", "番号"),
    "company_name": ("Company Name", "企業名"),
    "confirmed_parts": ("Confirmed Parts", "確認された部品"),
    "rests_on": ("Rests on components", "根拠となる部品"),
    "filter": ("Which companies this table shows", "この表の掲載条件"),
    "id": ("ID", "ID"),
    "picture": ("Crop of the photo", "写真の切り抜き"),
    "designator": ("Designator", "基板上の記号"),
    "marking": ("Marking as read", "読み取った表示"),
    "claim": ("What may be said", "言えること"),
    "level": ("Level", "レベル"),
    "company": ("Company (legal name)", "企業（正式名称）"),
    "report_name": ("Name in reports", "報告書での名称"),
    "headquarters": ("Head office", "本社所在国"),
    "group": ("Parent or successor", "親会社・承継会社"),
    "part_number": ("Part number", "型番"),
    "function": ("Function", "機能"),
    "probability": ("Probability", "確率"),
    "reason": ("Why not identified", "特定できない理由"),
    "dates": ("Date codes (all readings)", "日付コード（すべての読み方）"),
    "photo": ("Photo", "写真"),
    "box": ("Box x, y, w, h", "位置 x, y, 幅, 高さ"),
    "sha256": ("SHA-256 of the photo", "写真のSHA-256"),
    "seen_on": ("Seen on", "写っている写真"),
    "authenticity": ("Authenticity", "真正性"),
    "not_assessed": ("not assessed", "未評価"),
    "supply_path": ("Supply path", "供給経路"),
    "unknown": ("unknown", "不明"),
    "reviewer_1": ("Reviewer 1, date", "確認者1・日付"),
    "reviewer_2": ("Reviewer 2, date", "確認者2・日付"),
    "notes": ("Notes", "備考"),
    "evidence": ("Noted evidence", "記録された証拠"),
    "rule": ("Rule", "規則"),
    "source": ("Source", "出典"),
    "likelihood": ("Weight", "重み"),
    "matched": ("Text matched", "一致した文字"),
    "rejected": ("Why it lost", "採用しなかった理由"),
    "chosen": ("chosen", "採用"),
    "file": ("File", "ファイル"),
    "format": ("Format", "形式"),
    "size": ("Bytes", "バイト数"),
    "pixels": ("Pixels", "画素数"),
    "quality": ("Capture", "撮影状態"),
    "on_photo": ("Components seen", "写っている部品数"),
    "good_capture": ("no remarks", "問題なし"),
    "stated": ("stated by a person", "人による記録"),
    "no_picture": ("no picture", "画像なし"),
    "nobody": ("Not identified", "特定できず"),
    "ladder": ("What each level means", "各レベルの意味"),
    "wording": ("Wording", "表現"),
    "needs": ("Needs", "必要なもの"),
    "is_heading": ("What a teardown is, and what it is not", "分解調査とは何か、何でないか"),
    "verify_heading": ("How to verify", "検証の方法"),
    "dispute_heading": ("How to dispute", "異議の申し立て"),
    "versions": ("Versions", "バージョン"),
    "method_version": ("Method", "方法"),
    "parts_db_version": ("Parts database", "部品データベース"),
    "level_0": ("0 unidentified", "0 特定できず"),
    "level_1": ("1 transcribed", "1 読み取り"),
    "level_2": ("2 brand", "2 商標"),
    "level_3": ("3 part", "3 型番"),
    "level_4": ("4 confirmed", "4 確認済み"),
    "level_5": ("5 acknowledged", "5 企業が認めた"),
    "says_0": ("“not identified”, with the reason", "「特定できず」と、その理由"),
    "says_1": ("“reads …”", "「…と読める」"),
    "says_2": ("“bears the mark of M”", "「Mの表示がある」"),
    "says_3": ("“marking matches part P, documented for M only”", "「表示は型番Pと一致し、PはMのものとしてのみ知られる」"),
    "says_4": ("“identified as P by M; confirmed by two people”", "「M製のPと特定、二名が確認」"),
    "says_5": ("“M states that …”", "「Mは…と述べた」"),
    "needs_0": ("nothing", "なし"),
    "needs_1": ("readable text", "読み取れる文字"),
    "needs_2": ("a printed company name or logo", "印刷された企業名またはロゴ"),
    "needs_3": (
        "a full part number or a documented marking that no other maker explains, or evidence that an analyst noted and that is named",
        "他社では説明できない完全な型番または文書化された表示、もしくは出所を明記した分析者の記録",
    ),
    "needs_4": ("two independent reviewers", "独立した二名の確認者"),
    "needs_5": ("the company's own words, recorded verbatim", "企業自身の言葉の逐語的な記録"),
    "reason_unreadable": ("unreadable", "読み取れない"),
    "reason_no_marking": ("no marking", "表示がない"),
    "reason_customer_marking": ("customer's own marking", "発注者独自の表示"),
    "reason_not_in_database": ("not in the database", "データベースにない"),
    "reason_ambiguous": ("ambiguous: several makers fit", "複数の企業が当てはまる"),
    "reason_not_a_chip": ("not a chip marking", "部品の表示ではない"),
    "claim_0": ("not identified: {reason}", "特定できず（{reason}）"),
    "claim_1": ("reads “{lines}”", "「{lines}」と読める"),
    "claim_1_reason": ("reads “{lines}”; not identified: {reason}", "「{lines}」と読める。特定できず（{reason}）"),
    "claim_2": ("bears the mark of {company}", "{company}の表示がある"),
    "claim_3": ("marking matches part {part} of {company}", "表示は{company}の型番{part}と一致する"),
    "claim_4": ("identified as {part} by {company}", "{company}製の{part}と特定、二名が確認"),
    "claim_5": ("{company} acknowledges {part}", "{company}が{part}を認めた"),
    "claim_evidence": (
        "“{text}”: part {part} of {company}; noted by {noted_by}, not read from the package",
        "{noted_by}の記録「{text}」による{company}の{part}。部品の表示から読み取ったものではない",
    ),
    "all": ("All", "すべて"),
    "search": ("Find a part, company or marking", "型番・企業・表示を検索"),
    "whole_photo": ("Whole photo", "写真全体"),
    "show_on_photo": ("Show on photo", "写真で見る"),
    "details": ("Why, and what else was considered", "根拠と他の候補"),
    "contents": ("Contents", "目次"),
    "other_language": ("日本語", "English"),
    "empty_table": ("No company of this filter was found.", "この条件に当てはまる企業は見つからなかった。"),
}

PARAGRAPHS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "is": (
        (
            "A teardown takes one device apart and records what stands on its components. This document lists every component that "
            "was photographed in the unit named above, whether or not it could be identified; “not identified” is a result.",
            "It shows that a component with this marking was in this one unit. It does not show how it came there, who sold it to "
            "whom, or when. Components travel through distributors, brokers and inside bought modules, and one unit does not stand "
            "for all units of a model.",
            "It makes no statement about what any company knew, intended or allowed, about a direct sale, or about wrongdoing, and no "
            "such conclusion may be drawn from it alone. Naming a company means only what the level of the claim says.",
            "Only visible markings are read. Chips under shields, inside modules or under other chips are not seen. Markings can be "
            "counterfeit, or a part can be marked anew: authenticity was not assessed. A brand is not a factory.",
            "Up to level 3 a machine proposes. Nothing here has been confirmed by people unless two reviewers are named in its row.",
        ),
        (
            "分解調査とは、一台の製品を分解し、部品に何が表示されているかを記録するものである。本書は、上記の製品で撮影されたすべての部品を、"
            "特定できたかどうかにかかわらず記載する。「特定できず」も結果である。",
            "本書が示すのは、この表示のある部品がこの一台の中にあったということである。どのような経路で入ったか、誰が誰にいつ販売したかは示さない。"
            "部品は販売代理店や仲介業者を経て、また購入されたモジュールに組み込まれて流通する。一台は同型のすべての製品を代表しない。",
            "企業が何を知り、意図し、許したか、直接の販売があったか、不正があったかについて、本書は何も述べない。本書のみからそのような結論を"
            "導いてはならない。企業名の記載は、そのレベルが示す意味に限られる。",
            "読み取るのは目に見える表示のみである。シールドの下、モジュールの内部、他の部品の下にある部品は見えない。表示が偽造または改変されている"
            "可能性があり、真正性は評価していない。商標は製造工場を示さない。",
            "レベル3までは機械による提案である。その行に二名の確認者の記載がない限り、人による確認は行われていない。",
        ),
    ),
    "verify": (
        (
            "Compute the SHA-256 of each original photo (sha256sum FILE) and compare it with the one listed here: the photos are "
            "analysed as received and never changed.",
            "Look at the crop, then at the box on the photo, and read the marking yourself; every candidate that was considered "
            "is listed with the rule and source that found it and why it lost.",
            "The same photos, method version and parts database version give the same result, byte for byte in CSV and JSON.",
        ),
        (
            "原本写真のSHA-256を計算し（sha256sum ファイル名）、本書の値と照合する。写真は受領したまま解析され、変更されない。",
            "切り抜きと写真上の枠を見て、表示を自分で読む。検討したすべての候補を、規則・出典・採用しなかった理由とともに記載している。",
            "同じ写真、方法、部品データベースからは、CSVとJSONがバイト単位で同じ結果になる。",
        ),
    ),
    "dispute": (
        (
            "A company or person who disputes a row should write to the publisher of this document and name the ID of the component. "
            "The answer is recorded verbatim beside the claim. It deletes nothing, and it is not left out of later versions.",
        ),
        (
            "記載に異議のある企業または個人は、部品のIDを示して本書の発行者に連絡されたい。回答は主張の横に逐語的に記録される。"
            "回答によって何かが削除されることはなく、以後の版でも省かれない。",
        ),
    ),
    "method": (
        (
            "Text is found and read on each photo at any angle, by one or more text readers. Lines are grouped into components. Each "
            "marking is split into part number, brand, date code and lot by written rules, and looked up in a database of documented "
            "facts, each with its source.",
            "A company is named only when its printed name or logo is on the package, or when no other maker's numbers explain the "
            "marking. A part number that several makers use names nobody without a name or logo. The decision does not know which "
            "companies anybody is looking for.",
            "The probability says how sure the machine is of the company; the level says what may be said. How often the method is "
            "wrong, and on which photos that was measured, stands in the documentation of the version named here.",
            "Sightings on several photos count as one component only when they lie in the same place of the same layout, or when more "
            "than the part number reads the same; otherwise they are listed apart, with a note.",
            "Date codes are short. All readings are listed; none is chosen.",
            "Positions, names and serial numbers that phones write into photos are not exported; pictures in this document are "
            "encoded anew and carry none.",
        ),
        (
            "各写真の文字をあらゆる角度で検出して読み取り、行を部品ごとにまとめる。表示は文書化された規則により型番・商標・日付コード・ロットに分け、"
            "出典を付した事実のデータベースと照合する。",
            "企業名を挙げるのは、部品に企業名またはロゴが印刷されている場合、または他社の型番では表示を説明できない場合に限る。複数の企業が使う型番は、"
            "名称やロゴがなければ企業を特定しない。判定は、誰がどの企業を探しているかを知らずに行われる。",
            "確率は機械が企業についてどれほど確かかを、レベルは何を言えるかを示す。誤りの頻度とその測定に用いた写真は、ここに示す版の文書に記載されている。",
            "複数の写真に写った部品は、同じ配置の同じ位置にあるか、型番以外の文字も一致する場合にのみ一つと数える。それ以外は注記を付けて別々に記載する。",
            "日付コードは短い。すべての読み方を記載し、一つを選ぶことはしない。",
            "電話機が写真に書き込む位置・氏名・製造番号は出力しない。本書の画像は再符号化されており、それらを含まない。",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Strings:
    """The table in one language."""

    language: Language

    def __getitem__(self, key: str) -> str:
        return TABLE[key][self._column]

    def filled(self, key: str, **values: str) -> str:
        """A text with its `{places}` filled in. Values are inserted as they are and not searched for places themselves."""
        return self[key].format_map(values)

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Sentences that belong together: `is`, `verify`, `dispute` or `method`."""
        return PARAGRAPHS[key][self._column]

    @property
    def _column(self) -> Literal[0, 1]:
        return 1 if self.language == "ja" else 0
