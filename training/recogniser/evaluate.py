"""How often recognisers read labelled lines exactly, each alone and two together.

    python training/recogniser/evaluate.py LINES.pkl FIRST.onnx SECOND.onnx

LINES is what `real.py` collected; letters and digits count. Each line is read as the finder cut it and with room at its ends,
as the product does. Run it with the package's own Python.
"""

from __future__ import annotations

import argparse
import pickle
import re
from pathlib import Path

import numpy as np
from real import ENDS, HIGH, ROOM, key

from teardown.reading.engines.inference import load_network
from teardown.reading.engines.text_recogniser import TextRecogniser
from teardown.reading.engines.weights import alphabet
from teardown.reading.lines import ROOM as ROOM_AT_ENDS

_LINE = HIGH / (1 + 2 * ROOM)


def _cut(crop: np.ndarray, room: float) -> np.ndarray:
    """The line out of a crop, with `room` heights at its ends."""
    top, aside = round((HIGH - _LINE) / 2), round((ENDS - room) * _LINE)
    return np.ascontiguousarray(crop[top : HIGH - top, aside : crop.shape[1] - aside])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    options = parser.parse_args()
    lines = pickle.loads(options.lines.read_bytes())  # noqa: S301 (made by real.py)
    wanted = [re.compile(re.escape(key(line["text"])).replace(r"\?", ".")) for line in lines]
    cuts = [_cut(line["crop"], room) for room in (0.0, ROOM_AT_ENDS) for line in lines]
    every: list[list[bool]] = []
    print(f"{len(lines)} labelled lines: all, clear, part numbers")
    for path in options.models:
        reader = TextRecogniser(path.stem, load_network(path), alphabet(path))
        texts = [key(reading.text) for reading in reader.read(cuts)]
        every.append([any(want.search(text) for text in texts[i :: len(lines)]) for i, want in enumerate(wanted)])
        print(path.name, *(f"{share:.3f}" for share in _shares(lines, every[-1])))
    print("either", *(f"{share:.3f}" for share in _shares(lines, [any(read) for read in zip(*every, strict=True)])))


def _shares(lines: list[dict[str, object]], read: list[bool]) -> list[float]:
    chosen = (lambda _: True, lambda line: line["clear"], lambda line: line["part"])
    return [float(np.mean([r for line, r in zip(lines, read, strict=True) if wants(line)])) for wants in chosen]


if __name__ == "__main__":
    main()
