"""The page that a person would rather look at: company table, components with their pictures, photos with boxes.

It needs no network and no script: pictures are `data:` URLs, boxes are SVG, and a content security policy in the page forbids
everything else. All text is escaped by the template engine; what nobody can see is shown as its code point.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from teardown.export.document import Document
from teardown.export.levels import LOOKS
from teardown.export.lines import lines_of
from teardown.export.names import name_of
from teardown.export.page.chart import chart
from teardown.export.page.views import photo_views
from teardown.export.photo_words import status_word
from teardown.export.strings import Strings
from teardown.export.templates import data_url, file_text, template
from teardown.model import ClaimLevel

_PACKAGE = "teardown.export.page"


def page_html(document: Document, strings: Strings, *, other: str = "") -> str:
    """The page in one language; `other` is the file name of the page in the other language, empty when there is none."""
    bom = document.bom
    lines = lines_of(document, strings)
    views = photo_views(document, lines, strings)
    return template(_PACKAGE, "page.html.jinja").render(
        t=strings,
        bom=bom,
        unit=name_of(document, strings),
        warning=strings.warning(document.rendered, bom),
        table=document.japanese_table if strings.language == "ja" else document.table,
        lines=lines,
        boxed={box.component for view in views for box in view.boxes},
        crops={id_: data_url(crop.data) for id_, crop in document.pictures.crops.items()},
        crop_sizes=document.pictures.crops,
        views=views,
        images={sha: data_url(photo.data) for sha, photo in document.pictures.photos.items()},
        dates=chart(document, lines),
        events=document.timeline.events,
        levels=[int(level) for level in ClaimLevel],
        unread=[(item, status_word(item, strings)) for item in document.unread],
        style=_style(),
        other=other,
        other_language="en" if strings.language == "ja" else "ja",
    )


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The style sheet with the levels' colours before it; both are the project's own text."""
    light = "".join(f"--l{int(level)}:#{look.strong};--p{int(level)}:#{look.pale};" for level, look in LOOKS.items())
    dark = "".join(f"--l{int(level)}:#{look.light};--p{int(level)}:#{look.light}26;" for level, look in LOOKS.items())
    # Boards are dark, whatever the page is.
    bright = "".join(f"--l{int(level)}:#{look.light};" for level, look in LOOKS.items())
    boxes = "".join(
        f".l{int(level)}{{--c:var(--l{int(level)});--p:var(--p{int(level)})}}"
        f".box.l{int(level)} polygon{{stroke-dasharray:{_dashes(look.dashes)}}}"
        for level, look in LOOKS.items()
    )
    themes = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}@media print{{:root{{{light}}}}}"
    colours = f"{themes}{boxes}.board{{{bright}}}"
    return Markup(colours + file_text(_PACKAGE, "page.css"))  # noqa: S704 (made of this package's own files)


def _dashes(pattern: str) -> str:
    return " ".join(str(2.5 * int(part)) for part in pattern.split()) or "none"
