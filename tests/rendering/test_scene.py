"""The renderer: the same spec gives the same pixels, and the ground truth lies where the pixels are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from teardown.rendering import Camera, Part, render_board
from teardown.rendering.reference_camera import BANNER, camera_teardown, marked, with_marking, without

from .small_board import BOARD, CAMERA, with_part

SMALL = replace(CAMERA, width=480, height=435)


def test_same_spec_same_pixels() -> None:
    first, second = render_board(BOARD, SMALL), render_board(BOARD, SMALL)
    assert np.array_equal(first.pixels, second.pixels)
    assert first.pixels.shape == (435, 480, 3)
    assert first.pixels.dtype == np.uint8


def test_repainting_a_chip_changes_nothing_away_from_it() -> None:
    whole = render_board(BOARD, SMALL)
    changed = render_board(with_part("U2", replace(BOARD.parts[1], marking=None)), SMALL)
    difference = np.abs(whole.pixels.astype(int) - changed.pixels.astype(int)).max(axis=2)
    chip = next(body for body in whole.bodies if body.part.designator == "U2")
    left, top = (int(min(p[axis] for p in chip.quad)) for axis in (0, 1))
    right, bottom = (int(max(p[axis] for p in chip.quad)) for axis in (0, 1))
    assert difference[top:bottom, left:right].max() > 40
    difference[max(0, top - 6) : bottom + 6, max(0, left - 6) : right + 6] = 0
    assert difference.max() < 12


def test_truth_says_what_is_printed() -> None:
    bodies = {body.part.designator: body for body in render_board(BOARD, CAMERA).bodies}
    assert [line.text for line in bodies["U1"].lines] == ["ROHM", "4G64", "033 217"]
    assert bodies["U3"].clear


def test_unknown_package_and_background_are_named() -> None:
    with pytest.raises(KeyError, match="known"):
        render_board(replace(BOARD, parts=(Part("NO-SUCH", 1, 1),)), SMALL)
    with pytest.raises(KeyError, match="no background named 'moon'"):
        render_board(BOARD, Camera(12, 12, 27, 200, 160, background="moon"))


def test_reference_camera_is_what_the_documentation_says() -> None:
    scenes = [marked(scene) for scene in camera_teardown()]
    assert len(scenes) >= 8
    assert all(scene.camera.banner == BANNER for scene in scenes)
    assert "NOT EVIDENCE" in BANNER
    boards = {id(scene.board): scene.board for scene in scenes}.values()
    chips = {part.designator for board in boards for part in board.parts if part.designator.startswith("U")}
    assert len(chips) >= 35


def test_a_reference_board_can_be_changed() -> None:
    board = camera_teardown()[0].board
    assert len(without(board, "U6").parts) == len(board.parts) - 1
    assert next(p for p in with_marking(board, "U6", None).parts if p.designator == "U6").marking is None
    with pytest.raises(KeyError, match="no U99"):
        without(board, "U99")
