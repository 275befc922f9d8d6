from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from teardown.tiling import spans


@given(st.integers(1, 20000), st.integers(2, 3000), st.data())
def test_pieces_cover_a_length_overlap_enough_and_are_bounded(length: int, longest: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, longest // 2))
    pieces = spans(length, longest, overlap)
    assert pieces[0][0] == 0
    assert pieces[-1][1] == length
    assert all(end - start <= longest for start, end in pieces)
    for (start, end), (following, _) in itertools.pairwise(pieces):
        assert start < following
        assert end - following >= overlap


@given(st.integers(1, 20000), st.integers(100, 3000))
def test_little_is_seen_twice(length: int, longest: int) -> None:
    overlap = longest // 5
    pieces = spans(length, longest, overlap)
    assert sum(end - start for start, end in pieces) <= length + (len(pieces) - 1) * overlap + 2 * len(pieces)


def test_a_length_a_little_over_one_piece_makes_two_of_half_of_it() -> None:
    assert spans(1000, 900, 100) == ((0, 551), (449, 1000))
