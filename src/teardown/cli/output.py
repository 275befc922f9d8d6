"""What verbs print: text for people, JSON for programs, a progress bar for who watches a terminal."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from tqdm import tqdm

from teardown.execution import Outcome, Status
from teardown.serial import to_plain


def print_json(value: Any) -> None:
    """Print nouns and plain values as JSON with the keys in their order."""
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=2, allow_nan=False)
    # Names of files may hold bytes that are no text.
    click.echo(text.encode("utf-8", "replace").decode("utf-8"))


class Progress:
    """A progress bar on stderr when that is a terminal, and nothing otherwise."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._failed = 0

    def started(self, files: int) -> None:
        """Called with the number of files."""
        self._bar = tqdm(total=files, unit="photo", file=sys.stderr, disable=not sys.stderr.isatty(), dynamic_ncols=True)

    def finished(self, outcome: Outcome) -> None:
        """Called after each file."""
        self._failed += outcome.status in (Status.FAILED, Status.REFUSED)
        if self._failed:
            self._bar.set_postfix_str(f"{self._failed} without result", refresh=False)
        self._bar.update()

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.close()


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar that is taken away in the end, whatever happens."""
    bar = Progress()
    try:
        yield bar
    finally:
        bar.close()


T = TypeVar("T")


def counted(items: Iterable[T], unit: str, total: int | None = None) -> Iterable[T]:
    """The same items, with a bar on stderr that counts them when that is a terminal."""
    bar: Iterable[T] = tqdm(items, total=total, unit=unit, file=sys.stderr, disable=not sys.stderr.isatty(), dynamic_ncols=True)
    return bar


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned for a terminal, wide (Japanese) characters counted as two."""
    widths = [max(_width(row[i]) for row in (header, *rows)) for i in range(len(header))]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join("  ".join(_padded(cell, w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def csv_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().rstrip("\n")


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table as Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
