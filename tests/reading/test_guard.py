from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teardown.errors import EngineError
from teardown.geometry import Pixels, box_quad
from teardown.model import Reading
from teardown.reading import Found
from teardown.reading.guard import GuardedFinder, GuardedReader, cleaned, require_one
from tests.reading.fakes import Finds, Reads, reading

PIXELS = np.zeros((50, 100, 3), dtype=np.uint8)


def crash(*_: Any) -> Any:
    raise RuntimeError("out of memory")


def test_a_finder_that_crashes_finds_nothing_and_says_why() -> None:
    finder = GuardedFinder(Finds(crash))
    assert finder.find(PIXELS) == ()
    assert not finder.worked
    assert "out of memory" in finder.complaint


@pytest.mark.parametrize(
    "garbage",
    [
        Found(((math.nan, 0), (1, 0), (1, 1), (0, 1)), 0.5),
        Found(((0, 0), (math.inf, 0), (1, 1), (0, 1)), 0.5),
        Found(box_quad((10, 10, 20, 5)), math.nan),
        Found(((0, 0), (1, 0), (1, 1)), 0.5),  # type: ignore[arg-type]
        Found(None, 0.5),  # type: ignore[arg-type]
        Found(box_quad((500, 10, 20, 5)), 0.5),
        Found(box_quad((10, 10, 0, 0)), 0.5),
        Found(box_quad((-1e9, -1e9, 2e9, 2e9)), 0.5),
    ],
)
def test_regions_that_cannot_be_are_dropped_and_the_others_stay(garbage: Found) -> None:
    good = Found(box_quad((10, 10, 20, 5)), 0.5)
    assert GuardedFinder(Finds(lambda _: (garbage, good))).find(PIXELS) == (good,)


def test_a_finder_that_answers_no_sequence_finds_nothing() -> None:
    finder = GuardedFinder(Finds(lambda _: None))  # type: ignore[arg-type, return-value]
    assert finder.find(PIXELS) == ()
    assert not finder.worked


def test_one_bad_crop_costs_only_itself() -> None:
    def answer(crops: Sequence[Pixels]) -> Sequence[Reading]:
        if any(crop.shape[1] == 7 for crop in crops):
            raise ValueError("no crop of 7 pixels, please")
        return [reading("OK") for _ in crops]

    crops = [np.zeros((5, w, 3), dtype=np.uint8) for w in (6, 7, 8)]
    reader = GuardedReader(Reads(answer))
    assert [r.text for r in reader.read(crops)] == ["OK", "", "OK"]
    assert reader.worked


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_or_too_many_readings_are_no_readings(count: int) -> None:
    reader = GuardedReader(Reads(lambda crops: [reading("A")] * count))
    assert [r.text for r in reader.read([PIXELS, PIXELS])] == (["A", "A"] if count == 1 else ["", ""])


def test_a_reader_is_not_asked_about_nothing() -> None:
    assert GuardedReader(Reads(crash)).read([]) == ()


def test_bytes_are_no_text() -> None:
    reader = GuardedReader(Reads(lambda crops: [Reading("x", b"\xff\xfe", (1.0, 1.0))] * len(crops)))  # type: ignore[arg-type]
    assert reader.read([PIXELS])[0].text == ""


def test_lone_surrogates_and_controls_go_with_their_probabilities() -> None:
    raw = Reading("x", "A\udcff\x00B\u200b", (0.9, 0.1, 0.2, 0.8, 0.3), (((("4"), 0.05),), (), (), (("8", 0.1),), ()))
    out = cleaned(raw)
    assert out.text == "AB"
    assert out.probabilities == (0.9, 0.8)
    assert out.alternatives == ((("4", 0.05),), (("8", 0.1),))


def test_a_sound_reading_stays_the_same() -> None:
    sound = reading("BR24G128")
    assert cleaned(sound) is sound


@given(st.text(st.characters(), max_size=12), st.lists(st.floats(), max_size=15))
def test_cleaned_readings_can_be_written_and_have_one_probability_per_character(text: str, probabilities: list[float]) -> None:
    out = cleaned(Reading("x", text, tuple(probabilities)))
    out.text.encode("utf-8")
    assert len(out.probabilities) == len(out.text)
    assert all(0 <= p <= 1 for p in out.probabilities)


def test_one_working_engine_is_enough() -> None:
    broken, working = GuardedFinder(Finds(crash)), GuardedFinder(Finds(lambda _: ()))
    broken.find(PIXELS)
    working.find(PIXELS)
    require_one([broken, working])
    with pytest.raises(EngineError, match="out of memory"):
        require_one([broken])


def test_memory_is_given_back_where_an_engine_can() -> None:
    class Holds(Finds):
        held = True

        def release(self) -> None:
            self.held = False

    engine = Holds(lambda _: ())
    GuardedFinder(engine).release()
    assert not engine.held
    GuardedFinder(Finds(lambda _: ())).release()
