"""Score predictions against labels.

- read: the labelled part line, as printed, stands in the lines read on that component (letters and digits only, lines also
  joined; a `?` in the label matches any character)
- located: a predicted component covers the labelled chip's centre, or lies inside it
- right / wrong: the company named is the labelled one; wrong too when no company can be told, or when one is named on a
  completely labelled photo where there is no labelled chip
- coverage: right among the labelled chips that have a company; precision: right among all that are named
- coverage_at_99: the largest coverage at which, by descending probability, at most one name in a hundred is wrong
- calibration_error: expected difference between the stated probability and the frequency of being right, in ten bins
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from teardown.bench.labels import LabelledChip, LabelledSet
from teardown.bench.predictions import PredictedChip, PredictedPhoto
from teardown.model import Box

# What is left out of a company's name before names are compared, and words that alone do not tell companies apart.
_LEGAL = frozenset(
    [
        "co",
        "ltd",
        "inc",
        "corp",
        "corporation",
        "company",
        "limited",
        "llc",
        "gmbh",
        "ag",
        "nv",
        "plc",
        "kk",
        "sa",
        "group",
        "holdings",
        "the",
        "and",
        "of",
    ]
)
_GENERIC = _LEGAL | frozenset(
    [
        "semiconductor",
        "semiconductors",
        "technology",
        "technologies",
        "electronics",
        "electronic",
        "electric",
        "microelectronics",
        "microdevices",
        "devices",
        "systems",
        "international",
        "integrated",
        "circuits",
        "shenzhen",
        "shanghai",
        "zhuhai",
        "wuhan",
        "xiamen",
        "beijing",
        "hangzhou",
        "hong",
        "kong",
        "taiwan",
        "japan",
        "china",
        "new",
        "micro",
        "silicon",
        "linear",
        "advanced",
        "general",
        "solutions",
        "memory",
        "radio",
        "instruments",
        "national",
        "alpha",
        "power",
        "wireless",
        "information",
        "design",
        "components",
        "monolithic",
    ]
)
_MOST_AREA = 6
_WRONG_SHARE = 0.01
_BINS = 10


@dataclass(frozen=True, slots=True)
class Naming:
    """A company that was named, and whether it is right."""

    photo: str
    part_number: str
    """As labelled; empty where nothing is labelled."""
    truth: str | None
    named: str
    proposed_part: str | None
    lines: tuple[str, ...]
    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The figures, by the names under which they are printed."""

    photos: int
    missing: int
    labelled: int
    with_maker: int
    located: int
    read: int
    right: int
    wrong: int
    wrong_maker: int
    wrong_ambiguous: int
    wrong_nothing_there: int
    read_rate: float
    read_rate_clear: float
    coverage: float
    coverage_clear: float
    precision: float
    coverage_at_99: float
    calibration_error: float
    namings: tuple[Naming, ...]

    def lines(self) -> list[str]:
        """The figures as they are printed, one a line."""
        out = []
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | float):
                out.append(f"{field.name:20} {value:.4f}" if isinstance(value, float) else f"{field.name:20} {value}")
        return out


def score(labels: LabelledSet, predictions: Iterable[PredictedPhoto]) -> Score:
    """Score the predictions of a labelled set; a photo without a prediction counts as empty and as missing."""
    by_photo = {photo.photo: photo.components for photo in predictions}
    count = dict.fromkeys(
        ("labelled", "clear", "with_maker", "with_maker_clear", "located", "read", "read_clear", "right", "right_clear"), 0
    )
    namings: list[Naming] = []
    for photo in labels.photos:
        components = by_photo.get(photo.photo, ())
        used: set[int] = set()
        for chip in photo.chips:
            hits = [i for i, component in enumerate(components) if touches(chip.box, component.box)]
            used.update(hits)
            is_read = reads(chip.printed, [line for i in hits for line in components[i].lines])
            own = [_naming(photo.photo, chip, components[i], labels) for i in hits if components[i].manufacturer]
            namings += own
            found = any(naming.right for naming in own)
            for name, value in (
                ("labelled", True),
                ("clear", chip.clear),
                ("with_maker", chip.manufacturer is not None),
                ("with_maker_clear", chip.manufacturer is not None and chip.clear),
                ("located", bool(hits)),
                ("read", is_read),
                ("read_clear", is_read and chip.clear),
                ("right", found),
                ("right_clear", found and chip.clear),
            ):
                count[name] += value
        if photo.complete:
            for i, component in enumerate(components):
                if i not in used and component.manufacturer:
                    namings.append(_naming(photo.photo, None, component, labels))
    wrong = [naming for naming in namings if not naming.right]
    rows = sorted(((n.probability, n.right) for n in namings), key=lambda row: -row[0])
    return Score(
        photos=len(labels.photos),
        missing=sum(photo.photo not in by_photo for photo in labels.photos),
        labelled=count["labelled"],
        with_maker=count["with_maker"],
        located=count["located"],
        read=count["read"],
        right=count["right"],
        wrong=len(wrong),
        wrong_maker=sum(n.truth is not None for n in wrong),
        wrong_ambiguous=sum(n.truth is None and n.part_number != "" for n in wrong),
        wrong_nothing_there=sum(n.truth is None and n.part_number == "" for n in wrong),
        read_rate=count["read"] / max(1, count["labelled"]),
        read_rate_clear=count["read_clear"] / max(1, count["clear"]),
        coverage=count["right"] / max(1, count["with_maker"]),
        coverage_clear=count["right_clear"] / max(1, count["with_maker_clear"]),
        precision=count["right"] / max(1, count["right"] + len(wrong)),
        coverage_at_99=_most_right(rows) / max(1, count["with_maker"]),
        calibration_error=_calibration_error(rows),
        namings=tuple(namings),
    )


