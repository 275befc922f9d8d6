"""What the fold models say of photos they never saw, per component, and whether it is right."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from photos import CHIP_LIKE, Candidate, Mark, load_labels, maker_of

from teardown.geometry import as_quad, centre, contains, grown
from teardown.logos.crops import tensor
from teardown.logos.proposals import Proposal, overlap
from teardown.logos.recogniser import Judged, MarkRecogniser, chosen
from teardown.model import Sighting

NEAR = 0.15
"""Overlap of a candidate with a labelled mark from which it is about that mark."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The maker that a component's mark is taken for."""

    photo: str
    sighting: int
    maker: str
    score: float
    outcome: str
    """`right`: the component carries a mark of this maker, or its label names the maker. `strayed`: a mark of this maker, but
    of another component. `wrong`: neither."""
    mark: int
    """Index of the labelled mark, or -1."""
    on_chip: bool
    """The component is a labelled chip, crystal or module: elsewhere the recogniser is not asked."""


def judge(model: MarkRecogniser, candidates: Sequence[Candidate]) -> list[Judged]:
    """All candidates that are taken for some maker's mark, uncalibrated: probability is the network's share."""
    blob = tensor(np.stack([c.crop.pixels for c in candidates]), np.array([c.crop.aspect for c in candidates], dtype=np.float32))
    shares: npt.NDArray[np.float32] = model._session.run(None, {"crops": blob})[0]
    out = []
    for candidate, row in zip(candidates, shares, strict=True):
        best = int(np.argmax(row))
        if model.classes[best] != "none":
            box = tuple(float(v) for v in candidate.box)
            out.append(Judged(Proposal(box, candidate.is_text), model.classes[best], float(row[best]), float(row[best])))
    return sorted(out, key=lambda j: -j.score)


def judged_out_of_fold(
    models: Path, marks: list[Mark], found: list[Candidate], fold_of: Mapping[str, int], seen: Mapping[str, tuple[Sighting, ...]],
    folder: Path, threshold: float = 0.5,
) -> list[Verdict]:  # fmt: skip
    """One verdict per component for which some maker's share is at least `threshold`."""
    labels = {p["photo"]: p["components"] for p in json.loads((folder / "labels.json").read_text(encoding="utf-8"))}
    chips = {p.name: [as_quad(b.poly) for b in p.bodies if b.kind in CHIP_LIKE] for p in load_labels(folder)}
    groups: dict[tuple[str, int], list[Candidate]] = {}
    for candidate in found:
        groups.setdefault((candidate.photo, candidate.sighting), []).append(candidate)
    loaded = {k: MarkRecogniser(models / f"logos_fold{k}.onnx") for k in sorted(set(fold_of.values()))}
    out = []
    for (photo, number), candidates in groups.items():
        best = chosen(judge(loaded[fold_of[photo]], candidates), threshold)
        if best is None:
            continue
        own = [(i, m) for i, m in enumerate(marks) if m.photo == photo and m.maker == best.maker]
        near = [i for i, m in own if overlap(best.proposal.box, m.box) > NEAR or _holds(best.proposal.box, m.box)]
        middle = centre(seen[photo][number].quad)
        if near:
            mine = any(contains(grown(as_quad(marks[i].poly), 10), middle) for i in near)
            outcome = "right" if mine else "strayed"
        else:
            named = any(
                x <= middle[0] <= x + w and y <= middle[1] <= y + h and maker_of(c["manufacturer"], "") == best.maker
                for c in labels[photo]
                for x, y, w, h in [c["box"]]
            )
            outcome = "right" if named else "wrong"
        out.append(
            Verdict(
                photo,
                number,
                best.maker,
                best.score,
                outcome,
                near[0] if near else -1,
                any(contains(b, middle) for b in chips[photo]),
            )
        )
    return sorted(out, key=lambda v: -v.score)


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    x, y = inner[0] + inner[2] / 2, inner[1] + inner[3] / 2
    return outer[0] <= x <= outer[0] + outer[2] and outer[1] <= y <= outer[1] + outer[3]


def calibration(verdicts: Sequence[Verdict]) -> tuple[float, float]:
    """Slope and offset of the logistic curve from the log-odds of the share to the frequency of being right (Platt 1999).

    Fitted with his smoothed targets, and with a weak pull to slope 1, because wrong verdicts are few.
    """
    if not verdicts:
        return 1.0, 0.0
    score = np.clip([v.score for v in verdicts], 1e-4, 1 - 1e-4)
    x = np.log(score / (1 - score))
    right = np.array([v.outcome == "right" for v in verdicts])
    target = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))
    w = np.array([1.0, 0.0])
    design = np.stack([x, np.ones_like(x)], axis=1)
    for _ in range(200):
        p = 1 / (1 + np.exp(-design @ w))
        slope = design.T @ (p - target) + np.array([0.5 * (w[0] - 1), 0.0])
        bend = (design * (p * (1 - p))[:, None]).T @ design + np.diag([0.5, 1e-6])
        w = w - np.clip(np.linalg.solve(bend, slope), -0.5, 0.5)
    return float(max(0.05, w[0])), float(w[1])


def say(text: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
