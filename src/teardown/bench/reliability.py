"""How often the company named is right, by the probability that was stated: the reliability diagram of the decisions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from teardown.bench.drawing import drawing
from teardown.bench.scoring import Naming

EDGES = (0.0, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0)
"""Bounds of the bins. Nobody is named below the naming threshold of 0.9, so the bins divide what lies above it."""
_Z = 1.959964
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The namings whose stated probability lies in one interval."""

    low: float
    high: float
    named: int
    right: int
    stated: float
    """Mean of the stated probabilities."""

    @property
    def frequency(self) -> float:
        """Share of right ones."""
        return self.right / self.named

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the frequency (Wilson, 1927)."""
        return wilson(self.right, self.named)


def wilson(right: int, total: int) -> tuple[float, float]:
    """95 % interval of a share of `right` among `total` (Wilson, 1927); (0, 1) for none."""
    if not total:
        return 0.0, 1.0
    p, z2 = right / total, _Z * _Z
    middle = (p + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z * math.sqrt(p * (1 - p) / total + z2 / (4 * total * total)) / (1 + z2 / total)
    # At 0 and 1 a bound is the share itself but for rounding, which must not put the share outside.
    return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))


def bins(namings: Iterable[Naming], edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """The namings by stated probability; a bin holds its upper bound. Empty bins are left out."""
    everything = list(namings)
    found = []
    for low, high in pairwise(edges):
        inside = [n for n in everything if low < n.probability <= high]
        if inside:
            stated = sum(n.probability for n in inside) / len(inside)
            found.append(Bin(low, high, len(inside), sum(n.right for n in inside), stated))
    return tuple(found)


def reliability_lines(namings: Iterable[Naming]) -> list[str]:
    """The diagram as a table."""
    out = ["stated              named   right   frequency (95 % interval)"]
    for cell in bins(namings):
        low, high = cell.interval
        out.append(
            f"{cell.low:.2f}–{cell.high:.2f} ({cell.stated:.3f})  {cell.named:5d}   {cell.right:5d}   "
            f"{cell.frequency:.3f} ({low:.3f} to {high:.3f})"
        )
    return out


def plot_reliability(namings: Iterable[Naming], path: Path) -> None:
    """Draw the diagram as SVG."""
    cells = bins(namings)
    below = [cell.frequency - cell.interval[0] for cell in cells]
    above = [cell.interval[1] - cell.frequency for cell in cells]
    stated, observed = [cell.stated for cell in cells], [cell.frequency for cell in cells]
    with drawing(path, width=4.6, height=4.2) as (axis,):
        axis.plot([0.5, 1], [0.5, 1], color="0.6", linestyle="--", label="stated = observed")
        axis.errorbar(stated, observed, yerr=(below, above), fmt="o", capsize=3, label="named companies")
        for cell in cells:
            place = (cell.stated, cell.frequency)
            axis.annotate(str(cell.named), place, textcoords="offset points", xytext=(6, -10), fontsize=8)
        axis.set_xlim(0.85, 1.005)
        axis.set_ylim(0.5, 1.02)
        axis.set_xlabel("probability stated")
        axis.set_ylabel("share that is right (95 % interval)")
        axis.legend(loc="lower right")
