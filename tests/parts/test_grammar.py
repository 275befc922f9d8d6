import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.parts.grammar import Pattern, fixed_characters, folded, problem_with
from teardown.parts.text import CONFUSABLE, fold

PATTERNS = [r"W25Q\d{2,3}[A-Z]{2}.*", r"(?:MX|KH)25L\d+[A-Z]?", r"AX\d{4}[B-E5]?", r"S(?:29|25)[A-Z]L\d{3}", r"RTL8\d{3}[A-Z]*"]


def test_an_exact_match_exchanges_nothing() -> None:
    found = Pattern(r"BR24G(\d\d).*").match("BR24G32F")
    assert found is not None
    assert (found.text, found.groups, found.substitutions) == ("BR24G32F", ("32",), ())


def test_a_confused_character_is_put_right_and_counted() -> None:
    found = Pattern(r"W25Q\d{2,3}[A-Z]{2}.*").match("W25D128JVSQ")
    assert found is not None
    assert found.text == "W25Q128JVSQ"
    assert found.substitutions == ((3, "D", "Q"),)


def test_only_confusable_characters_are_exchanged() -> None:
    assert Pattern(r"W25Q\d{2,3}[A-Z]{2}.*").match("W25X128JVSQ") is None


def test_the_number_of_exchanges_is_bounded() -> None:
    pattern = Pattern("QQQQQ")
    assert pattern.match("0QQQO", 2) is not None
    assert pattern.match("0O0QQ", 2) is None
    assert pattern.match("0QQQQ", 0) is None


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("AB|CD(E)", {"A8", "C0E"}),
        ("A?BC", {""}),
        ("(?:A|B)C", {"AC", "8C"}),
        ("[AD]X", {"AX", "0X"}),
        (r"MX25L\d+", {"MX25"}),
        ("(AK4(?:5|6)1)", {"AK45", "AK46"}),
        ("[A-Z]{2}12", {""}),
        ("A{2}B", {"A"}),
        ("A.B", {"A"}),
        ("A|AB", {"A"}),
        ("A(?:B|)C", {"A8C", "AC"}),
    ],
)
def test_every_match_begins_with_one_of_the_starts(pattern: str, beginnings: set[str]) -> None:
    assert Pattern(pattern).starts == beginnings


@pytest.mark.parametrize(
    ("pattern", "fixed"),
    [
        (r"AX\d{4}", (6, 2)),
        (r"AX.*", (2, 2)),
        (r"(?:MX|K)25\d?", (3, 3)),
        (r"[A-Z]{3}\d", (1, 0)),
        ("A{2,}B", (3, 3)),
        ("AB(?:C|DE)+", (3, 3)),
    ],
)
def test_fixed_characters_counts_what_every_match_has(pattern: str, fixed: tuple[int, int]) -> None:
    assert fixed_characters(pattern) == fixed


@pytest.mark.parametrize("pattern", ["", "ab", "A B", r"\w+", "A^B", "(A", "[A", "A{x}"])
def test_patterns_outside_the_small_language_are_refused(pattern: str) -> None:
    assert problem_with(pattern) is not None


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_of_the_small_language_are_accepted(pattern: str) -> None:
    assert problem_with(pattern) is None


@given(st.data(), st.sampled_from(PATTERNS))
def test_folding_a_pattern_keeps_every_match(data: st.DataObject, pattern: str) -> None:
    token = data.draw(st.from_regex(re.compile(pattern.replace(".*", "[A-Z0-9]{0,4}"), re.ASCII), fullmatch=True))
    assert re.fullmatch(folded(pattern), fold(token))


@given(st.data(), st.sampled_from(PATTERNS))
def test_one_confused_character_is_still_matched(data: st.DataObject, pattern: str) -> None:
    token = data.draw(st.from_regex(re.compile(pattern.replace(".*", ""), re.ASCII), fullmatch=True))
    place = data.draw(st.integers(0, len(token) - 1))
    group = next((g for g in CONFUSABLE if token[place] in g), token[place])
    read = token[:place] + data.draw(st.sampled_from(group)) + token[place + 1 :]
    found = Pattern(pattern).match(read)
    assert found is not None
    assert len(found.substitutions) <= 1
    assert re.fullmatch(pattern, found.text)


@given(st.data(), st.sampled_from([*PATTERNS, r"(?:A|B[0-9]?)C{2}D*", r"X(?:Y|[A-F]{1,3}|)Z+\d", r"(?:AB){2}(?:C|D)?E"]))
def test_a_token_of_a_pattern_has_exactly_one_of_its_starts(data: st.DataObject, pattern: str) -> None:
    token = data.draw(st.from_regex(re.compile(pattern.replace(".*", "[A-Z0-9]{0,4}"), re.ASCII), fullmatch=True))
    assert sum(fold(token).startswith(start) for start in Pattern(pattern).starts) == 1


def test_digits_alone_are_not_bent_into_letters() -> None:
    assert Pattern(r"82D\d{5}").match("82012160", 2) is None
    assert Pattern(r"82D\d{5}").match("82O12160", 2) is not None
