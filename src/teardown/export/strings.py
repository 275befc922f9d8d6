"""The words of the exports in English and Japanese: one table, so that a language is a column.

The levels' sentences are those of the ladder of claims; what a teardown is and is not follows the Berkeley Protocol (understandability,
no inference beyond the source) and Conflict Armament Research's methodology ("no inference of malpractice unless clearly stated").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from teardown.export.strings_case import CASE_PARAGRAPHS, CASE_TABLE
from teardown.model import Bom, CaseEvent

Language = Literal["en", "ja"]

TABLE: Mapping[str, tuple[str, str]] = {
    **CASE_TABLE,
    # headings
    "title": ("Teardown report", "分解調査報告"),
    "unit": ("Unit examined", "調査対象"),
    "unnamed": ("unnamed unit", "名称未記載"),
    "companies": ("Company table", "企業別一覧"),
    "bom": ("Bill of materials", "部品表"),
    "other_text": ("Other text", "その他の文字"),
    "candidates": ("All candidates", "全候補"),
    "photos": ("Photos", "写真"),
    "timeline": ("Date codes against dated events", "デートコードと出来事の前後関係"),
    "timeline_short": ("Date codes", "デートコード"),
    "method": ("Method and caveats", "方法と留意点"),
    "ladder": ("What each level means", "各レベルの意味"),
    "is_heading": ("What a teardown is, and what it is not", "分解調査が示すこと、示さないこと"),
    "verify_heading": ("How to verify", "検証の方法"),
    "dispute_heading": ("How to dispute", "異議の申し立て"),
    "versions": ("Versions", "バージョン"),
    "unread": ("Files without a result of their own", "個別の結果がないファイル"),
    # figures
    "counted": (
        "{listed} components listed, {identified} attributed to a company, {unidentified} not identified; {photos} photos",
        "記載部品{listed}点（製造企業を特定{identified}点、特定できず{unidentified}点）、写真{photos}枚",
    ),
    "other_text_counted": (
        "besides, {number} texts that may stand on no chip",
        "ほかに、チップ上の文字ではない可能性があるもの{number}件",
    ),
    "other_text_is": (
        "Text that was read beside every chip body, and that names nobody: most of it is printed on the board, or says the value of a "
        "passive part. It is listed because a body may have been missed. It does not count as components.",
        "チップの外形が検出されなかった場所で読み取られ、企業の特定にも至らなかった文字である。多くは基板の印刷か、抵抗などの値とみられる。"
        "チップの検出漏れもありうるため記載するが、部品数には含めない。",
    ),
    "components": ("components listed", "記載した部品"),
    "identified": ("attributed to a company", "製造企業を特定"),
    "unidentified": ("not identified", "特定できず"),
    "companies_count": ("companies in the table", "一覧に掲載した企業"),
    "photos_count": ("photos", "写真"),
    # company table
    "no": ("No.", "番号"),
    "company_name": ("Company Name", "企業名"),
    "confirmed_parts": ("Confirmed Parts", "確認された部品"),
    "rests_on": ("Rests on components", "根拠とした部品"),
    "filter": ("Which companies this table shows", "この一覧の掲載条件"),
    "empty_table": ("No company of this filter was found.", "この条件に当てはまる企業は見つからなかった。"),
    "not_confirmed": (
        "Levels up to 3 are a machine's proposals. Before publication, two people check each row and sign it.",
        "レベル3までは機械による提案である。公表する前に、二名が各行を確認し、署名する。",
    ),
    # bill of materials
    "id": ("ID", "ID"),
    "picture": ("Crop of the photo", "写真の切り抜き"),
    "designator": ("Designator", "基板上の部品記号"),
    "marking": ("Marking as read", "刻印の読み取り結果"),
    "claim": ("What may be said", "記載できる内容"),
    "level": ("Level", "レベル"),
    "company": ("Company (legal name)", "企業（正式名称）"),
    "headquarters": ("Head office", "本社所在国"),
    "group": ("parent or successor", "親会社・承継会社"),
    "part_number": ("Part number", "型番"),
    "function": ("Function", "機能"),
    "probability": ("Probability", "確率"),
    "reason": ("Why not identified", "特定できない理由"),
    "considered": ("Other candidates, and why they lost", "他の候補と、採用しなかった理由"),
    "more_candidates": ("… and {number} more on the sheet of candidates", "ほか{number}件（「全候補」シートを参照）"),
    "dates": ("Date codes (all readings)", "デートコード（考えられる読み方すべて）"),
    "seen_on": ("Seen on photo (x, y, width, height)", "写っている写真（x, y, 幅, 高さ）"),
    "reviewer_1": ("Reviewer 1, date", "確認者1・日付"),
    "reviewer_2": ("Reviewer 2, date", "確認者2・日付"),
    "notes": ("Notes and noted evidence", "備考・記録された証拠"),
    "evidence": ("Noted evidence", "記録された証拠"),
    "advice": ("How to photograph it better", "撮り直しの助言"),
    "stated": ("stated by a person", "人による記録"),
    "no_picture": ("no picture", "画像なし"),
    "nobody": ("Not identified", "特定できず"),
    "rendered": ("rendered sample, no evidence", "描画された見本であり、証拠ではない"),
    "rendered_all": (
        "Rendered sample, no evidence: the photos say of themselves that a program drew them.",
        "描画された見本であり、証拠ではない。プログラムが描いた画像であることが、写真自体に記されている。",
    ),
    "rendered_some": (
        "{some} of {all} photos say of themselves that they are rendered samples and no evidence; they are marked.",
        "写真{all}枚のうち{some}枚には、描画された見本であり証拠ではないことが記されている。該当箇所にその旨を示した。",
    ),
    # candidates
    "considered_company": ("Company", "企業"),
    "rule": ("Rule", "規則"),
    "source": ("Source", "出典"),
    "likelihood": ("Weight", "重み"),
    "matched": ("Text matched", "一致した文字列"),
    "rejected": ("Why it lost", "採用しなかった理由"),
    "chosen": ("chosen", "採用"),
    "no_candidates": (
        "Nothing in the parts database explains any of the markings.",
        "部品データベースの中に、刻印を説明できるものはなかった。",
    ),
    # photos
    "file": ("File", "ファイル名"),
    "sha256": ("SHA-256", "SHA-256"),
    "format": ("Format", "形式"),
    "size": ("Bytes", "バイト数"),
    "pixels": ("Pixels", "画素数"),
    "taken_at": ("Taken (as the file claims)", "撮影日時（ファイルの記録による）"),
    "camera": ("Camera (as the file claims)", "カメラ（ファイルの記録による）"),
    "quality": ("Remarks, and how to photograph it better", "備考・撮り直しの助言"),
    "on_photo": ("Components seen", "写っている部品数"),
    "good_capture": ("no remarks", "特になし"),
    "has_location": (
        "The file carries the position where it was taken. Do not pass the original on without thinking of it.",
        "ファイルに撮影場所の位置情報が含まれている。原本を渡す際は注意すること。",
    ),
    "photo_missing": ("The photo is not at hand, so that it cannot be shown.", "写真ファイルが手元にないため、表示できない。"),
    "status_duplicate": ("the same bytes as", "同一内容のファイルあり"),
    "status_refused": ("refused", "受け付けず"),
    "status_failed": ("failed", "解析失敗"),
    # date codes
    "earliest": ("Earliest day", "最も早い日"),
    "latest": ("Latest day", "最も遅い日"),
    "relation_before": ("before", "以前"),
    "relation_after": ("on or after", "当日以後"),
    "relation_uncertain": ("before or after", "前後いずれもありうる"),
    "no_dates": ("No date code was read.", "デートコードは読み取れなかった。"),
    # versions
    "method_version": ("Method", "解析方法"),
    "parts_db_version": ("Parts database", "部品データベース"),
    # levels
    "wording": ("Wording", "表現"),
    "needs": ("Needs", "必要なもの"),
    "level_0": ("0 unidentified", "0 未特定"),
    "level_1": ("1 transcribed", "1 判読"),
    "level_2": ("2 brand", "2 社名・ロゴ"),
    "level_3": ("3 part", "3 型番"),
    "level_4": ("4 confirmed", "4 確認済み"),
    "level_5": ("5 acknowledged", "5 企業が認めた"),
    "says_0": ("“not identified”, with the reason", "「特定できず」（理由を付す）"),
    "says_1": ("“reads …”", "「…と読める」"),
    "says_2": ("“bears the mark of M”", "「M社の社名またはロゴがある」"),
    "says_3": (
        "“marking matches part P, documented for M only”",
        "「刻印は型番Pと一致し、この型番はM社のものとしてのみ知られている」",
    ),
    "says_4": ("“identified as P by M; confirmed by two people”", "「M社製のPと特定し、二名が確認した」"),
    "says_5": ("“M states that …”", "「M社は…と述べた」"),
    "needs_0": ("nothing", "なし"),
    "needs_1": ("readable text", "判読できる文字"),
    "needs_2": ("a printed company name or logo", "部品に印刷された社名またはロゴ"),
    "needs_3": (
        "a full part number or a documented marking that no other maker explains, or evidence that an analyst noted and that is named",
        "他社では説明のつかない完全な型番もしくは資料で裏付けられた刻印、または出所を明記した分析者の記録",
    ),
    "needs_4": ("two independent reviewers", "互いに独立した二名の確認者"),
    "needs_5": ("the company's own words, recorded verbatim", "企業自身の言葉（原文のまま記録したもの）"),
    "reason_unreadable": ("unreadable", "判読できない"),
    "reason_no_marking": ("no marking", "刻印がない"),
    "reason_customer_marking": ("customer's own marking", "発注者独自の刻印"),
    "reason_not_in_database": ("not in the database", "データベースにない"),
    "reason_ambiguous": ("ambiguous", "一社に絞れない"),
    "reason_not_a_chip": ("not a chip marking", "部品の刻印ではない"),
    "kind_board_text": ("board text", "基板上の文字"),
    "kind_chip_identifier": ("chip identifier", "チップの識別子"),
    "kind_firmware": ("firmware", "ファームウェア"),
    "kind_document": ("document", "文書"),
    "claim_0": ("not identified: {reason}", "特定できず（{reason}）"),
    "claim_1": ("reads “{lines}”", "「{lines}」と読める"),
    "claim_1_reason": ("reads “{lines}”; not identified: {reason}", "「{lines}」と読めるが、特定できず（{reason}）"),
    "claim_2": ("bears the mark of {company}", "{company}の社名またはロゴがある"),
    "claim_3": (
        "marking matches part {part}, documented for {company} only",
        "刻印は型番{part}と一致し、この型番は{company}のものとしてのみ知られている",
    ),
    "claim_3_mark": (
        "marking matches part {part}, documented for {company}, and bears the mark of {company}",
        "刻印は{company}の型番{part}と一致し、同社の社名またはロゴがある",
    ),
    "claim_4": ("identified as {part} by {company}; confirmed by two people", "{company}製の{part}と特定し、二名が確認した"),
    "claim_5": ("{company} states that {part} is its part", "{company}は、{part}が自社の部品であると述べた"),
    "claim_evidence": (
        "“{text}”: part {part} of {company}; noted by {noted_by}, not read from the package",
        "{noted_by}が記録した「{text}」に基づき、{company}の{part}とする。部品の刻印から読み取ったものではない",
    ),
    # the page
    "show_on_photo": ("Show on photo", "写真で見る"),
    "details": ("Why, and what else was considered", "根拠と他の候補"),
    "contents": ("Contents", "目次"),
    "other_language": ("日本語", "English"),
    "show_all": ("All", "すべて"),
    "show_identified": ("Attributed", "特定済み"),
    "show_unidentified": ("Not identified", "特定できず"),
    "boxes_hint": (
        "Each box leads to its row, and each row to its box.",
        "枠を選ぶと部品表の行へ、行のリンクから写真の枠へ移動する。",
    ),
}

PARAGRAPHS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **CASE_PARAGRAPHS,
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
            "分解調査とは、一台の製品を分解し、個々の部品に何が記されているかを記録するものである。本書には、上記の調査対象で撮影された部品を、"
            "特定の可否にかかわらずすべて記載した。「特定できず」も一つの結果である。",
            "本書が示すのは、当該の刻印をもつ部品がこの一台の中にあったという事実である。部品がどのような経路で組み込まれたか、誰が誰にいつ販売したかは"
            "示さない。部品は販売代理店や仲介業者を通じて、あるいは購入されたモジュールに組み込まれた形で流通する。また、一台の調査結果を同型の全製品に"
            "当てはめることはできない。",
            "いずれかの企業が何を知り、意図し、容認していたか、直接の販売があったか、不正行為があったかについて、本書は一切述べない。本書のみを根拠に"
            "そのような結論を導くことはできない。企業名の記載は、記載内容のレベルが示す以上の意味をもたない。",
            "読み取りの対象は目に見える刻印に限られる。シールドの下、モジュールの内部、他の部品の下にある部品は確認できない。刻印が偽造されたり"
            "打ち直されたりしている可能性もあり、真正性は評価していない。また、社名やロゴは製造工場を示すものではない。",
            "レベル3までは機械による提案である。該当する行に二名の確認者が記されていない限り、人による確認は行われていない。",
        ),
    ),
    "verify": (
        (
            "Compute the SHA-256 of each original photo (sha256sum FILE) and compare it with the one listed here: the photos are "
            "analysed as received and never changed.",
            "Look at the crop, then at the box on the photo, and read the marking yourself; every candidate that was considered "
            "is listed with the rule and source that found it and why it lost.",
            "The same photos, method version and parts database version give the same result, byte for byte in CSV, JSON and workbook.",
        ),
        (
            "写真の原本ごとにSHA-256を計算し（sha256sum ファイル名）、本書に記載した値と照合する。写真は受け取ったままの状態で解析しており、変更は加えていない。",
            "切り抜き画像と写真上の枠を見て、刻印を自分の目で読む。検討した候補はすべて、それを導いた規則と出典、採用しなかった理由とともに記載している。",
            "写真、解析方法、部品データベースの各バージョンが同じであれば、CSV、JSON、ワークブックは1バイトも違わず同じものになる。",
        ),
    ),
    "dispute": (
        (
            "A company or person who disputes a row should write to the publisher of this document and name the ID of the component. "
            "The answer is recorded verbatim beside the claim. It deletes nothing, and it is not left out of later versions.",
        ),
        (
            "記載内容に異議のある企業または個人は、部品のIDを明示のうえ、本書の発行者に連絡されたい。寄せられた回答は、該当する記載に併記する形で"
            "原文のまま記録する。回答によって記載を削除することはなく、以後の版でも回答を省くことはない。",
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
            "各写真に写る文字を、向きを問わず検出し、一つまたは複数の文字認識エンジンで読み取ったうえで、行を部品ごとにまとめる。刻印は、明文化された規則に従って"
            "型番・社名・デートコード・ロット番号に分け、出典を付した事実のデータベースと照合する。",
            "企業名を挙げるのは、部品に社名もしくはロゴが印刷されている場合、または他社の型番では刻印を説明できない場合に限る。複数の企業が使う型番だけでは、"
            "社名やロゴがない限り企業名を挙げない。判定の過程では、どの企業が探されているかは考慮されない。",
            "確率は、企業の特定について機械がどの程度確かとみているかを示し、レベルは、何を記載してよいかを示す。誤りの頻度と、その測定に用いた写真については、"
            "ここに示すバージョンの文書に記載している。",
            "複数の写真に写る部品を一つと数えるのは、部品の配置が一致して位置が同じである場合、または型番以外の文字も一致する場合に限る。それ以外は注記を付けて別々に記載する。",
            "デートコードは短いため、複数の読み方がありうる。考えられる読み方をすべて記載し、一つに絞ることはしない。",
            "スマートフォンなどが写真に書き込む位置情報・氏名・製造番号は出力しない。本書の画像は改めて符号化したものであり、これらの情報を含まない。",
        ),
    ),
    "dates": (
        (
            "A date code is the maker's statement of when a chip was packaged. A chip packaged after an event cannot have been "
            "delivered before it. A chip packaged before an event may have been delivered before or after it.",
            "It does not show when, by whom or to whom a chip was sold, nor when it was built into the unit; chips can be stored for "
            "years, and markings can be false. Where a code can be read in several ways, all readings are given.",
        ),
        (
            "デートコードは、部品がいつ封止されたかについての製造企業自身の表示である。ある出来事より後に封止された部品が、その前に出荷されたことはありえない。"
            "一方、出来事より前に封止された部品は、その前に出荷された可能性も後に出荷された可能性もある。",
            "デートコードは、部品がいつ、誰から誰に販売されたか、いつ製品に組み込まれたかを示すものではない。部品は何年も保管されることがあり、刻印が虚偽である"
            "可能性もある。複数の読み方がある場合は、そのすべてを記載した。",
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

    def or_itself(self, key: str, text: str) -> str:
        """The word for a key that comes from a record and may be unknown here; then the text that it came as."""
        return self[key] if key in TABLE else text

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Sentences that belong together: `is`, `verify`, `dispute`, `method` or `dates`."""
        return PARAGRAPHS[key][self._column]

    def title_of(self, event: CaseEvent) -> str:
        """What happened."""
        return event.title_ja if self.language == "ja" else event.title_en

    def warning(self, rendered: Collection[str], bom: Bom) -> str:
        """The sentence that stands above everything when photos are rendered samples; empty when none is."""
        return self.warning_of(len(rendered), len(bom.photos))

    def warning_of(self, rendered: int, photos: int) -> str:
        """The same for so many rendered photos among all photos."""
        if not rendered:
            return ""
        if rendered == photos:
            return self["rendered_all"]
        return self.filled("rendered_some", some=str(rendered), all=str(photos))

    @property
    def _column(self) -> Literal[0, 1]:
        return 1 if self.language == "ja" else 0
