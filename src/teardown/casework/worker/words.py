"""Why a photo could not be analysed, for people."""

from __future__ import annotations

from teardown.settings import Settings


def no_answer(settings: Settings) -> str:
    """The analysis did not end in time."""
    return f"No result within {settings.timeout:g} seconds. Raise TEARDOWN_TIMEOUT, or send a smaller photo."


def broken_off(error: BaseException, settings: Settings) -> str:
    """The process of the analysis ended, or was ended."""
    if isinstance(error, TimeoutError):
        return no_answer(settings)
    return (
        "The process that analysed it ended by itself, often for want of memory. Analyse fewer at the same time (TEARDOWN_JOBS)."
    )
