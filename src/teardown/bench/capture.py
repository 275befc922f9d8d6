"""How well a chip must be photographed to be read: what the thresholds of `intake.quality` were set by.

    python -m teardown.bench.capture FOLDER --results STORE

FOLDER is laid out like labelled photos, STORE holds the results of analysing them (the setting `cache` of `teardown bench`). Two
tables: the labelled chips as they were photographed; and the lines that carry a part number and were read, once more after the
photo was made smaller, blurred or pale at that place. The first has few bad photos, because people label what they can read; the
second shows where reading ends, but not where finding ends, since the lines' places stay known.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from teardown.bench.labels import LabelledChip, load_labels
from teardown.bench.scoring import reads, touches
from teardown.bench.stored import stored_results
from teardown.geometry import Pixels, as_quad, bounding_box, rectify, size, to_upright
from teardown.intake import Picture, measure_chip, open_photo
from teardown.model import CaptureQuality, Quad, Sighting, Surface, TextLine
from teardown.reading import Reader
from teardown.reading.available import PPOCR, reader_named

_LINE = 48
"""Pixels: the height at which the recogniser wants a line."""
_MARGIN = 0.5
"""Of a line's height: what of the photo is taken in around a chip before it is made worse."""

HEIGHTS = (0, 8, 10, 12, 14, 16, 20, 24, 32, 48, 1000)
SHARPNESS = (0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 1.01)
CONTRAST = (0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.2, 0.3, 0.5, 1.01)
GLARE = (0, 0.001, 0.01, 0.02, 0.05, 0.1, 1.01)
SMALLER = (6, 8, 10, 12, 14, 16, 20, 24, 32)
"""Pixels: line heights to which photos are made smaller."""
BLURS = (0.05, 0.08, 0.1, 0.13, 0.17, 0.2, 0.25)
"""Heights of text: sigma of the Gaussian blur."""
PALER = (0.5, 0.35, 0.25, 0.18, 0.12, 0.08)
"""Shares of the contrast that are left."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One chip as photographed, or one line made worse: how it was measured, and whether its part number was read."""

    quality: CaptureQuality
    read: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """A labelled chip with what the analysis saw at its place, in upright pixels."""

    chip: LabelledChip
    picture: Picture
    quad: Quad
    lines: tuple[TextLine, ...]
    read: bool


def table(
    title: str, trials: Sequence[Trial], value: Callable[[CaptureQuality], float | None], edges: Sequence[float]
) -> list[str]:
    """Trials by one measure: how many there are, and which share of them is read; empty rows are left out."""
    out = [f"{title:24}      n   read"]
    for low, high in pairwise(edges):
        inside = [t.read for t in trials if (v := value(t.quality)) is not None and low <= v < high]
        if inside:
            out.append(f"{low:10g} to {high:<10g} {len(inside):6d}   {sum(inside) / len(inside):.2f}")
    return out


def as_photographed(seen: Iterable[_Seen]) -> tuple[list[Trial], float]:
    """Every labelled chip at whose place something was seen, and the processor milliseconds that measuring one takes."""
    trials, spent = [], 0.0
    for item in seen:
        started = time.process_time()
        quality = measure_chip(item.picture.pixels, item.quad, [size(line.quad)[1] for line in item.lines])
        spent += time.process_time() - started
        trials.append(Trial(quality, item.read))
    return trials, 1000 * spent / max(1, len(trials))


def made_worse(seen: Iterable[_Seen], reader: Reader) -> Iterator[tuple[str, Trial]]:
    """The lines that carry a part number and are read, each made smaller, blurred and pale step by step: (how, trial)."""
    for item in seen:
        line = next((n for n in item.lines if reads(item.chip.printed, [n.text])), None)
        if line is None or not _reads(item.picture.pixels, line.quad, item.chip, reader):
            continue
        height = size(line.quad)[1]
        crop, quad, text = _cut(item.picture.pixels, item.quad, line.quad, _MARGIN * height)
        for wanted in SMALLER:
            if wanted < height:
                yield "smaller", _tried(*_shrunk(crop, quad, text, wanted / height), item.chip, reader)
        for share in BLURS:
            blurred = np.asarray(cv2.GaussianBlur(crop, (0, 0), share * height), dtype=np.uint8)
            yield "blurred", _tried(blurred, quad, text, item.chip, reader)
        for share in PALER:
            middle = crop.reshape(-1, 3).mean(axis=0)
            pale = np.clip((crop - middle) * share + middle + 0.5, 0, 255).astype(np.uint8)
            yield "pale", _tried(pale, quad, text, item.chip, reader)


