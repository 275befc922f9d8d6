"""Train the recogniser of makers' marks: `python train.py FOLDER OUT [--kept FILE] [--drawn 80000] [--minutes 10]`.

1. Drawn examples are made (`examples.py`) and the whole network learns them.
2. The convolutions are then left alone. What follows them learns drawn examples and candidates from labelled photos together:
   once per fold without that fold's repositories (`logos_fold<k>.onnx`, beside `folds.json`), and once with all (`marks.onnx`).
3. The fold models judge the photos they never saw; a logistic curve turns the network's shares into measured frequencies.

FOLDER is laid out as `training/labels.py` says. Runs on a CPU.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from examples import CLASSES, UNNAMED, batch
from judging import calibration, judged_out_of_fold, say
from network import Edges, Head, Recogniser
from photos import FOLDS, Candidate, Mark, gather, labelled_crops, load_labels, sightings
from torch import Tensor
from torch.nn import functional

from teardown.logos.crops import Crop, tensor

Pixels = npt.NDArray[np.uint8]
EDGES = Edges()
MIXED = 20_000
"""Drawn examples that are learnt together with real ones."""


def cells(crops: list[Crop] | tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]) -> Tensor:
    """The fixed first layer's answers, half precision."""
    if isinstance(crops, list):
        pixels = np.stack([c.pixels for c in crops])
        aspects = np.array([c.aspect for c in crops], dtype=np.float32)
    else:
        pixels, aspects = crops
    with torch.no_grad():
        parts = [
            EDGES(torch.from_numpy(tensor(pixels[i : i + 500], aspects[i : i + 500]))).half() for i in range(0, len(pixels), 500)
        ]
    return torch.cat(parts)


def learn_drawn(x: Tensor, y: Tensor, seconds: float, rate: float = 2e-3) -> Head:
    """The whole network on drawn examples, for a given time."""
    head = Head(len(CLASSES))
    optimiser = torch.optim.AdamW(head.parameters(), rate, weight_decay=1e-3)
    start = time.monotonic()
    head.train()
    while (spent := time.monotonic() - start) < seconds:
        for group in optimiser.param_groups:
            group["lr"] = rate * (1 - spent / seconds) + 3e-5
        loss = torch.zeros(())
        for some in torch.randperm(len(x))[:12800].split(128):
            loss = functional.cross_entropy(head(x[some].float()), y[some], label_smoothing=0.02)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        say(f"drawn examples: {spent:.0f} s, loss {loss.item():.3f}")
    return head.eval()


def body(head: Head, x: Tensor) -> Tensor:
    with torch.no_grad():
        return torch.cat([head.body(part.float()).flatten(1).half() for part in x.split(500)])


def wobbled(crop: Crop, rng: np.random.Generator) -> Crop:
    """The same candidate, seen a little differently."""
    import cv2

    turn = cv2.getRotationMatrix2D((24, 24), rng.normal(0, 4), float(np.exp(rng.normal(0.02, 0.06))))
    turn[:, 2] += rng.normal(0, 1.3, 2)
    pixels = cv2.warpAffine(crop.pixels, turn, (48, 48), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if rng.random() < 0.4:
        pixels = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.4, 1.4))
    noise = rng.standard_normal(pixels.shape) * rng.uniform(0, 0.25) * max(2.0, float(pixels.std()))
    return Crop(np.clip(pixels + noise, 0, 255).astype(np.uint8), crop.aspect + float(rng.normal(0, 0.05)))


def class_of(candidate: Candidate, marks: list[Mark]) -> int:
    """Index into CLASSES, -1 where a candidate teaches nothing."""
    if candidate.mark == -2:
        return -1
    maker = marks[candidate.mark].maker if candidate.mark >= 0 else ""
    return CLASSES.index(maker) if maker in CLASSES else 0


