"""What a case is set to: its description, units, events, companies, questions, in one place."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from teardown.bom import counted_table
from teardown.case.case_file import load_questionnaire
from teardown.case.records import Questionnaire
from teardown.casework.facts import facts
from teardown.casework.rows import case_noun
from teardown.casework.services.cases import describe_case
from teardown.casework.services.counts import chips_of, tallies
from teardown.demo.sample import sample_folder
from teardown.errors import TeardownError
from teardown.serial import to_plain
from teardown.web.access import case_or_404
from teardown.web.forms_case import QuestionnaireForm, first_values
from teardown.web.forms_letters import LANGUAGES
from teardown.web.table_choice import style_for


def case_settings(request: HttpRequest, case: str) -> HttpResponse:
    """Everything that can be set, with a link to where it is changed."""
    found = case_or_404(request, case)
    noun = case_noun(found)
    table = counted_table(chips_of(tallies(found)), facts(), noun.table, style_for(noun.name_style))
    asked = {q.language: q for q in noun.questionnaires}
    context = {
        "case": found,
        "noun": noun,
        "units": list(found.units.order_by("pk")),
        "companies": [row.company_name for row in table.rows],
        "statement": table.statement,
        "statement_language": "ja" if style_for(noun.name_style) == "ja" else "en",
        "questionnaires": [(code, name, asked.get(code)) for code, name in LANGUAGES],
    }
    return render(request, "cases/settings.html", context)


def questionnaire(request: HttpRequest, case: str, language: str) -> HttpResponse:
    """The questions of one language."""
    found = case_or_404(request, case)
    names = dict(LANGUAGES)
    if language not in names:
        raise Http404
    asked = {q.language: q for q in case_noun(found).questionnaires}
    kept, sample = asked.get(language), "sample" in request.GET
    first = _sample(language) if sample and request.method == "GET" else kept
    form = QuestionnaireForm(request.POST or None, initial=first_values(first))
    if request.method == "POST" and form.is_valid():
        asked[language] = form.questionnaire(language)
        plain = [to_plain(asked[code]) for code, _name in LANGUAGES if code in asked]
        describe_case(found, by=request.user, questionnaires=plain)  # type: ignore[arg-type]
        messages.success(request, _("Saved. Letters that are drafted from now on ask these questions."))
        return redirect("case_settings", found.handle)
    context = {"case": found, "form": form, "language": language, "name": names[language], "kept": kept}
    return render(request, "cases/questionnaire.html", context, status=422 if form.errors else 200)


def _sample(language: str) -> Questionnaire | None:
    """The questions of the sample case: those of the published report."""
    try:
        return load_questionnaire(sample_folder() / "case" / f"questionnaire.{language}.toml")
    except TeardownError:
        return None
