"""Candidates: ink above and beside the lines, lines themselves, nothing without lines."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.logos.proposals import HEADS, MOST, overlap, propose


def _chip(mark: tuple[int, int, int, int], ink: int = 170) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    rng = np.random.default_rng(3)
    gray = (40 + 3 * rng.standard_normal((200, 260))).clip(0, 255).astype(np.uint8)
    x, y, w, h = mark
    cv2.ellipse(gray, (x + w // 2, y + h // 2), (w // 2, h // 2), 0, 0, 360, ink, 5)
    cv2.putText(gray, "AB1234", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 0.8, ink, 2)
    return gray


TEXT = [(60.0, 102.0, 105.0, 20.0)]


def test_an_emblem_above_the_text_is_a_candidate() -> None:
    mark = (90, 30, 54, 54)
    found = propose(_chip(mark), TEXT)
    assert max(overlap(p.box, mark) for p in found) > 0.6


def test_faint_ink_that_is_darker_than_the_surface_counts_too() -> None:
    mark = (90, 30, 54, 54)
    found = propose(_chip(mark, ink=20), TEXT)
    assert max(overlap(p.box, mark) for p in found) > 0.6


def test_lines_are_candidates_themselves_and_say_so() -> None:
    found = propose(_chip((90, 30, 54, 54)), TEXT)
    assert [p.box for p in found if p.is_text] == TEXT


def test_without_text_there_is_no_measure_and_no_candidate() -> None:
    assert propose(_chip((90, 30, 54, 54)), []) == ()


def test_overlap_is_intersection_over_union() -> None:
    assert overlap((0, 0, 10, 10), (0, 0, 10, 10)) == 1.0
    assert overlap((0, 0, 10, 10), (5, 0, 10, 10)) == 50 / 150
    assert overlap((0, 0, 10, 10), (10, 0, 10, 10)) == 0.0


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.lists(st.tuples(*[st.floats(-50, 100)] * 2, *[st.floats(0.1, 90)] * 2), max_size=4),
    st.integers(0, 2**32 - 1),
)
def test_any_picture_and_any_boxes_are_borne(
    high: int, wide: int, text: list[tuple[float, float, float, float]], seed: int
) -> None:
    gray = np.random.default_rng(seed).integers(0, 256, (high, wide)).astype(np.uint8)
    found = propose(gray, text)
    assert sum(not p.is_text for p in found) <= MOST + len(HEADS) * len(text)
    assert all(np.isfinite(p.box).all() and p.box[2] > 0 and p.box[3] > 0 for p in found)
