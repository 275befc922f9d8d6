"""Find a company by its name, in any of its spellings: English, Japanese, former, abbreviated, as a report prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from teardown.model import Manufacturer

# Words that say what kind of legal person a company is; they do not tell two companies apart.
_LEGAL_FORM = re.compile(
    r"\b(co|ltd|inc|corp|corporation|company|limited|llc|gmbh|ag|nv|bv|plc|kk|sa|spa|oy|ab|pte|pty|bhd|sdn|srl|kg|the)\b"
    r"|株式会社|有限公司|股份|（株）|\(株\)|㈱"
)
_SEPARATORS = re.compile(r"[\s.,・･·'’\"&+/\-–—_()（）]+")


def name_key(name: str) -> str:
    """What is compared of a name: lower case, full-width forms made plain, legal form and punctuation left out."""
    text = unicodedata.normalize("NFKC", name).lower()
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)
    text = _LEGAL_FORM.sub(" ", _SEPARATORS.sub(" ", text))
    return "".join(text.split())


class NameIndex:
    """Names to manufacturers. A name that two companies share finds neither."""

    def __init__(self, manufacturers: Iterable[Manufacturer]) -> None:
        self._by_key: dict[str, set[str]] = {}
        for maker in manufacturers:
            affiliates = tuple(name for _, name in maker.local_affiliates)
            own = (maker.legal_name, maker.short_name, maker.report_name, maker.name_ja, maker.id)
            for name in (*own, *maker.aliases, *maker.former_names, *affiliates):
                if key := name_key(name):
                    self._by_key.setdefault(key, set()).add(maker.id)

    def find(self, name: str) -> str | None:
        """The id of the company called `name`, or None when no company, or more than one, is called so.

        Only whole names are compared: "Seiko Instruments" never finds Seiko Epson.
        """
        found = self._by_key.get(name_key(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def shared_names(self) -> dict[str, tuple[str, ...]]:
        """Name keys that stand for more than one company, with the companies' ids."""
        return {key: tuple(sorted(ids)) for key, ids in self._by_key.items() if len(ids) > 1}
