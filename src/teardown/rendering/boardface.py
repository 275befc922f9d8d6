"""The bare board: laminate, copper under solder mask, pads, vias, holes, silkscreen."""

from __future__ import annotations

import math

import cv2
import numpy as np

from teardown.rendering.canvas import Canvas, F, linear, round_box
from teardown.rendering.lettering import text_mask
from teardown.rendering.packages import PACKAGES, pads
from teardown.rendering.placing import Filling, package_of, reach
from teardown.rendering.solids import GOLD, TIN, solder
from teardown.rendering.spec import BoardSpec, Part, SilkText

THICKNESS = 1.6
"""Of the laminate, mm."""
EDGE = (0.60, 0.55, 0.38)
_SHIFT = 4


def _pixels(canvas: Canvas, points: list[tuple[float, float]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    moved = [((x - canvas.left) * canvas.scale * 16, (y - canvas.top) * canvas.scale * 16) for x, y in points]
    return np.clip(np.round(np.array(moved)), -(2**30), 2**30).astype(np.int32)


def _copper(canvas: Canvas, board: BoardSpec, filling: Filling, pad_mask: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> F:
    """Where copper lies under the mask: traces, and a poured plane with a gap around them."""
    traces = np.zeros((canvas.rows, canvas.columns), dtype=np.uint8)
    for trace in filling.traces:
        points = _pixels(canvas, list(trace.points))
        cv2.polylines(traces, [points], False, 255, max(1, round(trace.width * canvas.scale)), cv2.LINE_AA, _SHIFT)
    gap = max(3, round(0.24 * canvas.scale) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap, gap))
    clear = cv2.dilate(cv2.max(traces, pad_mask), kernel)
    plane = 255 - clear
    # The pour does not reach everywhere: some angular regions stay bare laminate.
    random = np.random.default_rng((board.seed, 21))
    for _ in range(round(3 + board.width * board.height / 350)):
        x, y = float(random.uniform(0, board.width)), float(random.uniform(0, board.height))
        w, h = float(random.uniform(2, 12)), float(random.uniform(2, 9))
        cut = 0.35 * min(w, h) * float(random.random())
        ring = [
            (x - w + cut, y - h),
            (x + w - cut, y - h),
            (x + w, y - h + cut),
            (x + w, y + h - cut),
            (x + w - cut, y + h),
            (x - w + cut, y + h),
            (x - w, y + h - cut),
        ]
        cv2.fillPoly(plane, [_pixels(canvas, [*ring, (x - w, y - h + cut)])], 0, cv2.LINE_AA, _SHIFT)
    copper: F = np.maximum(traces.astype(np.float32) / 255, plane.astype(np.float32) / 255)
    return copper


def _pad_list(board: BoardSpec, filling: Filling) -> list[tuple[float, float, float, float, float, float]]:
    """x, y, rotation, width, height and amount of solder of every pad."""
    result = []
    places = [(package_of(p), p.x, p.y, p.rotation, 1.0 if package_of(p).style != "shield" else 0.5) for p in filling.parts]
    places += [(PACKAGES[f.package], f.x, f.y, f.rotation, 0.25) for f in board.footprints]
    for package, x, y, rotation, amount in places:
        a = math.radians(rotation)
        c, s = math.cos(a), math.sin(a)
        for u, v, w, h in pads(package):
            result.append((x + u * c - v * s, y + u * s + v * c, rotation, w, h, amount))
    return result


def paint_board(canvas: Canvas, board: BoardSpec, filling: Filling) -> None:
    """Paint the bare board with its pads and silkscreen."""
    _laminate(canvas, board)
    whole = canvas.whole()
    outline = whole.cover(_outline(whole.u, whole.v, board, 0.0))
    pad_list = _pad_list(board, filling)
    pad_mask = np.zeros((canvas.rows, canvas.columns), dtype=np.uint8)
    for x, y, rotation, w, h, _ in pad_list:
        a = math.radians(rotation)
        c, s = math.cos(a), math.sin(a)
        ring = [
            (x + u * c - v * s, y + u * s + v * c)
            for u, v in ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))
        ]
        cv2.fillConvexPoly(pad_mask, _pixels(canvas, ring), 255, cv2.LINE_AA, _SHIFT)
    copper = _copper(canvas, board, filling, pad_mask)
    over = linear(board.mask)
    bare = over * np.float32(0.50) + np.float32(0.002)
    tone = (1 + np.float32(0.035) * canvas.noise(whole, 0.25))[..., None]
    colour = (bare + (over - bare) * copper[..., None]) * tone
    relief = cv2.GaussianBlur(copper, (0, 0), max(0.6, 0.06 * canvas.scale)) * np.float32(0.035) + canvas.noise(
        whole, 0.12
    ) * np.float32(0.0006)
    canvas.paint(whole, outline, colour.astype(np.float32), gloss=0.42, metal=0.0, relief=relief.astype(np.float32))
    _vias(canvas, board, filling)
    metal = GOLD if board.finish == "enig" else TIN
    random = np.random.default_rng((board.seed, 22))
    _holes(canvas, board, metal)
    _silkscreen(canvas, board, filling, pad_mask, outline)
    for x, y, rotation, w, h, amount in pad_list:
        solder(canvas, random, x, y, rotation, w, h, metal if amount < 0.4 else TIN, amount)


