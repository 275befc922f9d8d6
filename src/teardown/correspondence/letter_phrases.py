"""The words of a letter. What may be said of a component are the fixed sentences of the ladder of claims, and nothing more:
no sentence here says or supposes that a company sold, knew or intended anything.

That a company is asked before publication, has a right of reply, and that brands are named as brands follows the practice of
Conflict Armament Research; 28 days for an answer are its practice, too.
"""

from __future__ import annotations

from collections.abc import Mapping

LETTER: Mapping[str, tuple[str, str]] = {
    "rendered": (
        "RENDERED SAMPLE, NO EVIDENCE: the photos were drawn by a program. Do not send.",
        "描画された見本であり、証拠ではない。写真はプログラムが描いたものである。送付不可。",
    ),
    "fill_contact": ("[postal address · e-mail · telephone]", "［住所・電子メール・電話番号を記入］"),
    "fill_recipient": ("[postal address of the recipient]", "［送付先の住所を記入］"),
    "fill_signer": ("[name, title and signature]", "［役職・氏名を記入し、署名または押印］"),
    "fill_organisations": ("[name of the organisation]", "［団体名を記入］"),
    "reference": ("Our reference: {id}", "整理番号：{id}"),
    "attention": (
        "For the attention of the department in charge of human rights and export control",
        "人権・輸出管理ご担当部署　御中",
    ),
    "subject": ("Subject: {subject}", "件名：{subject}"),
    "salutation": ("Dear Sir or Madam,", "拝啓　時下ますますご清栄のこととお慶び申し上げます。"),
    "closing": ("Yours faithfully,", "敬具"),
    "page": ("Page", "ページ"),
    # headings
    "examined": ("1. What was examined", "1．調査対象"),
    "found": ("2. Components attributed to your company or its group", "2．貴社または貴社グループの製品とみられる部品"),
    "questions": ("3. Our questions", "3．ご質問"),
    "reply": ("4. Your answer and your right of reply", "4．ご回答と反論の機会"),
    "is_not": ("5. What a teardown is, and what it is not", "5．分解調査が示すこと、示さないこと"),
    # what was examined
    "unit": ("{what}; how it was acquired: {how}.", "{what}（入手方法：{how}）"),
    "unit_no_how": ("{what}; how it was acquired is not stated.", "{what}（入手方法は記載なし）"),
    "link": ("How it is linked to the device of concern: {link}. {statement}", "問題とされる製品との関係：{link}。{statement}"),
    "link_not_stated": (
        "No statement is made about how this unit is linked to any unit in use elsewhere.",
        "他の場所で使用されている製品との関係については、何も述べていません。",
    ),
    "link_same_unit": ("the same unit", "同一の個体"),
    "link_same_model": ("a unit of the same model", "同じ型番の製品"),
    "link_same_series": ("a unit of the same series", "同じシリーズの製品"),
    "link_same_kind": ("a unit of the same kind", "同種の製品"),
    # the table of parts
    "col_id": ("ID", "ID"),
    "col_marking": ("Picture and marking as read", "写真と刻印の読み取り結果"),
    "col_part": ("Part and function", "型番・機能"),
    "col_claim": ("What may be said", "記載できる内容"),
    "no_picture": ("no picture", "画像なし"),
    "no_marking": ("no readable marking", "判読できる刻印なし"),
    "designator": ("at {designator}", "部品記号：{designator}"),
    "date_code": ("date code {code}, which can be read as {readings}", "デートコード{code}（考えられる読み方：{readings}）"),
    "week": ("week {week} of {year}", "{year}年第{week}週"),
    "month": ("{month}/{year}", "{year}年{month}月"),
    "or": (" or ", "または"),
    "part_unknown": ("part not determined", "型番は特定していない"),
    # the ladder of claims, as sentences about a component
    "claim_part": (
        "A component bearing the marking “{marking}”, which matches part {part}, documented for {company} only.",
        "「{marking}」の刻印がある部品。刻印は型番{part}と一致し、この型番は{company}のものとしてのみ知られている。",
    ),
    "claim_part_mark": (
        "A component bearing the marking “{marking}”, which matches part {part}, documented for {company}, and bearing the mark of {company}.",
        "「{marking}」の刻印がある部品。刻印は{company}の型番{part}と一致し、同社の社名またはロゴがある。",
    ),
    "claim_brand": (
        "A component bearing the mark of {company}; its marking reads “{marking}”.",
        "{company}の社名またはロゴがある部品。刻印は「{marking}」と読める。",
    ),
    "claim_evidence": (
        "A component whose package carries no readable name. An analyst noted it as part {part} of {company} on the ground of: {evidence}. It was "
        "not read from the package.",
        "外装に判読できる名称がない部品。分析者は、{evidence}を根拠に{company}の{part}と記録した。部品の刻印から読み取ったものではない。",
    ),
    "claim_confirmed": (
        "A component bearing the marking “{marking}”, identified as {part} by {company}; confirmed by two people.",
        "「{marking}」の刻印がある部品。{company}製の{part}と特定し、二名が確認した。",
    ),
    "claim_confirmed_brand": (
        "A component bearing the mark of {company}, confirmed by two people; its marking reads “{marking}”.",
        "{company}の社名またはロゴがある部品（二名が確認）。刻印は「{marking}」と読める。",
    ),
    "claim_acknowledged": (
        "A component bearing the marking “{marking}”; {company} states that {part} is its part.",
        "「{marking}」の刻印がある部品。{company}は{part}を自社の製品と述べている。",
    ),
    "evidence_item": ("{kind} (“{text}”)", "{kind}「{text}」"),
    "kind_board_text": ("the text on the board", "基板上の文字"),
    "kind_chip_identifier": ("an identifier read from the chip", "チップから読み出した識別子"),
    "kind_firmware": ("a text in the firmware", "ファームウェア内の文字列"),
    "kind_document": ("a document", "文書"),
    "review_two": ("Confirmed by two people.", "二名が確認済み。"),
    "review_machine": ("Not yet confirmed by two people.", "二名による確認は未了。"),
    "counted": (
        "In the unit examined, {number} attributed to your company or its group; components of other companies are not shown. The last column says in fixed words "
        "what may be said of each, and nothing beyond.",
        "調査対象の中で、貴社または貴社グループの製品とみられる部品は{number}です（他社の部品は記載していません）。右端の欄には、各部品について記載できる内容を"
        "定型の表現で示しており、それ以上のことは述べていません。",
    ),
    "one_component": ("one component is", "1点"),
    "components": ("{number} components are", "{number}点"),
    "all_signed": (
        "Each row has been confirmed by two people.",
        "各行の内容は、二名が確認しています。",
    ),
    "unsigned": (
        "Not yet confirmed by two people: {ids}. Until then, what the table says there is a program's proposal or one person's note; we will not publish it "
        "as it stands.",
        "{ids}については、二名による確認をまだ終えていません。記載した内容はプログラムによる提案または一名による記録であり、この状態のまま公表することはありません。",
    ),
    "pictures": (
        "The pictures are cut from our photographs. On request we send you the full photographs and their SHA-256 checksums.",
        "画像は撮影した写真から切り抜いたものです。ご希望があれば、写真の全体とSHA-256チェックサムをお送りします。",
    ),
    "why_you": (
        "This letter is addressed to {name}; should another company of your group be responsible for these components, please pass it on and "
        "tell us so.",
        "本書は{name}宛にお送りしています。これらの部品を担当する会社が貴社グループ内に別にある場合は、本書をお回しいただくとともに、その旨をお知らせください。",
    ),
    "why_affiliate": (
        "We write to you as the company in {country} of the group of {group} (head office: {headquarters}).",
        "貴社には、{group}（本社所在国：{headquarters}）のグループに属する{country}の会社としてご連絡しています。",
    ),
    # questions
    "questions_intro": (
        "Questions {first} to {last} are put in the same words to every company that we write to. We do not take it as established that your company sold "
        "anything to the maker of the device. Where a question rests on something that is not so, please say so in your answer.",
        "質問{first}から{last}は、ご連絡するすべての企業に同じ文面でお尋ねするものです。貴社が当該製品のメーカーに何らかの販売を行ったと断定するものではありません。"
        "質問の前提が事実と異なる場合は、その旨をご回答ください。",
    ),
    "identify": ("About the components listed in section 2:", "上記2の表に記載した部品について、次の各点をお尋ねします。"),
    "identify_part": (
        "Do you confirm that the marking is one that your company or its group uses, and that the part is the one named? If not, what is it?",
        "刻印は貴社または貴社グループが用いるものであり、部品は記載の型番のものに相違ありませんか。異なる場合は、正しい内容をご教示ください。",
    ),
    "identify_when": (
        "Which company of your group made it, and when, as far as the marking tells?",
        "刻印から分かる範囲で、製造した会社と製造時期をご教示ください。",
    ),
    "identify_route": (
        "By which route can it have come into the device, as far as you know: sold directly to its maker, through distributors, inside a module of "
        "another company, by another route, or is the route not known to you?",
        "部品が当該製品に組み込まれるに至った経路について、把握しておられる範囲でご教示ください（メーカーへの直接販売、販売代理店を通じた販売、"
        "他社のモジュールへの組み込み、その他の経路、把握していない、のいずれか）。",
    ),
    "identify_dispute": (
        "Do you dispute anything in the table? Please name the ID of the row.",
        "表の記載に異議がある場合は、該当する行のIDを示してお知らせください。",
    ),
}