def _tried(pixels: Pixels, quad: Quad, text: Quad, chip: LabelledChip, reader: Reader) -> Trial:
    return Trial(measure_chip(pixels, quad, [size(text)[1]]), _reads(pixels, text, chip, reader))


def _reads(pixels: Pixels, line: Quad, chip: LabelledChip, reader: Reader) -> bool:
    return reads(chip.printed, [reader.read([rectify(pixels, line, _LINE)])[0].text])


def _cut(pixels: Pixels, quad: Quad, line: Quad, margin: float) -> tuple[Pixels, Quad, Quad]:
    """The surroundings of a chip, and both quads on them."""
    boxes = bounding_box(quad), bounding_box(line)
    left = max(0, round(min(b[0] for b in boxes) - margin))
    top = max(0, round(min(b[1] for b in boxes) - margin))
    right = min(pixels.shape[1], round(max(b[0] + b[2] for b in boxes) + margin))
    bottom = min(pixels.shape[0], round(max(b[1] + b[3] for b in boxes) + margin))
    moved = [as_quad((x - left, y - top) for x, y in q) for q in (quad, line)]
    return np.ascontiguousarray(pixels[top:bottom, left:right]), moved[0], moved[1]


def _shrunk(pixels: Pixels, quad: Quad, line: Quad, scale: float) -> tuple[Pixels, Quad, Quad]:
    wanted = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    across, down = wanted[0] / pixels.shape[1], wanted[1] / pixels.shape[0]
    small = np.asarray(cv2.resize(pixels, wanted, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    scaled = [as_quad((x * across, y * down) for x, y in q) for q in (quad, line)]
    return small, scaled[0], scaled[1]


def seen_chips(folder: Path, results: Path) -> Iterator[_Seen]:
    """The labelled chips of a folder at whose place a stored result has something.

    Raises:
        NoInputError: the labels cannot be loaded, or there is no result for one of the photos.
    """
    for photo, analysis in stored_results((photo for photo in load_labels(folder).photos if photo.chips), results):
        picture = open_photo(photo.path)
        for chip in photo.chips:
            at_place = [s.sighting for s in analysis.sightings if touches(chip.box, bounding_box(s.sighting.quad))]
            if at_place:
                texts = [reading.text for s in at_place for line in s.lines for reading in line.readings]
                yield _upright(chip, picture, max(at_place, key=_likeness), reads(chip.printed, texts))


def _likeness(sighting: Sighting) -> tuple[bool, int]:
    return sighting.surface is Surface.CHIP, sum(len(line.text) for line in sighting.lines)


def _upright(chip: LabelledChip, picture: Picture, sighting: Sighting, read: bool) -> _Seen:
    photo = picture.photo

    def turn(quad: Quad) -> Quad:
        return to_upright(quad, photo.orientation, photo.width, photo.height)

    lines = tuple(TextLine(turn(line.quad), line.readings) for line in sighting.lines)
    return _Seen(chip, picture, turn(sighting.quad), lines, read)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.capture", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--results", type=Path, required=True, help="folder of stored results of the same photos")
    arguments = parser.parse_args()
    reader, worse, photographed = reader_named(PPOCR), [], []
    spent = 0.0
    count = 0
    for item in seen_chips(arguments.folder, arguments.results):
        trials, milliseconds = as_photographed([item])
        photographed += trials
        spent, count = spent + milliseconds, count + 1
        worse += list(made_worse([item], reader))
    out = [
        f"{count} labelled chips as they were photographed; measuring one takes {spent / max(1, count):.2f} ms of processor time"
    ]
    out += table("text height, px", photographed, lambda q: q.text_height, HEIGHTS)
    out += table("sharpness", photographed, lambda q: q.sharpness, SHARPNESS)
    out += table("contrast", photographed, lambda q: q.contrast, CONTRAST)
    out += table("glare", photographed, lambda q: q.glare, GLARE)
    out.append("lines of part numbers that are read, made worse")
    for how, value, edges in (
        ("smaller: height, px", lambda q: q.text_height, HEIGHTS),
        ("blurred: sharpness", lambda q: q.sharpness, SHARPNESS),
        ("pale: contrast", lambda q: q.contrast, CONTRAST),
    ):
        out += table(how, [trial for name, trial in worse if how.startswith(name)], value, edges)
    print("\n".join(out))  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    main()
