"""The real engines on a picture drawn here: the same is read whichever way the board lay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from teardown.geometry import Pixels, bounding_box, rotation
from teardown.model import Photo
from teardown.reading import read_picture


@dataclass(frozen=True)
class Picture:
    photo: Photo
    pixels: Pixels


def chip(quarters: int) -> Picture:
    image = Image.new("RGB", (320, 240), (20, 70, 40))
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 60, 260, 180), fill=(28, 28, 30))
    for text, y in (("BR24G128", 85), ("1923", 125)):
        draw.text((90, y), text, fill=(190, 190, 185), font=ImageFont.load_default(28))
    pixels = np.ascontiguousarray(np.rot90(np.asarray(image), -quarters))
    return Picture(Photo("chip.png", "cd" * 32, 1, "PNG", pixels.shape[1], pixels.shape[0]), pixels)


@pytest.mark.parametrize("quarters", range(4))
def test_a_marking_is_read_whichever_way_it_lies(quarters: int) -> None:
    picture = chip(quarters)
    sightings = read_picture(picture, mode="fast")
    (found,) = [s for s in sightings if any("BR24G128" in r.text for n in s.lines for r in n.readings)]
    part = next(n for n in found.lines if any("BR24G128" in r.text for r in n.readings))
    assert "1923" in [n.text for n in found.lines]
    assert abs((rotation(part.quad) - 90 * quarters + 180) % 360 - 180) < 10
    x, y, w, h = bounding_box(found.quad)
    assert 0 <= x + w / 2 <= picture.pixels.shape[1]
    assert 0 <= y + h / 2 <= picture.pixels.shape[0]
