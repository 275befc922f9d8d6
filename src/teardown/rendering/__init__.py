"""Draw populated circuit boards as a phone would photograph them: samples, tests and training data."""

from teardown.rendering.scene import Rendering, render_board
from teardown.rendering.spec import (
    BoardSpec,
    Camera,
    Face,
    Footprint,
    Light,
    Marking,
    Part,
    Scene,
    SilkBox,
    SilkText,
    Spot,
    Sticker,
)

__all__ = [
    "BoardSpec",
    "Camera",
    "Face",
    "Footprint",
    "Light",
    "Marking",
    "Part",
    "Rendering",
    "Scene",
    "SilkBox",
    "SilkText",
    "Spot",
    "Sticker",
    "render_board",
]
