"""Lines of text and bodies of components: which line stands on which body, and what carries the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teardown.detecting import CHIP_KINDS, Body
from teardown.geometry import area, boxes_touch, rectangle_around, share_inside, size
from teardown.model import Quad, Surface, TextLine
from teardown.reading import grouping
from teardown.reading.ways_up import Host, letters_and_digits

ON_BODY = 0.6
"""Share of a text that must lie inside a body for it to stand on it."""
SURE = 0.5
"""A body with less certainty groups no lines: of the boxes that reach this, three of four are chips (training/README.md); of
those that reach 0.3 not even half are."""
UNMARKED = 0.6
"""A chip without text is listed when there is one with at least this certainty."""
SAME_BODY = 0.4
"""Share of a box inside another from which both are around the same body."""
LEAST_MARKING = 4
"""Letters and digits below which text beside every body is the board's own."""
MARKING_LINES = 3
"""Lines from which text beside every body may be laid out as a marking: a lone number is printed beside an empty footprint."""
WRITTEN_ON = 0.9
"""Probability that a body which carries two lines of a marking is a component that a maker marks, however sure the detector is:
of 170 such bodies on completely labelled photos, detected by models that never saw the photo, 159 are."""
ONE_SIZE = 1.8
"""Lines of one marking differ in height by this factor at most."""
HARDLY = 0.15
"""A box with less certainty is as good as none."""
DOUBTFUL = 0.5
"""Probability of a chip for text on a body that was hardly seen."""
OFF_BODY = 0.3
"""The same for text outside everything that looked like a body at all: most of it is printed on the board."""

_DESIGNATOR = re.compile(r"[A-Z]{1,3}[0-9]{1,3}[A-Z]?")
"""R12, C163, LED1: what boards print beside their parts."""

_REFERENCE = re.compile(
    r"(?:R|C|L|D|Q|U|J|P|T|F|X|Y|K|S|H|M|RN|RP|RV|VR|RT|CN|CON|JP|JR|TP|FB|LED|SW|IC|CR|ZD|DZ|TR|VT|FL|BT|EC|MH|MK|SP|BZ|ANT|XTAL|OSC|TVS)"
    r"[0-9]{1,3}[A-Z]?"
)
"""Reference designators alone, by the letters of IEEE 315-1975, clause 22, and those that boards use beside them. No maker's
number is so short behind these letters (`LM358` has others)."""

_SURFACE = {"connector": Surface.CONNECTOR, "sticker": Surface.STICKER}


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stand on one component."""

    lines: tuple[TextLine, ...]
    quad: Quad
    surface: Surface = Surface.UNKNOWN
    probability: float = 0.5
    """That it is a chip."""


def group_on_bodies(lines: Sequence[TextLine], bodies: Sequence[Body] | None) -> tuple[Group, ...]:
    """Put lines into groups: those on one body together, the others by their neighbourhood. A chip without text is a group too.

    Args:
        bodies: as detected, or None when nobody looked for bodies.
    """
    if bodies is None:
        return tuple(Group(members, grouping.hull(members)) for members in grouping.group(lines))
    usable = sorted((b for b in bodies if _certainty(b) >= SURE), key=lambda b: area(b.quad))
    on: dict[int, list[TextLine]] = {}
    rest: list[TextLine] = []
    for line in lines:
        host = next((i for i, b in enumerate(usable) if stands_on(line.quad, b.quad)), None)
        if host is None:
            rest.append(line)
        else:
            on.setdefault(host, []).append(line)
    groups = []
    for i, members in sorted(on.items()):
        body = usable[i]
        ordered = grouping.ordered(members)
        surface, probability = surface_of(body)
        if surface is Surface.CHIP and sum(letters_and_digits(line) >= LEAST_MARKING for line in members) >= 2:
            probability = max(probability, WRITTEN_ON)
        groups.append(Group(ordered, rectangle_around(body.quad, grouping.direction(members)), surface, probability))
    marked = [usable[i].quad for i in on]
    for i, body in enumerate(usable):
        again = any(boxes_touch(body.quad, quad) and _same_body(body.quad, quad) for quad in marked)
        if i not in on and not again and body.kind in CHIP_KINDS and body.chip_probability >= UNMARKED:
            groups.append(Group((), body.quad, Surface.CHIP, round(body.chip_probability, 4)))
    hardly_seen = [b.quad for b in bodies if HARDLY <= _certainty(b) < SURE]
    for together in grouping.group(rest):
        hull = grouping.hull(together)
        doubtful = any(stands_on(hull, quad) for quad in hardly_seen)
        surface = Surface.BOARD if not doubtful and _is_board_text(together) else Surface.UNKNOWN
        groups.append(Group(together, hull, surface, DOUBTFUL if doubtful or _looks_like_marking(together) else OFF_BODY))
    return tuple(groups)


def hosts_of(quads: Sequence[Quad], bodies: Sequence[Body]) -> tuple[Host, ...]:
    """The body that each region stands on, the smallest of those that contain it; anything that looks like one, be it ever so
    little."""
    seen = sorted((area(body.quad), i) for i, body in enumerate(bodies) if _certainty(body) >= HARDLY)
    return tuple(next((i for _, i in seen if stands_on(quad, bodies[i].quad)), None) for quad in quads)


def stands_on(text: Quad, body: Quad) -> bool:
    """Whether a line or region of text stands on a body."""
    return boxes_touch(text, body) and share_inside(text, body) >= ON_BODY


def _is_board_text(lines: Sequence[TextLine]) -> bool:
    """Whether the text is too little for a marking, as values of resistors and pin numbers are, or nothing but designators."""
    if sum(letters_and_digits(line) for line in lines) < LEAST_MARKING:
        return True
    words = [word for line in lines for word in re.findall(r"[A-Z0-9]{2,}", line.text.upper())]
    return bool(words) and all(_REFERENCE.fullmatch(word) for word in words)


def _looks_like_marking(lines: Sequence[TextLine]) -> bool:
    """Whether text beside every body is laid out as a marking is: number, date and lot below each other in letters of one size.

    What boards print below each other are designators or sentences. On 124 labelled photos 21 texts are so laid out; of three of
    them the machine then names the company, each time that of a chip whose body was not seen.
    """
    whole = [line for line in lines if letters_and_digits(line) >= LEAST_MARKING]
    if len(whole) < MARKING_LINES or len(lines) > len(whole) + 1:
        return False
    if any(_DESIGNATOR.fullmatch(word) for line in lines for word in line.text.upper().split()):
        return False
    heights = [size(line.quad)[1] for line in whole]
    return max(heights) <= ONE_SIZE * min(heights) and sum(any(c.isdigit() for c in line.text) for line in whole) >= 2


def _same_body(a: Quad, b: Quad) -> bool:
    """Whether two boxes are around the same thing, or one around a part of what the other is around."""
    return max(share_inside(a, b), share_inside(b, a)) > SAME_BODY


def surface_of(body: Body) -> tuple[Surface, float]:
    """What a body's text stands on, and the probability that this is a chip."""
    if body.kind in CHIP_KINDS or body.chip_probability >= body.probability:
        return Surface.CHIP, round(body.chip_probability, 4)
    return _SURFACE.get(body.kind, Surface.UNKNOWN), round(body.chip_probability, 4)


def _certainty(body: Body) -> float:
    return max(body.probability, body.chip_probability)
