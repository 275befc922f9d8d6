"""The prose of the report in English and Japanese. It holds no digit: every number comes from `Figures`, by its name in braces.

What a teardown shows and does not show follows the Berkeley Protocol (understandability, no inference beyond the source) and Conflict
Armament Research's methodology ("no inference of malpractice unless clearly stated").
"""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "summary": (
        (
            "This report sets out what was found when {units} {was_were_units} taken apart. {photos} {show_photos} {components}; "
            "{identified} {are_identified} attributed to a company, {unidentified} {are_unidentified} not. All are listed, because “not "
            "identified” is a result, too.",
            "The table names {companies} whose parts were found and which the stated filter shows; it rests on {table_components}. The "
            "components attributed to a company bear the names, marks or documented part numbers of {makers} in all.",
            "A machine proposed the attributions and people checked them: {decisions} and {signatures} are on record, by {people} under "
            "pseudonyms. {confirmed} {are_confirmed} confirmed by two people; for {proposed} the machine's proposal is not confirmed yet.",
        ),
        (
            "本報告書は、{units}を分解し、確認した内容をまとめたものである。{photos}に{components}が写っており、そのうち{identified}について製造企業を"
            "特定し、{unidentified}は特定できなかった。「特定できず」も一つの結果であるため、すべてを記載している。",
            "企業別一覧には、明示した条件に当てはまる{companies}を掲載した。根拠とした部品は{table_components}である。製造企業を特定した部品には、"
            "全体で{makers}の社名、ロゴ、または資料で裏付けられた型番が見られた。",
            "製造企業の特定は、機械による提案を人が確認する形で行った。判定{decisions}、署名{signatures}が記録されており、関与した{people}は仮名で記載して"
            "いる。二名が確認した部品は{confirmed}であり、{proposed}については機械による提案が未確認である。",
        ),
    ),
    "dates": (
        (
            "{dated} {bear_dated} a date code that could be read. It is the maker's own statement of when a chip was packaged. A chip "
            "packaged after an event cannot have been delivered before it; a chip packaged before an event may have been delivered before "
            "or after it.",
            "For {after_an_event}, every reading of the date code lies on or after at least one of the {events} named below. A date code "
            "does not show when, by whom or to whom a chip was sold, nor when it was built in.",
        ),
        (
            "デートコードを読み取ることができた部品は{dated}である。デートコードは、部品がいつ封止されたかについての製造企業自身の表示である。ある出来事より後に"
            "封止された部品が、その前に出荷されたことはありえない。一方、出来事より前に封止された部品は、その前後いずれに出荷された可能性もある。",
            "{after_an_event}については、考えられるすべての読み方が、下記の出来事（{events}）の少なくとも一つの当日以後となる。ただし、デートコードは、部品がいつ、"
            "誰から誰に販売されたか、いつ製品に組み込まれたかを示すものではない。",
        ),
    ),
    "responses": (
        (
            "{written_to} {were_written_to} written to ({letters_sent}); {letters_unsent} drafted and not on record as sent. On record "
            "{are_answers} {answers}: {answered_fully} in full, {answered_in_part} in part, {declined} declining to answer, {receipts} acknowledging receipt only, and {silent} without any "
            "response.",
            "About supply, {through_distributors} {speak_through_distributors} of distributors, {direct} of direct supply, {denied} "
            "{deny_denied} it, and {no_comment} {make_no_comment} no comment. What a company says about supply is recorded beside the "
            "finding and changes nothing in it.",
            "Answers are given word for word. Where only a part is printed, the words that say so are part of the quotation.",
        ),
        (
            "{written_to}に照会状を送付した（{letters_sent}）。ほかに、作成済みで送付の記録がないものが{letters_unsent}ある。記録した回答は{answers}であり、内訳は、全文{answered_fully}、抜粋{answered_in_part}、回答の辞退"
            "{declined}、受領の通知のみ{receipts}、無回答{silent}である。",
            "供給については、代理店経由とするもの{through_distributors}、直接供給とするもの{direct}、否定するもの{denied}、回答を控えるもの{no_comment}であった。"
            "供給についての説明は調査結果に併記しており、これによって調査結果の内容が変わることはない。",
            "回答は原文のまま掲載する。一部のみを掲載する場合、省略を示す文言も原文に含まれる。",
        ),
    ),
    "findings": (
        (
            "Each picture shows the component as it was photographed, turned upright. Below it stand the marking as read, line by line, "
            "with “?” for what cannot be read, and the sentence that may be said about it. No other sentence may be drawn from it.",
        ),
        (
            "各図は、撮影された部品を正しい向きに直したものである。図の下に、読み取った刻印（行ごと。読めない文字は「?」）と、その部品について記載できる内容を"
            "示した。これ以外の内容を導くことはできない。",
        ),
    ),
    "caveats": (
        (
            "A teardown takes one device apart and records what stands on its components. It shows that a component with this marking was "
            "in this device. It does not show how it came there, who sold it to whom, or when. Components travel through distributors, "
            "brokers and inside bought modules, and one device does not stand for all devices of a model.",
            "This report makes no statement about what any company knew, intended or allowed, about a direct sale, or about wrongdoing, "
            "and no such conclusion may be drawn from it alone.",
            "Only visible markings were read. Chips under shields, inside modules or under other chips were not seen. Markings can be "
            "counterfeit, and parts can be marked anew: authenticity was not assessed. A brand is not a factory, and company names change; "
            "a chip is attributed to the legal entity at its date code where that is known, and today's successor is named beside it.",
            "Short codes are shared by many makers, and a prefix is not a maker. Where a marking does not settle the company, nobody is "
            "named.",
        ),
        (
            "分解調査とは、一台の製品を分解し、個々の部品に何が記されているかを記録するものである。示されるのは、当該の刻印をもつ部品がこの製品の中にあったという"
            "事実に限られる。どのような経路で組み込まれたか、誰が誰にいつ販売したかは示されない。部品は販売代理店や仲介業者を通じて、あるいは購入されたモジュールに"
            "組み込まれた形で流通する。また、一台の調査結果を同型の全製品に当てはめることはできない。",
            "いずれかの企業が何を知り、意図し、容認していたか、直接の販売があったか、不正行為があったかについて、本報告書は一切述べない。本報告書のみを根拠にその"
            "ような結論を導くことはできない。",
            "読み取りの対象は目に見える刻印に限られる。シールドの下、モジュールの内部、他の部品の下にある部品は確認していない。刻印が偽造されたり打ち直されたりして"
            "いる可能性もあり、真正性は評価していない。社名やロゴは製造工場を示すものではなく、社名は変わることがある。デートコードから時期がわかる場合は当時の法人に"
            "帰属させ、現在の承継会社を併記した。",
            "短い記号は多くの企業が共通して用いており、型番の頭文字だけで企業を特定することはできない。刻印から一社に絞れない場合は、企業名を挙げていない。",
        ),
    ),
    "method": (
        (
            "Text is found and read on each photo at any angle. Lines are grouped into components. Each marking is split into part number, "
            "brand, date code and lot by written rules and looked up in a database of documented facts, each with its source. A company is "
            "named only when its printed name or logo is on the package, or when no other maker's numbers explain the marking. The decision "
            "does not know which companies anybody is looking for.",
            "How often the method was wrong when it was measured, and on what, stands in the table. The intervals are score intervals after "
            "Wilson: they hold the true share with the probability that is given, if what was measured is a fair sample of what is analysed.",
        ),
        (
            "各写真に写る文字を、向きを問わず検出して読み取り、行を部品ごとにまとめる。刻印は、明文化された規則に従って型番・社名・デートコード・ロット番号に分け、"
            "出典を付した事実のデータベースと照合する。企業名を挙げるのは、部品に社名もしくはロゴが印刷されている場合、または他社の型番では刻印を説明できない場合に限る。"
            "判定の過程では、どの企業が探されているかは考慮されない。",
            "測定した誤りの頻度と、測定に用いた資料は、表のとおりである。区間はウィルソンのスコア法による信頼区間であり、測定に用いたものが解析対象を代表する標本で"
            "あれば、真の割合は示した確率でこの区間に含まれる。",
        ),
    ),
    "verify": (
        (
            "The package that this report belongs to holds the table of all components, the crops, the ledger extract and the hashes of all "
            "photos. Every file in it can be checked with a program that is part of every operating system; a guide in the package says how.",
            "A company or person who disputes a finding should write to the issuer and name the component. The answer is recorded word for "
            "word beside the finding. It deletes nothing, and it is not left out of later versions. An older version stays valid as what was "
            "said then; a newer one names the version whose place it takes.",
        ),
        (
            "本報告書を含む証拠パッケージには、全部品の一覧、切り抜き画像、台帳の抄本、全写真のハッシュ値が収められている。すべてのファイルは、どのオペレーティング"
            "システムにも備わるプログラムで検証できる。手順はパッケージ内の案内に記載した。",
            "調査結果に異議のある企業または個人は、部品を明示のうえ、発行者に連絡されたい。寄せられた回答は、該当する記載に併記する形で原文のまま記録する。回答によって"
            "記載を削除することはなく、以後の版でも省くことはない。以前の版は当時の記載として有効であり、新しい版には、差し替えた版を明記する。",
        ),
    ),
}

