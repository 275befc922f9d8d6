"""Letters to companies: composed from the case's record, written as Word document and PDF, sealed, and put on record."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from teardown.case.days import day_in
from teardown.casework import facts as instance
from teardown.casework.custody import vault
from teardown.casework.models import Task
from teardown.casework.services.letters import keep_draft
from teardown.casework.services.photos import limits
from teardown.casework.services.record import case_record
from teardown.correspondence import crops_of, draft_letters
from teardown.correspondence.docx import docx_bytes
from teardown.correspondence.pdf import pdf_bytes
from teardown.errors import OutputError


def draft(task: Task) -> None:
    """Write the letters that a task asks for.

    Raises:
        TeardownError: they cannot be written; letters written before stay.
    """
    facts, case = instance.facts(), task.case
    noted = case_record(case)
    now = timezone.now()
    photos = {p.photo.sha256: vault().path(p.photo.sha256) for p in noted.photos}
    deadline = task.options.get("deadline")
    drafts = draft_letters(
        noted,
        facts,
        drafted_at=now,
        on=day_in(case.time_zone, now),
        languages=task.options["languages"],
        companies=task.options["companies"],
        deadline=date.fromisoformat(deadline) if deadline else None,
        crops=crops_of(noted, photos, limits(), facts),
    )
    problems: dict[str, None] = {}
    for made in drafts:
        files = [docx_bytes(made.text)]
        try:
            files.append(pdf_bytes(made.text))
        except OutputError as error:
            # The Word document is there all the same.
            problems[str(error)] = None
        keep_draft(case, made.letter, [vault().put(data) for data in files], made.addressee, by=task.by)
    Task.objects.filter(pk=task.pk).update(result={"letters": len(drafts), "problems": list(problems)})
