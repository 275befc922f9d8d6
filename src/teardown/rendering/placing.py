"""What fills a board beside the parts that its spec names: strewn passives, their designators, copper traces and vias."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from teardown.rendering.packages import PACKAGES, Package, lead_rects
from teardown.rendering.spec import BoardSpec, Marking, Part, SilkText

GRID = 8.0
"""Cells per mm of the map of what is taken."""

Occupied = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Trace:
    """A copper trace: points in mm and width."""

    points: tuple[tuple[float, float], ...]
    width: float


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything that stands on a board: the spec's parts and what was strewn between them."""

    parts: tuple[Part, ...]
    designators: tuple[SilkText, ...]
    traces: tuple[Trace, ...]
    vias: tuple[tuple[float, float, float], ...]


def package_of(part: Part) -> Package:
    """The package of a part in its size. Raises KeyError with the known names when there is no such package."""
    if part.package not in PACKAGES:
        raise KeyError(f"no package named {part.package!r}; known are {', '.join(sorted(PACKAGES))}")
    return PACKAGES[part.package].sized(part.size)


def reach(package: Package) -> tuple[float, float]:
    """Width and height including the leads."""
    width, height = package.width, package.height
    for x, y, w, h in lead_rects(package):
        width, height = max(width, 2 * (abs(x) + w / 2)), max(height, 2 * (abs(y) + h / 2))
    return width, height


def _turned_box(x: float, y: float, width: float, height: float, rotation: float, grow: float) -> npt.NDArray[np.int32]:
    a = math.radians(rotation)
    c, s = math.cos(a), math.sin(a)
    w, h = width / 2 + grow, height / 2 + grow
    ring = ((-w, -h), (w, -h), (w, h), (-w, h))
    return np.round(np.array([[(x + u * c - v * s) * GRID, (y + u * s + v * c) * GRID] for u, v in ring])).astype(np.int32)


def _free(taken: Occupied, box: npt.NDArray[np.int32]) -> bool:
    mask = np.zeros_like(taken)
    x0, y0 = np.clip(box.min(axis=0), 0, None)
    x1, y1 = box.max(axis=0) + 1
    if box.min() < 0 or x1 > taken.shape[1] or y1 > taken.shape[0]:
        return False
    cv2.fillConvexPoly(mask, box, 1)
    return not bool((mask[y0:y1, x0:x1] & taken[y0:y1, x0:x1]).any())


def _take(taken: Occupied, box: npt.NDArray[np.int32]) -> None:
    cv2.fillConvexPoly(taken, box, 1)


def _map(board: BoardSpec) -> Occupied:
    taken = np.zeros((math.ceil(board.height * GRID), math.ceil(board.width * GRID)), dtype=np.uint8)
    edge = max(1, round(0.8 * GRID))
    taken[:edge] = taken[-edge:] = 1
    taken[:, :edge] = taken[:, -edge:] = 1
    for part in board.parts:
        w, h = reach(package_of(part))
        _take(taken, _turned_box(part.x, part.y, w, h, part.rotation, 0.35))
    for foot in board.footprints:
        w, h = reach(PACKAGES[foot.package])
        _take(taken, _turned_box(foot.x, foot.y, w, h, foot.rotation, 0.3))
    for text in board.texts:
        length = len(text.text) * text.height * 0.85
        _take(taken, _turned_box(text.x, text.y, length, text.height, text.rotation, 0.25))
    for box in board.boxes:
        if box.filled:
            _take(taken, _turned_box(box.x, box.y, box.width, box.height, box.rotation, 0.2))
    for sticker in board.stickers:
        _take(taken, _turned_box(sticker.x, sticker.y, sticker.width, sticker.height, sticker.rotation, 0.2))
    for x, y, diameter in board.holes:
        _take(taken, _turned_box(x, y, diameter * 1.9, diameter * 1.9, 0, 0.2))
    for x, y in board.fiducials:
        _take(taken, _turned_box(x, y, 3, 3, 0, 0.1))
    return taken


_CHIPS = (
    "0402",
    "0402",
    "0402",
    "R0402",
    "R0402",
    "0603",
    "R0603",
    "0805",
    "ARRAY-4",
    "SOD-323",
    "SOT-23",
    "LED-0603",
    "1206",
    "R0805",
)
_SHARES = np.array([22, 18, 10, 18, 10, 8, 8, 3, 2, 2, 1.5, 0.6, 1, 1])