WORDS: Mapping[str, tuple[str, str]] = {
    "report": ("Teardown report", "分解調査報告書"),
    "issued_by": ("Issued by", "発行者"),
    "as_of": ("As of", "時点"),
    "summary": ("Summary", "概要"),
    "findings": ("What was found, company by company", "企業ごとの調査結果"),
    "figure": ("Figure", "図"),
    "timeline": ("When the chips were made", "部品の製造時期"),
    "responses": ("What the companies answer", "各社の回答"),
    "caveats": ("What this report shows, and what it does not", "本報告書が示すこと、示さないこと"),
    "method": ("Method", "方法"),
    "verify": ("How to verify and how to dispute", "検証と異議の申し立て"),
    "all_components": ("All components", "全部品"),
    "marking": ("Marking as read", "読み取った刻印"),
    "claim": ("What may be said", "記載できる内容"),
    "no_picture": ("no picture", "画像なし"),
    "status": ("Status", "区分"),
    "no_responses": ("No company has been written to yet.", "企業への照会はまだ行っていない。"),
}

_NOUNS: Mapping[str, tuple[str, str, str]] = {
    # one, more, Japanese counter around the number
    "units": ("device", "devices", "{}台"),
    "photos": ("photo", "photos", "写真{}枚"),
    "photos_analysed": ("photo", "photos", "写真{}枚"),
    "components": ("component", "components", "部品{}点"),
    "identified": ("component", "components", "{}点"),
    "unidentified": ("component", "components", "{}点"),
    "makers": ("company", "companies", "{}社"),
    "confirmed": ("component", "components", "{}点"),
    "acknowledged": ("component", "components", "{}点"),
    "proposed": ("component", "components", "{}点"),
    "companies": ("company", "companies", "{}社"),
    "table_components": ("component", "components", "{}点"),
    "left_out_companies": ("company", "companies", "{}社"),
    "left_out_components": ("component", "components", "{}点"),
    "decisions": ("decision", "decisions", "{}件"),
    "signatures": ("signature", "signatures", "{}件"),
    "people": ("person", "people", "{}名"),
    "dated": ("component", "components", "{}点"),
    "events": ("event", "events", "{}件"),
    "after_an_event": ("component", "components", "{}点"),
    "written_to": ("company", "companies", "{}社"),
    "letters_sent": ("letter", "letters", "{}通"),
    "letters_unsent": ("letter", "letters", "{}通"),
    "answers": ("answer", "answers", "{}件"),
    "answered_fully": ("", "", "{}件"),
    "answered_in_part": ("", "", "{}件"),
    "declined": ("", "", "{}件"),
    "receipts": ("", "", "{}件"),
    "silent": ("", "", "{}件"),
    "through_distributors": ("", "", "{}件"),
    "direct": ("", "", "{}件"),
    "denied": ("", "", "{}件"),
    "no_comment": ("", "", "{}件"),
}

_VERBS: Mapping[str, tuple[str, str]] = {
    "was_were": ("was", "were"),
    "show": ("shows", "show"),
    "are": ("is", "are"),
    "were": ("was", "were"),
    "bear": ("bears", "bear"),
    "speak": ("speaks", "speak"),
    "deny": ("denies", "deny"),
    "make": ("makes", "make"),
}


def counted(name: str, number: int, *, japanese: bool) -> str:
    """A figure with its noun: `118 components`, `部品118点`."""
    one, more, counter = _NOUNS[name]
    if japanese:
        return counter.format(number)
    return " ".join(filter(None, (f"{number:,}", one if number == 1 else more)))


def verb(place: str, numbers: Mapping[str, int]) -> str | None:
    """The form of a verb that goes with a figure: `are_confirmed` is “is” where one is confirmed; None for any other place."""
    for name, (one, more) in _VERBS.items():
        figure = place.removeprefix(f"{name}_")
        if figure != place and figure in numbers:
            return one if numbers[figure] == 1 else more
    return None
