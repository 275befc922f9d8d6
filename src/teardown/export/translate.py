"""Sentences that the method itself writes (why a candidate lost, notes, advice), in Japanese.

The steps write English. A sentence that is not known here stays English rather than being guessed at; the tests collect the
sentences of the steps and fail when one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from teardown.export.strings import Language

_SENTENCES: Sequence[tuple[str, str]] = (
    # why a candidate lost
    ("not certain enough", "確実性が足りない"),
    ("a shared number without a maker's name", "複数の企業が使う型番で、企業名の表示がない"),
    ("other makers' numbers fit as well", "他社の型番とも一致する"),
    ("fits the marking less well", "刻印との一致の度合いが低い"),
    ("its name is not on the component, or no number of it", "部品に社名がない、または同社の型番がない"),
    ("names of several makers are on the component", "部品に複数の企業名がある"),
    ("the number is another maker's, the name is short or misread", "型番は他社のもので、社名は短いか読み違いの可能性がある"),
    ("another maker's name is on the component", "部品に他社の社名がある"),
    ("says less than the winner", "採用した候補より情報が少ない"),
    (
        "the number is shared or short, and the maker's name is not on the component",
        "型番が複数の企業で使われているか短く、部品に社名がない",
    ),
    (
        "only an imported table says so, and the maker's name is not on the component",
        "取り込んだ一覧表のみに記載があり、部品に社名がない",
    ),
    ("a customer's own marking", "発注者独自の刻印"),
    (
        "a marking code is not unique, and the maker's name is not on the component",
        "刻印コードは複数の部品で使われており、部品に社名がない",
    ),
    ("{} is made by many", "{}は多くの企業が製造している"),
    ("noted evidence contradicts it", "記録された証拠と矛盾する"),
    ("a person's decision stands against it", "人による判定と異なる"),
    ("photos of this chip read differently: {}", "同じ部品の写真で読み取り結果が異なる：{}"),
    ("read on one photo only, less certain than the winner", "一枚の写真でのみ読み取られ、採用した候補より不確か"),
    # notes
    (
        "Counted as one chip: same place on {} and {}: {} chips read on both photos lie in the same layout.",
        "一つの部品として数えた：{}と{}で位置が同じ。両方の写真で読み取れた{}個の部品の配置が一致する。",
    ),
    (
        "Counted as one chip: same text with date or lot code on {} and {}; another chip of the same lot would look the same.",
        "一つの部品として数えた：{}と{}で、デートコードまたはロット番号を含む文字が同じ。ただし同じロットの別の部品も同じ外観になる。",
    ),
    (
        "May be the same chip as {}: they read alike on different photos, but it is not certain. Listed apart.",
        "{}と同じ部品の可能性がある。別の写真で同様に読めるが確実ではないため、別々に記載した。",
    ),
    ("On another photo the marking reads as {}.", "別の写真では{}と読める。"),
    (
        "No company is named because photos of this chip read differently: {}. Look at the photos and decide.",
        "同じ部品の写真で読み取り結果が異なるため（{}）、企業名を挙げていない。写真を見て判断されたい。",
    ),
    (
        "What {} noted ({}) contradicts what else is known about this component.",
        "{}の記録（{}）は、この部品について他に分かっていることと矛盾する。",
    ),
    # capture advice
    (
        "Come closer: the text on this chip is {} px high, {} is readable.",
        "もっと近づいて撮影してください。この部品の文字の高さは{}ピクセルで、読み取りには{}ピクセル必要です。",
    ),
    (
        "Come closer: the text on this photo is {} px high, {} is readable.",
        "もっと近づいて撮影してください。この写真の文字の高さは{}ピクセルで、読み取りには{}ピクセル必要です。",
    ),
    (
        "Hold still and let the camera focus on this chip: it is blurred.",
        "手ぶれを防ぎ、この部品にピントを合わせてください。ぼやけています。",
    ),
    (
        "Hold still and let the camera focus on the chips: the photo is blurred. Rest the phone on something.",
        "手ぶれを防ぎ、部品にピントを合わせてください。写真がぼやけています。カメラを台などに固定してください。",
    ),
    (
        "Move the lamp to the side: {} of this chip is burnt out by a reflection.",
        "照明を横にずらしてください。反射により、この部品の{}が白飛びしています。",
    ),
    (
        "Move the lamp to the side: {} of the photo is burnt out by a reflection.",
        "照明を横にずらしてください。反射により、写真の{}が白飛びしています。",
    ),
    ("Add light: the photo is very dark.", "照明を足してください。写真が非常に暗くなっています。"),
    (
        "Let light fall from a low angle: the marking on this chip is faint.",
        "低い角度から光を当ててください。この部品の刻印は薄くなっています。",
    ),
    # what is wrong with a file
    ("the file ends early: the last {} of {} rows are missing", "ファイルが途中で終わっている：末尾の{}行（全{}行）が欠けている"),
    (
        "the file ends early; fine detail of the picture may be missing",
        "ファイルが途中で終わっている：細部が欠けている可能性がある",
    ),
    ("the file ends early; all rows of the picture are there", "ファイルが途中で終わっている：画像の行はすべて揃っている"),
)


def translated(sentence: str, language: Language) -> str:
    """A sentence of the method in the language wanted; unchanged where it is not known."""
    if language == "en":
        return sentence
    return next((japanese for make in _rules() if (japanese := make(sentence)) is not None), sentence)


@lru_cache(maxsize=1)
def _rules() -> tuple[Callable[[str], str | None], ...]:
    return tuple(rule(english, japanese) for english, japanese in _SENTENCES)


def rule(english: str, japanese: str, words: Mapping[str, str] | None = None) -> Callable[[str], str | None]:
    """Turns sentences of one kind into Japanese, and others into None.

    Args:
        english, japanese: with `{}` for places that are filled in.
        words: Japanese for what may stand in those places; the rest stays as it is.
    """
    pattern = re.compile("(.+?)".join(re.escape(piece) for piece in english.split("{}")), re.DOTALL)

    def apply(sentence: str) -> str | None:
        found = pattern.fullmatch(sentence)
        return japanese.format(*((words or {}).get(text, text) for text in found.groups())) if found else None

    return apply
