"""Ground truth: where every body, line of text and logo is seen, and what it says; in the layout of hand-labelled photos."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from teardown.geometry import as_quad, bounding_box, rotation, rounded
from teardown.model import Quad
from teardown.rendering.marks import Placed, layout
from teardown.rendering.placing import package_of
from teardown.rendering.projection import Projection
from teardown.rendering.spec import Camera, Part

READABLE_HEIGHT = 14.0
"""Pixels of a capital from which a clear print is called clear to read."""
LEAST_HEIGHT = 7.0
"""Pixels below which a marking is not labelled at all: nobody reads it."""
CLEAR_CONTRAST = 0.35


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    quad: Quad


@dataclass(frozen=True, slots=True)
class Body:
    """One component as seen on a photo. Quads are in pixels, first corner top left of the upright text."""

    part: Part
    quad: Quad
    kind: str
    lines: tuple[Line, ...]
    logo: Quad | None
    text_height: float
    """Pixels of the lowest line; 0 where nothing is printed."""

    @property
    def clear(self) -> bool:
        """Whether a person reads it at once: large enough and with contrast."""
        marking = self.part.marking
        return (
            marking is not None
            and self.text_height >= READABLE_HEIGHT
            and marking.contrast >= CLEAR_CONTRAST
            and marking.worn < 0.3
        )


def _quad(part: Part, projection: Projection, z: float, x: float, y: float, width: float, height: float, turn: int) -> Quad:
    a = math.radians(part.rotation)
    c, s = math.cos(a), math.sin(a)
    corners = []
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        u, v = sx * width / 2, sy * height / 2
        for _ in range(turn % 4):
            u, v = -v, u
        u, v = x + u, y + v
        corners.append(projection.seen(part.x + u * c - v * s, part.y + u * s + v * c, z))
    return as_quad(corners)


def _height(quad: Quad) -> float:
    return math.hypot(quad[3][0] - quad[0][0], quad[3][1] - quad[0][1])


def _body(part: Part, projection: Projection) -> Body:
    package = package_of(part)
    marking = part.marking
    turn = marking.turn if marking else 0
    w, h = (package.height, package.width) if turn % 2 else (package.width, package.height)
    quad = _quad(part, projection, package.z, 0, 0, w, h, turn)
    placed: list[Placed] = layout(marking, package.width, package.height) if marking else []
    lines = tuple(
        Line(p.text, rounded(_quad(part, projection, package.z, p.x, p.y, p.width, p.height, p.turn))) for p in placed if p.text
    )
    logos = [p for p in placed if not p.text]
    logo = (
        rounded(_quad(part, projection, package.z, logos[0].x, logos[0].y, logos[0].width, logos[0].height, logos[0].turn))
        if logos
        else None
    )
    tallest = min((_height(line.quad) for line in lines), default=0.0)
    return Body(part, rounded(quad), package.kind, lines, logo, tallest)


def bodies_seen(parts: tuple[Part, ...], projection: Projection, camera: Camera) -> tuple[Body, ...]:
    """The components whose middle is in the picture."""
    seen = []
    for part in parts:
        x, y = projection.seen(part.x, part.y, package_of(part).z)
        if 0 <= x < camera.width and 0 <= y < camera.height:
            seen.append(_body(part, projection))
    return tuple(seen)


def _printed(part: Part) -> str:
    lines = [line.lstrip("!") for line in part.marking.lines] if part.marking else []
    if part.printed or not lines:
        return part.printed
    return next((line for line in lines if part.part_number and part.part_number in line), lines[0])


def label(name: str, digest: str, camera: Camera, bodies: tuple[Body, ...], subject: str, notes: str) -> dict[str, Any]:
    """An entry of `labels.json`: the marked chips that can be read."""
    components = []
    for body in bodies:
        part = body.part
        if (
            body.kind not in ("ic", "crystal", "module", "transistor", "magnetics")
            or not body.lines
            or body.text_height < LEAST_HEIGHT
        ):
            continue
        if body.kind == "transistor" and not part.part_number:
            continue
        components.append(
            {
                "box": list(bounding_box(body.quad)),
                "rotation": round(rotation(body.quad)),
                "lines": [line.text for line in body.lines],
                "part_number": part.part_number or _printed(part),
                "printed": _printed(part),
                "manufacturer": part.manufacturer or None,
                "manufacturer_evidence": part.ground or ("part number" if part.manufacturer else "marking code"),
                "kind": part.function or body.kind,
                "legibility": "clear" if body.clear else "hard",
                "designator": part.designator,
                "line_quads": [[list(p) for p in line.quad] for line in body.lines],
            }
        )
    return {
        "photo": name,
        "sha256": digest,
        "license": "CC0-1.0",
        "subject": subject,
        "width": camera.width,
        "height": camera.height,
        "complete": True,
        "negative": not components,
        "components": components,
        "notes": notes,
    }


def body_entry(name: str, camera: Camera, bodies: tuple[Body, ...]) -> dict[str, Any]:
    """An entry of `bodies.json`: every body, readable or not."""
    entries = []
    for body in bodies:
        if body.kind == "passive" and not body.lines:
            continue
        logo = None
        if body.logo is not None and body.part.marking is not None:
            logo = {"box": list(bounding_box(body.logo)), "maker": body.part.manufacturer or None, "what": body.part.marking.logo}
        entries.append(
            {
                "poly": [list(p) for p in body.quad],
                "kind": body.kind,
                "marked": bool(body.lines) or body.logo is not None,
                "part_number": body.part.part_number,
                "logo": logo,
                "lines": [{"text": line.text, "poly": [list(p) for p in line.quad]} for line in body.lines],
            }
        )
    return {"photo": name, "width": camera.width, "height": camera.height, "complete": True, "bodies": entries}
