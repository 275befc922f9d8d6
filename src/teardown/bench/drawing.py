"""How the figures of the measurements are drawn: SVG, the same bytes for the same values. Needs matplotlib (for development)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def drawing(path: Path, *, width: float, height: float, columns: int = 1) -> Iterator[tuple[Any, ...]]:
    """Axes side by side to draw on; when that is done, they are written to a file.

    Args:
        width, height: of all together, in inches.
    """
    import matplotlib as mpl

    mpl.use("svg")
    # Names inside the file come from this word and not from chance.
    mpl.rcParams["svg.hashsalt"] = "teardown"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, columns, figsize=(width, height), layout="constrained", squeeze=False)
    yield tuple(axes[0])
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
