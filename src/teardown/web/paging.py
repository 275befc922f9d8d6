"""Pages of lists whose length is known without counting."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CountedPages(Paginator):
    """Django's pages of a list of a known length."""

    def __init__(self, rows: Any, shown: int, length: int) -> None:
        super().__init__(rows, shown)
        self._length = length

    @cached_property
    def count(self) -> int:
        return self._length
