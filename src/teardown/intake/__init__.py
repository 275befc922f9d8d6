"""Intake: open an image safely, keep what its file claims, and measure how well it was photographed."""

from teardown.intake.find import find_photos
from teardown.intake.open import Picture, open_photo
from teardown.intake.quality import measure, measure_chip
from teardown.intake.received import Limits, read_received

__all__ = ["Limits", "Picture", "find_photos", "measure", "measure_chip", "open_photo", "read_received"]
