"""Packages and reports of a case on disk: what leaves is put on record, and says what it takes the place of."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teardown.case.records import CaseRecord, Release
from teardown.correspondence import Response, response_table
from teardown.custody.casefolder import CaseFolder
from teardown.custody.checkpoint import checkpoint_of
from teardown.errors import OutputError, UsageError
from teardown.export.document import Document, gather_case
from teardown.export.strings import Language
from teardown.export.write import case_files
from teardown.files import files_together
from teardown.intake import Limits
from teardown.package.bag import TAG_MANIFEST
from teardown.package.contents import LANGUAGES, Contents
from teardown.package.make import Package, report_files, write_package
from teardown.parts import Facts

_ENDINGS = ((b"%PDF", ".pdf"), (b"PK\x03\x04", ".docx"))


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as it was written."""

    files: Mapping[str, Path]
    release: Release
    problems: tuple[str, ...]


def package_case(
    kept: CaseFolder,
    facts: Facts,
    folder: Path,
    *,
    sealed: bool,
    by: str,
    on: date,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> tuple[Package, Release]:
    """Write a package of a case, check it, and put it on record.

    Args:
        sealed: with the originals; each of them is read under the name of `by`, and the ledger says so.
        on: the day whose state the package says it is.

    Raises:
        CustodyError: the ledger or something sealed was changed.
        OutputError: the folder exists, or cannot be written.
    """
    if folder.exists():
        raise OutputError(f"{folder} exists already. A package is never written over another: choose a new folder.")
    id_, supersedes = next_release(kept.state().record(), "package", sealed=sealed)
    originals: dict[str, Path] = {}
    if sealed:
        for sha in [p.photo.sha256 for p in kept.state().record().photos]:
            # Each is compared with its hash and its reading logged; of the bytes, one photo's at a time are in memory.
            kept.originals.open(sha, by=by, why=f"sealed package {id_}")
            originals[sha] = kept.originals.path(sha)
    record = kept.record(facts)
    document = _document(kept, record, facts, on, limits, sealed=sealed)
    reports, unmade = report_files(document, _responses(record, facts, on))
    problems = (*_without_pictures(document), *unmade)
    entries = kept.entries()[: record.ledger_length]
    contents = Contents(
        reports=reports,
        originals=originals,
        ledger="".join(f"{entry.line()}\n" for entry in entries).encode(),
        checkpoint=checkpoint_of(record.case.id, entries[-1] if entries else None, entries[-1].at).text().encode(),
        letters=letter_files(record, kept.letters.read) if sealed else {},
    )
    package = write_package(folder, document, contents, sealed=sealed, problems=problems)
    try:
        data = (folder / TAG_MANIFEST).read_bytes()
        return package, kept.release(id_, data, kind="package", sealed=sealed, by=by, supersedes=supersedes)
    except BaseException:
        # What is not on record must not leave.
        shutil.rmtree(folder, ignore_errors=True)
        raise


def report_case(
    kept: CaseFolder,
    facts: Facts,
    folder: Path,
    *,
    by: str,
    on: date,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> Reported:
    """Write report, workbook, tables and JSON of a case into a folder, and put the report on record.

    Raises:
        CustodyError: the ledger or something sealed was changed.
        OutputError: the folder or the ledger cannot be written; an earlier report in the folder stays as it was.
    """
    record = kept.record(facts)
    id_, supersedes = next_release(record, "report", sealed=False)
    document = _document(kept, record, facts, on, limits)
    reports, unmade = report_files(document, _responses(record, facts, on))
    problems = (*_without_pictures(document), *unmade)
    with files_together(folder, {**reports, **case_files(document)}) as written:
        release = kept.release(id_, reports["report.html"], kind="report", sealed=False, by=by, supersedes=supersedes)
    return Reported(written, release, problems)


def next_release(record: CaseRecord, kind: str, *, sealed: bool) -> tuple[str, str]:
    """A handle for the next release of a kind and variant, and the handle of the one that it supersedes, empty for the first."""
    before = sorted((r for r in record.releases if r.kind == kind and r.sealed == sealed), key=lambda r: (r.at, r.id))
    name = f"{kind}-{'sealed' if sealed else 'public'}" if kind == "package" else kind
    taken = {r.id for r in record.releases}
    number = next(n for n in range(len(before) + 1, len(before) + len(taken) + 2) if f"{name}-{n}" not in taken)
    return f"{name}-{number}", before[-1].id if before else ""


def _document(kept: CaseFolder, record: CaseRecord, facts: Facts, on: date, limits: Limits, *, sealed: bool = False) -> Document:
    if not record.boms:
        raise UsageError("The case has no unit yet: there is nothing to report. Describe one: teardown case describe.")
    # Each original is compared with its hash when it is opened for its pictures (`export.pictures`).
    photos = {p.photo.sha256: kept.originals.path(p.photo.sha256) for p in record.photos}
    return gather_case(record, facts, photos=photos, as_of=on, sealed=sealed, limits=limits)


def _without_pictures(document: Document) -> tuple[str, ...]:
    """A photo whose original is not as it was sealed costs its pictures: whoever hands the export on should know."""
    shown = document.pictures.photos
    return tuple(
        f"{analysis.photo.name}: the original is missing or was changed, so that its pictures are left out. See: teardown verify"
        for analysis in document.bom.photos
        if analysis.photo.sha256 not in shown
    )


def _responses(record: CaseRecord, facts: Facts, on: date) -> dict[Language, tuple[Response, ...]]:
    return {language: response_table(record, facts, language, on=on) for language in LANGUAGES}


def letter_files(record: CaseRecord, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """The letters' files as they were sealed, by handle and ending; `read` gives the bytes under a SHA-256."""
    files = {}
    for letter in record.letters:
        for sha in letter.sha256:
            data = read(sha)
            ending = next((end for start, end in _ENDINGS if data.startswith(start)), "")
            files[f"{letter.id}{ending}"] = data
    return files
