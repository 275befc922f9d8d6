"""Cases that are kept elsewhere than in a folder, for instance in a database: checked and handed on by the same rules."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from teardown.case.records import Case, CaseRecord
from teardown.custody.casefolder import GUIDE, GUIDE_TEXT, LEDGER, SEALED, CaseFolder
from teardown.custody.checkpoint import Checkpoint
from teardown.custody.faults import Fault, FaultKind
from teardown.custody.journal import aside_name
from teardown.custody.ledger import Entry, check_chain
from teardown.custody.paths import visible
from teardown.custody.sealed import SealedText
from teardown.custody.vault import Vault, is_sha256
from teardown.custody.verify import expected_files, replay_checked
from teardown.errors import CustodyError
from teardown.serial import to_json

Read = Callable[[str], bytes | None]
"""The bytes that are kept under a SHA-256, whatever they are by now; None when there are none."""

_ROWS = ("units", "photos", "evidence", "decisions", "signatures", "regions", "rearrangements", "letters", "answers", "releases")


def check_elsewhere(
    entries: Sequence[Entry], read: Read, *, rows: CaseRecord | None = None, checkpoint: Checkpoint | None = None
) -> tuple[Fault, ...]:
    """Every fault of a case: in its ledger, in the sealed bytes that the ledger names, and in the rows that are kept beside it.

    Args:
        rows: what the database says is on record; each noun of it must be what the ledger adds up to.
    """
    faults = list(check_chain(entries, checkpoint))
    state, told = replay_checked(entries)
    faults += told
    for vault, expected in expected_files(state).items():
        for sha256, about in expected.items():
            data = read(sha256) if is_sha256(sha256) else None
            where = f"{vault}/{visible(sha256[:80])}"
            if data is None:
                faults.append(Fault(FaultKind.MISSING, where, f"{about} is on record, but not here."))
            elif hashlib.sha256(data).hexdigest() != sha256:
                faults.append(Fault(FaultKind.CHANGED, where, f"the bytes of {about} were changed after they were sealed."))
    if rows is not None and state.case() is not None:
        faults += _compared(rows, state.record())
    return tuple(faults)


def as_folder(folder: Path, entries: Sequence[Entry], read: Read, sealed: Iterable[SealedText] = ()) -> CaseFolder:
    """Write a case that is kept elsewhere as a case on disk, the ledger letter by letter.

    Args:
        folder: does not exist yet.

    Raises:
        CustodyError: something that the ledger names is not there.
        OutputError: the folder cannot be written.
    """
    folder.mkdir(parents=True)
    state, _ = replay_checked(entries)
    for name, expected in expected_files(state).items():
        (folder / name).mkdir()
        vault = Vault(folder / name)
        for sha256, about in expected.items():
            data = read(sha256)
            if data is None or vault.put(data) != sha256:
                raise CustodyError(f"{about} ({sha256}) is not as it was sealed. Run teardown verify; restore it from a backup.")
    for mended in state.mended:
        if (torn := read(mended.torn_sha256)) is not None:
            (folder / aside_name(mended.torn_sha256)).write_bytes(torn)
    (folder / LEDGER).write_bytes("".join(entry.line() + "\n" for entry in entries).encode("utf-8"))
    (folder / GUIDE).write_text(GUIDE_TEXT, encoding="utf-8")
    handle = os.open(folder / SEALED, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(to_json(text) for text in sealed)
    return CaseFolder(folder)


def _ordered(case: Case) -> Case:
    # A database lists events by their days; in which order somebody listed them says nothing.
    return replace(case, events=tuple(sorted(case.events, key=lambda event: (event.date, event.id))))


def _compared(rows: CaseRecord, ledger: CaseRecord) -> Iterable[Fault]:
    if _ordered(rows.case) != _ordered(ledger.case):
        yield Fault(FaultKind.CHANGED, "row of the case", "it is not what the ledger says of the case.")
    for name in _ROWS:
        kept, told = ({to_json(noun): noun for noun in getattr(record, name)} for record in (rows, ledger))
        for text in kept.keys() - told.keys():
            yield Fault(FaultKind.CHANGED, f"row of {name}", f"the ledger does not say so: {text.strip()[:200]}")
        for text in told.keys() - kept.keys():
            yield Fault(FaultKind.MISSING, f"row of {name}", f"the ledger says so, and no row does: {text.strip()[:200]}")
