"""A folder as one file and back: for backups, and to hand a case from one team to another. All of it comes out, or nothing.

The file is a ZIP archive whose members are stored as they are (photos do not get smaller), with `manifest-sha256.txt` as
`sha256sum` writes it. The digest of that manifest stands for all of it: two folders with the same digest hold the same files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from teardown.custody.casefolder import WORK, open_case
from teardown.custody.paths import safe_member, safe_members, visible
from teardown.custody.vault import READ_ONLY, is_incoming, sha256_of
from teardown.custody.verify import verify_case
from teardown.errors import CustodyError, NoInputError, OutputError, UsageError

MANIFEST = "manifest-sha256.txt"
INSTANCE_KEY = "secret-key"
"""The file by which the data folder of the web application is known (`teardown.casework.data_folder`)."""
MADE_AGAIN = ("derived", "incoming", "static")
"""Folders of it that hold nothing that cannot be made again."""
_SQLITE = b"SQLite format 3\0"
_SQLITE_COMPANIONS = ("-wal", "-shm", "-journal")
_BLOCK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time of the format: an archive of the same files is the same bytes."""
_LARGEST_MANIFEST = 200_000_000
"""Bytes; a case of a million files has half of that."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive holds."""

    digest: str
    """SHA-256 of the manifest."""
    files: int
    size_bytes: int
    """Of the files together."""


def tree_digest(folder: Path) -> Archived:
    """The digest of all files of a folder, as an archive of it would state it."""
    digests = {path.relative_to(folder).as_posix(): sha256_of(path) for path in _files(folder)}
    manifest = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    size = sum((folder / name).stat().st_size for name in digests)
    return Archived(hashlib.sha256(manifest.encode("utf-8")).hexdigest(), len(digests), size)


def write_archive(folder: Path, file: Path, *, instead: Mapping[str, Path] | None = None) -> Archived:
    """Write all files of a folder, but for what can be made again (`.work`), into one file. A database that is being written is
    copied as it is at one moment.

    Args:
        instead: files from elsewhere that the archive holds under these names, whether or not the folder has such files.

    Raises:
        NoInputError: there is no such folder.
        UsageError: the file exists already, or would lie in the folder.
        HostilePathError: a name in the folder could not be written on every system.
        OutputError: the file cannot be written; nothing of it is left.
    """
    if not folder.is_dir():
        raise NoInputError(f"There is no folder {folder}.")
    if file.exists():
        raise UsageError(f"{file} exists already. Name another file, or move it away.")
    if file.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{file} would lie in {folder} itself, where nothing is put by hand. Name a file elsewhere.")
    part = file.with_name(file.name + ".part")
    try:
        written = _write(folder, part, instead or {})
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{file} cannot be written ({error.strerror or error}). Nothing of it was left.") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return written


def read_archive(file: Path, folder: Path) -> Archived:
    """Unpack an archive into a folder that does not exist yet. Every file is compared with the manifest first.

    Raises:
        CustodyError: it is no such archive, holds names that would be written elsewhere, or a file is not as the manifest says;
            nothing is left.
        UsageError: the folder exists.
        OutputError: the folder cannot be written; nothing is left.
    """
    with _unpacked(file, folder) as (fresh, archived):
        _move(fresh, folder)
    return archived


def export_case(folder: Path, file: Path) -> Archived:
    """`write_archive` of a case that is whole, while nobody writes to it.

    Raises:
        CustodyError: the case is not as it was left; it should be mended before it is handed on.
    """
    case = open_case(folder)
    with case.journal.writing():
        _must_be_whole(folder, "Restore what it names from a backup, then export it.")
        return write_archive(folder, file)


def import_case(file: Path, folder: Path) -> Archived:
    """`read_archive` of a case; it is checked as a whole before it gets its place.

    Raises:
        CustodyError: the archive is refused (see `read_archive`), holds no case, or the case in it is not whole; nothing is left.
    """
    with _unpacked(file, folder) as (fresh, archived):
        try:
            open_case(fresh)
        except NoInputError as error:
            raise CustodyError(f"{file} holds no case. Nothing was kept.") from error
        _must_be_whole(fresh, "Nothing was kept; ask the sender for another copy.")
        _move(fresh, folder)
    return archived


def _must_be_whole(folder: Path, todo: str) -> None:
    faults = verify_case(folder)
    if faults:
        more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise CustodyError(f"The case is not as it was left: {faults[0]}{more}. {todo}")


def _files(folder: Path) -> Iterator[Path]:
    """What belongs into an archive, sorted; not what can be made again, locks, and what is being written at this moment."""
    again = {WORK, *(MADE_AGAIN if (folder / INSTANCE_KEY).is_file() else ())}
    for root, folders, names in os.walk(folder):
        at_top = Path(root) == folder
        folders[:] = sorted(f for f in folders if f != WORK and not is_incoming(Path(root) / f) and not (at_top and f in again))
        yield from (
            Path(root) / name for name in sorted(names) if not _passing(name, names) and not (at_top and name == MANIFEST)
        )


