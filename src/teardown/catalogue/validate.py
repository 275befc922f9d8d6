"""What an imported row must be to be taken."""

from __future__ import annotations

from teardown.catalogue.rows import ImportedPart, RefusedRow
from teardown.parts import compact

_SHORTEST, _LONGEST = 3, 60


def problem_with(part: ImportedPart, seen: set[tuple[str, str, str]]) -> RefusedRow | None:
    """Why a part is not taken, or None. `seen` remembers what was taken of the same table, and is extended."""
    text = f"{part.part_number}, {part.maker}"[:80]
    key = compact(part.part_number)
    if not part.part_number.strip():
        return RefusedRow(part.row, "the part number is missing", text)
    if not part.maker.strip():
        return RefusedRow(part.row, "the company is missing", text)
    if not _SHORTEST <= len(key) <= _LONGEST:
        return RefusedRow(part.row, f"a part number has {_SHORTEST} to {_LONGEST} letters and digits", text)
    if any(ord(char) < 32 for value in (part.part_number, part.maker, part.top_mark) for char in value):
        return RefusedRow(part.row, "control characters in the row", text)
    identity = (key, part.maker, compact(part.top_mark))
    if identity in seen:
        return RefusedRow(part.row, "stands in the table twice", text)
    seen.add(identity)
    return None
