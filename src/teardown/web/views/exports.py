"""Exports: ask for one, see how far it is, fetch it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teardown.casework.models import Case, Task, TaskKind, TaskState
from teardown.casework.roles import Role, roles_of
from teardown.casework.services.counts import summary_of, tallies
from teardown.casework.tasks import EXPORTS, ask, look_after
from teardown.casework.tasks.exports import task_file
from teardown.web.access import case_or_404

NAMES = {
    "workbook": gettext_lazy("Evidence workbook, English"),
    "workbook-ja": gettext_lazy("Evidence workbook, Japanese"),
    "report": gettext_lazy("Report, English (HTML)"),
    "report-ja": gettext_lazy("Report, Japanese (HTML)"),
    "report-pdf": gettext_lazy("Report, English (PDF)"),
    "report-pdf-ja": gettext_lazy("Report, Japanese (PDF)"),
    "components-csv": gettext_lazy("Components (CSV)"),
    "companies-csv": gettext_lazy("Company table (CSV)"),
    "responses-csv": gettext_lazy("Responses, English (CSV)"),
    "responses-csv-ja": gettext_lazy("Responses, Japanese (CSV)"),
    "result-json": gettext_lazy("Bill of materials (JSON)"),
    "case-json": gettext_lazy("Everything on record (JSON)"),
    "package-public": gettext_lazy("Evidence package, public"),
    "package-sealed": gettext_lazy("Evidence package, sealed"),
}
GROUPS = (
    (
        gettext_lazy("Workbook"),
        gettext_lazy("Company table, bill of materials with pictures, decisions, letters, answers and method, for people."),
        ("workbook", "workbook-ja"),
    ),
    (
        gettext_lazy("Report"),
        gettext_lazy("The table, the pictures, the responses and the caveats, to read and to print."),
        ("report", "report-ja", "report-pdf", "report-pdf-ja"),
    ),
    (
        gettext_lazy("Evidence package"),
        gettext_lazy(
            "A folder in a ZIP file that anybody can check without this program. The public one has hashes in the place of "
            "photos; the sealed one has the originals and the letters, for courts and archives."
        ),
        ("package-public", "package-sealed"),
    ),
    (
        gettext_lazy("Tables and data"),
        gettext_lazy("For spreadsheets and for programs."),
        ("components-csv", "companies-csv", "responses-csv", "responses-csv-ja", "result-json", "case-json"),
    ),
)  # fmt: skip
_SHOWN = 20


def exports(request: HttpRequest, case: str) -> HttpResponse:
    """What can be exported, and what was."""
    found = case_or_404(request, case)
    look_after(found)
    groups = [(title, told, [(k, NAMES[k]) for k in kinds]) for title, told, kinds in GROUPS]
    return render(
        request, "findings/exports.html", _made(request, found) | {"groups": groups, "summary": summary_of(tallies(found))}
    )


def exports_made(request: HttpRequest, case: str) -> HttpResponse:
    """The list of what was asked for; asked for again while something of it is being made."""
    found = case_or_404(request, case)
    look_after(found)
    return render(request, "findings/exports_made.html", _made(request, found))


def export_ask(request: HttpRequest, case: str) -> HttpResponse:
    """Ask for an export. The sealed package takes a tick that one knows what is in it."""
    found = case_or_404(request, case)
    kind = EXPORTS.get(request.POST.get("what", ""))
    if kind is None:
        raise Http404
    if kind.sealed and request.POST.get("knows") != "yes":
        messages.error(request, _("Tick that you know what the sealed package holds, then ask for it again."))
        return redirect("exports", found.handle)
    ask(found, TaskKind.EXPORT, by=request.user, options={"what": kind.id}, sealed=kind.sealed)  # type: ignore[arg-type]
    look_after(found)
    messages.success(request, _("It is being made. You can go on working, or leave this page."))
    return redirect("exports", found.handle)


def export_file(request: HttpRequest, case: str, pk: int) -> HttpResponseBase:
    """Hand out a file that was made."""
    found = case_or_404(request, case)
    task = get_object_or_404(Task, pk=pk, case=found, kind=TaskKind.EXPORT, state=TaskState.DONE)
    if task.sealed and Role.ADVOCATE not in roles_of(request.user):
        raise PermissionDenied
    path = task_file(task)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=task.file_name, content_type="application/octet-stream")
    response["Cache-Control"] = "no-store"
    return response


def _made(request: HttpRequest, found: Case) -> dict[str, Any]:
    rows = Task.objects.filter(case=found, kind=TaskKind.EXPORT).select_related("release", "by")
    page = Paginator(rows, _SHOWN).get_page(request.GET.get("page"))
    newer = dict(found.releases.exclude(supersedes="").values_list("supersedes", "handle"))
    return {
        "case": found,
        "page": page,
        "made": [(task, NAMES[task.options["what"]], newer.get(task.release.handle if task.release else "")) for task in page],
        "busy": any(task.state in (TaskState.WAITING, TaskState.WORKING) for task in page),
    }
