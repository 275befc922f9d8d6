"""Photos as the page shows them: scaled, with a box per component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teardown.export.document import Document
from teardown.export.lines import Line
from teardown.export.photo_words import photo_remarks
from teardown.export.pictures import box_on_page
from teardown.export.strings import Strings
from teardown.model import Photo, PhotoAnalysis, Quad


@dataclass(frozen=True, slots=True)
class BoxView:
    """One component on one photo."""

    component: str
    level: int
    points: str
    """Corners as SVG wants them, in pixels of the shown photo."""
    x: float
    """Where its label begins, in the same pixels."""
    y: float
    title: str
    on_chip: bool


@dataclass(frozen=True, slots=True)
class PhotoView:
    """One photo with its boxes."""

    photo: Photo
    number: int
    """From 1, in the order of the bill of materials."""
    width: int
    """Pixels as shown; 0 when the photo is not at hand."""
    height: int
    boxes: tuple[BoxView, ...]
    remarks: tuple[str, ...]

    @property
    def label_size(self) -> float:
        """Height of the labels in pixels of the shown photo: a sixtieth of its width can be read on a screen."""
        return max(12.0, round(self.width / 65, 1))


def photo_views(document: Document, lines: Sequence[Line], strings: Strings) -> tuple[PhotoView, ...]:
    """All photos of the bill of materials, in its order."""
    return tuple(_view(n, a, document, lines, strings) for n, a in enumerate(document.bom.photos, start=1))


def _view(number: int, analysis: PhotoAnalysis, document: Document, lines: Sequence[Line], strings: Strings) -> PhotoView:
    photo = analysis.photo
    remarks = photo_remarks(analysis, document, strings)
    shown = document.pictures.photos.get(photo.sha256)
    if shown is None:
        return PhotoView(photo, number, 0, 0, (), remarks)
    boxes = []
    for line in lines:
        for quad in _quads(line, photo.sha256):
            corners = box_on_page(quad, photo, shown)
            left, top = max(2.0, min(x for x, _ in corners)), min(y for _, y in corners)
            points = " ".join(f"{x:g},{y:g}" for x, y in corners)
            boxes.append(BoxView(line.id, int(line.level), points, left, top, f"{line.id}: {line.claim}", line.on_chip))
    return PhotoView(photo, number, shown.width, shown.height, tuple(boxes), remarks)


def _quads(line: Line, sha256: str) -> list[Quad]:
    """Where a component is seen on a photo; where noted evidence marks it when it was not read there itself."""
    seen = [s.quad for s in line.seen if s.sha256 == sha256]
    return seen or [e.quad for e in line.evidence[:1] if e.photo_sha256 == sha256 and e.quad is not None]
