"""The ledger for people: what happened, whether it is whole, and its state on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teardown.bom import company_name
from teardown.case.events import Decided, Event, Signed
from teardown.case.words import words_for
from teardown.casework.custody import DatabaseLedger
from teardown.casework.facts import facts
from teardown.casework.models import Case, Component, Decision, LedgerEntry, Task, TaskKind, TaskState
from teardown.casework.tasks import ask, look_after
from teardown.custody import Checkpoint, Entry, checkpoint_of, event_of, read_checkpoint
from teardown.errors import CustodyError
from teardown.web.access import case_or_404
from teardown.web.reviewing.chip import style

_SHOWN = 50
_KINDS = {
    "decisions": ("Decided", "Signed", "Rearranged", "RegionDrawn", "EvidenceNoted"),
    "photos": ("PhotoReceived", "PhotoAnalysed", "OriginalRead", "DerivativesMade"),
    "letters": ("LetterDrafted", "LetterSent", "LetterReminded", "AnswerRecorded", "Released"),
    "case": ("CaseDescribed", "UnitDescribed", "LedgerMended"),
}


def ledger(request: HttpRequest, case: str) -> HttpResponse:
    """The entries, the newest first, and the last check."""
    found = case_or_404(request, case)
    look_after(found)
    rows = LedgerEntry.objects.filter(case=found).order_by("-number")
    kind = request.GET.get("kind", "")
    if kind in _KINDS:
        rows = rows.filter(kind__in=_KINDS[kind])
    page = Paginator(rows, _SHOWN).get_page(request.GET.get("page"))
    context = {
        "case": found,
        "page": page,
        "kind": kind,
        "entries": _told(found, page),
        "last": DatabaseLedger(found).last(),
        **_check(found),
    }
    return render(request, "ledger/ledger.html", context)


def ledger_check(request: HttpRequest, case: str) -> HttpResponse:
    """Ask for a check, against a checkpoint from paper when one is given."""
    found = case_or_404(request, case)
    text = request.POST.get("checkpoint", "").strip()
    try:
        if text:
            read_checkpoint(text)
    except CustodyError as error:
        messages.error(request, _(str(error)))
        return redirect("ledger", found.handle)
    ask(found, TaskKind.CHECK, by=request.user, options={"checkpoint": text} if text else {})  # type: ignore[arg-type]
    look_after(found)
    return redirect("ledger", found.handle)


def ledger_checked(request: HttpRequest, case: str) -> HttpResponse:
    """The result of the last check; asked for again while it runs."""
    found = case_or_404(request, case)
    look_after(found)
    return render(request, "ledger/check.html", {"case": found, **_check(found)})


def checkpoint(request: HttpRequest, case: str) -> HttpResponse:
    """The ledger's state now, on a page to print."""
    found = case_or_404(request, case)
    return render(request, "ledger/checkpoint.html", {"case": found, "checkpoint": _checkpoint(found)})


def checkpoint_file(request: HttpRequest, case: str) -> HttpResponse:
    """The same as a text file."""
    found = case_or_404(request, case)
    made = _checkpoint(found)
    response = HttpResponse(made.text(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.handle}-checkpoint-{made.length}.txt"'
    return response


def _checkpoint(found: Case) -> Checkpoint:
    return checkpoint_of(found.handle, DatabaseLedger(found).last(), timezone.now())


def _check(found: Case) -> dict[str, object]:
    rows = Task.objects.filter(case=found, kind=TaskKind.CHECK)
    task = rows.select_related("by").first()
    return {"check": task, "busy": bool(task and task.state in (TaskState.WAITING, TaskState.WORKING))}


def _told(found: Case, rows: Iterable[LedgerEntry]) -> list[tuple[LedgerEntry, str, Component | None]]:
    """Entries with what happened in words, and the component that it is about, if it is about one that somebody decided."""
    events = {row: _event(row) for row in rows}
    handles = {row: handle for row, event in events.items() if (handle := _decision_of(event))}
    decisions = Decision.objects.filter(unit__case=found, handle__in=handles.values()).select_related("component")
    about = {d.handle: d.component for d in decisions.only("handle", "component__number")}
    return [(row, _words(event), about.get(handles.get(row, ""))) for row, event in events.items()]


def _event(row: LedgerEntry) -> Event | str:
    """What an entry says happened; a sentence when it cannot be read."""
    try:
        return event_of(Entry(row.number, row.at.astimezone(UTC), row.by, row.kind, row.payload, row.previous, row.hash))
    except CustodyError as error:
        return str(error)


def _decision_of(event: Event | str) -> str:
    match event:
        case Decided():
            return event.decision.id
        case Signed():
            return event.signature.decision
        case _:
            return ""


def _words(event: Event | str) -> str:
    if isinstance(event, str):
        return event
    if isinstance(event, Decided) and event.decision.manufacturer:
        name = company_name(event.decision.manufacturer, facts(), style())
        event = replace(event, decision=replace(event.decision, manufacturer=name))
    return words_for(event, "ja" if get_language() == "ja" else "en")
