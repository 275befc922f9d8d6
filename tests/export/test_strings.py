"""Both languages say everything, and the sentences of the steps are known in Japanese."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import teardown
from teardown.export.strings import PARAGRAPHS, TABLE
from teardown.export.translate import translated
from teardown.intake.quality import measure
from teardown.model import ClaimLevel, Reason

SOURCE = Path(teardown.__file__).parent


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TABLE)
def test_both_languages_fill_in_the_same_places(key: str) -> None:
    english, japanese = TABLE[key]
    assert english
    assert japanese
    assert places(japanese) == places(english) or key == "claim_3_mark"


def test_paragraphs_stand_side_by_side() -> None:
    for english, japanese in PARAGRAPHS.values():
        assert len(english) == len(japanese)


def test_every_level_and_reason_has_words() -> None:
    for level in ClaimLevel:
        assert {f"{kind}_{int(level)}" for kind in ("level", "says", "needs", "claim")} <= set(TABLE)
    assert {f"reason_{reason.name.lower()}" for reason in Reason} <= set(TABLE)


def test_every_word_of_the_table_is_used() -> None:
    groups = "level says needs claim reason kind relation status link verdict answer supply holds change variant group language"
    made = re.compile(f"^({groups.replace(' ', '|')})_")
    texts = (
        "".join(
            path.read_text(encoding="utf-8")
            for folder in ("export", "report")
            for path in (SOURCE / folder).rglob("*")
            if path.suffix in (".py", ".jinja") and path.name not in ("strings.py", "strings_case.py")
        )
        + (SOURCE / "export" / "strings.py").read_text(encoding="utf-8").partition("class Strings")[2]
    )
    assert [key for key in TABLE if not made.match(key) and f'"{key}"' not in texts and f"'{key}'" not in texts] == []


def sentences_of(*names: str) -> set[str]:
    """Plain texts of several words in the given modules: what can end as a reason or a note."""
    found = set()
    for name in names:
        for node in ast.walk(ast.parse((SOURCE / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword | ast.Call | ast.Assign | ast.BoolOp | ast.IfExp):
                found |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text for text in found if text.count(" ") >= 2 and "{" not in text and not text.startswith(" ")}


def test_reasons_of_the_decision_are_known_in_japanese() -> None:
    reasons = sentences_of("attribution/decide.py", "attribution/support.py")
    assert len(reasons) > 8
    assert [text for text in reasons if translated(text, "ja") == text] == []


def test_advice_is_known_in_japanese() -> None:
    import numpy as np

    dark = np.zeros((400, 400, 3), dtype=np.uint8)
    advice = measure(dark, [9.0]).advice
    assert advice
    for sentence in advice:
        assert translated(sentence, "ja") != sentence
        assert translated(sentence, "en") == sentence


def test_values_are_kept_and_not_read_as_places() -> None:
    note = "May be the same chip as {0}C009: they read alike on different photos, but it is not certain. Listed apart."
    assert "{0}C009と同じ部品の可能性がある" in translated(note, "ja")


def test_an_unknown_sentence_stays_as_it_is() -> None:
    assert translated("something new", "ja") == "something new"
