"""A small board with three chips, photographed close up: rendered and read in seconds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from teardown.rendering import BoardSpec, Camera, Marking, Part, render_board
from teardown.rendering.optics import encode_jpeg

ROHM = Part("SOP-J8", 7, 8, 0, "U1", Marking(("ROHM", "4G64", "033 217"), contrast=0.6), "BR24G64", "4G64", "ROHM")
WINBOND = Part(
    "SOIC-8W", 18, 8, 0, "U2", Marking(("winbond", "25Q128JVSQ", "2034"), contrast=0.6), "W25Q128JVSQ", "25Q128JVSQ", "Winbond"
)
THINE = Part("QFN-48", 12, 18, 0, "U3", Marking(("THC63LVD827", "2031 J1", "0B4K7"), contrast=0.6), "THC63LVD827", "", "THine")

BOARD = BoardSpec(25, 24, (ROHM, WINBOND, THINE), traces=0.4, seed=5)
CAMERA = Camera(12.5, 12, 27, 1280, 1160, roll=3, tilt=6, noise=0.006, seed=5)


def with_part(designator: str, part: Part | None) -> BoardSpec:
    """The board with one component replaced, or taken off."""
    kept = [(part if p.designator == designator else p) for p in BOARD.parts]
    return replace(BOARD, parts=tuple(p for p in kept if p is not None))


def photograph(board: BoardSpec, path: Path, camera: Camera = CAMERA) -> Path:
    """Render a board into a JPEG file."""
    path.write_bytes(encode_jpeg(render_board(board, camera).pixels, 88))
    return path
