"""The report as one HTML page that loads nothing, from which the PDF is made, too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from teardown.correspondence import Response
from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.lines import lines_of
from teardown.export.measured import measurements, named_share, wrong_share
from teardown.export.names import concern_of, name_of
from teardown.export.page.chart import chart
from teardown.export.strings import Strings
from teardown.export.templates import data_url, file_text, template
from teardown.export.workbook.about import superseded
from teardown.export.workbook.method import share_words
from teardown.report.figures import figures_of
from teardown.report.found import found_of
from teardown.report.prose import Prose

_PACKAGE = "teardown.report"


def report_html(document: Document, strings: Strings, responses: Sequence[Response]) -> str:
    """The report of a case in one language.

    Args:
        responses: `correspondence.response_table` in the same language.

    Raises:
        ValueError: the document has no case.
    """
    case = document.case
    if case is None:
        raise ValueError("a report is about a case")
    lines = lines_of(document, strings)
    record = case.record
    japanese = strings.language == "ja"
    return template(_PACKAGE, "report.html.jinja").render(
        t=strings,
        p=Prose(figures_of(document), strings.language),
        title=name_of(document, strings),
        organisations=(record.case.organisations_ja if japanese else ()) or record.case.organisations,
        concern=concern_of(record.case, strings),
        as_of=case.as_of.isoformat(),
        warning=strings.warning(document.rendered, document.bom),
        table=document.japanese_table if japanese else document.table,
        found=found_of(document, strings),
        lines=lines,
        dates=chart(document, lines),
        responses=[(r, _paragraphs(r.response)) for r in responses],
        measured=[(m, share_words(wrong_share(m), strings), share_words(named_share(m), strings)) for m in measurements()],
        japanese=japanese,
        versions=f"{document.bom.method_version}; {document.bom.parts_db_version}",
        ledger=(record.ledger_head, record.ledger_length),
        supersedes=superseded(case, strings),
        levels=range(len(LOOKS)),
        style=_style(),
        data_url=data_url,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part.strip())


@lru_cache(maxsize=1)
def _style() -> Markup:
    levels = "".join(
        f".l{int(level)}{{--c:#{look.strong}}}"
        f".l{int(level)} .badge{{background:#{look.pale};border-color:#{look.strong}}}"
        f".l{int(level)} .bar{{background:#{look.strong}}}"
        for level, look in LOOKS.items()
    )
    return Markup(file_text(_PACKAGE, "report.css") + levels)  # noqa: S704 (made of this package's own files)
