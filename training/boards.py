"""Make up circuit boards for training: random packages, markings, colours, light and cameras, drawn by `teardown.rendering`.

    python training/boards.py FOLDER --count 60 --seed 1

FOLDER gets the photos, labels.json and bodies.json in the layout that `labels.py` reads. The same seed gives the same pixels.
"""

from __future__ import annotations

import argparse
import json
import math
import string
from pathlib import Path

import numpy as np

from teardown.rendering import BoardSpec, Camera, Face, Light, Marking, Part, Scene, SilkText, Spot, Sticker
from teardown.rendering.folder import write_folder
from teardown.rendering.logos import LOGOS
from teardown.rendering.packages import PACKAGES
from teardown.rendering.placing import reach

MASKS = (
    (0.03, 0.22, 0.10),
    (0.04, 0.30, 0.15),
    (0.02, 0.15, 0.08),
    (0.05, 0.17, 0.42),
    (0.03, 0.08, 0.25),
    (0.10, 0.10, 0.105),
    (0.42, 0.05, 0.06),
    (0.85, 0.85, 0.83),
    (0.30, 0.10, 0.30),
    (0.55, 0.45, 0.20),
)
"""Solder masks, green the most frequent."""

SHARES = {
    "ic": 0.5,
    "crystal": 0.12,
    "module": 0.04,
    "transistor": 0.06,
    "magnetics": 0.03,
    "connector": 0.1,
    "inductor": 0.06,
    "electrolytic": 0.04,
    "diode": 0.04,
    "shield": 0.01,
}
"""How often a thing placed on a board is of which kind."""


def make_scene(name: str, seed: int) -> Scene:
    """A board and a camera from nothing but a seed."""
    rng = np.random.default_rng((seed, 21))
    width, height = (float(v) for v in rng.uniform(22, 65, 2))
    parts = _place(width, height, int(rng.integers(4, 26)), rng)
    board = BoardSpec(
        width,
        height,
        parts,
        mask=MASKS[min(int(rng.exponential(3.0)), len(MASKS) - 1)],
        silk=(0.90, 0.91, 0.88) if rng.random() < 0.85 else (0.85, 0.75, 0.3),
        finish="enig" if rng.random() < 0.5 else "hasl",
        texts=tuple(
            SilkText(
                _word(rng), float(rng.uniform(5, width - 5)), float(rng.uniform(4, height - 4)), float(rng.uniform(0.8, 2.5))
            )
            for _ in range(int(rng.integers(0, 6)))
        ),
        stickers=(
            (Sticker(width * 0.5, height * 0.3, 14, 7, (_word(rng), _word(rng)), float(rng.uniform(-20, 20)), "qr"),)
            if rng.random() < 0.15
            else ()
        ),
        passives=float(rng.uniform(0, 9)),
        traces=float(rng.uniform(0.2, 1.0)),
        seed=seed,
    )
    return Scene(name, board, _camera(board, seed, rng))


def _place(width: float, height: float, wanted: int, rng: np.random.Generator) -> tuple[Part, ...]:
    """Parts that do not touch each other nor the rim."""
    kinds, shares = list(SHARES), np.array(list(SHARES.values()))
    by_kind = {kind: sorted(n for n, p in PACKAGES.items() if p.kind == kind) for kind in kinds}
    parts: list[Part] = []
    taken: list[tuple[float, float, float, float]] = []
    for _ in range(wanted * 8):
        kind = kinds[int(rng.choice(len(kinds), p=shares / shares.sum()))]
        package = str(rng.choice(by_kind[kind]))
        w, h = reach(PACKAGES[package])
        turn = 90.0 * int(rng.integers(4)) + (45.0 if rng.random() < 0.06 else 0.0)
        radians = math.radians(turn)
        across = abs(w * math.cos(radians)) + abs(h * math.sin(radians))
        down = abs(w * math.sin(radians)) + abs(h * math.cos(radians))
        if across > width - 4 or down > height - 4:
            continue
        x = float(rng.uniform(across / 2 + 2, width - across / 2 - 2))
        y = float(rng.uniform(down / 2 + 2, height - down / 2 - 2))
        if any(abs(x - tx) < (across + tw) / 2 + 0.8 and abs(y - ty) < (down + th) / 2 + 0.8 for tx, ty, tw, th in taken):
            continue
        taken.append((x, y, across, down))
        parts.append(Part(package, x, y, turn, f"U{len(parts) + 1}", _marking(kind, rng), colour=_colour(kind, rng)))
        if len(parts) == wanted:
            break
    return tuple(parts)