def _naming(photo: str, chip: LabelledChip | None, component: PredictedChip, labels: LabelledSet) -> Naming:
    truth = chip.manufacturer if chip else None
    named = component.manufacturer or ""
    return Naming(
        photo=photo,
        part_number=(chip.part_number or chip.printed or "?") if chip else "",
        truth=truth,
        named=named,
        proposed_part=component.part_number,
        lines=component.lines,
        probability=component.probability,
        right=truth is not None and same_company(named, truth, labels.accepted),
    )


def _most_right(rows: Sequence[tuple[float, bool]]) -> int:
    best = right = wrong = 0
    for i, (probability, good) in enumerate(rows):
        right, wrong = right + good, wrong + (not good)
        last_of_tie = i + 1 == len(rows) or rows[i + 1][0] != probability
        if last_of_tie and wrong <= _WRONG_SHARE * (right + wrong):
            best = right
    return best


def _calibration_error(rows: Sequence[tuple[float, bool]]) -> float:
    bins = [[0.0, 0] for _ in range(_BINS)]
    for probability, good in rows:
        cell = bins[min(_BINS - 1, int(probability * _BINS))]
        cell[0] += probability
        cell[1] += good
    return sum(abs(stated - right) for stated, right in bins) / max(1, len(rows))


def _key(text: str) -> str:
    return re.sub(r"[^A-Z0-9?]", "", text.upper().replace("Μ", "U").replace("µ", "U"))


def reads(printed: str, lines: Sequence[str]) -> bool:
    """Whether the labelled part line stands in the lines, also when it is split over two or all of them."""
    want = _key(printed)
    if not want:
        return False
    pattern = re.compile(re.escape(want).replace(r"\?", "."))
    keys = [_key(line) for line in lines]
    texts = [*keys, *(a + b for a in keys for b in keys if a != b), "".join(keys)]
    return any(pattern.search(text) for text in texts)


def touches(label: Box, prediction: Box) -> bool:
    """The prediction covers the labelled chip's centre without being much larger, or at least half of it lies on the chip."""
    x, y = label[0] + label[2] / 2, label[1] + label[3] / 2
    area = max(1, prediction[2] * prediction[3])
    covers = prediction[0] <= x <= prediction[0] + prediction[2] and prediction[1] <= y <= prediction[1] + prediction[3]
    if covers and area <= _MOST_AREA * label[2] * label[3]:
        return True
    w = min(label[0] + label[2], prediction[0] + prediction[2]) - max(label[0], prediction[0])
    h = min(label[1] + label[3], prediction[1] + prediction[3]) - max(label[1], prediction[1])
    return w > 0 and h > 0 and w * h >= 0.5 * area


def same_company(named: str, truth: str, accepted: Mapping[str, Sequence[str]]) -> bool:
    """Whether two names are one company's: equal but for legal forms, or one within the other beyond generic words."""
    right = {truth, *accepted.get(truth, ())}
    return any(_same_name(a, b) for a in _parts(named) for name in right for b in _parts(name))


def _parts(name: str) -> list[str]:
    return [name, *re.findall(r"\((.*?)\)", name)]


def _words(name: str) -> list[str]:
    plain = re.sub(r"\(.*?\)", " ", name).lower().replace("&", " ")
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _LEGAL]


def _same_name(a: str, b: str) -> bool:
    one, other = _words(a), _words(b)
    if not one or not other:
        return False
    if one == other or "".join(one) == "".join(other):
        return True
    short, long_ = (one, other) if len(one) <= len(other) else (other, one)
    return set(short) <= set(long_) and any(word not in _GENERIC for word in short)
