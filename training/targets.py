"""What the network should say in every cell of its output, and how far off it is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from teardown.detecting import CHIP_KINDS, KINDS, STRIDE

Floats = npt.NDArray[np.float32]

CORE = 0.28
"""Cells within this share of a body's sides from its centre answer for it."""
REACH = 2.6
"""Cells: however large the body, no cell further from its centre answers for it."""
MARGIN = 0.3
"""Share of a body's sides around it that counts as known to be empty on an incompletely labelled photo."""

_CHIP = np.array([k in CHIP_KINDS for k in KINDS])


def cell_targets(
    boxes: Floats, kinds: npt.NDArray[np.int64], complete: bool, cells: int
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.bool_]]:
    """Which body each cell answers for, and which cells teach nothing.

    Returns `owner`, shape (cells, cells), the index into `boxes` or -1, and `silent`, of the same shape, True where
    no loss is taken.
    """
    owner = np.full((cells, cells), -1, dtype=np.int16)
    silent = np.full((cells, cells), not complete)
    points = (np.arange(cells, dtype=np.float32) + 0.5) * STRIDE
    x, y = np.meshgrid(points, points)
    order = np.argsort(-boxes[:, 2] * boxes[:, 3], kind="stable")  # a body on top of another is the smaller one
    if not complete:
        for i in order:
            u, v = _own_frame(x, y, boxes[i])
            silent[(np.abs(u) < boxes[i, 2] * (0.5 + MARGIN)) & (np.abs(v) < boxes[i, 3] * (0.5 + MARGIN))] = False
    for i in order:
        u, v = _own_frame(x, y, boxes[i])
        w, h = boxes[i, 2], boxes[i, 3]
        if kinds[i] < 0:
            inside = (np.abs(u) < w / 2) & (np.abs(v) < h / 2)
            silent[inside] = True
            owner[inside] = -1
            continue
        inside = (np.abs(u) < w / 2) & (np.abs(v) < h / 2)
        owner[inside] = -1
        silent[inside] = False
        core = (np.abs(u) <= np.clip(CORE * w, 0.51 * STRIDE, REACH * STRIDE)) & (
            np.abs(v) <= np.clip(CORE * h, 0.51 * STRIDE, REACH * STRIDE)
        )
        owner[core] = i
        silent[core] = False
    return owner, silent


def _own_frame(x: Floats, y: Floats, box: Floats) -> tuple[Floats, Floats]:
    """Coordinates along a body's width and height, from its centre."""
    c, s = np.cos(box[4]), np.sin(box[4])
    dx, dy = x - box[0], y - box[1]
    return dx * c + dy * s, dy * c - dx * s


class Batch:
    """Targets of several crops, laid out as the network's output."""

    def __init__(self, crops: list[tuple[Floats, npt.NDArray[np.int64], bool]], cells: int) -> None:
        n = len(crops)
        self.silent = torch.zeros(n, cells, cells, dtype=torch.bool)
        index: list[npt.NDArray[np.int64]] = []
        edges: list[Floats] = []
        kinds: list[npt.NDArray[np.int64]] = []
        turns: list[Floats] = []
        shares: list[Floats] = []
        for k, (boxes, kind, complete) in enumerate(crops):
            owner, silent = cell_targets(boxes, kind, complete, cells)
            self.silent[k] = torch.from_numpy(silent)
            rows, columns = np.nonzero(owner >= 0)
            if not len(rows):
                continue
            of = owner[rows, columns].astype(np.int64)
            box = boxes[of]
            x, y = (columns.astype(np.float32) + 0.5) * STRIDE, (rows.astype(np.float32) + 0.5) * STRIDE
            c, s = np.cos(box[:, 4]), np.sin(box[:, 4])
            dx, dy = x - box[:, 0], y - box[:, 1]
            u, v = dx * c + dy * s, dy * c - dx * s
            w, h = box[:, 2], box[:, 3]
            edges.append(np.stack([w / 2 + u, h / 2 + v, w / 2 - u, h / 2 - v], axis=1) / STRIDE)
            turns.append(box[:, 4])
            kinds.append(kind[of])
            shares.append(1.0 / np.sqrt(np.bincount(of, minlength=len(boxes))[of]).astype(np.float32))
            index.append(np.stack([np.full(len(rows), k), rows, columns], axis=1))
        self.count = sum(len(i) for i in index)
        if self.count:
            self.index = torch.from_numpy(np.concatenate(index))
            self.edges = torch.from_numpy(np.concatenate(edges).astype(np.float32))
            self.turns = torch.from_numpy(np.concatenate(turns).astype(np.float32))
            self.kinds = torch.from_numpy(np.concatenate(kinds))
            self.shares = torch.from_numpy(np.concatenate(shares).astype(np.float32))


def loss(out: Tensor, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """Quality focal loss on the scores (Li et al. 2020: the score foretells the overlap), GIoU and turn on the boxes.

    `out` has shape (n, CHANNELS, cells, cells). Returns the sum and its parts for the log.
    """
    scores = out[:, : 1 + len(KINDS)]
    wanted = torch.zeros_like(scores)
    box_loss = turn_loss = torch.zeros(())
    mean_overlap = 0.0
    if batch.count:
        n, row, column = batch.index.unbind(1)
        shape = out[n, 1 + len(KINDS) :, row, column]
        predicted = torch.exp(shape[:, :4].clamp(-4, 5))
        overlap, generalised = _overlaps(predicted, batch.edges)
        vector = functional.normalize(shape[:, 4:6], dim=1)
        true = torch.stack([torch.sin(4 * batch.turns), torch.cos(4 * batch.turns)], dim=1)
        agreement = (vector * true).sum(1)
        weight = batch.shares / batch.shares.sum()
        box_loss = ((1 - generalised) * weight).sum()
        turn_loss = ((1 - agreement) * weight).sum() + 0.02 * ((shape[:, 4:6].norm(dim=1) - 1) ** 2 * weight).sum()
        quality = (overlap * (0.75 + 0.25 * agreement)).detach().clamp(0.05, 1)
        mean_overlap = float((overlap * weight).sum())
        wanted[n, 1 + batch.kinds, row, column] = quality
        chip = torch.from_numpy(_CHIP)[batch.kinds]
        wanted[n[chip], 0, row[chip], column[chip]] = quality[chip]
    error = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    focus = (wanted - scores.sigmoid()).abs() ** 2
    score_loss = (error * focus * (~batch.silent)[:, None]).sum() / max(1, batch.count)
    total = score_loss + 1.5 * box_loss + 0.5 * turn_loss
    parts = {"score": float(score_loss), "box": float(box_loss), "turn": float(turn_loss), "overlap": mean_overlap}
    return total, parts


def _overlaps(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """IoU and generalised IoU (Rezatofighi et al. 2019) of boxes given as distances from one point to their four edges."""
    area_a = (a[:, 0] + a[:, 2]) * (a[:, 1] + a[:, 3])
    area_b = (b[:, 0] + b[:, 2]) * (b[:, 1] + b[:, 3])
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    # Near the rim of a small body the point may lie outside it: then an edge distance is negative.
    common = (low[:, 0] + low[:, 2]).clamp(min=0) * (low[:, 1] + low[:, 3]).clamp(min=0)
    union = area_a + area_b - common
    hull = (high[:, 0] + high[:, 2]) * (high[:, 1] + high[:, 3])
    overlap = common / union.clamp(min=1e-6)
    return overlap, overlap - (hull - union) / hull.clamp(min=1e-6)
