"""The table of responses as CSV and as one HTML page."""

from __future__ import annotations

from collections.abc import Sequence

from teardown.correspondence.phrases import TABLE, Phrases
from teardown.correspondence.responses import Response
from teardown.export.cells import inert, quoted, visible
from teardown.export.csv_fields import csv_text, field_text
from teardown.export.strings import Language
from teardown.export.templates import template

RESPONSE_COLUMNS = (
    "no",
    "company_name",
    "response",
    "status",
    "marker",
    "questions_answered",
    "supply",
    "language",
    "received_on",
    "no_response_by",
    "source",
    "by_question",
)


def responses_csv(responses: Sequence[Response]) -> str:
    """CSV as the other exports write it: what a company wrote stands between “ and ”, so that it is no formula."""
    return csv_text(RESPONSE_COLUMNS, (_row(response) for response in responses))


def responses_html(responses: Sequence[Response], title: str, language: Language, *, warning: str = "") -> str:
    """One page without scripts that loads nothing.

    Args:
        title: of the case.
        warning: stands above everything, for instance that this is a sample.
    """
    rows = [(r, paragraphs(r.response), details(r, Phrases(language))) for r in responses]
    page = template("teardown.correspondence.templates", "responses.html")
    return page.render(rows=rows, t=Phrases(language), title=title, warning=warning)


def details(response: Response, phrases: Phrases) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is told beside a response: (what, its lines), only what is known."""
    found: list[tuple[str, tuple[str, ...]]] = [(phrases["supply"], (response.supply,))]
    if response.language:
        questions = ", ".join(str(n) for n in response.answered) or phrases["none_of_them"]
        found.append((phrases["answered_questions"], (questions,)))
        for part in response.by_question:
            found.append((phrases.filled("on_question", number=str(part.question)), paragraphs(f"“{part.text}”")))
        named = f"language_{response.language}"
        found.append((phrases["language"], (phrases[named] if named in TABLE else response.language,)))
    if response.received_on:
        found.append((phrases["received_on"], (response.received_on.isoformat(),)))
    if response.no_response_by:
        found.append((phrases["no_response_by"], (response.no_response_by.isoformat(),)))
    if response.source:
        found.append((phrases["source"], (response.source,)))
    return tuple(found)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of what a company wrote."""
    return tuple(line for line in text.split("\n") if line.strip())


def _row(response: Response) -> tuple[str, ...]:
    # Paragraphs stay paragraphs: only what cannot be seen inside a line is made visible.
    verbatim = "\n".join(visible(line) for line in response.response.split("\n"))
    return (
        str(response.no),
        inert(response.company_name),
        f"“{verbatim}”",
        inert(response.status),
        quoted(response.marker),
        " ".join(str(n) for n in response.answered),
        inert(response.supply),
        quoted(response.language),
        response.received_on.isoformat() if response.received_on else "",
        response.no_response_by.isoformat() if response.no_response_by else "",
        quoted(response.source),
        field_text(response.by_question),
    )
