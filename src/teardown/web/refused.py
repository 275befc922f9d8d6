"""Why something is refused, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from teardown.errors import RuleError
from teardown.export.refusals import refusal


def refused_words(error: RuleError) -> str:
    """The sentence of a rule for the person whom it refuses something."""
    return refusal(str(error), "ja" if get_language() == "ja" else "en")
