"""Sealed files: read-only, whole or not there, and every change of them named."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from teardown.custody import FaultKind, Vault
from teardown.errors import CustodyError, OutputError


def test_what_is_put_comes_back_and_is_read_only(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "originals")
    sha256 = vault.put(b"bytes")
    assert sha256 == hashlib.sha256(b"bytes").hexdigest()
    assert vault.read(sha256) == b"bytes"
    assert vault.path(sha256).relative_to(tmp_path).as_posix() == f"originals/{sha256[:2]}/{sha256}"
    assert stat.S_IMODE(vault.path(sha256).stat().st_mode) == 0o444
    assert vault.put(b"bytes") == sha256
    assert list(vault.items()) == [sha256]
    assert sha256 in vault
    assert not vault.check()
    assert not Vault(tmp_path / "none").check()


def test_reading_by_a_person_is_logged_before_the_bytes_are_handed_out(tmp_path: Path) -> None:
    told: list[tuple[str, str, str]] = []
    vault = Vault(tmp_path, log=lambda *what: told.append(what))
    sha256 = vault.put(b"bytes")
    assert vault.open(sha256, by="ann", why="to compare") == b"bytes"
    assert told == [(sha256, "ann", "to compare")]

    def full(sha256: str, by: str, why: str) -> None:
        raise OutputError("the ledger cannot be written")

    with pytest.raises(OutputError):
        Vault(tmp_path, log=full).open(sha256, by="ann", why="to compare")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", "a/" + "b" * 62])
def test_only_hashes_name_items(tmp_path: Path, name: str) -> None:
    with pytest.raises(CustodyError, match="not a SHA-256"):
        Vault(tmp_path).path(name)


def test_changed_missing_and_foreign_files_are_named(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "originals")
    good, bad, gone, unknown = (vault.put(data) for data in (b"good", b"bad", b"gone", b"unknown"))
    vault.path(bad).chmod(0o644)
    vault.path(bad).write_bytes(b"bbd")
    vault.path(gone).unlink()
    (tmp_path / "originals" / "note.txt").write_text("x")
    (tmp_path / "originals" / good[:2] / ("f" * 64)).write_text("not under its own beginning")
    (tmp_path / "originals" / "link").symlink_to(tmp_path)
    found = {fault.where: fault.kind for fault in vault.check({good: "", bad: "a photo", gone: "another photo"})}
    assert found == {
        f"originals/{bad[:2]}/{bad}": FaultKind.CHANGED,
        f"originals/{gone[:2]}/{gone}": FaultKind.MISSING,
        f"originals/{unknown[:2]}/{unknown}": FaultKind.ADDED,
        "originals/note.txt": FaultKind.ADDED,
        f"originals/{good[:2]}/{'f' * 64}": FaultKind.ADDED,
        "originals/link": FaultKind.ADDED,
    }
    for sha256 in (bad, gone):
        with pytest.raises(CustodyError, match="Restore it from a backup"):
            vault.read(sha256)
    with pytest.raises(CustodyError, match="were changed"):
        vault.put(b"bad")


FILL = """
import json, resource, signal, sys
from pathlib import Path
from teardown.custody import Vault
from teardown.errors import OutputError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
if len(sys.argv) > 2:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
vault = Vault(Path(sys.argv[1]))
try:
    vault.put(b"x" * 5_000_000)
except OutputError as error:
    print(json.dumps([error.exit_code, str(error)]))
"""


def _fill(vault: Path, *limit: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", FILL, str(vault), *limit], capture_output=True, text=True, check=True)
    code, message = json.loads(done.stdout)
    return code, message


@pytest.mark.promise(15, "a file that outgrows the disk: no half item, nothing else touched, and it is said")
def test_a_file_that_outgrows_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "originals")
    kept = vault.put(b"kept")
    code, message = _fill(vault.folder, "1000000")
    assert code == OutputError.exit_code
    assert "The disk is full" in message
    assert "Nothing of this file was kept" in message
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == [vault.path(kept)]
    assert not vault.check({kept: ""})


@pytest.mark.promise(15, "a real disk of 2 MB that is full: no half item, and it is said")
def test_a_really_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        os.geteuid() == 0
        and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True).returncode == 0
    )
    if not mounted:
        pytest.skip("a small disk can only be made by root, where mounting is allowed")
    try:
        vault = Vault(disk / "originals")
        kept = vault.put(b"kept")
        code, message = _fill(vault.folder)
        assert (code, "The disk is full" in message) == (OutputError.exit_code, True)
        assert [path for path in vault.folder.rglob("*") if path.is_file()] == [vault.path(kept)]
        assert vault.put(b"a small one fits again")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match="cannot be written"):
        Vault(tmp_path / "file").put(b"x")


def test_what_a_crash_left_is_no_item_and_is_swept_away(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.put(b"x")
    left, young = (tmp_path / ".incoming" / name for name in ("left", "young"))
    left.write_bytes(b"half")
    young.write_bytes(b"half")
    day_before = time.time() - 100_000
    os.utime(left, (day_before, day_before))
    assert not vault.check({hashlib.sha256(b"x").hexdigest(): ""})
    vault.sweep()
    assert (left.exists(), young.exists()) == (False, True)
