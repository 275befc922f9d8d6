"""The likeliest texts of a lattice."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.marking.beams import Lattice, likeliest_texts
from teardown.reading.ctc import read_lattice

GAP = (("", 1.0),)


def collapse(path: tuple[str, ...]) -> str:
    return "".join(c for c, _ in itertools.groupby(path) if c)


def test_a_certain_line_has_one_text() -> None:
    lattice: Lattice = ((("2", 1.0),), GAP, (("5", 1.0),), GAP, (("Q", 1.0),))
    assert likeliest_texts(lattice) == (("25Q", 1.0),)


def test_a_doubtful_character_gives_two_texts_in_the_ratio_of_their_probabilities() -> None:
    lattice: Lattice = ((("2", 1.0),), GAP, (("D", 0.6), ("Q", 0.3)))
    assert likeliest_texts(lattice) == (("2D", 1.0), ("2Q", 0.5))


def test_a_dropped_character_comes_back() -> None:
    lattice: Lattice = ((("2", 1.0),), (("", 0.7), ("0", 0.3)), (("5", 1.0),))
    assert dict(likeliest_texts(lattice))["205"] == pytest.approx(0.3 / 0.7, abs=1e-3)


def test_an_empty_lattice_says_nothing_but_the_empty_text() -> None:
    assert likeliest_texts(()) == (("", 1.0),)


frames = st.lists(
    st.tuples(st.sampled_from(["", "A", "B"]), st.sampled_from(["A", "B", "C"])).flatmap(
        lambda pair: st.floats(0.05, 0.95).map(
            lambda p: ((pair[0], p), (pair[1], 1 - p)) if pair[0] != pair[1] else ((pair[0], 1.0),)
        )
    ),
    min_size=1,
    max_size=5,
)


@given(frames)
def test_the_best_text_is_the_one_with_most_probability_over_all_alignments(lattice: list[tuple[tuple[str, float], ...]]) -> None:
    sums: dict[str, float] = {}
    for path in itertools.product(*lattice):
        weight = 1.0
        for _, p in path:
            weight *= p
        text = collapse(tuple(c for c, _ in path))
        sums[text] = sums.get(text, 0.0) + weight
    found = likeliest_texts(tuple(lattice), least_share=0.0)
    assert sums[found[0][0]] == pytest.approx(max(sums.values()))
    assert found[0][1] == 1.0


def test_the_best_path_is_among_the_texts() -> None:
    lattice: Lattice = ((("8", 0.6), ("B", 0.4)), (("", 0.9), ("1", 0.1)), (("M", 0.8), ("N", 0.2)))
    assert read_lattice(lattice, "fake").text in dict(likeliest_texts(lattice))
