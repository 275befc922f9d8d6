"""Date codes: every reading that a token allows is kept; none lies in the future."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from teardown.model import DateCode
from teardown.parts import Facts

# Integrated circuits with date codes are hardly older than the EIA code RS-476 of 1970.
_FIRST_YEAR = 1970
# A to L or A to M without I count the months; X, Y, Z and O, N, D stand for October to December after the digits 1 to 9.
_MONTH_LETTERS = {letter: month for month, letter in enumerate("ABCDEFGHJKLM", start=1)} | {
    "O": 10,
    "N": 11,
    "X": 10,
    "Y": 11,
    "Z": 12,
}


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def date_codes(token: str, facts: Facts, makers: Iterable[str], today: date) -> tuple[DateCode, ...]:
    """All readings of the compact `token` as a date code, the makers' own layouts before the common ones.

    Args:
        makers: manufacturer ids whose own layouts apply; layouts without a maker always do.
        today: nothing later than this day is a reading.
    """
    wanted = set(makers)
    own = [layout for layout in facts.date_layouts if layout.manufacturer and layout.manufacturer in wanted]
    common = [layout for layout in facts.date_layouts if not layout.manufacturer]
    found: dict[tuple[int, int | None, int | None], DateCode] = {}
    for layout in own + common:
        hit = _compiled(layout.pattern).fullmatch(token)
        if not hit:
            continue
        for code in _readings(token, hit.groupdict(), layout.layout, today):
            found.setdefault((code.year, code.week, code.month), code)
    return tuple(found.values())


def _readings(token: str, groups: dict[str, str | None], layout: str, today: date) -> list[DateCode]:
    ww = groups.get("ww")
    week = int(ww) if ww else None
    month = _month(groups.get("m"))
    if (week is not None and not 1 <= week <= 53) or (groups.get("m") and month is None):
        return []
    years: list[int] = []
    if yyyy := groups.get("yyyy"):
        years = [int(yyyy)]
    elif yy := groups.get("yy"):
        years = [year for year in (2000 + int(yy), 1900 + int(yy)) if _FIRST_YEAR <= year <= today.year][:1]
    elif y := groups.get("y"):
        # One digit says the year within a decade: the last three decades are all possible.
        latest = today.year - (today.year - int(y)) % 10
        years = [year for year in (latest, latest - 10, latest - 20) if year >= _FIRST_YEAR]
    codes = [DateCode(token, year, week, month, layout) for year in years]
    return [code for code in codes if not _after(code, today)]


def _month(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTH_LETTERS.get(text)


def _after(code: DateCode, today: date) -> bool:
    if code.year != today.year:
        return code.year > today.year
    iso_year, iso_week, _ = today.isocalendar()
    return (code.week is not None and iso_year == code.year and code.week > iso_week) or (
        code.month is not None and code.month > today.month
    )
