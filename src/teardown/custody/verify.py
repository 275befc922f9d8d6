"""Check a whole case: its ledger, what the ledger's entries may be, and every sealed file that they name. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from teardown.case.rules import objections
from teardown.case.state import CaseState
from teardown.custody.casefolder import GUIDE, LEDGER, SEALED, VAULTS, WORK, CaseFolder
from teardown.custody.checkpoint import Checkpoint
from teardown.custody.faults import Fault, FaultKind
from teardown.custody.journal import TORN, read_journal
from teardown.custody.ledger import Entry, check_chain, event_of
from teardown.custody.vault import sha256_of
from teardown.errors import CustodyError


def verify_case(folder: Path, checkpoint: Checkpoint | None = None) -> tuple[Fault, ...]:
    """Every fault of a case on disk; none when all is as it was left.

    Args:
        checkpoint: of this case, from paper or from somebody else; without one, a ledger that was cut at its end looks whole.
    """
    kept = CaseFolder(folder)
    faults: list[Fault] = []
    try:
        text = read_journal(kept.journal.path)
    except CustodyError as error:
        return (Fault(FaultKind.MISSING, LEDGER, str(error)),)
    faults += text.faults
    if not (text.entries or text.faults):
        faults.append(Fault(FaultKind.TRUNCATED, LEDGER, "it holds no entry: each case begins with its description."))
    if text.torn:
        faults.append(
            Fault(
                FaultKind.TRUNCATED,
                f"ledger line {len(text.entries) + len(text.faults) + 1}",
                f"the last line is not finished ({len(text.torn)} bytes): a crash left half an entry, or the ledger was cut.",
            )
        )
    faults += check_chain(text.entries, checkpoint)
    state, events_faults = replay_checked(text.entries)
    faults += events_faults
    faults += _faults_of_case(state, checkpoint)
    for name, expected in expected_files(state).items():
        faults += getattr(kept, name).check(expected)
    faults += kept.sealed.check()
    faults += _missing_texts(kept, state)
    faults += _foreign(folder)
    return tuple(faults)


def replay_checked(entries: Iterable[Entry]) -> tuple[CaseState, tuple[Fault, ...]]:
    """What the entries add up to, and every entry that is no event or that the rules of casework would have refused."""
    state = CaseState()
    faults: list[Fault] = []
    for entry in entries:
        where = f"ledger entry {entry.number}"
        try:
            event = event_of(entry)
        except CustodyError as error:
            faults.append(Fault(FaultKind.UNREADABLE, where, str(error)))
            continue
        faults += [Fault(FaultKind.RULE, where, why) for why in objections(event, entry.by, state)]
        state.apply(event)
    return state, tuple(faults)


def expected_files(state: CaseState) -> dict[str, dict[str, str]]:
    """The sealed files that a case should hold: for each vault, SHA-256 to description."""
    found: dict[str, dict[str, str]] = {name: {} for name in VAULTS}
    found["derivatives"] = dict(state.derivatives)
    for event in state.analysed:
        found["results"][event.result_sha256] = f"result of photo {event.photo_sha256[:12]}…"
    if state.case() is None:
        return found
    record = state.record()
    for received in record.photos:
        found["originals"][received.photo.sha256] = f"photo {received.photo.name}"
    found["letters"] = {sha256: f"letter {id_}" for sha256, id_ in state.letter_files.items()}
    for release in record.releases:
        found["releases"][release.sha256] = f"{release.kind} {release.id}"
    return found


def _faults_of_case(state: CaseState, checkpoint: Checkpoint | None) -> Sequence[Fault]:
    case = state.case()
    if checkpoint and case and checkpoint.case != case.id:
        what = f"the checkpoint is of the case “{checkpoint.case}”, this is “{case.id}”."
        return (Fault(FaultKind.ORDER, LEDGER, what),)
    return ()


def _missing_texts(kept: CaseFolder, state: CaseState) -> Iterable[Fault]:
    if state.case() is None:
        return
    record = state.record()
    digests = {unit.serial_digest: f"the serial number of {unit.id}" for unit in record.units}
    digests |= {answer.respondent_digest: f"the respondent of {answer.id}" for answer in record.answers}
    held = kept.sealed.digests()
    for digest, what in digests.items():
        if digest and digest not in held:
            yield Fault(FaultKind.MISSING, SEALED, f"{what} is on record, but its text is not sealed here.")


def _foreign(folder: Path) -> Iterable[Fault]:
    """What lies beside the ledger and the vaults."""
    known = {LEDGER, SEALED, GUIDE, WORK, *VAULTS}
    for path in sorted(folder.iterdir()):
        ours = path.name in known or path.name in (f".{LEDGER}.lock", f".{SEALED}.lock") or _set_aside(path)
        if not ours or path.is_symlink():
            yield Fault(FaultKind.ADDED, path.name, "nobody put this here through Teardown.")


def _set_aside(path: Path) -> bool:
    """Half a line that the journal set aside after a crash; its name carries the beginning of its SHA-256."""
    stem, _, digest = path.name.partition(TORN)
    return not stem and len(digest) == 16 and path.is_file() and sha256_of(path).startswith(digest)
