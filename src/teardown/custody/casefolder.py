"""A case on disk: its ledger, and the sealed files that the ledger names. All else about it is what the ledger adds up to."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from teardown.bom import build_bom
from teardown.bom.companies import CompanyFacts
from teardown.case.arranged import rearranged, with_regions
from teardown.case.events import CaseDescribed, Event, LetterDrafted, OriginalRead, PhotoAnalysed, PhotoReceived, Released
from teardown.case.records import Case, CaseRecord, Letter, ReceivedPhoto, Release
from teardown.case.rules import check
from teardown.case.state import CaseState
from teardown.custody.book import enter
from teardown.custody.checkpoint import Checkpoint, checkpoint_of
from teardown.custody.derivatives import claimed_by
from teardown.custody.journal import Journal, parse_journal, read_journal
from teardown.custody.ledger import Entry, check_chain, event_of, payload_of
from teardown.custody.sealed import SealedTexts
from teardown.custody.vault import Vault
from teardown.errors import CustodyError, NoInputError, OutputError, UsageError
from teardown.intake import Limits, open_photo, read_received
from teardown.model import Bom, PhotoAnalysis
from teardown.serial import SerialError, from_json, to_json
from teardown.version import Version

LEDGER = "ledger.jsonl"
SEALED = "sealed.jsonl"
GUIDE = "README.txt"
WORK = ".work"
"""Folder for what can be made again at any time; no check looks into it and no archive holds it."""
VAULTS = ("originals", "results", "derivatives", "letters", "releases")
"""The folders of sealed files."""

GUIDE_TEXT = """This folder is one case of Teardown. Change nothing in it by hand; `teardown case --help` shows what can be done.

ledger.jsonl   what happened, one entry a line, each with the hash of the one before
originals/     photos as received; a file's name is the SHA-256 of its bytes
results/       what was found on each photo, as JSON
derivatives/   working copies and crops without any metadata
letters/       letters as they were written
releases/      exports and packages as they left
sealed.jsonl   serial numbers and names that no record shows; hand it to nobody who need not know them

