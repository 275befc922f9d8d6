"""What is to be said about a photo, in one language."""

from __future__ import annotations

from teardown.export.document import Document, Unread
from teardown.export.strings import TABLE, Strings
from teardown.export.translate import translated
from teardown.model import PhotoAnalysis


def photo_remarks(analysis: PhotoAnalysis, document: Document, strings: Strings) -> tuple[str, ...]:
    """That it is no evidence, what is wrong with the file, and what could be photographed better."""
    photo = analysis.photo
    remarks = [strings["rendered"]] if photo.sha256 in document.rendered else []
    if photo.damage:
        remarks.append(translated(photo.damage, strings.language))
    if photo.has_location:
        remarks.append(strings["has_location"])
    return (*remarks, *(translated(advice, strings.language) for advice in analysis.quality.advice))


def status_word(item: Unread, strings: Strings) -> str:
    """What became of a file that has no result."""
    key = f"status_{item.status}"
    return strings[key] if key in TABLE else item.status
