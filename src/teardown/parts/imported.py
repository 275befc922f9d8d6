"""What decoding asks of imported part tables; `teardown.catalogue` answers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class ImportedHit(Protocol):
    """An imported part."""

    @property
    def part_number(self) -> str: ...

    @property
    def manufacturer(self) -> str:
        """Manufacturer id, empty when the parts database does not know the company."""

    @property
    def source(self) -> str: ...

    @property
    def distance(self) -> int:
        """Characters by which the number differs from what was asked."""


class ImportedParts(Protocol):
    """Imported part tables as a look-up."""

    def exact(self, text: str) -> Sequence[ImportedHit]:
        """Parts whose number is `text` up to punctuation and confusable characters."""

    def by_top_mark(self, text: str) -> Sequence[ImportedHit]:
        """Parts whose documented top mark is `text`."""
