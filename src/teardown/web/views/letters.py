"""Letters: whom one writes to, drafts, what was sent and when, what is overdue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teardown.bom import counted_table
from teardown.bom.companies import addressed
from teardown.case.days import day_in
from teardown.case.records import Addressee, CaseRecord
from teardown.casework.custody import vault
from teardown.casework.facts import facts
from teardown.casework.models import Case, Letter, Task, TaskKind, TaskState, User
from teardown.casework.rows import answer_noun, case_noun, letter_noun
from teardown.casework.services.counts import chips_of, tallies
from teardown.casework.services.letters import letter_reminded, letter_sent
from teardown.casework.tasks import ask, look_after
from teardown.correspondence import letter_standings, told_in
from teardown.errors import RuleError
from teardown.export.strings import Language
from teardown.serial import from_plain
from teardown.web.access import case_or_404
from teardown.web.forms_letters import DayForm, DraftForm
from teardown.web.refused import refused_words
from teardown.web.table_choice import style_for

_KINDS = {
    "docx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (b"%PDF", "application/pdf"),
}


def letters(request: HttpRequest, case: str) -> HttpResponse:
    """Every company of the table with its letters, and a form to write them."""
    found = case_or_404(request, case)
    look_after(found)
    counted = tallies(found)
    noun, today, known = case_noun(found), _today(found), facts()
    table = counted_table(chips_of(counted), known, noun.table, style_for(noun.name_style))
    record = correspondence_of(found)
    standing = letter_standings(record, known, today)
    letters_to: dict[str, list[object]] = {}
    for one in standing:
        letters_to.setdefault(addressed(one.letter.manufacturer, known), []).append(one)
    answered = {addressed(a.manufacturer, known) for a in record.answers}
    companies = [(r.manufacturer, r.company_name) for r in table.rows]
    companies += [(m, m) for m in letters_to if m not in {c for c, _n in companies}]
    languages = [q.language for q in noun.questionnaires]
    initial = {"companies": [m for m, _n in companies if m not in letters_to], "languages": languages}
    form = DraftForm(request.POST or None, companies=companies, languages=languages, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["deadline"]
        options = {
            "companies": form.cleaned_data["companies"],
            "languages": form.cleaned_data["languages"],
            "deadline": day.isoformat() if day else None,
        }
        ask(found, TaskKind.LETTERS, by=request.user, options=options)  # type: ignore[arg-type]
        look_after(found)
        messages.success(request, _("The letters are being written. You can go on working, or leave this page."))
        return redirect("letters", found.handle)
    context = {
        "case": found,
        "rows": [(m, name, letters_to.get(m, []), m in answered) for m, name in companies],
        "form": form,
        "nothing_found": not counted,
        "languages": languages,
        "overdue": sum(1 for one in standing if one.overdue_days),
        "task": Task.objects.filter(case=found, kind=TaskKind.LETTERS).first(),
        "unfinished": (TaskState.WAITING, TaskState.WORKING),
    }
    return render(request, "letters/letters.html", context, status=422 if form.errors else 200)


def letters_task(request: HttpRequest, case: str) -> HttpResponse:
    """Whether the letters are written; asked for again while they are not."""
    found = case_or_404(request, case)
    look_after(found)
    task = Task.objects.filter(case=found, kind=TaskKind.LETTERS).first()
    response = render(request, "letters/task.html", {"case": found, "task": task})
    if task and task.state in (TaskState.DONE, TaskState.FAILED):
        response["HX-Refresh"] = "true"
    return response


def letter(request: HttpRequest, case: str, letter: str) -> HttpResponse:
    """One letter: to whom and why, its files, what was done with it."""
    found = case_or_404(request, case)
    row = get_object_or_404(Letter.objects.select_related("by"), case=found, handle=letter)
    standing = next(s for s in letter_standings(correspondence_of(found), facts(), _today(found)) if s.letter.id == row.handle)
    context = {
        "case": found,
        "letter": row,
        "standing": standing,
        "addressee": _in_words(from_plain(Addressee, row.chain)) if row.chain else None,
        "files": list(zip(_KINDS, row.sha256, strict=False)),
        "form": DayForm(initial={"day": _today(found)}),
        "reminders": [date.fromisoformat(day) for day in row.reminded_on],
    }
    return render(request, "letters/letter.html", context)


def _in_words(addressee: Addressee) -> Addressee:
    """The way to the addressee, which is kept in the letter's language, in the reader's."""
    language: Language = "ja" if get_language() == "ja" else "en"
    chain = tuple(replace(link, source=told_in(link.source, language)) for link in addressee.chain)
    return replace(addressee, chain=chain, doubts=tuple(told_in(doubt, language) for doubt in addressee.doubts))


def letter_file(request: HttpRequest, case: str, letter: str, kind: str) -> HttpResponse:
    """The letter as a Word document or as a PDF."""
    found = case_or_404(request, case)
    row = get_object_or_404(Letter, case=found, handle=letter)
    if kind not in _KINDS:
        raise Http404
    start, content_type = _KINDS[kind]
    for sha256 in row.sha256:
        data = vault().read(sha256)
        if data.startswith(start):
            response = HttpResponse(data, content_type=content_type)
            response["Content-Disposition"] = f'attachment; filename="{row.handle}.{kind}"'
            response["Cache-Control"] = "no-store"
            return response
    raise Http404


def letter_send(request: HttpRequest, case: str, letter: str) -> HttpResponse:
    """Note that it was sent."""
    return _noted(request, case, letter, letter_sent, _("Noted: the letter was sent."))


def letter_remind(request: HttpRequest, case: str, letter: str) -> HttpResponse:
    """Note that the company was reminded."""
    return _noted(request, case, letter, letter_reminded, _("Noted: the company was reminded."))


def correspondence_of(found: Case) -> CaseRecord:
    """Letters and answers of a case, without all that they are about."""
    return CaseRecord(
        case=case_noun(found),
        letters=tuple(letter_noun(x) for x in found.letters.all()),
        answers=tuple(answer_noun(x) for x in found.answers.all()),
    )


def _noted(request: HttpRequest, case: str, letter: str, note: Callable[..., None], told: str) -> HttpResponse:
    found = case_or_404(request, case)
    row = get_object_or_404(Letter.objects.select_related("case"), case=found, handle=letter)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the day on which it was done."))
    elif form.cleaned_data["day"] > _today(found):
        messages.error(request, _("This day has not come yet."))
    else:
        user: User = request.user  # type: ignore[assignment]
        try:
            note(row, form.cleaned_data["day"], by=user)
            messages.success(request, told)
        except RuleError as error:
            messages.error(request, refused_words(error))
    return redirect("letter", found.handle, row.handle)


def _today(found: Case) -> date:
    return day_in(found.time_zone)
