"""Find component bodies on a photo: packages at any rotation, and what may be mistaken for one."""

from teardown.detecting.boxes import Body
from teardown.detecting.detector import FAST, THOROUGH, BodyDetector, Look, detect_bodies, model_path
from teardown.detecting.folded import FoldedDetectors
from teardown.detecting.kinds import CHANNELS, CHIP_KINDS, KINDS, STRIDE

__all__ = [
    "CHANNELS",
    "CHIP_KINDS",
    "FAST",
    "KINDS",
    "STRIDE",
    "THOROUGH",
    "Body",
    "BodyDetector",
    "FoldedDetectors",
    "Look",
    "detect_bodies",
    "model_path",
]
