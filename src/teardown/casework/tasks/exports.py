"""Exports: made from the case's record, sealed, and put on record as released.

What the ledger names lies in the vault: the file itself, of a package its tag manifest. Packages are large and lie beside it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from teardown.case import records
from teardown.case.days import day_in
from teardown.case.events import Released
from teardown.casework import facts as instance
from teardown.casework.custody import DatabaseLedger, record, vault
from teardown.casework.models import Release, Task
from teardown.casework.rows import release_noun
from teardown.casework.services.photos import limits, read_original
from teardown.casework.services.record import case_record
from teardown.casework.tasks.kinds import EXPORTS, ExportKind
from teardown.correspondence import response_table
from teardown.correspondence.response_files import responses_csv
from teardown.custody import Vault, checkpoint_of
from teardown.errors import OutputError, RuleError
from teardown.export.document import Document, gather_case
from teardown.export.pdf import pdf_of
from teardown.export.plain import json_text
from teardown.export.plain_case import case_json
from teardown.export.strings import Language, Strings
from teardown.export.tables import companies_csv, components_csv
from teardown.export.workbook import workbook_bytes
from teardown.package import Contents, report_files, write_package
from teardown.package.bag import TAG_MANIFEST
from teardown.package.from_case import letter_files, next_release
from teardown.report import report_html

_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it leaves."""

    sha256: str
    """Of the file that people are handed."""
    size: int
    release_sha256: str
    """What the ledger names it by: its own hash, for a package that of its tag manifest."""
    problems: tuple[str, ...] = ()


def packages() -> Vault:
    """Where packages are kept, by the SHA-256 of their ZIP files."""
    return Vault(instance.data() / "packages")


def make_export(task: Task) -> None:
    """Make what a task asks for, keep it, and release it.

    Raises:
        TeardownError: it cannot be made; nothing is released.
    """
    kind, case = EXPORTS[task.options["what"]], task.case
    noted = case_record(case)
    if not noted.units:
        raise RuleError("The case has no unit yet: there is nothing to export. Add the device that was examined.")
    today = day_in(case.time_zone)
    id_, supersedes = next_release(noted, "package" if kind.id.startswith("package") else kind.id, sealed=kind.sealed)
    made = _package(task, kind, noted, today, id_) if kind.ending == ".zip" else _file(kind, noted, today)
    release = _release(task, kind, id_, supersedes, made.release_sha256)
    Task.objects.filter(pk=task.pk).update(
        release=release,
        file_name=f"{case.handle}-{id_}{kind.ending}",
        file_sha256=made.sha256,
        file_size=made.size,
        result={"problems": list(made.problems)},
    )


@transaction.atomic
def _release(task: Task, kind: ExportKind, id_: str, supersedes: str, sha256: str) -> Release:
    row = Release.objects.create(
        case=task.case,
        handle=id_,
        kind="package" if kind.id.startswith("package") else kind.id,
        sealed=kind.sealed,
        sha256=sha256,
        at=timezone.now(),
        by=task.by,
        supersedes=supersedes,
    )
    record(task.case, Released(release_noun(row)), by=task.by.pseudonym, row=row)
    return row


def _file(kind: ExportKind, noted: records.CaseRecord, today: date) -> Made:
    data = _bytes_of(kind, noted, today)
    sha256 = vault().put(data)
    return Made(sha256, len(data), sha256)


def _bytes_of(kind: ExportKind, noted: records.CaseRecord, today: date) -> bytes:
    facts, language = instance.facts(), kind.language or "en"
    if kind.id.startswith("responses"):
        return responses_csv(response_table(noted, facts, language, on=today)).encode()
    document = _document(kind, noted, today)
    if kind.id.startswith("workbook"):
        return workbook_bytes(document, Strings(language))
    if kind.id.startswith("report"):
        page = report_html(document, Strings(language), response_table(noted, facts, language, on=today))
        return pdf_of(page, language) if kind.ending == ".pdf" else page.encode()
    text = {
        "components-csv": components_csv,
        "companies-csv": companies_csv,
        "result-json": json_text,
        "case-json": case_json,
    }[kind.id](document)
    return text.encode(errors="backslashreplace")


def _document(kind: ExportKind, noted: records.CaseRecord, today: date) -> Document:
    photos = {p.photo.sha256: vault().path(p.photo.sha256) for p in noted.photos} if kind.pictures else {}
    return gather_case(noted, instance.facts(), photos=photos, as_of=today, limits=limits())


def _package(task: Task, kind: ExportKind, noted: records.CaseRecord, today: date, id_: str) -> Made:
    originals = _originals(task, id_) if kind.sealed else {}
    document = _document(kind, noted, today)
    languages: Sequence[Language] = ("en", "ja")
    reports, problems = report_files(
        document, {language: response_table(noted, instance.facts(), language, on=today) for language in languages}
    )
    entries = [e for e in DatabaseLedger(task.case).entries() if e.number <= noted.ledger_length]
    contents = Contents(
        reports=reports,
        originals=originals,
        ledger="".join(f"{entry.line()}\n" for entry in entries).encode(),
        checkpoint=checkpoint_of(noted.case.id, entries[-1], entries[-1].at).text().encode() if entries else b"",
        letters=letter_files(noted, vault().read) if kind.sealed else {},
    )
    with _workplace() as folder:
        bag = folder / f"{task.case.handle}-{id_}"
        package = write_package(bag, document, contents, sealed=kind.sealed, problems=problems)
        digest = vault().put((bag / TAG_MANIFEST).read_bytes())
        file = _zipped(bag)
        size = file.stat().st_size
        return Made(_keep(file), size, digest, package.problems)


def _originals(task: Task, id_: str) -> dict[str, Path]:
    """Where the photos as received lie; the ledger says of each that it was handed to whom."""
    found = {}
    for photo in task.case.photos.select_related("case").order_by("received_at", "pk"):
        read_original(photo, by=task.by, why=f"sealed package {id_}")
        found[photo.sha256] = vault().path(photo.sha256)
    return found


def _zipped(bag: Path) -> Path:
    """A folder as a ZIP file that depends on nothing but what is in it."""
    path = bag.with_name(bag.name + ".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for file in sorted(p for p in bag.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(bag.parent).as_posix(), _EPOCH)
            # Photos do not get smaller.
            entry.compress_type = zipfile.ZIP_STORED if file.suffix in (".jpg", ".png", ".heic", ".pdf") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with file.open("rb") as source, out.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, _BLOCK)
    return path


def _keep(path: Path) -> str:
    """Move a file to its place under its SHA-256, read-only."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
        os.fsync(file.fileno())
    target = packages().path(digest.hexdigest())
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o444)
        path.replace(target)
    except OSError as error:
        raise OutputError(f"The file cannot be kept ({error.strerror or error}). Free some space, and ask again.") from error
    return digest.hexdigest()


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder on the disk on which packages are kept, gone afterwards."""
    home = packages().folder
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=home, prefix=".making-") as folder:
            yield Path(folder)
    except OSError as error:
        raise OutputError(f"The export cannot be written ({error.strerror or error}). Free some space, and ask again.") from error


def task_file(task: Task) -> Path:
    """Where the file of a finished export lies."""
    place = packages() if task.file_name.endswith(".zip") else vault()
    return place.path(task.file_sha256)