def _value(random: np.random.Generator, package: str) -> Marking | None:
    """The printed value of a resistor, where its size carries one."""
    if package not in ("R0603", "R0805", "ARRAY-4"):
        return None
    text = str(random.choice(["103", "472", "000", "222", "510", "1002", "330", "101", "0", "153", "4701", "49R9", "220"]))
    return Marking(lines=(text,), method="ink", contrast=0.75)


def _strew(board: BoardSpec, taken: Occupied, random: np.random.Generator) -> tuple[list[Part], list[SilkText]]:
    wanted = round(board.passives * board.width * board.height / 100)
    parts: list[Part] = []
    names: list[SilkText] = []
    numbers = {"C": 1, "R": 1, "Q": 1, "D": 1, "RN": 1}
    anchors = [p for p in board.parts if package_of(p).kind in ("ic", "connector", "module", "crystal", "sensor")]
    tries = 0
    scale = float(random.choice([0.7, 0.8, 0.9]))
    while len(parts) < wanted and tries < wanted * 6:
        tries += 1
        name = str(random.choice(np.array(_CHIPS), p=_SHARES / _SHARES.sum()))
        package = PACKAGES[name]
        w, h = reach(package)
        rotation = float(random.choice([0, 90, 180, 270]))
        if anchors and random.random() < 0.75:
            anchor = anchors[int(random.integers(len(anchors)))]
            aw, ah = reach(package_of(anchor))
            r = 0.5 * max(aw, ah) + float(random.exponential(2.2)) + 0.6
            angle = float(random.random()) * 2 * math.pi
            # On a square around the anchor: decoupling capacitors stand in rows along the sides.
            sx, sy = math.cos(angle), math.sin(angle)
            norm = max(abs(sx), abs(sy))
            x, y = anchor.x + sx / norm * r, anchor.y + sy / norm * r
        else:
            x, y = float(random.random()) * board.width, float(random.random()) * board.height
        x, y = round(x * 4) / 4, round(y * 4) / 4
        run = int(random.integers(1, 6)) if random.random() < 0.5 else 1
        step = h + 0.45
        for i in range(run):
            px, py = (x, y + i * step) if rotation in (0, 180) else (x + i * step, y)
            box = _turned_box(px, py, w, h, rotation, 0.22)
            if not _free(taken, box):
                break
            _take(taken, box)
            letter = {"R": "R", "A": "RN", "S": "D", "L": "D"}.get(name[0], "C")
            if name == "SOT-23":
                letter = "Q"
            number = numbers[letter]
            numbers[letter] = number + 1
            marking = _value(random, name)
            if name == "SOT-23":
                marking = Marking((str(random.choice(["J3Y", "1AM", "W1P", "A1SHB", "2TY", "702", "S9"])),), contrast=0.5)
            parts.append(Part(name, px, py, rotation, f"{letter}{number}", marking))
            # A designator where there is room for one.
            text, height = f"{letter}{number}", scale
            length = len(text) * height * 0.78
            for dx, dy, turn in (
                (0, -(h / 2 + height * 0.85), 0),
                (0, h / 2 + height * 0.85, 0),
                (w / 2 + length / 2 + 0.3, 0, 0),
            ):
                if rotation in (90, 270):
                    dx, dy, turn = dy, dx, 90 if dx == 0 else turn
                place = _turned_box(px + dx, py + dy, length, height, turn, 0.12)
                if _free(taken, place):
                    _take(taken, place)
                    names.append(SilkText(text, px + dx, py + dy, height, turn))
                    break
    return parts, names


