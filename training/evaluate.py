"""How well bodies are found, on photos that the model in question never saw.

    python training/evaluate.py PHOTOS WORK [--save boxes.json] [--fast] [--folds 0,2]

WORK holds `folds.json` and `fold<k>.onnx` as `train.py fit` leaves them. Prints the average precision at an overlap of 0.5 per
kind and for chips as such, and which share of the labelled chips (those with a part number) is located.

Average precision is the area under the interpolated precision-recall curve (all points, as PASCAL VOC since 2010). Polygons are
clipped to the photo before overlaps are taken, because labels may reach beyond it. Photos that are not completely labelled count
for "located" only.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from labels import CHIP_LIKE, LabelledPhoto, load_labels, load_pixels
from shapely.geometry import Polygon, box

from teardown.detecting import FAST, KINDS, THOROUGH, Body, FoldedDetectors

GOOD = 0.5


def average_precision(scores: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], wanted: int) -> float:
    """Area under the interpolated precision-recall curve; NaN when nothing is wanted."""
    if not wanted:
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(right[order])
    precision = hits / (np.arange(len(order)) + 1)
    recall = hits / wanted
    envelope = np.maximum.accumulate(precision[::-1])[::-1] if len(order) else precision
    steps = np.diff(np.concatenate([[0.0], recall]))
    return float(np.sum(envelope * steps))


def polygon(corners: Iterable[Iterable[float]], frame: Polygon) -> Polygon:
    shape = Polygon([tuple(c) for c in corners]).convex_hull
    return shape.intersection(frame)


def overlaps(found: list[Polygon], wanted: list[Polygon]) -> npt.NDArray[np.float64]:
    """Intersection over union, shape (found, wanted)."""
    table = np.zeros((len(found), len(wanted)))
    for i, a in enumerate(found):
        for j, b in enumerate(wanted):
            if a.bounds and b.bounds and a.intersects(b):
                common = a.intersection(b).area
                table[i, j] = common / max(1e-9, a.area + b.area - common)
    return table


def matches(table: npt.NDArray[np.float64], order: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """For each found box the index of the label it takes, or -1: the surest first, each label once."""
    taken = np.full(table.shape[0], -1, dtype=np.int64)
    free = np.ones(table.shape[1], dtype=bool)
    for i in order:
        row = np.where(free, table[i], 0.0) if table.shape[1] else np.zeros(0)
        if len(row) and row.max() >= GOOD:
            taken[i] = int(row.argmax())
            free[taken[i]] = False
    return taken


class Tally:
    """Detections and labels of one kind over many photos."""

    def __init__(self) -> None:
        self.scores: list[float] = []
        self.right: list[bool] = []
        self.wanted = 0

    def add(self, scores: npt.NDArray[np.float64], table: npt.NDArray[np.float64]) -> None:
        taken = matches(table, np.argsort(-scores, kind="stable"))
        self.scores += [float(s) for s in scores]
        self.right += [bool(t >= 0) for t in taken]
        self.wanted += table.shape[1]

    def precision(self) -> float:
        return average_precision(np.array(self.scores), np.array(self.right, dtype=bool), self.wanted)

    def at(self, threshold: float) -> tuple[float, float]:
        """Precision and recall of what scores at least `threshold`."""
        keep = np.array(self.scores) >= threshold
        hits = int(np.array(self.right, dtype=bool)[keep].sum())
        return hits / max(1, int(keep.sum())), hits / max(1, self.wanted)


def score(photos: list[LabelledPhoto], boxes: dict[str, list[Body]]) -> tuple[dict[str, Tally], tuple[int, int]]:
    """Tallies per kind and for "chip" (ic, crystal or module, whichever the detector says), and (located, labelled) chips."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    located = labelled = 0
    for photo in photos:
        found = boxes[photo.name]
        frame = box(0, 0, photo.width, photo.height)
        shapes = [polygon(b.quad, frame) for b in found]
        wanted = [polygon(b.poly, frame) for b in photo.bodies]
        table = overlaps(shapes, wanted)
        chip = np.array([b.chip_probability for b in found])
        parts = [j for j, b in enumerate(photo.bodies) if b.part_number]
        labelled += len(parts)
        sure = chip >= 0.1 if len(chip) else np.zeros(0, dtype=bool)
        located += sum(bool((table[sure, j] >= GOOD).any()) for j in parts)
        if not photo.complete:
            continue
        tallies["chip"].add(chip, table[:, [j for j, b in enumerate(photo.bodies) if b.kind in CHIP_LIKE]])
        for kind in KINDS:
            mine = [i for i, b in enumerate(found) if b.kind == kind]
            theirs = [j for j, b in enumerate(photo.bodies) if b.kind == kind]
            tallies[kind].add(np.array([found[i].probability for i in mine]), table[np.ix_(mine, theirs)])
    return tallies, (located, labelled)


def show(tallies: dict[str, Tally], located: tuple[int, int]) -> None:
    for name in ("chip", *KINDS):
        tally = tallies[name]
        curve = "  ".join(f"{p:.2f}/{r:.2f} at {t}" for t in (0.1, 0.3, 0.5) for p, r in [tally.at(t)])
        print(f"{name:13} AP50 {tally.precision():.3f}  labelled {tally.wanted:4}  precision/recall {curve}")
    print(f"located       {located[0]} of {located[1]} labelled chips = {located[0] / max(1, located[1]):.3f} (score ≥ 0.1)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--save", type=Path, help="write the boxes: photo -> list of quad, kind, probability, chip_probability")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--folds", default="", help="only these, joined by commas")
    options = parser.parse_args()
    assigned = json.loads((options.work / "folds.json").read_text(encoding="utf-8"))
    only = {int(f) for f in options.folds.split(",") if f}
    photos = [p for p in load_labels(options.photos) if not only or assigned[p.repo] in only]
    detectors = FoldedDetectors(options.work, only=frozenset(only) or None)
    boxes: dict[str, list[Body]] = {}
    seconds = megapixels = 0.0
    for photo in photos:
        pixels = load_pixels(photo)
        start = time.process_time()
        boxes[photo.name] = list(detectors.for_repository(photo.repo).detect(pixels, FAST if options.fast else THOROUGH))
        seconds += time.process_time() - start
        megapixels += pixels.shape[0] * pixels.shape[1] / 1e6
    show(*score(photos, boxes))
    print(f"{len(photos)} photos, {seconds:.1f} CPU s, {seconds / megapixels:.2f} CPU s per megapixel")
    if options.save:
        saved = {
            name: [
                {"quad": b.quad, "kind": b.kind, "probability": b.probability, "chip_probability": b.chip_probability}
                for b in found
            ]
            for name, found in boxes.items()
        }
        options.save.write_text(json.dumps(saved), encoding="utf-8")


if __name__ == "__main__":
    main()
