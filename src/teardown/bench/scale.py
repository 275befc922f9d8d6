"""How the store of imported parts grows: time to build and open it, its size, and what a look-up takes.

    python -m teardown.bench.scale TABLE [--sizes 10000,610922,5000000] [--plot FILE.svg]

TABLE is any part table that `teardown parts import` takes. Sizes beyond its own rows are reached with made-up part numbers: real
ones with one or two characters exchanged, so that lengths, alphabets and shared beginnings stay those of real tables.
"""

from __future__ import annotations

import argparse
import random
import statistics
import string
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teardown.bench.drawing import drawing
from teardown.catalogue import Catalogue, ImportSource
from teardown.catalogue.importers import read_table
from teardown.catalogue.rows import ImportedPart, RefusedRow
from teardown.parts import load_facts

ASKED = 500
"""Look-ups of each kind whose median is taken."""
DEFAULT_SIZES = (10_000, 100_000, 610_922, 2_000_000, 5_000_000)
_ALPHABET = string.ascii_uppercase + string.digits


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """What a store of one size costs. Times of look-ups are medians."""

    parts: int
    build_seconds: float
    megabytes: float
    open_ms: float
    exact_ms: float
    prefix_ms: float
    fuzzy_ms: float
    fuzzy_found: float
    """Share of part numbers with one exchanged character whose original was among the fuzzy hits."""

    def line(self) -> str:
        """The figures as they are printed."""
        build = f"built in {self.build_seconds:6.1f} s, {self.megabytes:6.1f} MB, opened in {self.open_ms:5.2f} ms"
        ask = f"exact {self.exact_ms:.3f} ms, prefix {self.prefix_ms:.3f} ms, fuzzy {self.fuzzy_ms:.3f} ms"
        return f"{self.parts:>9,} parts: {build}; {ask} (finds {self.fuzzy_found:.1%})"


def measure_scale(table: Path, sizes: Sequence[int], seed: int = 1) -> Iterator[ScalePoint]:
    """Build a store of each size from a table and time it.

    Raises:
        ImportTableError: the table cannot be read.
    """
    real = [part for part in read_table(table) if isinstance(part, ImportedPart)]
    for size in sizes:
        rng = random.Random(seed)  # noqa: S311 - draws part numbers to ask for, no secrets
        with tempfile.TemporaryDirectory() as folder:
            yield _measure(Path(folder) / "catalogue.sqlite", real, size, rng)


def _measure(path: Path, real: Sequence[ImportedPart], size: int, rng: random.Random) -> ScalePoint:
    resolve = load_facts().name_index.find
    started = time.perf_counter()
    with Catalogue(path, create=True) as store:
        store.add(ImportSource("scale", "none", "scale", "0" * 64), _rows(real, size, rng), resolve)
    built = time.perf_counter() - started
    started = time.perf_counter()
    with Catalogue(path) as store:
        count = store.count()
        opened = time.perf_counter() - started
        asked = [part.part_number for part in rng.choices(real[: min(size, len(real))], k=ASKED)]
        misread = [_exchanged(number, rng) for number in asked]
        found = sum(
            any(hit.part_number == number for hit in store.fuzzy(wrong)) for number, wrong in zip(asked, misread, strict=True)
        )
        return ScalePoint(
            parts=count,
            build_seconds=built,
            megabytes=path.stat().st_size / 1e6,
            open_ms=opened * 1e3,
            exact_ms=_median_ms(store.exact, asked),
            prefix_ms=_median_ms(store.prefix, [number[:6] for number in asked]),
            fuzzy_ms=_median_ms(store.fuzzy, misread),
            fuzzy_found=found / len(asked),
        )


def _rows(real: Sequence[ImportedPart], size: int, rng: random.Random) -> Iterator[ImportedPart | RefusedRow]:
    yield from real[:size]
    for row in range(len(real), size):
        part = rng.choice(real)
        number = part.part_number
        for _ in range(rng.randint(1, 2)):
            number = _exchanged(number, rng)
        yield replace(part, part_number=f"{number}{row % 97}", row=row)


def _exchanged(number: str, rng: random.Random) -> str:
    place = rng.randrange(len(number))
    return number[:place] + rng.choice(_ALPHABET) + number[place + 1 :]


def _median_ms(ask: Callable[[str], object], texts: Sequence[str]) -> float:
    taken = []
    for text in texts:
        started = time.perf_counter()
        ask(text)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1e3


def plot(points: Sequence[ScalePoint], path: Path) -> None:
    """Draw the figures over the number of parts, both axes logarithmic."""
    parts = [p.parts for p in points]
    curves: list[tuple[str, list[tuple[str, list[float]]]]] = [
        ("seconds to build", [("build", [p.build_seconds for p in points])]),
        ("megabytes on disk", [("file", [p.megabytes for p in points])]),
        (
            "milliseconds, median",
            [
                ("open", [p.open_ms for p in points]),
                ("exact", [p.exact_ms for p in points]),
                ("prefix", [p.prefix_ms for p in points]),
                ("fuzzy", [p.fuzzy_ms for p in points]),
            ],
        ),
    ]
    with drawing(path, width=11, height=3.4, columns=len(curves)) as axes:
        for axis, (title, lines) in zip(axes, curves, strict=True):
            for name, values in lines:
                axis.loglog(parts, values, marker="o", label=name)
            axis.set_title(title)
            axis.set_xlabel("parts")
            axis.grid(True, which="major", alpha=0.3)
        axes[-1].legend()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.scale", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--sizes", default=",".join(map(str, DEFAULT_SIZES)), help="numbers of parts, separated by commas")
    parser.add_argument("--plot", type=Path, help="write the figures as an SVG picture")
    arguments = parser.parse_args()
    points = []
    for point in measure_scale(arguments.table, [int(size) for size in arguments.sizes.split(",")]):
        print(point.line(), flush=True)  # noqa: T201 - this is what the command is for
        points.append(point)
    if arguments.plot:
        plot(points, arguments.plot)


if __name__ == "__main__":
    main()
