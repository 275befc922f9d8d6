"""Labelled lines of real photos, as the finders of text found them: crops to train on and to measure with.

    python training/recogniser/real.py PHOTOS READINGS OUT.pkl

READINGS is what `teardown bench PHOTOS --cache READINGS` keeps. Run it with the package's own Python.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

HIGH = 72
"""Pixels: height of a crop whose middle two thirds the finder called the line."""
ROOM = 0.25
"""Heights of the line around it on a crop."""
ENDS = 0.6
"""Heights of the line before and behind it on a crop."""
_ALIKE = 0.4
"""Edits per character up to which a reading is taken for one of the labelled line."""


@dataclass(frozen=True)
class RealLine:
    """A labelled line: crop with room around it, RGB, and what a person read there."""

    photo: str
    group: str
    text: str
    part: bool
    """It is the line of the part number."""
    clear: bool
    crop: Pixels


def key(text: str) -> str:
    """Letters and digits alone, as scorers compare them."""
    return re.sub(r"[^A-Z0-9?]", "", text.upper())


def edits(a: str, b: str) -> int:
    """Levenshtein's distance; a `?` in `a` is any character."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y and x != "?")))
        before = row
    return before[-1]


def main() -> None:
    from teardown.bench import load_labels
    from teardown.geometry import rectify, size, to_upright
    from teardown.intake import open_photo
    from teardown.model import PhotoAnalysis, Quad
    from teardown.serial import from_json

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("readings", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()

    def wide(quad: Quad) -> Quad:
        (x0, y0), (x1, y1), _, (x3, y3) = quad
        w, h = size(quad)
        along, down = np.array([x1 - x0, y1 - y0]) / w * h, np.array([x3 - x0, y3 - y0])
        ends = (-ENDS * along, ENDS * along, ENDS * along, -ENDS * along)
        sides = (-ROOM * down, -ROOM * down, ROOM * down, ROOM * down)
        return tuple(tuple(np.array(p) + e + s) for p, e, s in zip(quad, ends, sides, strict=True))  # type: ignore[return-value]

    by_hash = {hashlib.sha256(p.path.read_bytes()).hexdigest(): p for p in load_labels(options.photos).photos}
    out: list[RealLine] = []
    for path in sorted(options.readings.rglob("*.json")):
        analysis = from_json(PhotoAnalysis, path.read_bytes())
        photo = by_hash[analysis.photo.sha256]
        if not photo.chips:
            continue
        picture = open_photo(photo.path)
        for chip in photo.chips:
            x, y, w, h = chip.box
            lines = [
                line
                for item in analysis.sightings
                for line in item.sighting.lines
                if x - 0.1 * w <= sum(p[0] for p in line.quad) / 4 <= x + 1.1 * w
                and y - 0.1 * h <= sum(p[1] for p in line.quad) / 4 <= y + 1.1 * h
            ]
            for text in chip.lines:
                want = key(text)
                if len(want) < 3:
                    continue
                rank = [(min(edits(want, key(r.text)) for r in line.readings) / len(want), i) for i, line in enumerate(lines)]
                distance, best = min(rank, default=(9.0, 0))
                if distance > _ALIKE:
                    continue
                quad = to_upright(lines[best].quad, picture.photo.orientation, picture.photo.width, picture.photo.height)
                crop = rectify(picture.pixels, wide(quad), HIGH)
                out.append(RealLine(photo.photo, photo.group, text, want == key(chip.printed), chip.clear, crop))
    with options.out.open("wb") as file:
        pickle.dump([{name: getattr(line, name) for name in line.__dataclass_fields__} for line in out], file)
    print(f"{len(out)} lines, {sum(line.part for line in out)} of them with the part number")


if __name__ == "__main__":
    main()
