"""The check of one case, by the rules of `teardown.custody`: ledger, rows, sealed files, packages that were handed out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from teardown.casework.custody import DatabaseLedger
from teardown.casework.models import Case, Task
from teardown.casework.services.kept import kept_bytes
from teardown.casework.services.record import case_record
from teardown.casework.tasks.exports import packages
from teardown.custody import Fault, FaultKind, read_checkpoint
from teardown.custody.elsewhere import check_elsewhere
from teardown.custody.vault import sha256_of

MOST_FAULTS = 200
"""Kept of one check; how many there were is kept as well."""


def check_case(task: Task) -> None:
    """Check a case; the task's result says what was looked at, and every fault.

    Raises:
        CustodyError: the checkpoint that was given is none.
    """
    case, text = task.case, task.options.get("checkpoint", "")
    checkpoint = read_checkpoint(text) if text else None
    entries = list(DatabaseLedger(case).entries())
    rows = case_record(case)
    faults = list(check_elsewhere(entries, kept_bytes, rows=rows, checkpoint=checkpoint))
    if checkpoint and checkpoint.case != case.handle:
        faults.append(Fault(FaultKind.ORDER, "checkpoint", f"it is of the case “{checkpoint.case}”, not of this one."))
    faults += _packages(case)
    result: dict[str, Any] = {
        "entries": len(entries),
        "photos": len(rows.photos),
        "letters": len(rows.letters),
        "releases": len(rows.releases),
        "head": entries[-1].hash if entries else "",
        "checkpoint": bool(checkpoint),
        "faults": [str(fault) for fault in faults[:MOST_FAULTS]],
        "number_of_faults": len(faults),
    }
    Task.objects.filter(pk=task.pk).update(result=result)


def _packages(case: Case) -> Iterator[Fault]:
    """The ZIP files of packages; what is in them is pinned by the manifest that the ledger names."""
    for sha256, name in case.tasks.filter(file_name__endswith=".zip").values_list("file_sha256", "file_name"):
        try:
            if sha256_of(packages().path(sha256)) != sha256:
                yield Fault(FaultKind.CHANGED, name, "its bytes were changed after it was made.")
        except OSError as error:
            yield Fault(FaultKind.MISSING, name, f"its file cannot be read: {error.strerror or error}.")
