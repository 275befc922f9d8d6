"""What lies where on a photo as it is shown: upright, in pixels of the full photo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from teardown.casework.models import Component, Drawn, Photo, Sighting
from teardown.casework.rows import quad_of
from teardown.geometry import bounding_box, box_quad, to_stored, to_upright
from teardown.model import Box, Quad

_AROUND = 7.0
"""A chip is first shown with this many times its longer side around it, so that its neighbours tell where one is."""
_TAG = 0.012
"""Height of a box's tag as a share of the photo's longer side, until the script fits it to the zoom."""


@dataclass(frozen=True, slots=True)
class PhotoBox:
    """A component's place on a photo."""

    component: Component
    points: str
    """Corners for SVG: `10,20 110,20 110,60 10,60`."""
    corner: tuple[int, int]
    """Left top, where the tag stands."""
    current: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo with what lies on it."""

    photo: Photo
    width: int
    """Of the upright photo, in pixels."""
    height: int
    boxes: tuple[PhotoBox, ...]
    view: Box
    """Left, top, width and height of what is shown first."""
    waiting: tuple[Drawn, ...] = ()
    """Regions that somebody drew and that no worker has read yet."""

    @property
    def tag(self) -> int:
        return max(8, round(_TAG * max(self.width, self.height)))


def shown(
    photo: Photo,
    sightings: Iterable[Sighting],
    *,
    current: Component | None = None,
    only_current: bool = False,
    waiting: Iterable[Drawn] = (),
) -> Shown:
    """A photo with the boxes of its components.

    Args:
        sightings: all of this photo, with their components.
        only_current: leave every other box out, for who reads blind.
    """
    width, height = upright_size(photo)
    places = [(s.component, s.quad) for s in sightings if not only_current or (current and s.component_id == current.pk)]
    if current and current.photo_id == photo.pk and all(component.pk != current.pk for component, _quad in places):
        # Known by evidence, or not seen any more: it has a place all the same.
        places.append((current, current.quad))
    boxes, around = [], None
    for component, stored in places:
        here = current is not None and component.pk == current.pk
        quad = upright(photo, quad_of(stored))
        x, y, _w, _h = bounding_box(quad)
        around = quad if here else around
        points = " ".join(f"{round(px)},{round(py)}" for px, py in quad)
        boxes.append(PhotoBox(component, points, (round(x), round(y)), here))
    # The one that the page is about is drawn last, over its neighbours.
    boxes.sort(key=lambda box: box.current)
    view = _view(around, width, height) if around else (0, 0, width, height)
    return Shown(photo, width, height, tuple(boxes), view, tuple(waiting))


def upright_size(photo: Photo) -> tuple[int, int]:
    """Width and height of a photo as a viewer turns it."""
    return (photo.height, photo.width) if photo.orientation >= 5 else (photo.width, photo.height)


def upright(photo: Photo, quad: Quad) -> Quad:
    """A quad in pixels of the photo as stored, in those of the photo as shown."""
    return to_upright(quad, photo.orientation, photo.width, photo.height)


def drawn_quad(photo: Photo, x: float, y: float, width: float, height: float) -> Quad:
    """A box drawn on the photo as shown, cut at its edges, in pixels of the photo as stored."""
    full_width, full_height = upright_size(photo)
    left, top = min(max(x, 0.0), full_width), min(max(y, 0.0), full_height)
    right, bottom = min(max(x + width, 0.0), full_width), min(max(y + height, 0.0), full_height)
    box = box_quad((left, top, max(0.0, right - left), max(0.0, bottom - top)))
    return to_stored(box, photo.orientation, photo.width, photo.height)


def _view(quad: Quad, width: int, height: int) -> Box:
    x, y, w, h = bounding_box(quad)
    side = min(max(_AROUND * max(w, h), 200), max(width, height))
    wide, high = min(side * 1.3, width), min(side, height)
    left = min(max(x + w / 2 - wide / 2, 0), width - wide)
    top = min(max(y + h / 2 - high / 2, 0), height - high)
    return round(left), round(top), round(wide), round(high)
