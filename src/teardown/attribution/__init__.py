"""Decide which company a marking may be attributed to, and say why the others lost."""

from teardown.attribution.decide import NAMING_THRESHOLD, attribute
from teardown.attribution.own_number import without_own_number
from teardown.attribution.wording import wording

__all__ = ["NAMING_THRESHOLD", "attribute", "without_own_number", "wording"]
