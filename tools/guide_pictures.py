"""Draw the good and bad examples of the application's photo guide.

    python tools/guide_pictures.py

writes JPEGs into the application's static files: the main board of the samples as a phone photographs it when things go right,
and when they go wrong.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from teardown.rendering import Camera, Light, Spot, render_board
from teardown.rendering.reference_camera import camera_teardown

OUT = Path(__file__).resolve().parent.parent / "src" / "teardown" / "web" / "static" / "app" / "guide"
_SHOWN = (640, 480)
"""Pixels: twice what a phone's page shows."""


def main() -> None:
    """Render all examples."""
    board = next(scene.board for scene in camera_teardown() if "main-front-soc" in scene.name)
    overview = next(scene.camera for scene in camera_teardown() if "main-front-overview" in scene.name)
    close = next(scene.camera for scene in camera_teardown() if "main-front-soc" in scene.name)
    close = replace(close, width=1280, height=960, banner="")
    side = close.light
    pictures: dict[str, Camera] = {
        "overview": replace(overview, width=1280, height=960, banner=""),
        "close": close,
        "far": replace(close, field=close.field * 3.2, x=close.x, y=close.y),
        "blurred": replace(close, focus=6.0, motion=14.0, motion_angle=30.0),
        "glare": replace(close, light=replace(side, spots=(Spot(0.5, 0.55, 0.2, 3.2),))),
        "dark": replace(close, exposure=0.28, noise=0.05),
        "side-light": replace(close, light=Light(direction=200.0, slant=1.1, gradient=0.35)),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    for name, camera in pictures.items():
        image = Image.fromarray(render_board(board, camera).pixels)
        image.resize(_SHOWN, Image.Resampling.LANCZOS).save(OUT / f"{name}.jpg", quality=82, optimize=True)
        print(f"{name}.jpg  {(OUT / f'{name}.jpg').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
