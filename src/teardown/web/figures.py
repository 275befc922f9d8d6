"""The charts of a case, from what the database counts, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teardown import __version__
from teardown.bom import company_name, counted_table
from teardown.bom.companies import addressed
from teardown.bom.timeline import span
from teardown.casework.facts import facts
from teardown.casework.models import Case, Component
from teardown.casework.services.counts import chips_of, dated, spans, summary_of, tallies
from teardown.charts import (
    BarRow,
    DatedEvent,
    Frame,
    GridCell,
    GridRow,
    Series,
    Span,
    SpanRow,
    YearCount,
    bar_chart,
    grid_chart,
    span_chart,
    year_chart,
)
from teardown.model import DateCode, NameStyle
from teardown.serial import from_plain
from teardown.web.table_choice import choice_of
from teardown.web.templatetags.casework import company
from teardown.web.templatetags.findings import warning_of
from teardown.web.views.comparison import chosen_units, company_rows
from teardown.web.views.dates import asked_for

_MOST_ROWS = 60
"""Components that get a row of their own; of more, the years are counted."""
_MOST_COMPANIES = 30


def companies_chart(case: Case, request: HttpRequest) -> str:
    """Components by company, signed and not, for the companies of the table."""
    counted, chosen, known = tallies(case), choice_of(case, request.GET), facts()
    table = counted_table(chips_of(counted), known, chosen.filter, chosen.style)
    number: Counter[tuple[str, bool]] = Counter()
    for t in counted:
        if t.manufacturer and t.level >= chosen.filter.minimum_level:
            number[addressed(t.manufacturer, known), t.signed] += t.count
    rows = [
        BarRow(r.company_name, (number[r.manufacturer, True], number[r.manufacturer, False]))
        for r in table.rows[:_MOST_COMPANIES]
    ]
    more = len(table.rows) - len(rows)
    notes = (_("%(n)s more companies are not drawn.") % {"n": more},) if more > 0 else ()
    return bar_chart(_frame(case, _("Components by company"), table.statement, *notes), _signed(), rows)


def identified_chart(case: Case, request: HttpRequest) -> str:
    """How much of each unit is identified and signed."""
    units = chosen_units(list(case.units.order_by("pk")), request)
    by_unit = tallies(case, units=units, by_unit=True) if units else ()
    rows = []
    for unit in units:
        part = summary_of(t for t in by_unit if t.unit == unit.pk)
        rows.append(BarRow(unit.among(units), (part.named_signed, part.named_unsigned, part.unnamed)))
    series = (*_signed(), Series(_("not identified"), "nobody"))
    told = _("Every component that was photographed is counted, identified or not.")
    return bar_chart(_frame(case, _("How much is identified"), told), series, [r for r in rows if sum(r.values)])


def dates_chart(case: Case, request: HttpRequest) -> str:
    """Date codes against the case's events: a row per chip, or the years counted when there are many."""
    ja = get_language() == "ja"
    events = [DatedEvent(e.date, (ja and e.title_ja) or e.title_en) for e in case.events.all()]
    wanted = asked_for(request)
    made = spans(case, **wanted)
    total = sum(m.count for m in spans(case))
    frame_notes = (
        _("A date code is the maker's statement of when a chip was packaged. It does not say when or to whom the chip was sold."),
    )
    if sum(m.count for m in made) <= _MOST_ROWS:
        rows = dated(case, **wanted).order_by("made_first", "made_last", "pk")
        few = list(rows.select_related("unit").defer("machine", "search"))
        told = _("Each bar is one reading of a chip's date code. %(n)s of %(all)s dated components are shown.") % {
            "n": len(few),
            "all": total,
        }
        several = len({c.unit_id for c in few}) > 1
        drawn = [_span_row(c, several) for c in few]
        return span_chart(_frame(case, _("Date codes against events"), told, *frame_notes), _signed(), drawn, events)
    counted: dict[int, list[int]] = {}
    for span_ in made:
        # The Thursday of a week says to which year it belongs (ISO 8601); spans that are longer lie in one year as a whole.
        first, last = span_.first.isocalendar().year, span_.last.isocalendar().year
        counted.setdefault(first, [0, 0])[0 if first == last else 1] += span_.count
    years = range(min(counted), max(counted) + 1)
    told = _("Components by the year of their date code; %(n)s of %(all)s dated components are counted.") % {
        "n": sum(sum(pair) for pair in counted.values()),
        "all": total,
    }
    series = (Series(_("this year by every reading"), "sure"), Series(_("earliest of several readings"), "unsure"))
    counts = [YearCount(y, *counted.get(y, (0, 0))) for y in years]
    return year_chart(_frame(case, _("Date codes against events"), told, *frame_notes), series, counts, events)


def units_chart(case: Case, request: HttpRequest) -> str:
    """Which company in which unit."""
    units = chosen_units(list(case.units.order_by("pk")), request)
    rows = [
        GridRow(company(r.manufacturer), tuple(GridCell(c.count, "sure" if c.signed else "unsure") for c in r.cells))
        for r in company_rows(case, units)[:_MOST_COMPANIES]
    ]
    told = _("Number of components whose part is documented for the company.")
    series = (Series(_("at least one is signed by two people"), "sure"), Series(_("none is signed yet"), "unsure"))
    return grid_chart(_frame(case, _("Which company in which unit"), told), series, [u.among(units) for u in units], rows)


CHARTS: Mapping[str, Callable[[Case, HttpRequest], str]] = {
    "companies": companies_chart,
    "identified": identified_chart,
    "dates": dates_chart,
    "units": units_chart,
}


def _frame(case: Case, title: str, told: str, *notes: str) -> Frame:
    ja = get_language() == "ja"
    name = (ja and case.title_ja) or case.title
    state = _("%(case)s; state of %(day)s; made with Teardown %(version)s.") % {
        "case": name,
        "day": timezone.localdate().isoformat(),
        "version": __version__,
    }
    caution = _("What is not signed is a machine's proposal. A marking says nothing about who sold a part to whom.")
    empty = _("There is nothing to draw yet.")
    return Frame("ja" if ja else "en", title, told, (*notes, caution, state), warning=warning_of(case), empty=empty)


def _signed() -> Sequence[Series]:
    return (Series(_("signed by two people"), "sure"), Series(_("not signed"), "unsure"))


def _span_row(row: Component, several: bool) -> SpanRow:
    style = NameStyle.JAPANESE if get_language() == "ja" else NameStyle.SHORT
    named = company_name(row.manufacturer, facts(), style) if row.manufacturer else _("not identified")
    label = " ".join(filter(None, (row.unit.handle if several else "", row.number, named, row.part_number)))
    codes = [from_plain(DateCode, code) for code in row.date_codes]
    return SpanRow(label, "sure" if row.review == "signed" else "unsure", tuple(Span(*span(code)) for code in codes))
