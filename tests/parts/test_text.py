from hypothesis import given
from hypothesis import strategies as st

from teardown.parts import compact, fold, upper
from teardown.parts.text import CONFUSABLE, confusable_with


def test_compact_keeps_letters_and_digits_only() -> None:
    assert compact("MX25L25645G-08G") == "MX25L25645G08G"
    assert compact("µPD4185") == "UPD4185"
    assert compact("ＡＫ４９５１") == "AK4951"


def test_fold_merges_what_readers_confuse() -> None:
    assert fold("O0QD") == "0000"
    assert fold("25Q128BV") == fold("2SQI28BV") == "25012" + "88V"
    assert {fold(char) for group in CONFUSABLE for char in group} == {group[0] for group in CONFUSABLE}


def test_confusable_with_never_holds_the_character_itself() -> None:
    assert confusable_with("B") == "8"
    assert set(confusable_with("0")) == set("OQD")
    assert confusable_with("K") == ""


@given(st.text())
def test_compact_and_fold_take_any_text_and_are_stable(text: str) -> None:
    key = compact(text)
    assert compact(key) == key
    assert len(fold(key)) == len(key)
    assert fold(fold(key)) == fold(key)
    assert upper(key) == key
