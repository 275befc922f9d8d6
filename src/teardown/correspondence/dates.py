"""Days as letters write them."""

from __future__ import annotations

from datetime import date

from teardown.export.strings import Language

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def written(day: date, language: Language) -> str:
    """`12 February 2023`, or `2023年2月12日`. Not by the system's locale, which differs from machine to machine."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
