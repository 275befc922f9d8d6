from hypothesis import given
from hypothesis import strategies as st

from teardown.model import Manufacturer
from teardown.parts.names import NameIndex, name_key

INDEX = NameIndex(
    [
        Manufacturer(
            "epson", "SEIKO EPSON CORPORATION", "Epson", "JP", "t", name_ja="セイコーエプソン株式会社", aliases=("Shared",)
        ),
        Manufacturer("sii", "Seiko Instruments Inc.", "Seiko Instruments", "JP", "t", aliases=("Shared",)),
        Manufacturer(
            "micron", "Micron Technology, Inc.", "Micron", "US", "t", local_affiliates=(("JP", "Micron Japan Co., Ltd."),)
        ),
    ]
)


def test_legal_form_case_and_punctuation_do_not_matter() -> None:
    assert INDEX.find("Seiko Epson Corp.") == "epson"
    assert INDEX.find("SEIKO-EPSON") == "epson"
    assert INDEX.find("セイコーエプソン") == "epson"
    assert INDEX.find("ｾｲｺｰｴﾌﾟｿﾝ株式会社") == "epson"
    assert INDEX.find("Micron Japan, Inc.") == "micron"


def test_a_near_name_is_another_company() -> None:
    assert INDEX.find("Seiko Instruments") == "sii"
    assert INDEX.find("Seiko") is None
    assert INDEX.find("Micro") is None
    assert INDEX.find("") is None


def test_a_name_of_two_companies_finds_neither() -> None:
    assert INDEX.find("Shared") is None
    assert INDEX.shared_names() == {"shared": ("epson", "sii")}


@given(st.text())
def test_any_text_is_a_name_or_none(name: str) -> None:
    assert INDEX.find(name) in {None, "epson", "sii", "micron"}
    assert not any(char.isspace() for char in name_key(name))
