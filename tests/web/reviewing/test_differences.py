"""Two readers compared character by character."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.model import Reading, TextLine
from teardown.web.reviewing.differences import ReadLine, read_lines

QUAD = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
texts = st.text(max_size=20)


def compared(*readings: str) -> ReadLine:
    made = tuple(Reading(f"reader {n}", text, (0.9,) * len(text)) for n, text in enumerate(readings))
    return read_lines([TextLine(QUAD, made)])[0]


def marked(line: ReadLine, voice: int) -> str:
    return "".join(p.text if p.differs else "." * len(p.text) for p in line.voices[voice].pieces)


def test_what_differs_is_marked_in_both() -> None:
    line = compared("25Q128", "2SQ12B")
    assert (marked(line, 0), marked(line, 1), line.differences) == (".5...8", ".S...B", 2)


def test_a_character_that_one_reader_misses_is_marked_in_the_other() -> None:
    line = compared("4G64", "4G6")
    assert (marked(line, 0), marked(line, 1), line.differences) == ("...4", "...", 1)


def test_spaces_and_capitals_make_no_difference() -> None:
    assert compared("033 217", "033217").differences == 0
    assert compared("winbond", "WINBOND").differences == 0


def test_one_reader_differs_from_nobody() -> None:
    assert compared("ROHM").differences == 0
    assert read_lines([TextLine(QUAD, ())])[0].voices == ()


def test_a_third_reader_that_differs_is_counted_and_one_that_read_nothing_is_not() -> None:
    line = compared("P0A7L3", "P0A7L3", "POATL3", "")
    assert (marked(line, 0), marked(line, 2), line.differences) == (".0.7..", ".O.T..", 2)
    # A place at which two readers differ from the first is one place.
    assert compared("P0A7L3", "POA7L3", "POATL3").differences == 2


def test_a_reader_in_doubt_is_told() -> None:
    line = read_lines([TextLine(QUAD, (Reading("a", "AB", (0.9, 0.2)),))])[0]
    assert [(p.text, p.unsure) for p in line.voices[0].pieces] == [("A", False), ("B", True)]


@settings(deadline=None)
@given(texts, texts)
def test_nothing_that_was_read_is_lost(first: str, second: str) -> None:
    line = compared(first, second)
    assert [voice.text for voice in line.voices] == [first, second]
    bare = [[char.upper() for char in text if not char.isspace()] for text in (first, second)]
    assert (line.differences == 0) == (bare[0] == bare[1])


@settings(deadline=None)
@given(texts)
def test_a_reading_never_differs_from_itself(text: str) -> None:
    assert compared(text, text).differences == 0
