"""The parts database: load, check and search the facts of `parts_db`."""

from teardown.parts.brands import BrandHit
from teardown.parts.facts import Facts
from teardown.parts.imported import ImportedHit, ImportedParts
from teardown.parts.index import FamilyMatch, PartMatch
from teardown.parts.load import load_facts
from teardown.parts.text import compact, fold, upper

__all__ = [
    "BrandHit",
    "Facts",
    "FamilyMatch",
    "ImportedHit",
    "ImportedParts",
    "PartMatch",
    "compact",
    "fold",
    "load_facts",
    "upper",
]
