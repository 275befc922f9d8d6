"""Train the published recogniser on made-up lines of marking.

python training/recogniser/train.py START.onnx CATALOGUE.csv.gz OUT.onnx --steps 1500
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import pickle
import time
from pathlib import Path

import numpy as np
import torch
from lines import crop
from network import Recogniser
from texts import Texts
from torch import Tensor
from torch.nn import functional
from views import view

CHARACTERS = "".join(chr(c) for c in range(33, 127)) + " "
"""What the trained recogniser tells apart; the space comes last, as in the published ones."""
_WIDTHS = (96, 160, 224, 288, 352, 448)
"""Lines of like width share a batch."""
_COLUMNS = 4096
"""Pixels of width that go through the network in one step."""


class Batches:
    """Lines, made up or (a share of them) real, collected until a step's worth has about the same width."""

    def __init__(self, texts: Texts, seed: int, real: list[tuple[np.ndarray, str]], share: float) -> None:
        self._rng, self._texts = np.random.default_rng(seed), texts
        self._real, self._share = real, share if real else 0.0
        self._waiting: dict[int, list[tuple[np.ndarray, str]]] = {w: [] for w in _WIDTHS}

    def next(self) -> tuple[Tensor, list[str]]:
        """(n, 3, 48, width) in −1 to 1, blue first, and the texts."""
        while True:
            if self._rng.random() < self._share:
                seen, text = self._real[int(self._rng.integers(len(self._real)))]
                image = view(self._rng, seen)
            else:
                image, text = crop(self._rng, self._texts)
            width = next((w for w in _WIDTHS if image.shape[1] <= w), None)
            if width is None or not set(text) <= set(CHARACTERS):
                continue
            waiting = self._waiting[width]
            waiting.append((image, text))
            if len(waiting) * width >= _COLUMNS:
                self._waiting[width] = []
                return _batch([i for i, _ in waiting], width), [t for _, t in waiting]


def _real(options: argparse.Namespace) -> list[tuple[np.ndarray, str]]:
    """The labelled lines that may be trained on: read in full by a person, and not of the fold that is left out."""
    if options.real is None:
        return []
    folds = json.loads(options.folds.read_text(encoding="utf-8")) if options.folds else {}
    return [
        (line["crop"], line["text"])
        for line in pickle.loads(options.real.read_bytes())  # noqa: S301 (made by real.py)
        if "?" not in line["text"] and set(line["text"]) <= set(CHARACTERS) and folds.get(line["group"]) != options.without
    ]


def _batch(images: list[np.ndarray], width: int) -> Tensor:
    out = np.zeros((len(images), 3, 48, width), np.float32)
    for slot, image in enumerate(images):
        out[slot, :, :, : image.shape[1]] = image[:, :, ::-1].transpose(2, 0, 1).astype(np.float32) * (2 / 255) - 1
    return torch.from_numpy(out)


def _loss(logits: Tensor, texts: list[str]) -> Tensor:
    targets = [[1 + CHARACTERS.index(c) for c in text] for text in texts]
    lengths = torch.tensor([len(t) for t in targets])
    columns = torch.full((len(texts),), logits.shape[1])
    flat = torch.tensor([c for t in targets for c in t])
    log = functional.log_softmax(logits, 2).permute(1, 0, 2)
    each = functional.ctc_loss(log, flat, columns, lengths, reduction="none", zero_infinity=True) / lengths
    # What nobody can read teaches nothing but guessing.
    return each.clamp(max=3.0).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start", type=Path)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=250)
    parser.add_argument("--real", type=Path, help="lines that real.py collected")
    parser.add_argument("--share", type=float, default=0.4, help="of real lines")
    parser.add_argument("--folds", type=Path, help="{repository: fold}")
    parser.add_argument("--without", type=int, default=-1, help="the fold whose lines are not trained on")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    network = Recogniser(options.start)
    if network.classes > len(CHARACTERS) + 1:
        network.narrow(CHARACTERS)
    mean = copy.deepcopy(network)
    trained = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.01)
    brands = Path(__file__).resolve().parents[2] / "parts_db" / "brands"
    batches = Batches(Texts(options.catalogue, brands), options.seed, _real(options), options.share)
    begun, running = time.time(), 0.0
    for step in range(options.steps):
        rate = options.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * step / options.steps))
        for group in optimiser.param_groups:
            group["lr"] = rate
        lines, texts = batches.next()
        loss = _loss(network(lines), texts)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        optimiser.step()
        keep = min(0.99, step / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(mean.parameters(), network.parameters(), strict=True):
                slow.lerp_(fast, 1 - keep)
        running = float(loss.detach()) if step == 0 else 0.98 * running + 0.02 * float(loss.detach())
        if (step + 1) % 25 == 0:
            print(f"{step + 1:6d}  loss {running:.3f}  {time.time() - begun:.0f} s", flush=True)
        if (step + 1) % options.save_every == 0 or step + 1 == options.steps:
            mean.save(options.out)


if __name__ == "__main__":
    main()