PARAGRAPHS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "reply": (
        (
            "Please answer in writing by {deadline} ({days} days from the date of this letter). Should you need more time, tell us before then until "
            "when.",
            "We keep your answer verbatim, in the language in which you write it. Where we quote it in part, we say that the rest is omitted, and publish "
            "or link the full text. The name of whoever signs for you is not published unless you wish it.",
            "If you tell us that a component is not yours, or that anything else here is wrong, we examine it again before publication, and your statement "
            "stands beside ours in this and in every later version; nothing is deleted.",
            "Before publication you receive what we intend to say about your company, with time to reply. If we have no answer by {deadline}, we shall state that there was no response by that day, "
            "and draw no other conclusion from it.",
        ),
        (
            "ご回答は、{deadline}まで（本書の日付から{days}日以内）に、書面または電子メールでお願いいたします。さらに時間を要する場合は、期限前に、いつまでに回答いただけるかをお知らせください。",
            "いただいたご回答は、お書きになった言語のまま、原文どおりに保存します。一部を引用する場合は、省略した箇所がある旨を明記し、全文を公開するか、全文への"
            "リンクを示します。ご回答者の氏名は、ご希望がない限り公表しません。",
            "部品が貴社の製品でない、その他記載に誤りがあるとのご指摘をいただいた場合は、公表前に再調査します。貴社のご見解は、今回の版にも以後のすべての版にも、"
            "当方の記載に併記し、削除することはありません。",
            "公表に先立ち、貴社に関する記載内容をお示しし、反論いただく時間を設けます。{deadline}までにご回答がない場合は、同日までに回答がなかった旨を記載しますが、"
            "そのことから他の結論を導くことはありません。",
        ),
    ),
    "is_not": (
        (
            "A teardown takes one device apart and records what stands on its components. It shows that components with these markings were in this one "
            "unit. It does not show how they came there, who sold them to whom, or when.",
            "Components travel through distributors, brokers and inside bought modules, often without their maker's knowledge. One unit does not stand for "
            "all units of a model.",
            "Only visible markings were read. Markings can be counterfeit or put on anew: authenticity was not assessed. A brand is not a factory.",
            "We draw no conclusion from it about what your company knew, intended or allowed, about any direct sale, or about any wrongdoing.",
        ),
        (
            "分解調査とは、一台の製品を分解し、個々の部品に何が記されているかを記録するものです。示されるのは、当該の刻印をもつ部品がこの一台の中にあったという事実です。"
            "部品がどのような経路で組み込まれたか、誰が誰にいつ販売したかは示しません。",
            "部品は販売代理店や仲介業者を通じて、あるいは購入されたモジュールに組み込まれた形で流通し、製造企業がそれを把握していないことも少なくありません。また、一台の調査結果を"
            "同型の全製品に当てはめることはできません。",
            "読み取りの対象は目に見える刻印に限られます。刻印が偽造されたり打ち直されたりしている可能性もあり、真正性は評価していません。社名やロゴは製造工場を示すものではありません。",
            "貴社が何を知り、意図し、容認していたか、直接の販売があったか、不正行為があったかについて、この調査からいかなる結論も導いていません。",
        ),
    ),
}
