"""Decoding a recogniser's output, and scoring other texts against it."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.reading import ctc

ALPHABET = ("", "2", "5", "D", "Q", "О", " ")  # the last letter is Cyrillic


def frames(*rows: dict[str, float]) -> npt.NDArray[np.float32]:
    out = np.zeros((len(rows), len(ALPHABET)), dtype=np.float32)
    for i, row in enumerate(rows):
        for character, p in row.items():
            out[i, ALPHABET.index(character)] = p
    return out


LINE = frames(
    {"": 1.0}, {"2": 0.9, "5": 0.1}, {"2": 0.8, "": 0.2}, {"": 1.0}, {"5": 1.0}, {"D": 0.6, "Q": 0.38}, {"": 1.0}, {"": 1.0}
)


def test_repeats_and_blanks_are_dropped() -> None:
    reading = ctc.decode(LINE, ALPHABET, "test")
    assert reading.text == "25D"
    assert reading.engine == "test"
    assert reading.probabilities == pytest.approx((0.9, 1.0, 0.6))
    assert reading.alternatives == ((("5", 0.1),), (), (("Q", 0.38),))


def test_a_doubled_character_needs_a_blank_between() -> None:
    assert ctc.decode(frames({"5": 1.0}, {"": 1.0}, {"5": 1.0}), ALPHABET, "t").text == "55"
    assert ctc.decode(frames({"5": 1.0}, {"5": 1.0}), ALPHABET, "t").text == "5"


def test_a_lookalike_of_another_script_is_the_ascii_character() -> None:
    reading = ctc.decode(frames({"О": 0.9}), ALPHABET, "t")
    assert reading.text == "O"
    assert reading.text.isascii()
    assert ctc.plain("５") == "5"
    assert ctc.plain("株") == "株"


def test_spaces_around_are_no_part_of_the_text() -> None:
    assert ctc.decode(frames({" ": 1.0}, {"5": 1.0}, {" ": 1.0}), ALPHABET, "t").text == "5"
    assert ctc.decode(frames({"": 1.0}), ALPHABET, "t").text == ""


def test_a_text_that_the_image_allows_beats_one_that_it_does_not() -> None:
    lattice = ctc.lattice_of(LINE, ALPHABET)
    seen, possible, impossible = (ctc.log_likelihood(lattice, t) for t in ("25D", "25Q", "D2Q"))
    assert seen > possible > impossible
    # A shorter text does not win because it is shorter.
    assert ctc.log_likelihood(lattice, "25") < possible


def test_a_text_longer_than_the_line_is_impossible() -> None:
    assert ctc.log_likelihood(ctc.lattice_of(LINE, ALPHABET), "2" * 50) == -math.inf
    assert ctc.log_likelihood((), "") == 0.0
    assert ctc.log_likelihood((), "2") == -math.inf


@given(st.lists(st.lists(st.floats(0.05, 1.0), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_likelihoods_of_all_texts_sum_to_one(rows: list[list[float]]) -> None:
    lattice = tuple(tuple(zip(("", "A", "B"), (v / sum(row) for v in row), strict=True)) for row in rows)
    texts = ("".join(t) for n in range(len(rows) + 1) for t in itertools.product("AB", repeat=n))
    assert sum(math.exp(ctc.log_likelihood(lattice, t)) for t in texts) == pytest.approx(1.0, abs=1e-6)


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_any_matrix_decodes_to_matching_lengths(seed: int, length: int) -> None:
    raw = np.random.default_rng(seed).random((length, len(ALPHABET))).astype(np.float32)
    reading = ctc.decode(raw / raw.sum(axis=1, keepdims=True), ALPHABET, "t")
    assert len(reading.text) == len(reading.probabilities) == len(reading.alternatives)
    assert all(0.0 < p <= 1.0 for p in reading.probabilities)