def _colour(kind: str, rng: np.random.Generator) -> tuple[float, float, float] | None:
    if kind in ("ic", "transistor", "magnetics") and rng.random() < 0.6:
        grey = float(rng.uniform(0.03, 0.28))
        return grey, grey * float(rng.uniform(0.95, 1.03)), grey * float(rng.uniform(0.92, 1.06))
    return None


def _marking(kind: str, rng: np.random.Generator) -> Marking | None:
    if kind not in ("ic", "crystal", "module", "transistor", "magnetics") or rng.random() < 0.12:
        return None
    count = int(rng.integers(2, 5)) if kind in ("ic", "module", "magnetics") else int(rng.integers(1, 3))
    face = Face(
        str(rng.choice(["stroke", "sans", "dots"], p=[0.4, 0.5, 0.1])),
        float(rng.uniform(0.08, 0.16)),
        float(rng.uniform(0.75, 1.05)),
    )
    return Marking(
        tuple(_word(rng) for _ in range(count)),
        logo=str(rng.choice(sorted(LOGOS))) if kind == "ic" and rng.random() < 0.35 else "",
        logo_place=str(rng.choice(["above", "left", "first"])),
        method="ink" if rng.random() < 0.2 else "laser",
        face=face,
        contrast=float(rng.uniform(0.08, 0.9)),
        align="centre" if rng.random() < 0.3 else "left",
        turn=int(rng.integers(4)) if rng.random() < 0.3 else 0,
        worn=float(rng.uniform(0, 0.4)) if rng.random() < 0.2 else 0.0,
    )


def _word(rng: np.random.Generator) -> str:
    letters = "".join(rng.choice(list(string.ascii_uppercase), int(rng.integers(0, 4))))
    digits = "".join(rng.choice(list(string.digits), int(rng.integers(2, 6))))
    return letters + digits + "".join(rng.choice(list(string.ascii_uppercase + "-"), int(rng.integers(0, 4))))


def _camera(board: BoardSpec, seed: int, rng: np.random.Generator) -> Camera:
    """A phone held over the whole board, seldom quite straight. Nearer views are cut from the picture; a body that the picture's
    rim cuts would go without a label."""
    field = max(board.width, board.height) * float(rng.uniform(1.35, 1.7))
    light = Light(
        direction=float(rng.uniform(0, 360)),
        slant=float(rng.uniform(0.2, 1.2)),
        softness=float(rng.uniform(0.2, 1.0)),
        ambient=float(rng.uniform(0.3, 0.7)),
        gradient=float(rng.uniform(0, 0.5)),
        temperature=float(rng.uniform(-0.8, 0.8)),
        tint=float(rng.uniform(-0.4, 0.4)),
        spots=tuple(
            Spot(float(rng.random()), float(rng.random()), float(rng.uniform(0.05, 0.25)), float(rng.uniform(0.2, 0.8)))
            for _ in range(int(rng.integers(0, 3)))
        ),
    )
    return Camera(
        board.width / 2,
        board.height / 2,
        field,
        1600,
        1200,
        roll=float(rng.choice([0, 90, 180, 270])) + float(rng.normal(0, 8)),
        tilt=float(abs(rng.normal(0, 12))),
        tilt_towards=float(rng.uniform(0, 360)),
        light=light,
        focus=float(rng.uniform(0.4, 1.6)),
        defocus=float(rng.uniform(0, 2)) if rng.random() < 0.3 else 0.0,
        motion=float(rng.uniform(0, 4)) if rng.random() < 0.2 else 0.0,
        exposure=float(rng.uniform(0.8, 1.6)),
        noise=float(rng.uniform(0.004, 0.03)),
        sharpen=float(rng.uniform(0, 0.9)),
        denoise=float(rng.uniform(0, 0.5)),
        quality=int(rng.integers(60, 95)),
        background=str(rng.choice(["mat", "wood", "paper", "cloth", "metal", "dark"])),
        seed=seed,
    )


def write_boards(folder: Path, count: int, seed: int) -> None:
    """Render `count` boards into `folder`, as a set in which every board is a repository of its own."""
    write_folder((make_scene(f"board{seed + i:05d}.jpg", seed + i) for i in range(count)), folder)
    (folder / "photos").rename(folder / "dev")
    path = folder / "labels.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([e | {"repo": f"rendered/{e['photo']}"} for e in entries]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    write_boards(o.folder, o.count, o.seed)


if __name__ == "__main__":
    main()
