"""The part of the URL map that advocates work with: findings, exports, letters, answers, the ledger, settings of a case."""

from __future__ import annotations

from django.urls import URLPattern, path

from teardown.web.views import charts, companies, comparison, components, dates

advocates: list[URLPattern] = [
    path("cases/<slug:case>/components/", components.components, name="components"),
    path("cases/<slug:case>/companies/", companies.companies, name="companies"),
    path("cases/<slug:case>/companies/keep/", companies.companies_keep, name="companies_keep"),
    path("cases/<slug:case>/dates/", dates.dates, name="dates"),
    path("cases/<slug:case>/comparison/", comparison.comparison, name="comparison"),
    path("cases/<slug:case>/charts/", charts.charts, name="charts"),
    path("cases/<slug:case>/charts/<slug:name>.<slug:kind>", charts.chart, name="chart"),
]
