"""Photos: the guide, sending them, the answer to each, the originals."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teardown.casework.models import Board, Case, Photo, PhotoState, Unit
from teardown.casework.roles import SEES_CASES, roles_of
from teardown.casework.services.photos import read_original, receive_photo
from teardown.errors import OutputError, PhotoError
from teardown.web.access import case_or_404
from teardown.web.answers import Answer, answer_to, refusal
from teardown.web.uploads import given_up

SHOWN = 48
"""Photos on one page."""
SIDES = {"front": gettext_lazy("front"), "back": gettext_lazy("back")}


def guide(request: HttpRequest) -> HttpResponse:
    """How to photograph a board, with good and bad examples."""
    return render(request, "photos/guide.html")


def upload(request: HttpRequest, case: str) -> HttpResponse:
    """Send photos. The page's script sends one after the other and shows each answer; without a script, all go at once."""
    found = case_or_404(request, case)
    units = list(found.units.order_by("pk").prefetch_related("boards"))
    if request.method == "POST":
        unit = get_object_or_404(Unit, case=found, handle=request.POST.get("unit", ""))
        answers = [_receive(request, unit, file) for file in request.FILES.getlist("photos")]
        answers += [refusal(name, OutputError("the disk is full")) for name in given_up(request)]
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "photos/answers.html", {"case": found, "answers": answers})
        return render(request, "photos/upload.html", _page(found, units) | {"answers": answers, "chosen": unit})
    return render(request, "photos/upload.html", _page(found, units))


def my_photos(request: HttpRequest, case: str) -> HttpResponse:
    """The photos that one has sent oneself, the newest first."""
    found = case_or_404(request, case)
    rows = found.photos.filter(received_by=request.user).select_related("unit", "board").order_by("-received_at", "-pk")
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    return render(request, "photos/mine.html", {"case": found, "page": page, "answers": [answer_to(p) for p in page]})


def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """One photo with its answer, and what was found on it."""
    one = photo_or_404(request, pk)
    sees_all = bool(roles_of(request.user) & SEES_CASES)
    context = {
        "case": one.case,
        "photo": one,
        "answer": answer_to(one),
        "sees_all": sees_all,
        "sightings": one.sightings.select_related("component").order_by("component__number") if sees_all else (),
    }
    return render(request, "photos/photo.html", context)


def photo_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer to one photo, asked for again while its analysis waits."""
    one = photo_or_404(request, pk)
    return render(request, "photos/answer.html", {"case": one.case, "answer": answer_to(one)})


def photo_original(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then hand out the sealed bytes; the ledger keeps who was handed them."""
    one = photo_or_404(request, pk)
    why = request.POST.get("why", "").strip()
    if request.method != "POST" or not why:
        context = {"case": one.case, "photo": one, "missing": request.method == "POST"}
        return render(request, "photos/original.html", context, status=422 if request.method == "POST" else 200)
    data = read_original(one, by=request.user, why=why)  # type: ignore[arg-type]
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{one.sha256}.{one.format.lower()}"'
    response["Cache-Control"] = "no-store"
    return response


def photo_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a photo whose analysis failed be analysed once more."""
    one = photo_or_404(request, pk)
    Photo.objects.filter(pk=one.pk, state=PhotoState.FAILED).update(
        state=PhotoState.WAITING, failure="", attempts=0, leased_until=None
    )
    messages.success(request, _("The photo is analysed once more."))
    return redirect("photo", pk)


def photo_or_404(request: HttpRequest, pk: int) -> Photo:
    """A photo that the person may see: of a case of theirs, and sent by themselves unless their role sees everything in it."""
    rows = Photo.objects.filter(pk=pk, case__memberships__user=request.user)
    if not roles_of(request.user) & SEES_CASES:
        rows = rows.filter(received_by=request.user)
    found = rows.select_related("case", "unit", "board", "received_by").first()
    if found is None:
        raise Http404
    return found


def _page(found: Case, units: list[Unit]) -> dict[str, Any]:
    return {"case": found, "units": units, "sides": SIDES}


def _receive(request: HttpRequest, unit: Unit, file: Any) -> Answer:
    """Take in one file; whatever is wrong with it becomes an answer, and the next file goes on."""
    name = file.name or "photo"
    side = request.POST.get("side", "")
    try:
        source = Path(file.temporary_file_path()) if isinstance(file, TemporaryUploadedFile) else file.read()
        received = receive_photo(
            unit,
            source,
            name=name,
            by=request.user,  # type: ignore[arg-type]
            board=_board(unit, request.POST.get("board", "")),
            side=side if side in SIDES else "",
        )
    except (PhotoError, OutputError) as error:
        return refusal(name, error)
    except OperationalError as error:
        if "full" not in str(error):
            raise
        return refusal(name, OutputError(str(error)))
    finally:
        with contextlib.suppress(OSError):
            file.close()
    own = received.photo.received_by_id == request.user.pk or bool(roles_of(request.user) & SEES_CASES)
    return answer_to(received.photo, duplicate=received.duplicate, own=own, name=name)


def _board(unit: Unit, name: str) -> Board | None:
    name = " ".join(name.split())[:80]
    return Board.objects.get_or_create(unit=unit, name=name)[0] if name else None
