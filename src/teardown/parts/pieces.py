"""The pieces that a pattern of `parts_db` is made of."""

from __future__ import annotations

import re

PIECE = re.compile(r"\\d|\[[^\]]*\]|\(\?:|\{[^}]*\}|.")
"""One piece: a digit, a set, the beginning of a group, a quantifier, or a single character."""


def expand(char_class: str) -> str:
    """The members of `[A-C5]` as `ABC5`."""
    inner, out, i = char_class[1:-1], [], 0
    while i < len(inner):
        if i + 2 < len(inner) and inner[i + 1] == "-":
            out += [chr(c) for c in range(ord(inner[i]), ord(inner[i + 2]) + 1)]
            i += 3
        else:
            out.append(inner[i])
            i += 1
    return "".join(out)
