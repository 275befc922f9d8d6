"""Candidates from labelled photos: what the recogniser is asked about on a real photo, with the maker where a label tells one.

Photos are read once with the shipped reader (minutes), then kept in a file; folds are those of `training/labels.py`, so that a
repository's photos are never judged by a model that saw another photo of it.
"""

from __future__ import annotations

import json
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from teardown.geometry import as_quad, bounding_box, centre, contains, rotation
from teardown.logos.crops import Crop, cut
from teardown.logos.proposals import overlap, propose
from teardown.logos.region import region_of
from teardown.model import Sighting

sys.path.append(str(Path(__file__).resolve().parents[1]))
from labels import CHIP_LIKE, LabelledPhoto, folds, load_labels, load_pixels

FOLDS = 4
ON_TARGET, OFF_TARGET = 0.5, 0.15
"""Overlap with a labelled mark from which a candidate is that mark, and up to which it is something else; between, neither."""
OTHERS = 12
"""Sightings per photo that lie on no chip, crystal or module and are looked at all the same; about twice as many at most."""

IDS = {
    "Realtek Semiconductor": "realtek", "Toshiba": "toshiba", "Toshiba (Kioxia)": "toshiba", "Winbond Electronics": "winbond",
    "Texas Instruments": "ti", "NXP Semiconductors": "nxp", "Lattice Semiconductor": "lattice", "Micron Technology": "micron",
    "Elite Semiconductor Memory Technology": "esmt", "Elite Semiconductor Microelectronics Technology (ESMT)": "esmt",
    "Macronix International": "macronix", "GigaDevice Semiconductor": "gigadevice", "Allwinner Technology": "allwinner",
    "Samsung Electronics": "samsung", "Etron Technology": "etron", "HiSilicon": "hisilicon", "Espressif Systems": "espressif",
    "Zhuhai Jieli Technology": "jieli", "JieLi Technology": "jieli", "Commodore Semiconductor Group": "csg", "Intel": "intel",
    "X-Powers Technology": "xpowers", "X-Powers": "xpowers", "STMicroelectronics": "st", "Goke Microelectronics": "goke",
    "Qualcomm": "qualcomm", "Signetics": "signetics", "Sonix Technology": "sonix", "Alpha & Omega Semiconductor": "aos",
    "Zbit Semiconductor": "zbit", "Wuhan Xinxin Semiconductor Manufacturing (XMC)": "xmc", "NEC": "nec", "Atmel": "atmel",
    "Marvell Technology": "marvell", "Nextchip": "nextchip", "Puya Semiconductor": "puya", "Cypress Semiconductor": "cypress",
    "Microchip Technology": "microchip", "Philips Semiconductors": "philips", "Harris Semiconductor": "harris",
    "National Semiconductor": "nsc", "Beken Corporation": "beken", "Vishay": "siliconix", "Fairchild Semiconductor": "fairchild",
    "SigmaStar Technology": "sigmastar", "Ingenic Semiconductor": "ingenic", "Xilinx": "xilinx", "Ai-Thinker": "aithinker",
}  # fmt: skip
"""Labelled makers and their ids; a label that is not here is of a maker whose mark is not taught."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled mark."""

    photo: str
    box: tuple[float, float, float, float]
    maker: str
    """Manufacturer id, the label itself for makers that are not taught, empty where nobody can tell."""
    what: str
    poly: tuple[tuple[float, float], ...]
    """The component that carries it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    photo: str
    sighting: int
    crop: Crop
    box: tuple[int, int, int, int]
    """In stored pixels, upright to the photo."""
    is_text: bool
    mark: int
    """Index into the marks, -1 for none, -2 where it covers one in part."""


def maker_of(label: str | None, what: str) -> str:
    if not label:
        return ""
    if "Freescale" in what:
        return "freescale"
    return IDS.get(label, label)


def marks(folder: Path) -> list[Mark]:
    out = []
    for entry in json.loads((folder / "bodies.json").read_text(encoding="utf-8")):
        for body in entry["bodies"]:
            if body.get("logo"):
                logo = body["logo"]
                out.append(
                    Mark(entry["photo"], tuple(logo["box"]), maker_of(logo["maker"], logo["what"]), logo["what"], body["poly"])
                )
    return out


def sightings(folder: Path, kept: Path) -> dict[str, tuple[Sighting, ...]]:
    """What the reader finds on each photo; read from `kept` when that file exists, else read and kept there."""
    if kept.is_file():
        return dict(pickle.loads(kept.read_bytes()))  # noqa: S301 (written by the line below)
    # Only this needs the reader and its decoders, which a machine that trains need not have.
    from teardown.intake import open_photo
    from teardown.reading import read_picture

    out = {photo.name: read_picture(open_photo(photo.path)) for photo in load_labels(folder)}
    kept.write_bytes(pickle.dumps(out))
    return out


def candidates(photo: LabelledPhoto, seen: tuple[Sighting, ...], labelled: list[Mark]) -> list[Candidate]:
    """Every candidate on one photo."""
    pixels = load_pixels(photo)
    own = [(i, mark) for i, mark in enumerate(labelled) if mark.photo == photo.name]
    out = []
    for number in _asked(photo, seen):
        sighting = seen[number]
        region = region_of(pixels, sighting.lines)
        if region is None:
            continue
        for proposal in propose(region.gray, region.text):
            box = bounding_box(region.quad_of(proposal.box))
            shares = [(overlap(box, mark.box), i) for i, mark in own]
            best, which = max(shares, default=(0.0, -1))
            inside = any(_inside(mark.box, box) > 0.6 for _, mark in own)
            mark = which if best >= ON_TARGET else -2 if best > OFF_TARGET or inside else -1
            out.append(Candidate(photo.name, number, cut(region.gray, proposal.box), box, proposal.is_text, mark))
    return out


def labelled_crops(photo: LabelledPhoto, labelled: list[Mark], count: int, rng: np.random.Generator) -> list[tuple[int, Crop]]:
    """`count` crops of each labelled mark of a photo, turned to its text by quarters, the box moved a little: index and crop."""
    own = [(i, mark) for i, mark in enumerate(labelled) if mark.photo == photo.name]
    if not own:
        return []
    gray = np.asarray(cv2.cvtColor(load_pixels(photo), cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    out = []
    for i, mark in own:
        x, y, w, h = mark.box
        pad = 0.5 * min(w, h)
        left, top = max(0, round(x - pad)), max(0, round(y - pad))
        part = gray[top : round(y + h + pad), left : round(x + w + pad)]
        box = (x - left, y - top, w, h)
        for _ in range(round(rotation(as_quad(mark.poly)) / 90) % 4):  # a quarter turn anticlockwise each
            box = (box[1], part.shape[1] - box[0] - box[2], box[3], box[2])
            part = np.ascontiguousarray(np.rot90(part))
        for _ in range(count):
            (a, b), (c, d) = rng.normal(0, 0.06, 2) * box[2], rng.normal(0, 0.06, 2) * box[3]
            out.append((i, cut(part, (box[0] + a, box[1] + c, box[2] - a + b, box[3] - c + d))))
    return out


def _asked(photo: LabelledPhoto, seen: tuple[Sighting, ...]) -> list[int]:
    """The sightings that are looked at: all on components that carry markings, and a fair number of others."""
    chips = [as_quad(body.poly) for body in photo.bodies if body.kind in CHIP_LIKE]
    on_chips = [i for i, s in enumerate(seen) if any(contains(chip, centre(s.quad)) for chip in chips)]
    others = sorted(set(range(len(seen))) - set(on_chips))
    return sorted(on_chips + others[:: max(1, len(others) // OTHERS)])


def _inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> float:
    w = min(inner[0] + inner[2], outer[0] + outer[2]) - max(inner[0], outer[0])
    h = min(inner[1] + inner[3], outer[1] + outer[3]) - max(inner[1], outer[1])
    return max(0.0, w) * max(0.0, h) / max(1.0, inner[2] * inner[3])


def gather(folder: Path, kept: Path) -> tuple[list[Mark], list[Candidate], dict[str, int]]:
    """Marks, candidates and the fold of each photo."""
    cv2.setNumThreads(1)
    photos = load_labels(folder)
    assigned = folds(photos, FOLDS)
    seen = sightings(folder, kept)
    labelled = marks(folder)
    found: list[Candidate] = []
    for photo in photos:
        found += candidates(photo, seen[photo.name], labelled)
    return labelled, found, {photo.name: assigned[photo.repo] for photo in photos}


__all__ = ["CHIP_LIKE", "FOLDS", "Candidate", "Mark", "gather", "labelled_crops", "load_labels", "marks", "sightings"]
