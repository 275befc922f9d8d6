"""The fixed sentences of the ladder of claims: what may be said at each level, and nothing more."""

from __future__ import annotations

from teardown.model import ClaimLevel, Reason


def wording(
    level: ClaimLevel,
    *,
    lines: tuple[str, ...] = (),
    company: str = "",
    part_number: str = "",
    reason: Reason | None = None,
    bears_mark: bool = False,
) -> str:
    """The sentence for a claim of the machine.

    Args:
        company: the company's short name.
        bears_mark: the company's name or logo is on the package; otherwise a level 3 rests on the number alone.

    Raises:
        ValueError: levels above PART are said by people, with their names (see the casework).
    """
    if level is ClaimLevel.UNIDENTIFIED:
        return f"not identified: {reason or Reason.UNREADABLE}"
    if level is ClaimLevel.TRANSCRIBED:
        read = " / ".join(lines)
        return f"reads “{read}”; not identified: {reason}" if reason else f"reads “{read}”"
    if level is ClaimLevel.BRAND:
        return f"bears the mark of {company}"
    if level is ClaimLevel.PART:
        if bears_mark:
            return f"marking matches part {part_number}, documented for {company}, and bears the mark of {company}"
        return f"marking matches part {part_number}, documented for {company} only"
    raise ValueError(f"the machine claims nothing at level {int(level)}")
