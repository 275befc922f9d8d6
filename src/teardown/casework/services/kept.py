"""Check all that this instance keeps, and hand a case on as one file: by the rules of `teardown.custody`, on rows and vault."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from teardown.casework.custody import DatabaseLedger, vault
from teardown.casework.models import Answer, Case, Result, Unit
from teardown.casework.services.record import case_record
from teardown.custody import Checkpoint, Fault
from teardown.custody.archive import Archived, export_case
from teardown.custody.elsewhere import as_folder, check_elsewhere
from teardown.custody.sealed import SealedText
from teardown.custody.verify import expected_files, replay_checked
from teardown.errors import NoInputError
from teardown.serial import from_json


def check_instance(checkpoint: Checkpoint | None = None) -> dict[str, tuple[Fault, ...]]:
    """Every fault, by case; and under `vault` what lies in the vault and is on no case's record.

    Args:
        checkpoint: of one of the cases.
    """
    found: dict[str, tuple[Fault, ...]] = {}
    expected: dict[str, str] = {}
    for case in Case.objects.order_by("pk"):
        entries = tuple(DatabaseLedger(case).entries())
        of_case = checkpoint if checkpoint and checkpoint.case == case.handle else None
        found[case.handle] = check_elsewhere(entries, kept_bytes, rows=case_record(case), checkpoint=of_case)
        state, _ = replay_checked(entries)
        for files in expected_files(state).values():
            expected |= files
        expected |= {mended.torn_sha256: "half an entry that a crash left" for mended in state.mended}
    found["vault"] = tuple(f for f in vault().check(expected) if f.where.rpartition("/")[2] not in expected)
    return found


def hand_on(handle: str, file: Path) -> Archived:
    """Write a case as the file that `teardown case import` takes.

    Raises:
        NoInputError: this instance has no such case.
        CustodyError: the case is not as it was left.
    """
    case = Case.objects.filter(handle=handle).first()
    if case is None:
        known = ", ".join(Case.objects.order_by("handle").values_list("handle", flat=True)) or "none"
        raise NoInputError(f"This instance has no case “{handle}”. It has: {known}.")
    with tempfile.TemporaryDirectory() as place:
        entries = tuple(DatabaseLedger(case).entries())
        folder = Path(place) / case.handle
        as_folder(folder, entries, kept_bytes, _sealed(case))
        return export_case(folder, file)


def kept_bytes(sha256: str) -> bytes | None:
    """What is kept under a hash: a sealed file, or a result, which is a row."""
    path = vault().path(sha256)
    if path.is_file():
        return path.read_bytes()
    result = Result.objects.filter(sha256=sha256).first()
    return zlib.decompress(bytes(result.data)) if result else None


def _sealed(case: Case) -> Iterator[SealedText]:
    came = [SealedText(row.digest, row.salt, row.text) for row in case.sealed_texts.all()]
    yield from came
    digests = {text.digest for text in came}
    yield from (text for text in _sealed_here(case) if text.digest not in digests)


def _sealed_here(case: Case) -> Iterator[SealedText]:
    for unit in Unit.objects.filter(case=case).exclude(serial_sealed=""):
        salt, _, serial = unit.serial_sealed.partition(" ")
        yield SealedText(unit.serial_digest, salt, serial)
    for answer in Answer.objects.filter(case=case).exclude(respondent_sealed=""):
        yield from_json(SealedText, answer.respondent_sealed)
