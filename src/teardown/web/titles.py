"""What a case is called in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from teardown.casework.models import Case


def case_title(case: Case) -> str:
    """The case's title in the reader's language, where it has one."""
    return case.title_ja if get_language() == "ja" and case.title_ja else case.title
