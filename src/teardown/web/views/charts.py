"""Charts to paste into a report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teardown.casework.derivatives import chart_file
from teardown.web.access import case_or_404
from teardown.web.figures import CHARTS

TITLES = {
    "companies": _("Components by company"),
    "identified": _("How much is identified"),
    "dates": _("Date codes against events"),
    "units": _("Which company in which unit"),
}
PAGES = {"companies": "companies", "identified": "components", "dates": "dates", "units": "comparison"}
"""Where the figures of a chart stand as a table."""


def charts(request: HttpRequest, case: str) -> HttpResponse:
    """All charts of a case, each to download."""
    found = case_or_404(request, case)
    shown = [(name, title, PAGES[name]) for name, title in TITLES.items()]
    return render(request, "findings/charts.html", {"case": found, "charts": shown})


def chart(request: HttpRequest, case: str, name: str, kind: str) -> HttpResponse:
    """One chart as SVG or PNG; the address's query says what is in it, as on the page with its figures."""
    found = case_or_404(request, case)
    if name not in CHARTS or kind not in ("svg", "png"):
        raise Http404
    with timezone.override(found.time_zone):
        svg = CHARTS[name](found, request)
    if kind == "svg":
        response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    else:
        response = HttpResponse(chart_file(svg).read_bytes(), content_type="image/png")
    if "download" in request.GET:
        language = "ja" if get_language() == "ja" else "en"
        response["Content-Disposition"] = f'attachment; filename="{found.handle}-{name}.{language}.{kind}"'
    response["Cache-Control"] = "private, no-cache"
    return response
