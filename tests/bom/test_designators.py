"""Designators from the silkscreen."""

from __future__ import annotations

from teardown.bom import build_bom
from teardown.model import Surface
from tests.bom.boards import FACTS, VERSION, Chip, View, nameless, photograph


def silk(x: float, y: float, text: str) -> Chip:
    return Chip(x, y, (text,), nameless(), size=2, surface=Surface.BOARD)


def designators(*chips: Chip) -> list[str]:
    bom = build_bom("unit", [photograph(chips, View("a.jpg"))], (), FACTS, VERSION)
    return [c.designator for c in bom.components]


ONE, TWO = Chip(20, 20, ("25Q128", "2231")), Chip(50, 20, ("4G64", "2140"))


def test_silkscreen_beside_a_chip_names_it() -> None:
    assert designators(ONE, TWO, silk(20, 14, "U7"), silk(50, 26, "IC12")) == ["U7", "IC12"]


def test_passives_and_other_texts_name_nothing() -> None:
    assert designators(ONE, silk(20, 14, "R12"), silk(26, 20, "94V-0"), silk(14, 20, "C7")) == [""]


def test_text_between_two_chips_is_given_to_neither() -> None:
    near = Chip(32, 20, ("4G64", "2140"))
    assert designators(ONE, near, silk(26, 20, "U7")) == ["", ""]


def test_two_designators_at_one_chip_name_nothing() -> None:
    assert designators(ONE, silk(20, 14, "U7"), silk(20, 26, "U8")) == [""]


def test_text_far_away_names_nothing() -> None:
    assert designators(ONE, silk(20, 40, "U7")) == [""]
