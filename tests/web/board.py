"""A case with two rendered photos of one board and what an analysis found on them: made from what was drawn, not by reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from teardown.casework.facts import facts
from teardown.casework.models import Case, Component, Photo, Unit, User
from teardown.casework.rows import photo_noun
from teardown.casework.services import receive_photo
from teardown.model import (
    AttributedSighting,
    CaptureQuality,
    PhotoAnalysis,
    Reading,
    Sighting,
    Surface,
    TextLine,
)
from teardown.pipeline import attribute_sighting
from teardown.rendering import BoardSpec, Camera, Marking, Part, render_board
from teardown.rendering.optics import encode_jpeg
from teardown.rendering.truth import Body
from tests.web.people import analysed, opened_case, unit_of


def _chip(package: str, x: float, y: float, designator: str, *lines: str) -> Part:
    return Part(package, x, y, 0, designator, Marking(lines, contrast=0.6))


BOARD = BoardSpec(
    46,
    34,
    (
        _chip("SOP-J8", 8, 8, "U1", "ROHM", "4G64", "033 217"),
        _chip("SOIC-8W", 20, 8, "U2", "winbond", "25Q128JVSQ", "2034"),
        _chip("QFN-48", 33, 10, "U3", "THC63LVD827", "2031 J1", "0B4K7"),
        _chip("SOIC-14", 10, 20, "U4", "74HC00D", "2108 K2"),
        _chip("SOIC-8", 22, 21, "U5", "QX9920", "A17"),
        _chip("TSSOP-20", 33, 24, "U6", "TCKE805", "1923"),
    ),
    traces=0.4,
    seed=5,
)
CAMERAS = (Camera(23, 17, 48, 1200, 900, roll=2, tilt=4, noise=0.005, seed=5), Camera(23, 16, 50, 1120, 840, roll=-4, seed=6))
UNSEEN = "U6"
"""The machine overlooks this chip on every photo; a person can draw a box around it."""
_MISREAD = {"0": "O", "8": "B", "1": "I"}


@dataclass(frozen=True)
class Examined:
    """What was made."""

    case: Case
    unit: Unit
    photos: tuple[Photo, ...]
    bodies: tuple[tuple[Body, ...], ...]
    """What lies on each photo, the overlooked chip included."""

    def component(self, designator: str) -> Component:
        """The component of a chip of the board."""
        marking = next(p.marking for p in BOARD.parts if p.designator == designator)
        first = marking.lines[0] if marking else ""
        return Component.objects.get(unit=self.unit, marking__startswith=first)

    def body(self, designator: str, photo: int = 0) -> Body:
        return next(b for b in self.bodies[photo] if b.part.designator == designator)


def examined_board(by: User, *, photos: int = 2) -> Examined:
    """Open a case in which the board was photographed and analysed."""
    case = opened_case(by)
    unit = unit_of(case, by)
    rows, bodies = [], []
    for number, camera in enumerate(CAMERAS[:photos], start=1):
        data, found = _photographed(camera)
        photo = receive_photo(unit, data, name=f"board-{number}.jpg", by=by).photo
        analysed(photo, analysis_of(photo, [b for b in found if b.part.designator != UNSEEN]))
        rows.append(photo)
        bodies.append(found)
    return Examined(case, unit, tuple(rows), tuple(bodies))


@lru_cache
def _photographed(camera: Camera) -> tuple[bytes, tuple[Body, ...]]:
    rendering = render_board(BOARD, camera)
    return encode_jpeg(rendering.pixels, 85), tuple(b for b in rendering.bodies if b.part.designator)


def analysis_of(photo: Photo, bodies: list[Body]) -> PhotoAnalysis:
    """What two readers would have found of the bodies drawn, the second one with its usual errors."""
    seen = tuple(seen_of(photo.sha256, body) for body in bodies)
    return PhotoAnalysis(photo_noun(photo), CaptureQuality(0.8, 0.0, 0.6, 20.0), seen)


def seen_of(sha256: str, body: Body) -> AttributedSighting:
    """One chip as read by two readers."""
    marking = body.part.marking
    assert marking is not None
    lines = tuple(_line(body, n, text) for n, text in enumerate(marking.lines))
    sighting = Sighting(sha256, body.quad, lines, Surface.CHIP, 0.95, quality=CaptureQuality(0.8, 0.0, 0.6, 20.0))
    return attribute_sighting(sighting, facts())


def _line(body: Body, number: int, text: str) -> TextLine:
    quad = body.lines[number].quad if number < len(body.lines) else body.quad
    sure = Reading("rapidocr", text, (0.97,) * len(text))
    other = "".join(_MISREAD.get(c, c) for c in text) if number else text
    return TextLine(
        quad, (sure, Reading("tesseract", other, tuple(0.5 if c != d else 0.9 for c, d in zip(text, other, strict=True))))
    )
