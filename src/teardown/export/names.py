"""What a document is about, by its name in one language."""

from __future__ import annotations

from teardown.case.records import Case
from teardown.export.document import Document
from teardown.export.strings import Strings


def name_of(document: Document, strings: Strings) -> str:
    """What was taken apart, or the case that it belongs to; never empty."""
    case = document.case.record.case if document.case else None
    japanese = case.title_ja if case and strings.language == "ja" else ""
    return japanese or document.bom.unit or strings["unnamed"]


def concern_of(case: Case, strings: Strings) -> str:
    """Why the device is of concern, in the language where it is written down in it."""
    return (case.concern_ja if strings.language == "ja" else "") or case.concern


def footer_of(document: Document, strings: Strings) -> str:
    """What stands below every page: the name, and for a case the day whose state it is."""
    name = name_of(document, strings)
    return f"{name} · {strings['as_of']} {document.case.as_of.isoformat()}" if document.case else name
