"""Which day it is where a case is: deadlines and the state of an export go by it, wherever the computer stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def day_in(time_zone: str, at: datetime | None = None) -> date:
    """The day in a time zone (IANA name) at an aware moment, now if None."""
    return (at or datetime.now(UTC)).astimezone(ZoneInfo(time_zone)).date()