To check it:                 teardown verify FOLDER
Without this program:        cd originals && for f in */*; do sha256sum "$f"; done
                             (each digest equals the file's name; likewise in the other folders)
The chain of the ledger:     sed 's/,"hash":"[0-9a-f]*"}$/}/' ledger.jsonl |
                               while IFS= read -r line; do printf %s "$line" | sha256sum; done
                             (each digest equals the "hash" of its line and the "previous" of the next)
"""


class CaseFolder:
    """One case on disk. Make one with `create_case` or `open_case`; several processes may use it at the same time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal(folder / LEDGER)
        self.originals = Vault(folder / "originals", log=self._log_reading)
        self.results = Vault(folder / "results")
        self.derivatives = Vault(folder / "derivatives")
        self.letters = Vault(folder / "letters")
        self.releases = Vault(folder / "releases")
        self.sealed = SealedTexts(folder / SEALED)
        self._read: list[Entry] = []
        self._read_bytes = 0
        self._state = CaseState()

    # ---------------------------------------------------------------------------------------- what is on record

    def entries(self) -> tuple[Entry, ...]:
        """The ledger's entries.

        Raises:
            CustodyError: the ledger was changed.
        """
        # A ledger only grows: what was read and found whole before is not read again.
        text = read_journal(self.journal.path, offset=self._read_bytes) if self.journal.path.exists() else parse_journal(b"")
        faults = text.faults or check_chain(text.entries, after=self._read[-1] if self._read else None)
        if faults:
            raise CustodyError(f"The ledger of {self.folder} was changed ({faults[0]}). `teardown verify` names every fault.")
        for event in [event_of(entry) for entry in text.entries]:
            self._state.apply(event)
        self._read += text.entries
        self._read_bytes += text.size
        return tuple(self._read)

    def state(self) -> CaseState:
        """What the ledger adds up to. It goes on with the ledger: take from it what must not.

        Raises:
            CustodyError: the ledger was changed, or is of a newer version.
        """
        self.entries()
        return self._state

    def record(self, facts: CompanyFacts) -> CaseRecord:
        """Everything on record, with the bill of materials of each unit made from the newest stored results.

        Raises:
            CustodyError: the ledger or a stored result was changed, or is of another version.
        """
        entries, state = self.entries(), self._state
        bare = state.record(ledger_head=entries[-1].hash, ledger_length=len(entries))
        return replace(bare, boms=tuple(self._bom(unit.id, bare, state, facts) for unit in bare.units))

    def checkpoint(self, at: datetime | None = None) -> Checkpoint:
        """The ledger's state for paper."""
        entries = self.entries()
        case = self._state.case()
        return checkpoint_of(case.id if case else "", entries[-1] if entries else None, at or datetime.now(UTC))

    def analysis(self, sha256: str, state: CaseState) -> PhotoAnalysis | None:
        """The newest stored result of a photo, under the photo's name in this case; None while it has none."""
        event, received = state.newest_analyses().get(sha256), state.photo(sha256)
        if event is None or received is None:
            return None
        try:
            found = from_json(PhotoAnalysis, self.results.read(event.result_sha256))
        except SerialError as error:
            raise CustodyError(
                f"The result {event.result_sha256} is of another version of Teardown ({error}). Analyse the case again."
            ) from error
        return replace(found, photo=received.photo)

    def _bom(self, unit: str, record: CaseRecord, state: CaseState, facts: CompanyFacts) -> Bom:
        photos = [received.photo.sha256 for received in record.photos if received.unit == unit]
        analyses = [found for sha256 in photos if (found := self.analysis(sha256, state))]
        newest = [state.newest_analyses()[found.photo.sha256] for found in analyses]
        # Photos that were analysed by different versions are told so.
        version = Version(
            ", ".join(sorted({event.method_version for event in newest})),
            ", ".join(sorted({event.parts_db_version for event in newest})),
        )
        noted = [evidence for about, evidence in record.evidence if about == unit]
        drawn = [region for region in record.regions if region.unit == unit]
        changes = [change for change in record.rearrangements if change.unit == unit]
        return rearranged(build_bom(unit, with_regions(analyses, drawn), noted, facts, version), changes, facts)

    # ---------------------------------------------------------------------------------------- what gets on record

    def enter(self, event: Event, *, by: str, at: datetime | None = None) -> Entry:
        """Put an event on record, if the rules allow it (`teardown.custody.book.enter`).

        Raises:
            RuleError, CustodyError, OutputError: see there.
        """
        return enter(self.journal, self.state, event, by=by, at=at)

    def add_photo(
        self,
        source: Path | bytes,
        *,
        unit: str,
        by: str,
        received_from: str,
        name: str | None = None,
        board: str = "",
        side: str = "",
        limits: Limits = Limits(),  # noqa: B008 (frozen)
    ) -> tuple[ReceivedPhoto, bool]:
        """Seal a photo as received and put it on record. A photo that is here already is not taken in again.

        Args:
            by: who enters it; `received_from` is who took or sent it. Pseudonyms.

        Returns:
            What is on record about it, and whether it is new.

        Raises:
            PhotoError: it is no photo that can be taken in.
            RuleError: there is no such unit.
            OutputError: the disk is full; nothing of the photo is kept.
        """
        shown = name or (source.name if isinstance(source, Path) else "the uploaded file")
        # A file's name may hold bytes that are no text; on record, `?` stands for them.
        shown = shown.encode("utf-8", "replace").decode("utf-8")
        # The very bytes that are looked at are those that are sealed.
        data = read_received(source, shown, limits)
        photo = open_photo(data, name=shown, limits=limits).photo
        state = self.state()
        if state.unit(unit) is None:
            raise UsageError(f"The case has no unit “{unit}”. Describe it first: teardown case describe.")
        if (known := state.photo(photo.sha256)) and photo.sha256 in self.originals:
            return known, False
        received = ReceivedPhoto(photo, unit, datetime.now(UTC), received_from, board, side, claimed_by(photo))
        if known is not None:
            # It was lost; the same bytes mend it.
            self.originals.put(data)
            return known, False
        self._seal(PhotoReceived(received), by, self.originals, data)
        return received, True

    def store_analysis(self, analysis: PhotoAnalysis, version: Version, *, by: str) -> bool:
        """Keep a photo's result. One that is the newest already is not put on record again.

        Returns:
            Whether it is new.
        """
        data = to_json(analysis).encode("utf-8")
        event = PhotoAnalysed(analysis.photo.sha256, version.method, version.parts_db, hashlib.sha256(data).hexdigest())
        if self.state().newest_analyses().get(event.photo_sha256) == event:
            return False
        self._seal(event, by, self.results, data)
        return True

    def draft_letter(self, letter: Letter, files: tuple[bytes, ...], *, by: str) -> Letter:
        """Seal a letter's files and put the draft on record with their hashes."""
        drafted = replace(letter, sha256=tuple(hashlib.sha256(data).hexdigest() for data in files))
        self._seal(LetterDrafted(drafted), by, self.letters, *files)
        return drafted

    def release(self, id_: str, data: bytes, *, kind: str, sealed: bool, by: str, supersedes: str = "") -> Release:
        """Seal a copy of something that leaves, and put on record that it left.

        Raises:
            RuleError: the handle is taken, or what it supersedes was never released.
        """
        release = Release(id_, kind, sealed, hashlib.sha256(data).hexdigest(), datetime.now(UTC), by, supersedes)
        self._seal(Released(release), by, self.releases, data)
        return release

    def _seal(self, event: Event, by: str, vault: Vault, *items: bytes) -> None:
        """Seal what an event names and put it on record; the rules are asked first: a refused event leaves no file behind."""
        check(event, by, self.state())
        payload_of(event, by)
        for data in items:
            vault.put(data)
        self.enter(event, by=by)

    def _log_reading(self, sha256: str, by: str, why: str) -> None:
        self.enter(OriginalRead(sha256, why), by=by)


def create_case(folder: Path, case: Case, *, by: str) -> CaseFolder:
    """Begin a case in a folder that does not exist yet or is empty.

    Raises:
        UsageError: the folder holds something.
        RuleError: the case's handle cannot be one.
        OutputError: the folder cannot be written.
    """
    begun = CaseDescribed(case)
    check(begun, by, CaseState())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} holds something already. Name a new folder for the case.")
    try:
        for name in VAULTS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / GUIDE).write_text(GUIDE_TEXT, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror or error}). Choose another folder.") from error
    made = CaseFolder(folder)
    made.enter(begun, by=by)
    return made


def open_case(folder: Path) -> CaseFolder:
    """The case in a folder.

    Raises:
        NoInputError: there is none.
        CustodyError: its ledger was changed or emptied.
    """
    if not (folder / LEDGER).is_file():
        raise NoInputError(f"{folder} is no case: it has no {LEDGER}. Begin one: teardown case init {folder} --title TITLE")
    kept = CaseFolder(folder)
    if not kept.entries():
        raise CustodyError(f"The ledger of {folder} is empty, so that nothing is on record. Restore it from a backup.")
    return kept


def is_case(folder: Path) -> bool:
    """Whether a folder looks like a case, whole or damaged."""
    return folder.is_dir() and ((folder / LEDGER).exists() or (folder / "originals").is_dir())
