"""Whatever the rules refuse can be told in Japanese: the sentences are collected from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from teardown.export.refusals import SENTENCES, refusal

SOURCE = Path(__file__).resolve().parents[2] / "src" / "teardown"
RULES = SOURCE / "case" / "rules.py"
RAISING = sorted((SOURCE / "casework").rglob("*.py"))
CONTRADICTIONS = SOURCE / "correspondence" / "answers.py"


def _text(node: ast.expr) -> Iterator[str]:
    """The sentences that an expression may be, with `{}` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        made = [""]
        for part in node.values:
            value = part.value if isinstance(part, ast.FormattedValue) else part
            if isinstance(part, ast.Constant):
                pieces = [str(part.value)]
            elif isinstance(value, ast.IfExp):
                pieces = [*_text(value.body), *_text(value.orelse)]
            else:
                pieces = ["{}"]
            made = [m + piece for m in made for piece in pieces]
        yield from made


def _yielded(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Yield) and node.value is not None:
            yield from _text(node.value)


def _raised(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RuleError":
            yield from _text(node.args[0])


def _contradictions() -> Iterator[str]:
    """Pages begin them with a capital letter and end them with a full stop."""
    tree = ast.parse(CONTRADICTIONS.read_text(encoding="utf-8"))
    function = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "contradictions")
    for node in ast.walk(function):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            found = list(node.args)
        elif isinstance(node, ast.ListComp):
            found = [node.elt]
        for text in (t for expression in found for t in _text(expression)):
            yield text[0].upper() + text[1:] + "."


ALL = sorted({*_yielded(RULES), *(text for path in RAISING for text in _raised(path)), *_contradictions()})


def test_the_sentences_are_found() -> None:
    assert len(ALL) > 45


@pytest.mark.parametrize("sentence", ALL)
def test_every_refusal_has_its_japanese(sentence: str) -> None:
    told = refusal(sentence.replace("{}", "Q7"), "ja")
    assert re.search("[ぁ-ん]", told), sentence
    assert told.count("Q7") == sentence.count("{}")
    assert refusal(sentence, "en") == sentence


def test_nothing_is_translated_that_nobody_says() -> None:
    assert {english for english, _japanese in SENTENCES} == set(ALL)


def test_words_of_the_program_are_translated_and_names_are_not() -> None:
    told = refusal("A signature is entered by the person who makes it: anna cannot enter one of ben.", "ja")
    assert "署名" in told
    assert "anna" in told
    assert "signature" not in told
