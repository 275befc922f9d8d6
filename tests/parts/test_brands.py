from teardown.parts.brands import BrandIndex
from teardown.parts.rows import Brand

INDEX = BrandIndex(
    [
        Brand("winbond", "WINBOND", "word", "t"),
        Brand("ti", "TEXAS INSTRUMENTS", "word", "t"),
        Brand("ti", "TI", "line", "t"),
        Brand("esmt", "ESMT", "word", "t"),
        Brand("nan", "Nanya", "prefix", "t"),
        Brand("one", "ABCDEFX", "word", "t"),
        Brand("two", "ABCDEFY", "word", "t"),
    ]
)


def found(*lines: str) -> list[tuple[str, int, float]]:
    return [(hit.brand.manufacturer, hit.line, hit.quality) for hit in INDEX.find(lines)]


def test_a_word_is_found_anywhere_on_a_line() -> None:
    assert found("x", "winbond 25Q128") == [("winbond", 1, 1.0)]


def test_several_words_make_one_name() -> None:
    assert found("TEXAS INSTRUMENTS") == [("ti", 0, 1.0)]


def test_a_short_name_counts_only_as_a_whole_line() -> None:
    assert found("TI") == [("ti", 0, 1.0)]
    assert found("TI 0723") == []


def test_confused_and_misread_letters_lower_the_quality() -> None:
    assert found("W1NBOND") == [("winbond", 0, 0.97)]
    assert found("WINBQNO") == [("winbond", 0, 0.97)]
    assert found("WINBOMD") == [("winbond", 0, 0.9)]
    assert found("5SMT") == []


def test_a_misreading_between_two_makers_finds_neither() -> None:
    assert found("ABCDEFZ") == []


def test_a_prefix_is_found_at_the_beginning_of_a_word() -> None:
    assert found("NANYA2409") == [("nan", 0, 0.9)]


def test_of_a_short_name_only_one_character_may_be_exchanged() -> None:
    index = BrandIndex(
        [Brand("taos", "TAOS", "word", "t"), Brand("rohm", "ROHM", "word", "t"), Brand("solo", "SOLOSOLO", "word", "t")]
    )
    assert [hit.brand.manufacturer for hit in index.find(["TA0S", "R0HM", "S0L0SOLO"])] == ["taos", "rohm", "solo"]
    assert index.find(["TA-05", "TA05"]) == ()


def test_two_letters_are_a_name_in_capitals_and_side_by_side_alone() -> None:
    index = BrandIndex(
        [Brand("jieli", "JL", "line", "test"), Brand("st", "ST", "line", "test"), Brand("oki", "OKI", "word", "test")]
    )
    assert [hit.brand.manufacturer for hit in index.find(["JL", "|ST"])] == ["jieli", "st"]
    assert not index.find(["Jl", "J;L", "S T"])
    # Letters that are no Latin ones are part of a word: without them `ÜST` would be `ST`.
    assert not index.find(["üst", "ÇOKIŞ", "ST жёлтый"])
