"""Train the body detector on a CPU.

    python training/train.py crops PHOTOS WORK                        # cut the crops, compute the frozen stem's features once
    python training/train.py fit PHOTOS WORK --name fold0 --without 0 # a model that never saw the repositories of fold 0
    python training/train.py fit PHOTOS WORK --name all               # the model that is shipped: all photos

PHOTOS is a folder as `labels.py` describes it, WORK any folder with a few GB of room. training/README.md has the recipe
that made the shipped weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import math
import pickle
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from crops import cut, make_scene
from export import export
from labels import folds, load_labels, load_pixels
from network import Detector, load_imagenet
from targets import Batch, loss

from teardown.detecting import STRIDE

log = logging.getLogger("train")

SIDE = 384
FOLDS = 4
TRUNK_RATE = 0.15
WARM_UP = 40
"""Steps over which the learning rate rises."""


def make_crops(photos_folder: Path, work: Path, per_photo: float, seed: int, name: str) -> None:
    """Cut crops from all photos and store the stem's features; what a fold may not see is left out later."""
    work.mkdir(parents=True, exist_ok=True)
    photos = load_labels(photos_folder)
    model = Detector()
    load_imagenet(model)
    model.eval()
    counts = [round(per_photo * min(2.0, max(0.4, math.sqrt(len(p.bodies) / 12)))) for p in photos]
    features = np.lib.format.open_memmap(
        work / f"{name}.npy", mode="w+", dtype=np.float16, shape=(sum(counts), 40, SIDE // 8, SIDE // 8)
    )
    entries: list[tuple[str, np.ndarray, np.ndarray, bool]] = []
    rng = np.random.default_rng(seed)
    start, pending, filled = time.time(), [], 0

    def flush() -> int:
        pixels = np.stack([c.pixels for c in pending]).transpose(0, 3, 1, 2)
        with torch.no_grad():
            out = model.stem(torch.from_numpy(np.ascontiguousarray(pixels)).float())
        features[filled : filled + len(pending)] = out.numpy().astype(np.float16)
        return filled + len(pending)

    for photo, count in zip(photos, counts, strict=True):
        scene = make_scene(
            load_pixels(photo),
            np.stack([b.poly for b in photo.bodies]) if photo.bodies else np.zeros((0, 4, 2)),
            [b.kind for b in photo.bodies],
            photo.complete,
        )
        for _ in range(count):
            crop = cut(scene, SIDE, rng)
            entries.append((photo.repo, crop.boxes, crop.kinds, crop.complete))
            pending.append(crop)
            if len(pending) == 8:
                filled = flush()
                pending = []
        log.info("%s: %d crops, %.0f s", photo.name, filled, time.time() - start)
    if pending:
        flush()
    (work / f"{name}.pkl").write_bytes(pickle.dumps(entries))
    features.flush()
    deepen(work, name)


def deepen(work: Path, name: str) -> None:
    """Store the features at stride 16 of the untrained trunk as well, for the first part of the training."""
    model = Detector()
    load_imagenet(model)
    model.eval()
    lower = np.load(work / f"{name}.npy", mmap_mode="r")
    upper = np.lib.format.open_memmap(
        work / f"{name}16.npy", mode="w+", dtype=np.float16, shape=(len(lower), 112, SIDE // 16, SIDE // 16)
    )
    for i in range(0, len(lower), 8):
        with torch.no_grad():
            deeper = model.top.blocks16(torch.from_numpy(lower[i : i + 8].astype(np.float32)))
            upper[i : i + 8] = deeper.numpy().astype(np.float16)


@dataclass(frozen=True)
class Plan:
    """One run of training."""

    without: frozenset[int]
    """Folds whose repositories are not looked at; empty for the model that is shipped."""
    name: str
    """The result is WORK/name.pt and WORK/name.onnx."""
    crops: tuple[str, ...]
    """Stored sets of crops to learn from."""
    start: Path | None = None
    """Weights to go on from, which must not have seen more than this run may."""
    steps: tuple[int, int] = (500, 100)
    """How many with the blocks at stride 16 left as they are, which costs half, and how many with them trained as well."""
    batch: int = 8
    rates: tuple[float, float] = (2e-3, 2e-5)
    """Learning rate of the new layers at the beginning and the end, cosine in between; `TRUNK_RATE` times that for the trunk."""
    seed: int = 0


class Crops:
    """The stored crops a run may learn from, in an endless random order."""

    def __init__(self, work: Path, plan: Plan, assigned: dict[str, int]) -> None:
        self.lower = [np.load(work / f"{n}.npy", mmap_mode="r") for n in plan.crops]
        self.upper = [np.load(work / f"{n}16.npy", mmap_mode="r") for n in plan.crops]
        self.entries = [pickle.loads((work / f"{n}.pkl").read_bytes()) for n in plan.crops]  # noqa: S301
        self.usable = [
            (s, i)
            for s, of_set in enumerate(self.entries)
            for i, e in enumerate(of_set)
            if assigned.get(e[0]) not in plan.without
        ]
        log.info("without %s: %d of %d crops", sorted(plan.without), len(self.usable), sum(len(e) for e in self.entries))
        self.rng = np.random.default_rng(plan.seed)
        self.order: list[tuple[int, int]] = []

    def next(self, count: int, lower_only: bool) -> tuple[list[torch.Tensor], Batch]:
        if len(self.order) < count:
            self.order = [self.usable[i] for i in self.rng.permutation(len(self.usable))]
        chosen, self.order = self.order[:count], self.order[count:]
        levels = [self.lower] if lower_only else [self.lower, self.upper]
        x = [torch.from_numpy(np.stack([level[s][i] for s, i in chosen]).astype(np.float32)) for level in levels]
        x = [f.contiguous(memory_format=torch.channels_last) for f in x]
        return x, Batch([self.entries[s][i][1:] for s, i in chosen], SIDE // STRIDE)


def fit(photos_folder: Path, work: Path, plan: Plan) -> None:
    """Train the part above the stem on stored crops and export the result."""
    torch.manual_seed(plan.seed)
    assigned = folds(load_labels(photos_folder), FOLDS)
    crops = Crops(work, plan, assigned)
    model = Detector()
    load_imagenet(model)
    if plan.start:
        model.load_state_dict(torch.load(plan.start, weights_only=True))
    top = model.top.to(memory_format=torch.channels_last)
    middle, upper = list(top.blocks16.parameters()), list(top.blocks32.parameters())
    known = {id(p) for p in (*middle, *upper)}
    parts = ((middle, TRUNK_RATE), (upper, TRUNK_RATE), ([p for p in top.parameters() if id(p) not in known], 1.0))
    optimizer = torch.optim.AdamW([{"params": p, "lr": plan.rates[0]} for p, _ in parts], weight_decay=0.02)
    smooth = copy.deepcopy(top)
    top.train()
    start, sums, total_steps = time.time(), dict[str, float](), sum(plan.steps)
    for step in range(total_steps):
        rate = plan.rates[1] + (plan.rates[0] - plan.rates[1]) * 0.5 * (1 + math.cos(math.pi * step / total_steps))
        for group, (_, share) in zip(optimizer.param_groups, parts, strict=True):
            group["lr"] = rate * share * min(1.0, (step + 1) / WARM_UP)
        upper_only = step < plan.steps[0]
        x, batch = crops.next(plan.batch, not upper_only)
        optimizer.zero_grad(set_to_none=True)
        total, losses = loss(top.above(*x) if upper_only else top(*x), batch)
        total.backward()
        torch.nn.utils.clip_grad_norm_(top.parameters(), 5.0)
        optimizer.step()
        with torch.no_grad():  # the mean of the latest weights does better than the last
            keep = min(0.98, (step + 1) / (step + 10))
            for a, b in zip(smooth.state_dict().values(), top.state_dict().values(), strict=True):
                a.lerp_(b, 1 - keep) if a.dtype.is_floating_point else a.copy_(b)
        sums = {k: sums.get(k, 0.0) + v / 50 for k, v in losses.items()}
        if step % 50 == 49:
            log.info("step %d, %.0f s: %s", step + 1, time.time() - start, {k: round(v, 3) for k, v in sums.items()})
            sums = {}
    model.top = smooth
    torch.save(model.state_dict(), work / f"{plan.name}.pt")
    export(model, work / f"{plan.name}.onnx")
    (work / "folds.json").write_text(json.dumps(assigned, indent=1), encoding="utf-8")


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=1)
    actions = parser.add_subparsers(dest="action", required=True)
    making = actions.add_parser("crops")
    making.add_argument("--per-photo", type=float, default=36)
    making.add_argument("--seed", type=int, default=0)
    making.add_argument("--name", default="crops")
    fitting = actions.add_parser("fit")
    fitting.add_argument("--without", type=int, nargs="*", default=[])
    fitting.add_argument("--name", required=True)
    fitting.add_argument("--crops", nargs="+", default=["crops"])
    fitting.add_argument("--start", type=Path)
    fitting.add_argument("--steps", type=int, nargs=2, default=(500, 100), metavar=("UPPER", "ALL"))
    fitting.add_argument("--batch", type=int, default=8)
    fitting.add_argument("--rates", type=float, nargs=2, default=(2e-3, 2e-5), metavar=("FIRST", "LAST"))
    fitting.add_argument("--seed", type=int, default=0)
    for action in (making, fitting):
        action.add_argument("photos", type=Path)
        action.add_argument("work", type=Path)
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    if o.action == "crops":
        make_crops(o.photos, o.work, o.per_photo, o.seed, o.name)
    else:
        plan = Plan(frozenset(o.without), o.name, tuple(o.crops), o.start, tuple(o.steps), o.batch, tuple(o.rates), o.seed)
        fit(o.photos, o.work, plan)


if __name__ == "__main__":
    main()