def _passing(name: str, beside: Sequence[str]) -> bool:
    lock = name.startswith(".") and name.endswith(".lock")
    return lock or any(name.endswith(end) and name.removesuffix(end) in beside for end in _SQLITE_COMPANIONS)


@contextmanager
def _steady(path: Path) -> Iterator[Path]:
    """The file, or for a SQLite database, which may be written at this moment, a copy of one state of it."""
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            yield path
            return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        try:
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            raise CustodyError(f"The database {path} cannot be copied ({error}).") from error
        yield copy


def _write(folder: Path, part: Path, instead: Mapping[str, Path]) -> Archived:
    files = {path.relative_to(folder).as_posix(): path for path in _files(folder)} | dict(instead)
    digests: dict[str, str] = {}
    size = 0
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(files.items()):
            safe_member(name)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = (stat.S_IFREG | _kept_mode(path.stat().st_mode)) << 16
            digest = hashlib.sha256()
            with _steady(path) as steady, steady.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    target.write(block)
                    size += len(block)
            digests[name] = digest.hexdigest()
        safe_members(digests)
        manifest = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("utf-8")
        archive.writestr(zipfile.ZipInfo(MANIFEST, _EPOCH), manifest)
    with part.open("rb") as done:
        os.fsync(done.fileno())
    return Archived(hashlib.sha256(manifest).hexdigest(), len(digests), size)


def _kept_mode(mode: int) -> int:
    """Of a file's permissions only whether it is read-only and whether it is its owner's alone."""
    if not mode & 0o222:
        return READ_ONLY
    return 0o644 if mode & 0o077 else 0o600


@contextmanager
def _unpacked(file: Path, folder: Path) -> Iterator[tuple[Path, Archived]]:
    """The archive's files in a folder beside `folder`, compared with the manifest; it is taken away unless it was moved."""
    if not file.is_file():
        raise NoInputError(f"There is no file {file}.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} holds something already. Name a new folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    except OSError as error:
        raise OutputError(f"{folder.parent} cannot be written ({error.strerror or error}).") from error
    try:
        yield fresh, _unpack(file, fresh)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror or error}). Nothing was left.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _move(fresh: Path, folder: Path) -> None:
    if folder.exists():
        # An empty one, as somebody made it for this; not every system lets another take its place.
        folder.rmdir()
    fresh.replace(folder)


def _unpack(file: Path, fresh: Path) -> Archived:
    try:
        with zipfile.ZipFile(file) as archive:
            members = {info.filename: info for info in archive.infolist()}
            _refuse_strange(archive, file)
            manifest = archive.read(members[MANIFEST]) if MANIFEST in members else b""
            listed = _listed(manifest, file)
            if set(listed) != set(members) - {MANIFEST}:
                odd = sorted(set(listed) ^ (set(members) - {MANIFEST}))
                raise CustodyError(f"{file} does not hold what its manifest lists: {visible(odd[0])}. Nothing was kept.")
            size = sum(_extract(archive, members[name], fresh / name, digest, file) for name, digest in listed.items())
    except (zipfile.BadZipFile, NotImplementedError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise CustodyError(f"{file} is no archive of Teardown, or is damaged ({error}). Nothing was kept.") from error
    return Archived(hashlib.sha256(manifest).hexdigest(), len(listed), size)


def _refuse_strange(archive: zipfile.ZipFile, file: Path) -> None:
    infos = archive.infolist()
    safe_members(info.filename for info in infos)
    for info in infos:
        mode = info.external_attr >> 16
        # Stored as they are: what is unpacked cannot become larger than the archive.
        odd = info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size or info.flag_bits & 1
        if odd or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)):
            raise CustodyError(f"{file}: {visible(info.filename)} is not a plain stored file. Nothing was unpacked.")
    if sum(info.file_size for info in infos) > file.stat().st_size:
        raise CustodyError(f"{file} claims to hold more than its own size. Nothing was unpacked.")
    if any(info.filename == MANIFEST and info.file_size > _LARGEST_MANIFEST for info in infos):
        raise CustodyError(f"{file} has a manifest that is too large. Nothing was unpacked.")


def _listed(manifest: bytes, file: Path) -> dict[str, str]:
    listed: dict[str, str] = {}
    for line in manifest.decode("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if len(digest) != 64 or not name or name in listed:
            raise CustodyError(f"{file} has a manifest that cannot be read. Nothing was unpacked.")
        listed[name] = digest
    if not listed:
        raise CustodyError(f"{file} has no manifest, or an empty one. Nothing was unpacked.")
    return listed


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, digest: str, file: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    found, size = hashlib.sha256(), 0
    with archive.open(info) as source, target.open("xb") as out:
        while block := source.read(_BLOCK):
            found.update(block)
            out.write(block)
            size += len(block)
        out.flush()
        os.fsync(out.fileno())
    target.chmod(_kept_mode((info.external_attr >> 16) or 0o644))
    if found.hexdigest() != digest:
        raise CustodyError(f"{file}: {visible(info.filename)} is not as the manifest says. Nothing was kept.")
    return size
