"""Text that leaves the program: shown exactly, and never taken for a formula, a number or a date by who opens the file.

Everything that was read from a photo or typed by a person is hostile until shown otherwise: file names, markings, evidence.

* `visible` replaces what cannot be seen (control characters, marks that turn the writing direction, lone surrogates) by its code
  point in brackets, so that no text looks like another.
* In a workbook every text is a cell of type text, format `@`, with the quote prefix set, so that not even retyping makes it a
  formula.
* In CSV, which knows no types, such text stands between “ and ”. No spreadsheet takes `“0723”`, `“03-12”`, `“1E10”` or `“=1+1”`
  for a number, a date or a formula, and taking the two marks away gives the text back exactly. `exact` does that.
"""

from __future__ import annotations

import unicodedata

_OPEN, _CLOSE = "“", "”"
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠|%'")
LONGEST = 32_000
"""Characters: a spreadsheet's cell holds 32,767 at most (Office Open XML part 1, 18.3.1.96)."""


def visible(text: str) -> str:
    """The text with every character that cannot be seen written as `[U+202E]`; cut, and marked as cut, beyond `LONGEST`."""
    shown = "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in _INVISIBLE else c for c in text)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def quoted(text: str) -> str:
    """The text as it stands in a CSV column of markings, part numbers or typed text; empty stays empty."""
    return f"{_OPEN}{visible(text)}{_CLOSE}" if text else ""


def quoted_lines(text: str) -> str:
    """A longer text that a person wrote, with its line breaks, as it stands in a CSV column; empty stays empty."""
    return _OPEN + "\n".join(visible(line) for line in text.split("\n")) + _CLOSE if text else ""


def exact(field: str) -> str:
    """The text that `quoted` was given (what cannot be seen excepted)."""
    return field[1:-1] if field.startswith(_OPEN) and field.endswith(_CLOSE) else field


def inert(text: str) -> str:
    """Text of the project's own facts (company names, rules) for CSV: between the marks only where it might act."""
    shown = visible(text)
    return quoted(text) if shown[:1] in _FORMULA or shown[:1].isspace() or shown[:1] == _OPEN else shown
