"""Which sightings are one chip: by layout, by full text, and when they stay apart."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.bom import build_bom
from teardown.model import Bom, PhotoAnalysis, Reason
from tests.bom.boards import FACTS, VERSION, Chip, View, named, nameless, photograph

BOARD = (
    Chip(10, 10, ("winbond", "25Q128JVSQ", "2231"), named("winbond", "W25Q128JV", "flash")),
    Chip(30, 12, ("U24036", "218 4A"), named("rohm", "BU24036MWV", "lens_driver"), turn=90),
    Chip(55, 15, ("HK-2019-A16B", "TRXM7500"), nameless(Reason.CUSTOMER_MARKING), size=14),
    Chip(80, 40, ("4G64", "2140"), named("rohm", "BR24G64", "eeprom"), size=4, turn=180),
    Chip(20, 50, ("RX8130", "E2140A"), named("epson", "RX8130CE", "rtc"), size=5),
    Chip(50, 55, ("D33GA3W", "139 77"), named("rohm", "BD33GA3WEFJ", "linear_regulator"), size=6, turn=270),
)
OVERVIEW = View("1-overview.jpg", scale=18)
OBLIQUE = View("2-oblique.jpg", scale=22, turn=27, shift=(500, -150), perspective=(0.002, 0.001))


def close_up(chip: Chip) -> View:
    """A photo of one chip: a centimetre fills it."""
    return View("3-close.jpg", scale=90, turn=0, shift=(1000 - 90 * chip.x, 750 - 90 * chip.y))


def bom_of(*photos: PhotoAnalysis) -> Bom:
    return build_bom("unit", photos, (), FACTS, VERSION)


def test_two_views_of_one_board_give_each_chip_once() -> None:
    bom = bom_of(photograph(BOARD, OVERVIEW), photograph(BOARD, OBLIQUE))
    assert len(bom.components) == len(BOARD)
    assert all(len(c.sightings) == 2 for c in bom.components)
    assert all("same place" in c.notes[0] for c in bom.components)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_views_are_laid_on_each_other_in_upright_pixels(orientation: int) -> None:
    """A photo stored turned or mirrored has its quads in stored pixels; only upright do they fit on other photos."""
    from teardown.geometry import to_stored

    straight = photograph(BOARD, OBLIQUE)
    w, h = (1500, 2000) if orientation >= 5 else (2000, 1500)
    photo = replace(straight.photo, orientation=orientation, width=w, height=h)

    def stored(quad):  # type: ignore[no-untyped-def]
        return to_stored(quad, orientation, w, h)

    sightings = tuple(
        replace(
            s,
            sighting=replace(
                s.sighting,
                quad=stored(s.sighting.quad),
                lines=tuple(replace(line, quad=stored(line.quad)) for line in s.sighting.lines),
            ),
        )
        for s in straight.sightings
    )
    bom = bom_of(photograph(BOARD, OVERVIEW), replace(straight, photo=photo, sightings=sightings))
    assert [len(c.sightings) for c in bom.components] == [2] * len(BOARD)


def test_a_chip_unreadable_on_one_photo_is_merged_by_its_place() -> None:
    blind = list(BOARD)
    blind[4] = replace(BOARD[4], lines=(), attribution=nameless(Reason.NO_MARKING))
    bom = bom_of(photograph(blind, OVERVIEW), photograph(BOARD, OBLIQUE))
    assert len(bom.components) == len(BOARD)
    assert sum(1 for c in bom.components if c.attribution.manufacturer == "epson") == 1


def test_identical_chips_on_one_photo_stay_two_and_find_their_own_on_the_other() -> None:
    dram = Chip(70, 12, ("NT5CC128M16JR", "2409 EK"), size=10)
    twins = (*BOARD, dram, replace(dram, y=26))
    bom = bom_of(photograph(twins, OVERVIEW), photograph(twins, OBLIQUE))
    assert len(bom.components) == len(twins)
    assert all(len(c.sightings) == 2 for c in bom.components)


def test_identical_chips_on_one_photo_are_never_merged_even_alone() -> None:
    dram = Chip(20, 12, ("NT5CC128M16JR", "2409 EK"))
    bom = bom_of(photograph((dram, replace(dram, y=40)), OVERVIEW))
    assert len(bom.components) == 2


def test_the_same_part_elsewhere_in_the_layout_is_another_chip() -> None:
    """Both sides of a board carry the same memory; the second photo shows the other place."""
    moved = [replace(c, x=60, y=58) if c is BOARD[3] else replace(c, lines=(*c.lines, "")) for c in BOARD]
    bom = bom_of(photograph(BOARD, OVERVIEW), photograph(moved, OBLIQUE))
    assert sum(1 for c in bom.components if c.attribution.part_number == "BR24G64") == 2


def test_a_close_up_is_merged_by_part_number_and_date_code() -> None:
    close = photograph(BOARD[:1], close_up(BOARD[0]))
    bom = bom_of(photograph(BOARD, OVERVIEW), close)
    assert len(bom.components) == len(BOARD)
    note = next(c for c in bom.components if c.attribution.manufacturer == "winbond").notes[0]
    assert "same text with date or lot code" in note


def test_a_part_number_alone_does_not_merge_and_is_told() -> None:
    short = (replace(BOARD[3], lines=("4G64",)),)
    overview = photograph((*BOARD[:3], *short), OVERVIEW)
    bom = bom_of(overview, photograph(short, close_up(short[0])))
    memories = [c for c in bom.components if c.attribution.part_number == "BR24G64"]
    assert len(memories) == 2
    for one, other in (memories, memories[::-1]):
        assert f"May be the same chip as {other.id}" in one.notes[-1]


def test_another_date_code_is_another_chip() -> None:
    later = (replace(BOARD[0], lines=("winbond", "25Q128JVSQ", "1949")),)
    bom = bom_of(photograph(BOARD[:1], OVERVIEW), photograph(later, close_up(later[0])))
    assert len(bom.components) == 2
    assert bom.components[0].notes == ()


def test_a_close_up_that_fits_two_chips_is_merged_with_neither() -> None:
    dram = Chip(20, 12, ("NT5CC128M16JR", "2409 EK"))
    bom = bom_of(photograph((dram, replace(dram, y=40)), OVERVIEW), photograph((dram,), close_up(dram)))
    assert len(bom.components) == 3
    assert "May be the same chip as C001, C002" in bom.components[2].notes[0]


def test_rows_of_equal_chips_do_not_fix_a_layout() -> None:
    """Four channels alike: a photo of the left half must not be laid on one of the right half."""
    row = tuple(Chip(10 + 20 * n, 20, ("TPS65987", "21A C9")) for n in range(4))
    left, right = photograph(row[:2], OVERVIEW), photograph(row[2:], View("2-right.jpg", scale=18, shift=(-700, 0)))
    assert len(bom_of(left, right).components) == 4


def test_three_photos_in_a_chain_give_each_chip_once() -> None:
    strip = tuple(Chip(12 + 12 * n, 15 + 12 * (n % 3), (f"X{n}YZ{n * 37 % 100:02d}K{n}", f"21{n:02d}A")) for n in range(12))
    views = [View(f"{k}.jpg", scale=20, turn=4.0 * k, shift=(-700.0 * k, -60.0 * k), width=1500) for k in range(3)]
    photos = [photograph(strip, v) for v in views]
    bom = bom_of(*photos)
    seen = {line.upper() for p in photos for s in p.sightings for line in s.marking.lines[:1]}
    assert len(seen) == len(bom.components) >= 11
    assert sum(len(c.sightings) for c in bom.components) == sum(len(p.sightings) for p in photos) > len(seen)


def test_the_order_in_which_photos_are_given_does_not_matter() -> None:
    photos = [photograph(BOARD, OVERVIEW), photograph(BOARD, OBLIQUE), photograph(BOARD[:1], View("10-close.jpg", scale=90))]
    expected = bom_of(*photos)
    assert [p.photo.name for p in expected.photos] == ["1-overview.jpg", "2-oblique.jpg", "10-close.jpg"]
    for seed in range(4):
        shuffled = random.Random(seed).sample(photos, 3)
        assert bom_of(*shuffled) == expected


def test_the_same_photo_given_twice_counts_once() -> None:
    photo = photograph(BOARD, OVERVIEW)
    assert bom_of(photo, photo) == bom_of(photo)


def test_ids_run_from_the_top_of_the_first_photo() -> None:
    bom = bom_of(photograph(BOARD, OVERVIEW))
    assert [c.id for c in bom.components] == ["C001", "C002", "C003", "C004", "C005", "C006"]
    assert bom.components[0].sightings[0].marking.lines[0] == "winbond"


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.integers(0, 10_000),
    st.floats(12, 30),
    st.floats(-180, 180),
    st.floats(-0.003, 0.003),
    st.floats(0, 0.08),
)
def test_no_view_ever_merges_different_chips(seed: int, scale: float, turn: float, tilt: float, misread: float) -> None:
    """Whatever the point of view and however badly it is read, a component's sightings are of one chip, at most one a photo.

    Of two chips that look the same, one may be taken for the other where no layout tells them apart; then a note says so.
    """
    rng = random.Random(seed)
    chips = [
        replace(c, x=rng.uniform(5, 90), y=rng.uniform(5, 60), attribution=named("rohm", f"P{n}", "eeprom"))
        for n, c in enumerate((*BOARD, *BOARD[:2]))
    ]
    chips = [c for n, c in enumerate(chips) if all(abs(c.x - d.x) + abs(c.y - d.y) > 16 for d in chips[:n])]
    second = View("2.jpg", scale=scale, turn=turn, shift=(900, 700), perspective=(tilt, -tilt))
    photos = [photograph(chips, OVERVIEW, seed=seed, misread=misread), photograph(chips, second, seed=seed, misread=misread)]
    for component in bom_of(*photos).components:
        chip_numbers = {int((s.attribution.part_number or "P")[1:]) for s in component.sightings}
        looks = {(*BOARD, *BOARD[:2])[n].lines for n in chip_numbers}
        assert len(looks) == 1
        assert len(chip_numbers) == 1 or "another chip of the same lot would look the same" in component.notes[0]
        assert len({s.sighting.photo_sha256 for s in component.sightings}) == len(component.sightings)
