"""The check of a case: its ledger, the rows against the ledger, and every file that the ledger names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from teardown.case.records import CaseRecord
from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import Case, Task
from teardown.casework.services.record import case_record
from teardown.casework.tasks.exports import exports
from teardown.custody import Fault, FaultKind, check_chain, read_checkpoint
from teardown.custody.vault import Vault, sha256_of
from teardown.custody.verify import replay_checked

MOST_FAULTS = 200
"""Kept of one check; how many there were is kept as well."""
_KEYED = {
    "units": "id",
    "decisions": "id",
    "letters": "id",
    "answers": "id",
    "releases": "id",
}


def check_case(task: Task) -> None:
    """Check a case; the task's result says what was looked at and every fault.

    Raises:
        CustodyError: the checkpoint that was given is none.
    """
    text = task.options.get("checkpoint", "")
    checkpoint = read_checkpoint(text) if text else None
    entries = list(DatabaseLedger(task.case).entries())
    faults = list(check_chain(entries, checkpoint))
    if checkpoint and checkpoint.case != task.case.handle:
        faults.append(Fault(FaultKind.ORDER, "checkpoint", f"it is of the case “{checkpoint.case}”, not of this one."))
    state, of_events = replay_checked(entries)
    faults += of_events
    looked = {"entries": len(entries), "originals": 0, "letters": 0, "exports": 0}
    if state.case() is not None:
        told = state.record()
        faults += _rows_against(told, _without_boms(task.case))
        for name, place, expected in _files(told, task.case):
            looked[name] = len(expected)
            faults += _check(place, expected)
    result: dict[str, Any] = looked | {
        "head": entries[-1].hash if entries else "",
        "checkpoint": bool(checkpoint),
        "faults": [str(fault) for fault in faults[:MOST_FAULTS]],
        "number_of_faults": len(faults),
    }
    Task.objects.filter(pk=task.pk).update(result=result)


def _rows_against(told: CaseRecord, rows: CaseRecord) -> Iterator[Fault]:
    """What the ledger says and the rows do not, or the other way round."""
    if told.case != rows.case:
        yield Fault(FaultKind.CHANGED, "case", "the description differs from the one on the ledger.")
    for name, key in _KEYED.items():
        ledger = {getattr(noun, key): noun for noun in getattr(told, name)}
        kept = {getattr(noun, key): noun for noun in getattr(rows, name)}
        yield from _differences(name, ledger, kept)
    yield from _differences("photos", {p.photo.sha256: p for p in told.photos}, {p.photo.sha256: p for p in rows.photos})
    yield from _differences(
        "signatures", {(s.decision, s.by): s for s in told.signatures}, {(s.decision, s.by): s for s in rows.signatures}
    )


def _differences(name: str, ledger: Mapping[Any, Any], kept: Mapping[Any, Any]) -> Iterator[Fault]:
    for key in [*ledger, *(k for k in kept if k not in ledger)]:
        where = f"{name} {' '.join(key) if isinstance(key, tuple) else key}"
        if key not in kept:
            yield Fault(FaultKind.MISSING, where, "it is on the ledger, but no row has it.")
        elif key not in ledger:
            yield Fault(FaultKind.ADDED, where, "a row has it, but it is not on the ledger.")
        elif ledger[key] != kept[key]:
            yield Fault(FaultKind.CHANGED, where, "its row is not as the ledger says.")


def _files(told: CaseRecord, case: Case) -> Iterable[tuple[str, Vault, dict[str, str]]]:
    letters = {sha: f"letter {letter.id}" for letter in told.letters for sha in letter.sha256}
    made = case.tasks.exclude(file_sha256="").values_list("file_sha256", "file_name")
    return (
        ("originals", vault(), {p.photo.sha256: f"photo {p.photo.name}" for p in told.photos}),
        ("letters", vault(), letters),
        ("exports", exports(), {sha: f"export {name}" for sha, name in made}),
    )


def _check(place: Vault, expected: Mapping[str, str]) -> Iterator[Fault]:
    """Other cases keep files in the same place: only what this case names is looked at."""
    for sha256, what in expected.items():
        path = place.path(sha256)
        try:
            if sha256_of(path) != sha256:
                yield Fault(FaultKind.CHANGED, what, "its bytes were changed after it was sealed.")
        except FileNotFoundError:
            yield Fault(FaultKind.MISSING, what, "it is on record, but its file is not there.")
        except OSError as error:
            yield Fault(FaultKind.UNREADABLE, what, f"its file cannot be read: {error.strerror or error}.")


def _without_boms(case: Case) -> CaseRecord:
    return replace(case_record(case), boms=())