def _escape(part: Part, random: np.random.Generator) -> tuple[list[Trace], list[tuple[float, float, float]]]:
    """Traces from the leads of a chip outward, some ending in a via."""
    package = package_of(part)
    a = math.radians(part.rotation)
    c, s = math.cos(a), math.sin(a)
    traces: list[Trace] = []
    vias: list[tuple[float, float, float]] = []
    fine = min(0.22, package.lead_width * 0.6)
    slope = float(random.choice([-1.0, 1.0]))
    for index, (x, y, w, h) in enumerate(lead_rects(package)):
        vertical = abs(y) / package.height > abs(x) / package.width
        ux, uy = (0.0, math.copysign(1, y)) if vertical else (math.copysign(1, x), 0.0)
        out = float(random.uniform(0.6, 1.4)) if index % 2 else float(random.uniform(0.6, 3.0))
        bend = slope * float(random.uniform(0.2, 2.4)) if random.random() < 0.6 else 0.0
        p0, p1 = (x, y), (x + ux * (out + (h if vertical else w) / 2), y + uy * (out + (h if vertical else w) / 2))
        p2 = (p1[0] + abs(bend) * ux + bend * abs(uy), p1[1] + abs(bend) * uy + bend * abs(ux))
        if random.random() < 0.15:
            continue
        board = [(part.x + u * c - v * s, part.y + u * s + v * c) for u, v in (p0, p1, p2)]
        traces.append(Trace(tuple(board), fine if random.random() < 0.8 else fine * 1.8))
        if random.random() < 0.7:
            vias.append((*board[-1], 0.25))
    return traces, vias


def _bundles(board: BoardSpec, random: np.random.Generator) -> list[Trace]:
    """Groups of parallel traces between chips, with 45° bends, where they cross no other group."""
    chips = [p for p in board.parts if package_of(p).kind in ("ic", "connector", "module", "sensor")]
    if len(chips) < 2:
        return []
    taken = np.zeros((math.ceil(board.height * GRID), math.ceil(board.width * GRID)), dtype=np.uint8)
    traces: list[Trace] = []
    for _ in range(round(board.traces * len(chips) * 5)):
        first, second = (chips[int(i)] for i in random.choice(len(chips), 2, replace=False))
        count = int(random.integers(2, 10))
        pitch = float(random.choice([0.28, 0.35, 0.5]))
        width = pitch * 0.42
        jitter = random.uniform(-4, 4, size=4)
        x0, y0, x1, y1 = first.x + jitter[0], first.y + jitter[1], second.x + jitter[2], second.y + jitter[3]
        dx, dy = x1 - x0, y1 - y0
        diagonal = min(abs(dx), abs(dy))
        if max(abs(dx), abs(dy)) > 0.7 * max(board.width, board.height):
            continue
        if abs(dx) > abs(dy):
            straight = (abs(dx) - diagonal) * float(random.random())
            path = [(x0, y0), (x0 + math.copysign(straight, dx), y0), (x0 + math.copysign(straight + diagonal, dx), y1), (x1, y1)]
            side = (0.0, 1.0)
        else:
            straight = (abs(dy) - diagonal) * float(random.random())
            path = [(x0, y0), (x0, y0 + math.copysign(straight, dy)), (x1, y0 + math.copysign(straight + diagonal, dy)), (x1, y1)]
            side = (1.0, 0.0)
        centre = (count - 1) / 2
        mask = np.zeros_like(taken)
        middle = np.round(np.array(path) * GRID).astype(np.int32)
        cv2.polylines(mask, [middle], False, 1, max(1, round(count * pitch * GRID * 1.2)))
        if (mask & taken).sum() > 0.06 * mask.sum():
            continue
        taken |= mask
        for i in range(count):
            shift = (i - centre) * pitch
            traces.append(Trace(tuple((px + shift * side[0], py + shift * side[1]) for px, py in path), width))
    return traces


@functools.lru_cache(maxsize=8)
def fill(board: BoardSpec) -> Filling:
    """The whole population of a board. The same spec gives the same filling; changing one part's marking changes nothing else."""
    random = np.random.default_rng((board.seed, 11))
    taken = _map(board)
    parts, names = _strew(board, taken, random) if board.passives > 0 else ([], [])
    traces: list[Trace] = []
    vias: list[tuple[float, float, float]] = []
    if board.traces > 0:
        for index, part in enumerate(board.parts):
            some, holes = _escape(part, np.random.default_rng((board.seed, 12, index)))
            traces += some
            vias += holes
        traces += _bundles(board, np.random.default_rng((board.seed, 13)))
    count = round(board.width * board.height / 100 * 18 * board.traces)
    spread = np.random.default_rng((board.seed, 14)).random((count, 3))
    for fx, fy, size in spread:
        vias.append((1 + float(fx) * (board.width - 2), 1 + float(fy) * (board.height - 2), 0.2 if size < 0.8 else 0.3))
    return Filling((*board.parts, *parts), tuple(names), tuple(traces), tuple(vias))
