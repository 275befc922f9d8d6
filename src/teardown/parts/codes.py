"""Marking codes of packages too small for a number: short, not unique, and nothing without the package and the maker's name.

`1AM` on a SOT-23 is an MMBT3904 of onsemi and of several others; on another package it is something else. A code therefore
speaks for a part only where the package is known, and for a company only beside its name or logo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from teardown.parts.rows import MarkingCode
from teardown.parts.text import compact, upper

VARIES = "?"
"""Stands in a code for a character that varies: the letter of the month or the year, of the factory."""

_SAME = {
    "TO236": "SOT23",
    "TO236AB": "SOT23",
    "SOT233": "SOT23",
    "SOT233L": "SOT23",
    "SC59": "SOT346",
    "SC70": "SOT323",
    "SC703": "SOT323",
    "SC705": "SOT353",
    "SC706": "SOT363",
    "SC88": "SOT363",
    "SC88A": "SOT353",
    "SC74A": "SOT235",
    "TSOT235": "SOT235",
    "SOT235L": "SOT235",
    "SOT236L": "SOT236",
    "SC75": "SOT523",
    "SOT416": "SOT523",
    "SC76": "SOD323",
    "SC79": "SOD523",
    "DO214AC": "SMA",
    "DO214AA": "SMB",
    "DO214AB": "SMC",
    "SOD123FL": "SOD123F",
}


def package_key(package: str) -> str:
    """A package under one of its names: `SC-70-6`, `SC-88` and `SOT-363` are one; of `SC-70-6(SOT-363)` the first counts."""
    first = re.split(r"[(（/,]", upper(package), maxsplit=1)[0]
    key = compact(first)
    return _SAME.get(key, key)


class CodeIndex:
    """Look-up of marking codes by package and text."""

    def __init__(self, codes: Iterable[MarkingCode]) -> None:
        self._by_package: dict[str, list[MarkingCode]] = {}
        for code in codes:
            self._by_package.setdefault(package_key(code.package), []).append(code)

    def find(self, text: str, package: str) -> tuple[MarkingCode, ...]:
        """Every part that carries `text` on this package; none when the package is not known."""
        key = compact(text)
        if not key or not package:
            return ()
        return tuple(code for code in self._by_package.get(package_key(package), ()) if _fits(code.code, key))


def _fits(code: str, key: str) -> bool:
    if key == compact(code):
        return True  # The small letters of the date were not read, or are not there.
    return len(code) == len(key) and all(a in (b, VARIES) for a, b in zip(code, key, strict=True))
