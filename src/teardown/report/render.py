"""The report as one HTML page that loads nothing, from which the PDF is made, too."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from teardown.correspondence import Response
from teardown.export.cells import visible
from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.lines import lines_of
from teardown.export.measured import measurements, named_share, wrong_share
from teardown.export.names import name_of
from teardown.export.page.chart import chart
from teardown.export.pictures import Encoded
from teardown.export.strings import Strings
from teardown.export.workbook.about import superseded
from teardown.export.workbook.method import share_words
from teardown.report.figures import figures_of
from teardown.report.found import found_of
from teardown.report.prose import Prose


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
    return _template().render(
        t=strings,
        p=Prose(figures_of(document), strings.language),
        title=name_of(document, strings),
        organisations=(record.case.organisations_ja if japanese else ()) or record.case.organisations,
        concern=record.case.concern,
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
        data_url=_data_url,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part.strip())


def _data_url(picture: Encoded) -> Markup:
    # Base 64 has no character that means anything in an attribute.
    return Markup("data:image/jpeg;base64,") + base64.b64encode(picture.data).decode()


@lru_cache(maxsize=1)
def _style() -> Markup:
    levels = "".join(
        f".l{int(level)}{{--c:#{look.strong}}}"
        f".l{int(level)} .badge{{background:#{look.pale};border-color:#{look.strong}}}"
        f".l{int(level)} .bar{{background:#{look.strong}}}"
        for level, look in LOOKS.items()
    )
    return Markup(_file("report.css") + levels)  # noqa: S704 (made of this package's own files)


@lru_cache(maxsize=1)
def _template() -> Template:
    engine = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    return engine.get_template("report.html.jinja")


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _file(name: str) -> str:
    return (resources.files("teardown.report") / name).read_text(encoding="utf-8")
