"""The logo that reading finds on the upright picture lies where it stands in the photo as stored."""

from __future__ import annotations

from teardown.geometry import box_quad, centre
from teardown.model import Logo, Photo, Sighting
from teardown.reading.read import _stored


def test_the_logos_quad_is_turned_back_like_the_others() -> None:
    photo = Photo("a.jpg", "0" * 64, 1, "JPEG", width=400, height=300, orientation=3)  # stored upside down
    seen = Sighting("0" * 64, box_quad((10, 20, 100, 50)), (), logo=Logo("ti", 0.95, box_quad((10, 20, 30, 30))))
    logo = _stored(seen, photo).logo
    assert logo is not None
    assert (logo.manufacturer, logo.probability) == ("ti", 0.95)
    x, y = centre(logo.quad)
    assert abs(x - (400 - 25)) <= 1
    assert abs(y - (300 - 35)) <= 1
