"""Content-addressed files: a file's name is the SHA-256 of its bytes, it is read-only, and it is there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from teardown.custody.faults import Fault, FaultKind
from teardown.custody.paths import visible
from teardown.errors import CustodyError, OutputError

READ_ONLY = 0o444
_INCOMING = ".incoming"
"""Folder inside a vault for what is being written; what a crash leaves there is on no record and is swept away."""
_ABANDONED_AFTER = 24 * 3600.0
"""Seconds: nobody writes one file for a day."""
_BLOCK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")

Log = Callable[[str, str, str], None]
"""Called with (sha256, by, why) before the bytes of an item are handed out."""


def sha256_of(path: Path) -> str:
    """The digest of a file's bytes, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 in lower-case hex."""
    return bool(_SHA256.fullmatch(text))


def is_incoming(folder: Path) -> bool:
    """Whether a folder holds what a vault is about to write: on no record, and in no archive."""
    return folder.name == _INCOMING


class Vault:
    """A folder of sealed files. Several processes may use it at the same time."""

    def __init__(self, folder: Path, *, log: Log | None = None) -> None:
        """
        Args:
            log: where each reading of an item is written down; given for originals, whose bytes hold private things.
        """
        self.folder = folder
        self._log = log

    def path(self, sha256: str) -> Path:
        """Where an item lies, or would lie. Reading originals through this path is for checks and analyses; people use `open`.

        Raises:
            CustodyError: this is no SHA-256.
        """
        if not _SHA256.fullmatch(sha256):
            raise CustodyError(f"{sha256[:80]!r} is not a SHA-256 in lower-case hex.")
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Seal bytes; the same bytes are kept once. When this returns, a power cut does not lose them.

        Returns:
            Their SHA-256.

        Raises:
            OutputError: they could not be written, for instance because the disk is full; nothing of them is kept.
            CustodyError: the vault holds other bytes under this hash: they were changed.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.exists():
            self._same(target, sha256)
            return sha256
        try:
            incoming = self.folder / _INCOMING
            incoming.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(data, incoming, target)
        except OSError as error:
            raise OutputError(_not_kept(self.folder, len(data), error)) from error
        return sha256

    def _write(self, data: bytes, incoming: Path, target: Path) -> None:
        handle, name = tempfile.mkstemp(dir=incoming)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(READ_ONLY)
            temporary.replace(target)
            for folder in (target.parent, self.folder):
                _sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise

    def open(self, sha256: str, *, by: str, why: str) -> bytes:
        """The bytes of an item for a person; who read it and why is logged first, so that no reading goes unrecorded.

        Raises:
            CustodyError: there is no such item, its bytes were changed, or nobody or no reason is named.
        """
        if not by.strip() or not why.strip():
            raise CustodyError("Say who reads this item, and why: each reading of an original is written down.")
        data = self.read(sha256)
        if self._log:
            self._log(sha256, by, why)
        return data

    def read(self, sha256: str) -> bytes:
        """The bytes of an item, unlogged: for checks and for what the program itself does with them.

        Raises:
            CustodyError: there is no such item, or its bytes were changed.
        """
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise CustodyError(
                f"The sealed file {sha256} is missing or cannot be read ({error.strerror}). Restore it from a backup."
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise CustodyError(f"The sealed file {sha256} was changed after it was sealed. Restore it from a backup.")
        return data

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def items(self) -> Iterator[str]:
        """The hashes that the vault says it holds, sorted."""
        for path in self._files():
            if _SHA256.fullmatch(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def check(self, expected: Mapping[str, str] | None = None) -> tuple[Fault, ...]:
        """Every item that is not as it was sealed.

        Args:
            expected: what should be here, as hash to description; then what is missing and what is on no record is named too.
        """
        faults: list[Fault] = []
        seen = set()
        for path in self._files():
            where = self._shown(path)
            if not _SHA256.fullmatch(path.name) or path.parent.name != path.name[:2] or path.is_symlink():
                faults.append(Fault(FaultKind.ADDED, where, "this is no sealed file; nobody put it here through Teardown."))
                continue
            seen.add(path.name)
            about = f" ({expected[path.name]})" if expected and expected.get(path.name) else ""
            try:
                intact = sha256_of(path) == path.name
            except OSError as error:
                faults.append(Fault(FaultKind.UNREADABLE, where, f"it cannot be read{about}: {error.strerror or error}."))
                continue
            if not intact:
                faults.append(Fault(FaultKind.CHANGED, where, f"its bytes were changed after it was sealed{about}."))
            elif expected is not None and path.name not in expected:
                faults.append(Fault(FaultKind.ADDED, where, "the ledger does not know it."))
        for sha256 in sorted(set(expected or ()) - seen):
            about = (expected or {})[sha256] or "it"
            # A record that was changed may name what is no hash at all.
            where = self._shown(self.path(sha256)) if is_sha256(sha256) else f"{self.folder.name}/{visible(sha256[:80])}"
            faults.append(Fault(FaultKind.MISSING, where, f"{about} is on record, but not here."))
        return tuple(faults)

    def sweep(self) -> None:
        """Remove what crashed writers left behind a day ago or earlier."""
        for path in (self.folder / _INCOMING).glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _ABANDONED_AFTER:
                    path.unlink()

    def _files(self) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        for root, folders, names in os.walk(self.folder):
            folders[:] = sorted(f for f in folders if not (f == _INCOMING and Path(root) == self.folder))
            # A link to a folder is listed among the folders, but is not walked into.
            links = [f for f in folders if (Path(root) / f).is_symlink()]
            for name in sorted([*names, *links]):
                yield Path(root) / name

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.folder.parent).as_posix()

    def _same(self, target: Path, sha256: str) -> None:
        if sha256_of(target) != sha256:
            raise CustodyError(f"The vault holds other bytes as {self._shown(target)}: they were changed. Run teardown verify.")


def _not_kept(folder: Path, size: int, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"The disk is full: {size / 1e6:.1f} MB could not be written to {folder}. Nothing of this file was kept. "
            "Free some space and send it again."
        )
    return f"{folder} cannot be written ({error.strerror or error}). Nothing was kept. Check the folder's permissions."


def _sync_folder(folder: Path) -> None:
    """A new name in a folder outlasts a power cut only when the folder itself is written out; some systems cannot do so."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