def settle(start: Head, drawn: tuple[Tensor, Tensor], real: tuple[Tensor, Tensor], steps: int, seed: int = 0) -> Head:
    """The layers after the convolutions on drawn and real examples together.

    A third of each batch is drawn, two ninths are real marks, the makers evenly, the rest is what is no mark on real photos.
    """
    torch.manual_seed(seed)
    head = Head(len(CLASSES))
    head.load_state_dict(start.state_dict())
    learnt = [*head.embed.parameters(), *head.classes.parameters()]
    optimiser = torch.optim.AdamW(learnt, 1e-3, weight_decay=1e-2)
    x, y = real
    marked = torch.nonzero(y > 0)[:, 0]
    bare = torch.nonzero(y == 0)[:, 0]
    even = 1.0 / torch.bincount(y[marked], minlength=len(CLASSES)).clamp(min=1)[y[marked]].float().sqrt() if len(marked) else None
    head.train()
    head.body.eval()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * (1 - step / steps) + 1e-5
        a = torch.randint(len(drawn[0]), (96,))
        c = bare[torch.randint(len(bare), (128,))]
        parts, truth = [drawn[0][a], x[c]], [drawn[1][a], y[c]]
        if even is not None:
            b = marked[torch.multinomial(even, 64, replacement=True)]
            parts, truth = [*parts, x[b]], [*truth, y[b]]
        scores = head.classes(head.embed[1:](torch.cat(parts).float()))
        loss = functional.cross_entropy(scores, torch.cat(truth), label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return head.eval()


def export(head: Head, path: Path, curve: tuple[float, float]) -> None:
    """One ONNX file with its classes and its calibration in the metadata."""
    import onnx

    torch.onnx.export(
        Recogniser(head).eval(), (torch.zeros(2, 2, 48, 48),), str(path), input_names=["crops"], output_names=["shares"],
        dynamic_axes={"crops": {0: "n"}, "shares": {0: "n"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(path))
    for key, value in (
        ("classes", ["none" if c in UNNAMED else c for c in CLASSES]),
        ("calibration", [round(v, 4) for v in curve]),
    ):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, json.dumps(value)
    onnx.save(model, str(path))


def _drawn(kept: Path, count: int, rng: np.random.Generator) -> tuple[Pixels, npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Drawn examples, kept from run to run: making them takes longer than learning them."""
    if kept.is_file():
        with np.load(kept) as file:
            return file["pixels"], file["aspects"], file["classes"]
    pixels, aspects, classes = batch(count, rng)
    np.savez(kept, pixels=pixels, aspects=aspects, classes=classes)
    return pixels, aspects, classes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kept", type=Path, default=Path("sightings.pickle"), help="what the reader found, kept from run to run")
    parser.add_argument("--drawn", type=int, default=80_000, help="drawn examples")
    parser.add_argument("--minutes", type=float, default=10, help="how long the network learns them")
    parser.add_argument("--start", type=Path, help="weights to start from instead of learning drawn examples at length")
    parser.add_argument("--steps", type=int, default=1200)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    args.out.mkdir(parents=True, exist_ok=True)

    pixels, aspects, y = _drawn(args.out / "drawn.npz", args.drawn, rng)
    if args.start:
        head = Head(len(CLASSES))
        head.load_state_dict(torch.load(args.start))
        head.eval()
    else:
        head = learn_drawn(cells((pixels, aspects)), torch.from_numpy(y), args.minutes * 60)
        torch.save(head.state_dict(), args.out / "drawn.pt")
    drawn = body(head, cells((pixels[:MIXED], aspects[:MIXED]))), torch.from_numpy(y[:MIXED])

    marks, found, fold_of = gather(args.folder, args.kept)
    classes = np.array([class_of(c, marks) for c in found])
    use = np.flatnonzero(classes >= 0)
    # Marks are rare: each candidate that is one is shown in many small variations, and so is each labelled box.
    shown = [(i, k) for i in use for k in range(16 if classes[i] > 0 else 2)]
    crops = [found[i].crop if k == 0 else wobbled(found[i].crop, rng) for i, k in shown]
    owners = [(fold_of[found[i].photo], int(classes[i])) for i, _ in shown]
    for photo in load_labels(args.folder):
        for i, crop in labelled_crops(photo, marks, 12, rng):
            crops.append(wobbled(crop, rng))
            owners.append((fold_of[photo.name], CLASSES.index(marks[i].maker) if marks[i].maker in CLASSES else 0))
    features = body(head, cells(crops))
    fold, labels = np.array([f for f, _ in owners]), torch.tensor([c for _, c in owners])

    repos = {photo.repo: fold_of[photo.name] for photo in load_labels(args.folder)}
    (args.out / "folds.json").write_text(json.dumps(repos, indent=1), encoding="utf-8")
    heads = []
    for k in range(FOLDS):
        train = torch.from_numpy(np.flatnonzero(fold != k))
        heads.append(settle(head, drawn, (features[train], labels[train]), args.steps))
        export(heads[-1], args.out / f"logos_fold{k}.onnx", (1.0, 0.0))
        say(f"fold {k} done")
    verdicts = judged_out_of_fold(args.out, marks, found, fold_of, sightings(args.folder, args.kept), args.folder)
    curve = calibration([v for v in verdicts if v.on_chip])
    for k in range(FOLDS):
        export(heads[k], args.out / f"logos_fold{k}.onnx", curve)
    export(settle(head, drawn, (features, labels), args.steps), args.out / "marks.onnx", curve)
    say(f"calibration {curve}")


if __name__ == "__main__":
    main()
