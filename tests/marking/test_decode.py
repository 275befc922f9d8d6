from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.marking import decode, decode_text
from teardown.model import Reading, TextLine, TokenKind
from teardown.parts import Facts, load_facts
from tests.small_db import write_small_db

TODAY = date(2026, 11, 25)
QUAD = ((0.0, 0.0), (9.0, 0.0), (9.0, 2.0), (0.0, 2.0))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return load_facts(write_small_db(tmp_path_factory.mktemp("db")))


def texts(lines: list[str], kind: TokenKind, facts: Facts) -> list[str]:
    return [token.text for token in decode_text(lines, facts, today=TODAY).of(kind)]


def test_each_kind_of_text_is_told_apart(facts: Facts) -> None:
    lines = ["ALPHA", "AX1234 TAIWAN", "26.000MHz", "94V-0", "0723"]
    assert texts(lines, TokenKind.BRAND, facts) == ["ALPHA"]
    assert texts(lines, TokenKind.PLACE, facts) == ["TAIWAN"]
    assert texts(lines, TokenKind.FREQUENCY, facts) == ["26.000MHz"]
    assert texts(lines, TokenKind.NOISE, facts) == ["94V-0"]
    assert texts(lines, TokenKind.DATE, facts) == ["0723"]
    assert "AX1234" in texts(lines, TokenKind.PART, facts)


def test_a_number_split_over_two_lines_is_joined(facts: Facts) -> None:
    assert "AX12 34B" in texts(["AX12", "34B"], TokenKind.PART, facts)


def test_words_of_a_line_are_joined(facts: Facts) -> None:
    assert "AX 1234" in texts(["AX 1234"], TokenKind.PART, facts)


def test_a_makers_own_date_layout_needs_the_maker(facts: Facts) -> None:
    assert [d.year for d in decode_text(["ALPHA", "123A"], facts, today=TODAY).dates] == [2021, 2011, 2001]
    assert decode_text(["123A"], facts, today=TODAY).dates == ()
    assert decode_text(["123A"], facts, maker="alpha", today=TODAY).dates[0].week == 23


def test_the_years_in_which_a_part_was_made_settle_the_decade(facts: Facts) -> None:
    assert [d.year for d in decode_text(["ALPHA", "AX1234", "123A"], facts, today=TODAY).dates] == [2011, 2001]
    assert [d.year for d in decode_text(["ALPHA", "AX1234", "2123"], facts, today=TODAY).dates] == [2021]


def test_no_date_code_lies_in_the_future(facts: Facts) -> None:
    assert [(d.year, d.week) for d in decode_text(["2648"], facts, today=TODAY).dates] == [(2026, 48)]
    assert decode_text(["2649"], facts, today=TODAY).dates == ()
    assert [d.year for d in decode_text(["8723"], facts, today=TODAY).dates] == [1987]


def test_the_least_certain_character_is_the_certainty_of_a_token(facts: Facts) -> None:
    line = TextLine(QUAD, (Reading("test", "AX1234 99", (0.9, 0.9, 0.4, 0.9, 0.9, 0.9, 1.0, 0.8, 0.7)),))
    tokens = {token.text: token.probability for token in decode([line], facts, today=TODAY).of(TokenKind.PART)}
    assert tokens["AX1234"] == 0.4
    assert tokens["AX1234 99"] == 0.4


def test_lines_without_a_reading_are_kept_as_empty(facts: Facts) -> None:
    assert decode([TextLine(QUAD, ())], facts, today=TODAY).lines == ("",)
    assert decode([], facts, today=TODAY).tokens == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_lines_decode_and_are_kept_as_read(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    marking = decode_text(lines, _cached(tmp_path_factory), today=TODAY)
    assert marking.lines == tuple(lines)
    assert all(0 <= token.line < len(lines) for token in marking.tokens)
    assert all(code.year <= TODAY.year for code in marking.dates)


_CACHE: list[Facts] = []


def _cached(factory: pytest.TempPathFactory) -> Facts:
    if not _CACHE:
        folder: Path = factory.mktemp("cached")
        _CACHE.append(load_facts(write_small_db(folder)))
    return _CACHE[0]


def doubtful(text: str, place: int, other: str, p: float) -> TextLine:
    """A line of which one character may as well be another."""
    lattice = tuple(
        frame for i, c in enumerate(text) for frame in (((c, 1 - p), (other, p)) if i == place else ((c, 1.0),), (("", 1.0),))
    )
    return TextLine(QUAD, (Reading("fake", text, (0.9,) * len(text), (), lattice),))


def test_a_text_that_the_image_allows_is_a_token_of_lesser_share(facts: Facts) -> None:
    marking = decode([doubtful("AX1284", 4, "3", 0.3)], facts, today=TODAY)
    shares = {token.text: token.share for token in marking.of(TokenKind.PART)}
    assert shares == {"AX1284": 1.0, "AX1234": pytest.approx(0.3 / 0.7, abs=1e-3)}
    assert marking.lines == ("AX1284",)


def test_what_the_image_does_not_allow_is_no_token(facts: Facts) -> None:
    marking = decode([doubtful("AX1284", 4, "3", 0.004)], facts, today=TODAY)
    assert [token.text for token in marking.of(TokenKind.PART)] == ["AX1284"]


def test_another_look_of_the_same_engine_adds_its_tokens(facts: Facts) -> None:
    line = TextLine(QUAD, (Reading("one", "AX1Z34", (0.6,) * 6), Reading("one", "AX1234", (0.6,) * 6)))
    shares = {token.text: token.share for token in decode([line], facts, today=TODAY).of(TokenKind.PART)}
    assert shares == {"AX1Z34": 1.0, "AX1234": 0.8}


def test_a_witness_adds_nothing_that_the_first_reader_did_not_see(facts: Facts) -> None:
    line = TextLine(QUAD, (Reading("one", "AX1Z34", (0.6,) * 6), Reading("two", "AX1234", (0.9,) * 6)))
    assert [token.text for token in decode([line], facts, today=TODAY).of(TokenKind.PART)] == ["AX1Z34"]


def test_a_witness_that_tells_what_its_image_allows_adds_its_tokens(facts: Facts) -> None:
    seen = doubtful("AX1284", 4, "3", 0.3).readings[0]
    witness = Reading("two", seen.text, seen.probabilities, seen.alternatives, seen.lattice)
    line = TextLine(QUAD, (Reading("one", "AX1Z34", (0.9,) * 6), witness))
    shares = {token.text: token.share for token in decode([line], facts, today=TODAY).of(TokenKind.PART)}
    assert list(shares) == ["AX1Z34", "AX1284", "AX1234"]
    assert 1 > shares["AX1284"] > shares["AX1234"] > 0


def test_words_between_which_another_stood_are_not_joined(facts: Facts) -> None:
    assert "AX 1234" not in texts(["AX TAIWAN 1234"], TokenKind.PART, facts)
