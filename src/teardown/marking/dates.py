"""Date codes: every reading that a marking allows is kept; none lies in the future."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from teardown.model import DateCode
from teardown.parts import Facts, compact
from teardown.parts.rows import DateLayout

# Integrated circuits with date codes are hardly older than the EIA code RS-476 of 1970.
_FIRST_YEAR = 1970
# Where nothing says when the part was made, one digit of the year is read in the last three decades.
_DECADES = 3
# How makers count the months, by the name of the pattern's group.
_MONTHS = {
    "m": {c: n for n, c in enumerate("ABCDEFGHJKLM", 1)} | {"O": 10, "N": 11, "X": 10, "Y": 11, "Z": 12},
    "mh": {"A": 10, "B": 11, "C": 12},
    "mo": {"0": 10, "O": 10, "N": 11, "D": 12},
}
# Signs before a year that is no date code: copyright, mask work, trade marks.
_RIGHTS = ("©", "Ⓜ", "®", "(C)", "(M)", "(R)")


class Word(Protocol):
    """A word of a marking."""

    @property
    def text(self) -> str:
        """As read."""


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def date_codes(
    token: str, facts: Facts, makers: Iterable[str], today: date, era: tuple[int, int] | None = None
) -> tuple[DateCode, ...]:
    """All readings of the compact `token` as a date code, the makers' own layouts before the common ones.

    Args:
        token: one word, or two neighbouring ones with a space between.
        makers: manufacturer ids whose own layouts apply; layouts without a maker always do.
        today: nothing later than this day is a reading.
        era: first and last year in which the part was made, where that is known: they settle the decade of a one-digit year.
    """
    return tuple(code for _, code in _ranked(token, facts, frozenset(makers), today, era))


def find_dates(
    lines: Sequence[Sequence[Word]], numbers: Sequence[str], facts: Facts, makers: Iterable[str], today: date
) -> tuple[tuple[DateCode, ...], tuple[Word, ...]]:
    """The date codes of a whole marking, the likeliest first, and the words that carry one.

    A maker's own layouts come before the common ones. A word that is a part number of a known maker is no date where another
    word is one, and neither is the year of a copyright.

    Args:
        lines: the words of each line that can carry a date code.
        numbers: compact part numbers and tokens of the marking, which say when the part was made.
        makers: ids of the manufacturers that are known.
    """
    known = frozenset(makers)
    era = _era(numbers, facts, known)
    words = [word for line in lines for word in line if compact(word.text) or _is_rights(word.text)]
    found: list[tuple[bool, int, DateCode, Word]] = []
    for before, word in pairwise([None, *words]):
        if word is None or _is_rights(word.text) or (before is not None and before.text.upper() in _RIGHTS):
            continue
        key = compact(word.text)
        number = any(hit.family.manufacturer in known for hit in facts.family_index.match(key, 0)) if known else False
        found += [(number, rank, code, word) for rank, code in _ranked(key, facts, known, today, era)]
        if before is not None:
            both = f"{compact(before.text)} {key}"
            found += [(False, rank, code, word) for rank, code in _ranked(both, facts, known, today, era)]
    if not all(number for number, *_ in found):
        found = [hit for hit in found if not hit[0]]
    found.sort(key=lambda hit: hit[1])
    codes = tuple(dict.fromkeys(code for _, _, code, _ in found))
    return _within(codes, era), tuple(dict.fromkeys(word for *_, word in found))


def _is_rights(text: str) -> bool:
    return text.upper().startswith(_RIGHTS)


def _era(numbers: Sequence[str], facts: Facts, makers: frozenset[str]) -> tuple[int, int] | None:
    """When the part was made: by what is printed, or by the full number that a known maker abbreviates so."""
    for number in numbers:
        if era := facts.era(number):
            return era
    for number in numbers:
        for hit in facts.family_index.match(number, 0) if makers else ():
            if hit.family.manufacturer in makers and (era := facts.era(compact(hit.part_number))):
                return era
    return None


def _within(codes: tuple[DateCode, ...], era: tuple[int, int] | None) -> tuple[DateCode, ...]:
    """The readings that lie in the years in which the part was made; all of them where none does or the years are not known."""
    if era is None:
        return codes
    return tuple(code for code in codes if era[0] <= code.year <= era[1]) or codes


def _ranked(
    token: str, facts: Facts, makers: frozenset[str], today: date, era: tuple[int, int] | None
) -> list[tuple[int, DateCode]]:
    """(0 for a maker's own layout or 1 for a common one, reading), own layouts first."""
    found: dict[tuple[int, int | None, int | None], tuple[int, DateCode]] = {}
    for rank, layouts in enumerate(_layouts(facts, makers)):
        for layout in layouts:
            # Only layouts with a space in them are about two words.
            hit = _compiled(layout.pattern).fullmatch(token) if (" " in token) <= (" " in layout.pattern) else None
            for code in _readings(token, hit.groupdict(), layout.layout, today, era) if hit else ():
                found.setdefault((code.year, code.week, code.month), (rank, code))
    return list(found.values())


def _layouts(facts: Facts, makers: frozenset[str]) -> tuple[list[DateLayout], list[DateLayout]]:
    own = [layout for layout in facts.date_layouts if layout.manufacturer and layout.manufacturer in makers]
    return own, [layout for layout in facts.date_layouts if not layout.manufacturer]


def _readings(token: str, groups: dict[str, str | None], layout: str, today: date, era: tuple[int, int] | None) -> list[DateCode]:
    ww = groups.get("ww")
    week = int(ww) if ww else None
    months = [(name, text) for name in _MONTHS if (text := groups.get(name))]
    month = _month(*months[0]) if months else None
    if (week is not None and not 1 <= week <= 53) or (months and month is None):
        return []
    years: list[int] = []
    if yyyy := groups.get("yyyy"):
        years = [int(yyyy)]
    elif yy := groups.get("yy"):
        years = [year for year in (2000 + int(yy), 1900 + int(yy)) if _FIRST_YEAR <= year <= today.year][:1]
    elif y := groups.get("y"):
        latest = today.year - (today.year - int(y)) % 10
        every = list(range(latest, _FIRST_YEAR - 1, -10))
        years = [year for year in every if era and era[0] <= year <= era[1]] or every[:_DECADES]
    codes = [DateCode(token, year, week, month, layout) for year in years]
    return [code for code in codes if not _after(code, today)]


def _month(scheme: str, text: str) -> int | None:
    letters = _MONTHS[scheme]
    if text in letters:
        return letters[text]
    return int(text) if text.isdigit() and 1 <= int(text) <= 12 else None


def _after(code: DateCode, today: date) -> bool:
    if code.year != today.year:
        return code.year > today.year
    iso_year, iso_week, _ = today.isocalendar()
    return (code.week is not None and iso_year == code.year and code.week > iso_week) or (
        code.month is not None and code.month > today.month
    )
