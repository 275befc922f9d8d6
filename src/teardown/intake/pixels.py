"""From any mode that Pillow decodes to upright RGB pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to what must be done to the stored pixels. Exif 2.32, tag 274."""

_NO_DATA = 128


def to_rgb(image: Image.Image) -> Image.Image:
    """The image as 8-bit RGB. What is transparent becomes white, as viewers show it; colour profiles are not applied.

    Sixteen-bit grey keeps its upper byte. 32-bit and floating-point grey have no fixed white: they are stretched from their
    darkest to their lightest pixel.
    """
    mode = image.mode
    if mode == "RGB":
        return image
    if mode.startswith("I;16"):
        return _grey(np.asarray(image).astype(np.float64) / 257.0)
    if mode in ("I", "F"):
        return _grey(_stretched(np.asarray(image).astype(np.float64)))
    if mode == "LAB":
        # Pillow has no direct way out of L*a*b*; lightness is what text needs.
        return image.getchannel("L").convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """The image as a viewer shows it, the EXIF orientation (1 to 8) applied."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def as_array(image: Image.Image) -> npt.NDArray[np.uint8]:
    """Pixels of an RGB image: shape (height, width, 3), `uint8`, not writable."""
    pixels = np.array(image, dtype=np.uint8)
    pixels.flags.writeable = False
    return pixels


def undecoded_rows(image: Image.Image) -> int:
    """How many rows at the bottom of a JPEG the decoder had no data for.

    libjpeg leaves the coefficients of what is missing at zero (`insufficient_data` in jdhuff.c), which decodes to the grey 128.
    """
    rows_with_data = np.flatnonzero((np.asarray(image.convert("L")) != _NO_DATA).any(axis=1))
    return image.height - 1 - int(rows_with_data[-1]) if len(rows_with_data) else image.height


def _grey(values: npt.NDArray[Any]) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8)).convert("RGB")


def _stretched(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    finite = np.isfinite(values)
    if not finite.any():
        return np.zeros_like(values)
    low, high = float(values[finite].min()), float(values[finite].max())
    scale = 255.0 / (high - low) if high > low else 0.0
    return (np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) * scale
