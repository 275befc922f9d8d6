"""The part of the URL map that advocates work with: findings, exports, letters, answers, the ledger, settings of a case."""

from __future__ import annotations

from django.urls import URLPattern, path

from teardown.web.views import (
    answers,
    case_settings,
    charts,
    companies,
    comparison,
    components,
    dates,
    exports,
    ledger,
    letters,
)

advocates: list[URLPattern] = [
    path("cases/<slug:case>/components/", components.components, name="components"),
    path("cases/<slug:case>/companies/", companies.companies, name="companies"),
    path("cases/<slug:case>/companies/keep/", companies.companies_keep, name="companies_keep"),
    path("cases/<slug:case>/dates/", dates.dates, name="dates"),
    path("cases/<slug:case>/comparison/", comparison.comparison, name="comparison"),
    path("cases/<slug:case>/charts/", charts.charts, name="charts"),
    path("cases/<slug:case>/charts/<slug:name>.<slug:kind>", charts.chart, name="chart"),
    path("cases/<slug:case>/exports/", exports.exports, name="exports"),
    path("cases/<slug:case>/exports/made/", exports.exports_made, name="exports_made"),
    path("cases/<slug:case>/exports/ask/", exports.export_ask, name="export_ask"),
    path("cases/<slug:case>/exports/<int:pk>/file/", exports.export_file, name="export_file"),
    path("cases/<slug:case>/letters/", letters.letters, name="letters"),
    path("cases/<slug:case>/letters/written/", letters.letters_task, name="letters_task"),
    path("cases/<slug:case>/letters/<str:letter>/", letters.letter, name="letter"),
    path("cases/<slug:case>/letters/<str:letter>/file.<slug:kind>", letters.letter_file, name="letter_file"),
    path("cases/<slug:case>/letters/<str:letter>/sent/", letters.letter_send, name="letter_send"),
    path("cases/<slug:case>/letters/<str:letter>/reminded/", letters.letter_remind, name="letter_remind"),
    path("cases/<slug:case>/answers/", answers.answers, name="answers"),
    path("cases/<slug:case>/answers/new/", answers.answer_new, name="answer_new"),
    path("cases/<slug:case>/answers/<str:answer>/edit/", answers.answer_edit, name="answer_edit"),
    path("cases/<slug:case>/ledger/", ledger.ledger, name="ledger"),
    path("cases/<slug:case>/ledger/check/", ledger.ledger_check, name="ledger_check"),
    path("cases/<slug:case>/ledger/checked/", ledger.ledger_checked, name="ledger_checked"),
    path("cases/<slug:case>/ledger/checkpoint/", ledger.checkpoint, name="checkpoint"),
    path("cases/<slug:case>/ledger/checkpoint.txt", ledger.checkpoint_file, name="checkpoint_file"),
    path("cases/<slug:case>/settings/", case_settings.case_settings, name="case_settings"),
    path("cases/<slug:case>/settings/questions/<slug:language>/", case_settings.questionnaire, name="questionnaire"),
]