def _outline(u: F, v: F, board: BoardSpec, grow: float) -> F:
    middle_u, middle_v = u - np.float32(board.width / 2), v - np.float32(board.height / 2)
    return round_box(middle_u, middle_v, board.width / 2 + grow, board.height / 2 + grow, board.corner)


def only_board(canvas: Canvas, board: BoardSpec) -> bool:
    """Whether the whole sheet lies inside the board's outline, so that nothing around it is seen."""
    right, bottom = canvas.left + canvas.columns / canvas.scale, canvas.top + canvas.rows / canvas.scale
    edge = board.corner
    return canvas.left > edge and canvas.top > edge and right < board.width - edge and bottom < board.height - edge


def _laminate(canvas: Canvas, board: BoardSpec) -> None:
    """The board's edge, as far as the camera sees it: its outline at every depth."""
    if only_board(canvas, board):
        return
    for i in range(5):
        z = -THICKNESS * (1 - i / 5)
        patch = canvas.patch(board.width / 2, board.height / 2, 0, board.width / 2, board.height / 2, z)
        if patch is None:
            continue
        alpha = patch.cover(round_box(patch.u, patch.v, board.width / 2, board.height / 2, board.corner))
        shade = 0.45 + 0.4 * i / 5
        canvas.paint(patch, alpha, linear((EDGE[0] * shade, EDGE[1] * shade, EDGE[2] * shade)), gloss=0.05)


def _vias(canvas: Canvas, board: BoardSpec, filling: Filling) -> None:
    ring = linear(board.mask) * np.float32(1.25)
    for x, y, r in filling.vias:
        if not (0.5 < x < board.width - 0.5 and 0.5 < y < board.height - 0.5):
            continue
        patch = canvas.patch(x, y, 0, r * 1.2, r * 1.2)
        if patch is None:
            continue
        d = np.hypot(patch.u, patch.v)
        canvas.paint(patch, patch.cover(d - np.float32(r)), ring, gloss=0.4, relief=None)
        canvas.emboss(patch, (np.clip(1 - d / np.float32(r * 0.6), 0, 1) * np.float32(-0.05)).astype(np.float32))
        canvas.paint(
            patch, patch.cover(d - np.float32(r * 0.42)) * np.float32(0.8), ring * np.float32(0.22), gloss=0.2, relief=None
        )


def _holes(canvas: Canvas, board: BoardSpec, metal: tuple[float, float, float]) -> None:
    for x, y, diameter in board.holes:
        patch = canvas.patch(x, y, 0, diameter * 0.9, diameter * 0.9)
        if patch is None:
            continue
        d = np.hypot(patch.u, patch.v)
        canvas.paint(
            patch,
            patch.cover(d - np.float32(diameter * 0.86)),
            linear(metal),
            0.35,
            0.85,
            relief=canvas.noise(patch, 0.2) * np.float32(0.0015),
        )
        canvas.paint(patch, patch.cover(d - np.float32(diameter * 0.5)), linear((0.30, 0.26, 0.18)), 0.1, 0.2)
        depth = canvas.patch(x, y, 0, diameter * 0.9, diameter * 0.9, -THICKNESS)
        if depth is not None:
            inner = depth.cover(np.hypot(depth.u, depth.v) - np.float32(diameter * 0.48))
            canvas.paint(depth, inner, linear((0.10, 0.10, 0.10)), 0.0, light=0.3)
    for x, y in board.fiducials:
        patch = canvas.patch(x, y, 0, 1.5, 1.5)
        if patch is not None:
            d = np.hypot(patch.u, patch.v)
            canvas.paint(patch, patch.cover(d - np.float32(1.2)), linear(board.mask) * np.float32(0.45), 0.3)
            canvas.paint(patch, patch.cover(d - np.float32(0.5)), linear(metal), 0.3, 0.85, relief=0.02)


