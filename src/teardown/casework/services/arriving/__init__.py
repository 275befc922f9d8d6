"""A case that was begun elsewhere becomes one of this instance: its ledger letter by letter, its sealed files, and rows for both.

Nothing is added to the ledger on the way, so that the case that is handed on from here has the digest of the one that came.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from teardown.casework.custody import vault
from teardown.casework.models import Case, Component, LedgerEntry, Membership, SealedText, User
from teardown.casework.services.arriving.came import Came, fitting
from teardown.casework.services.arriving.examined import add_case, add_photos, add_results, add_units, results_as_rows
from teardown.casework.services.arriving.letters import add_answers, add_letters, add_releases
from teardown.casework.services.arriving.review import add_decisions, add_what_components_rest_on
from teardown.casework.services.kept import kept_bytes
from teardown.casework.services.people import people_behind
from teardown.casework.services.rebuild import rebuild_unit
from teardown.casework.services.record import case_record
from teardown.casework.services.standing import refresh
from teardown.custody import Entry
from teardown.custody.archive import Archived, import_case
from teardown.custody.casefolder import CaseFolder, open_case
from teardown.custody.elsewhere import check_elsewhere
from teardown.custody.journal import TORN
from teardown.custody.vault import sha256_of
from teardown.custody.verify import expected_files
from teardown.errors import CustodyError, UsageError


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in."""

    archived: Archived
    handle: str
    known: tuple[str, ...]
    """Pseudonyms on record that people of this instance have: they are taken for the same people."""
    new: tuple[str, ...]
    """The others: accounts were made for them with which nobody can sign in."""


def take_in(file: Path, members: Sequence[str] = ()) -> Arrived:
    """Take in a case that `teardown case export` wrote.

    Args:
        members: user names of accounts of this instance that see the case from now on.

    Raises:
        CustodyError: the file is refused, or the case in it is not whole; nothing is kept.
        UsageError: this instance has a case of that handle, no such account, or cannot hold what is on record.
    """
    with tempfile.TemporaryDirectory() as place:
        archived = import_case(file, Path(place) / "case")
        kept = open_case(Path(place) / "case")
        accounts = _accounts(members)
        with _sealed_here(kept), transaction.atomic():
            return _store(kept, archived, accounts)


def _accounts(names: Sequence[str]) -> list[User]:
    found = {user.username: user for user in User.objects.filter(username__in=names)}
    for name in names:
        if name not in found:
            raise UsageError(f"This instance has no account “{name}”. The page “People” lists them.")
    return list(found.values())


def _store(kept: CaseFolder, archived: Archived, accounts: Sequence[User]) -> Arrived:
    entries, state = kept.entries(), kept.state()
    described = state.record().case
    if Case.objects.filter(handle=described.id).exists():
        raise UsageError(f"This instance has a case “{described.id}” already. A case is taken in once.")
    people, known = people_behind(_pseudonyms(kept, entries))
    came = Came(kept, entries, people)
    case = add_case(came)
    LedgerEntry.objects.bulk_create((fitting(_row(case, entry)) for entry in entries), batch_size=500)
    SealedText.objects.bulk_create(SealedText(case=case, digest=t.digest, salt=t.salt, text=t.text) for t in kept.sealed.all())
    _add_rest(came, case)
    Membership.objects.bulk_create(Membership(case=case, user=user) for user in accounts)
    faults = check_elsewhere(entries, kept_bytes, rows=case_record(case))
    if faults:
        raise CustodyError(f"This instance cannot hold the case as it came: {faults[0]} Nothing was kept.")
    return Arrived(archived, case.handle, tuple(sorted(known)), tuple(sorted(set(people) - known)))


def _add_rest(came: Came, case: Case) -> None:
    add_units(came, case)
    add_photos(came, case)
    add_results(came)
    add_what_components_rest_on(came)
    boms = {unit.handle: rebuild_unit(unit) for unit in came.units.values()}
    add_decisions(came, case, boms)
    add_letters(came, case)
    add_answers(came, case)
    add_releases(came, case)
    refresh(case, Component.objects.filter(case=case))


def _row(case: Case, entry: Entry) -> LedgerEntry:
    return LedgerEntry(
        case=case,
        number=entry.number,
        at=entry.at,
        by=entry.by,
        kind=entry.kind,
        payload=entry.payload,
        previous=entry.previous,
        hash=entry.hash,
    )


def _pseudonyms(kept: CaseFolder, entries: Sequence[Entry]) -> set[str]:
    record = kept.state().record()
    named = {photo.received_from for photo in record.photos} | {noted.noted_by for _, noted in record.evidence}
    for nouns in (record.decisions, record.signatures, record.regions, record.rearrangements, record.releases):
        named |= {noun.by for noun in nouns}  # type: ignore[attr-defined]
    # Whoever entered letters and answers; what the program did by itself is behind none of these.
    return named | {entry.by for entry in entries if entry.kind in ("LetterDrafted", "AnswerRecorded")}


@contextmanager
def _sealed_here(kept: CaseFolder) -> Iterator[None]:
    """The case's sealed files in this instance's vault; those that were not there before are taken out again when it fails."""
    here = vault()
    fresh: list[str] = []
    try:
        for sha256, data in _sealed_files(kept):
            if sha256 not in here:
                fresh.append(sha256)
            here.put(data)
        yield
    except BaseException:
        for sha256 in fresh:
            here.path(sha256).unlink(missing_ok=True)
        raise


def _sealed_files(kept: CaseFolder) -> Iterator[tuple[str, bytes]]:
    as_rows = results_as_rows(kept.state())
    for name, expected in expected_files(kept.state()).items():
        yield from ((sha256, getattr(kept, name).read(sha256)) for sha256 in expected if sha256 not in as_rows)
    yield from ((sha256_of(path), path.read_bytes()) for path in sorted(kept.folder.glob(f"{TORN}*")))
