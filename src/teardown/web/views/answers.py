"""Answers of companies, in their own words, and the table of responses."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teardown.bom import counted_table
from teardown.case.days import day_in
from teardown.casework.facts import facts
from teardown.casework.models import Answer, Case
from teardown.casework.rows import case_noun
from teardown.casework.services.answers import record_answer
from teardown.casework.services.counts import chips_of, tallies
from teardown.correspondence import response_table
from teardown.errors import RuleError
from teardown.web.access import case_or_404
from teardown.web.forms_letters import AnswerForm, first_values
from teardown.web.refused import refused_words
from teardown.web.table_choice import style_for
from teardown.web.views.letters import correspondence_of


def answers(request: HttpRequest, case: str) -> HttpResponse:
    """The table of responses, and for whom one can be recorded."""
    found = case_or_404(request, case)
    today = day_in(found.time_zone)
    record = correspondence_of(found)
    rows = response_table(record, facts(), "ja" if get_language() == "ja" else "en", on=today)
    noun = case_noun(found)
    table = counted_table(chips_of(tallies(found)), facts(), noun.table, style_for(noun.name_style))
    companies = {r.manufacturer: r.company_name for r in table.rows}
    companies |= {x.manufacturer: x.addressee for x in record.letters if x.manufacturer not in companies}
    context = {"case": found, "rows": rows, "companies": companies.items(), "given": list(found.answers.all())}
    return render(request, "letters/answers.html", context)


def answer_new(request: HttpRequest, case: str) -> HttpResponse:
    """Record an answer of the company that the address names."""
    found = case_or_404(request, case)
    manufacturer = request.GET.get("company", "")
    if manufacturer not in facts().manufacturers:
        raise Http404
    letter = found.letters.filter(manufacturer=manufacturer).exclude(sent_on=None).first()
    first = first_values(manufacturer, None, letter.addressee if letter else "")
    form = AnswerForm(request.POST or None, manufacturer=manufacturer, questions=_questions(found), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            record_answer(found, form.given(), by=request.user)  # type: ignore[arg-type]
        except RuleError as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("The answer is on record."))
            return redirect("answers", found.handle)
    context = {"case": found, "form": form, "title": _("Record an answer"), "manufacturer": manufacturer}
    return render(request, "letters/answer.html", context, status=422 if form.errors else 200)


def answer_edit(request: HttpRequest, case: str, answer: str) -> HttpResponse:
    """Correct how an answer was taken down; the ledger keeps what stood there before."""
    found = case_or_404(request, case)
    row = get_object_or_404(Answer, case=found, handle=answer)
    first = first_values(row.manufacturer, row)
    form = AnswerForm(
        request.POST or None, manufacturer=row.manufacturer, questions=_questions(found, row), answer=row, initial=first
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_answer(found, form.given(), by=request.user, answer=row)  # type: ignore[arg-type]
        except RuleError as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Saved. The ledger keeps how it stood before."))
            return redirect("answers", found.handle)
    context = {"case": found, "form": form, "title": _("Correct an answer"), "manufacturer": row.manufacturer}
    return render(request, "letters/answer.html", context, status=422 if form.errors else 200)


def _questions(case: Case, answer: Answer | None = None) -> int:
    """How many questions the form asks about: those of the letters, and any that is answered on record."""
    asked = [len(questionnaire["questions"]) for questionnaire in case.questionnaires]
    return max((*asked, *(answer.answered if answer else ())), default=0)