def _part_outline(canvas: Canvas, mask: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], part: Part, line: int) -> None:
    """The silkscreen frame of a component: corners of ICs, a box around passives, a dot at pin 1."""
    package = package_of(part)
    w, h = reach(package)
    a = math.radians(part.rotation)
    c, s = math.cos(a), math.sin(a)

    def at(u: float, v: float) -> tuple[float, float]:
        return part.x + u * c - v * s, part.y + u * s + v * c

    def draw(points: list[tuple[float, float]], closed: bool = False) -> None:
        cv2.polylines(mask, [_pixels(canvas, [at(u, v) for u, v in points])], closed, 255, line, cv2.LINE_AA, _SHIFT)

    small = package.kind in ("passive", "diode")
    half_w, half_h = w / 2 + 0.25, h / 2 + 0.25
    if small or package.style in ("inductor", "can", "moulded", "metal"):
        draw([(-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h)], closed=True)
        return
    corner = min(1.4, 0.25 * min(w, h))
    for su in (-1, 1):
        for sv in (-1, 1):
            draw([(su * half_w, sv * (half_h - corner)), (su * half_w, sv * half_h), (su * (half_w - corner), sv * half_h)])
    if package.kind == "ic":
        dot = _pixels(canvas, [at(-half_w - 0.35, half_h - 0.1)])[0]
        cv2.circle(mask, (int(dot[0]), int(dot[1])), round(0.24 * canvas.scale * 16), 255, -1, cv2.LINE_AA, _SHIFT)


def _silkscreen(
    canvas: Canvas, board: BoardSpec, filling: Filling, pad_mask: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], outline: F
) -> None:
    mask = np.zeros((canvas.rows, canvas.columns), dtype=np.uint8)
    line = max(1, round(0.135 * canvas.scale))
    framed = np.random.default_rng((board.seed, 23)).random() < 0.75
    for part in filling.parts:
        if framed or package_of(part).kind != "passive":
            _part_outline(canvas, mask, part, line)
    for box in board.boxes:
        a = math.radians(box.rotation)
        c, s = math.cos(a), math.sin(a)
        if box.round:
            middle = _pixels(canvas, [(box.x, box.y)])[0]
            thick = -1 if box.filled else max(1, round(box.line * canvas.scale))
            cv2.circle(
                mask, (int(middle[0]), int(middle[1])), round(box.width / 2 * canvas.scale * 16), 255, thick, cv2.LINE_AA, _SHIFT
            )
            continue
        w, h = box.width / 2, box.height / 2
        ring = _pixels(canvas, [(box.x + u * c - v * s, box.y + u * s + v * c) for u, v in ((-w, -h), (w, -h), (w, h), (-w, h))])
        if box.filled:
            cv2.fillConvexPoly(mask, ring, 255, cv2.LINE_AA, _SHIFT)
        else:
            cv2.polylines(mask, [ring], True, 255, max(1, round(box.line * canvas.scale)), cv2.LINE_AA, _SHIFT)
    ink = mask.astype(np.float32) / np.float32(255)
    for text in (*board.texts, *filling.designators):
        _silk_text(canvas, ink, text)
    ink *= 1 - pad_mask.astype(np.float32) / 255 * 0.92
    # Screen printing has no sharp edge: soften, disturb, cut off.
    whole = canvas.whole()
    soft = cv2.GaussianBlur(ink, (0, 0), max(0.5, 0.022 * canvas.scale))
    soft = np.clip((soft - 0.34 + 0.11 * canvas.noise(whole, 0.09)) * 3.2, 0, 1).astype(np.float32) * outline
    canvas.paint(whole, soft * np.float32(0.93), linear(board.silk), gloss=0.12, relief=None)
    canvas.emboss(whole, soft * np.float32(0.012))


def _silk_text(canvas: Canvas, ink: F, text: SilkText) -> None:
    mask = text_mask(text.text, 48.0, text.face)
    width, height = mask.shape[1] / 48 * text.height, mask.shape[0] / 48 * text.height
    patch = canvas.patch(text.x, text.y, text.rotation, width / 2, height / 2)
    if patch is not None:
        part = ink[patch.rows, patch.columns]
        np.maximum(part, canvas.stamp(patch, mask, (0, 0), (width, height)), out=part)
