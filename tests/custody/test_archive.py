"""A folder as one file and back: equal digests, and nothing that an archive claims is believed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from teardown.cli.program import run
from teardown.custody.archive import MANIFEST, export_case, import_case, read_archive, tree_digest, write_archive
from teardown.custody.casefolder import SEALED
from teardown.errors import CustodyError, NoInputError, OutputError, UsageError
from tests.custody.build import flip, full_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_case(tmp_path_factory.mktemp("archived") / "case", 4).kept.folder


@pytest.fixture(scope="module")
def archive(case: Path) -> Path:
    file = case.parent / "case.zip"
    export_case(case, file)
    return file


@pytest.mark.promise(18, "a folder of 3 cases: backup → empty folder → restore: equal digest of all files")
def test_a_restored_backup_has_the_digest_of_what_was_backed_up(case: Path, tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    for name in ("one", "two", "three"):
        shutil.copytree(case, instance / name)
    (instance / "one" / ".work").mkdir()
    (instance / "one" / ".work" / "cache").write_text("can be made again")
    written = write_archive(instance, tmp_path / "backup.zip")
    restored = read_archive(tmp_path / "backup.zip", tmp_path / "new" / "instance")
    assert written == restored == tree_digest(instance) == tree_digest(tmp_path / "new" / "instance")
    assert not (tmp_path / "new" / "instance" / "one" / ".work").exists()
    for name in ("one", "two", "three"):
        assert run(["verify", str(tmp_path / "new" / "instance" / name)]) == 0


@pytest.mark.promise(
    18, "teardown case export → import: equal digest, the same bytes of the archive again, verified on both sides"
)
def test_a_case_goes_to_another_instance_and_back(case: Path, archive: Path, tmp_path: Path) -> None:
    imported = import_case(archive, tmp_path / "there")
    assert imported == tree_digest(case) == tree_digest(tmp_path / "there")
    assert stat.S_IMODE((tmp_path / "there" / SEALED).stat().st_mode) == 0o600
    export_case(tmp_path / "there", tmp_path / "back.zip")
    assert (tmp_path / "back.zip").read_bytes() == archive.read_bytes()


@pytest.mark.promise(4, "a case archive checks with unzip and sha256sum -c alone")
def test_an_archive_checks_without_this_software(archive: Path, tmp_path: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("sha256sum is not here")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path)
    done = subprocess.run(["sha256sum", "--quiet", "--strict", "-c", MANIFEST], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def _rewritten(archive: Path, target: Path, **changes: bytes | None) -> Path:
    """The archive with members changed or left out (None)."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = changes.get(name, source.read(name))
            if data is not None:
                out.writestr(zipfile.ZipInfo(name), data)
        for name in set(changes) - set(source.namelist()):
            out.writestr(zipfile.ZipInfo(name), changes[name] or b"")
    return target


def nothing_left(folder: Path) -> bool:
    return not folder.exists() and not list(folder.parent.glob(f".{folder.name}*"))


@pytest.mark.promise(2, "one bit flipped in each of 50 places of a case archive: 50 of 50 refused, nothing left")
def test_a_flipped_bit_anywhere_keeps_the_case_out(archive: Path, tmp_path: Path) -> None:
    data = archive.read_bytes()
    rng = random.Random(5)
    bad = tmp_path / "bad.zip"
    infos = zipfile.ZipFile(archive).infolist()
    for k in range(50):
        # Inside of members: what ZIP itself repeats in its headers may differ without any member differing.
        info = infos[k % len(infos)]
        start = info.header_offset + 30 + len(info.filename)
        flipped = bytearray(data)
        flipped[start + 20 + rng.randrange(max(1, info.file_size - 20))] ^= 1 << rng.randrange(8)
        bad.write_bytes(bytes(flipped))
        with pytest.raises(CustodyError):
            import_case(bad, tmp_path / "out")
        assert nothing_left(tmp_path / "out")
        assert run(["verify", str(bad)]) == CustodyError.exit_code


HOSTILE = (
    "../evil", "/etc/evil", "originals/../../evil", "C:/evil", "C:evil", "\\\\server\\evil", "a\\b", "~/evil", "~root/x",
    "line\nbreak", "cr\rname", "nul\0name", "originals/./x", "originals//x", "con", "aux.txt", "x.", "x ", "abc\u202egpj",
    "a" * 300, "LEDGER.JSONL", "*",
)  # fmt: skip


@pytest.mark.promise(4, "22 of 22 hostile paths in an archive refused, nothing written anywhere")
@pytest.mark.parametrize("name", HOSTILE, ids=lambda n: repr(n[:20]))
def test_hostile_paths_are_refused(archive: Path, tmp_path: Path, name: str) -> None:
    bad = tmp_path / "in" / "bad.zip"
    bad.parent.mkdir()
    # A name that cannot be told from another by its end is written with a placeholder first: the library would cut it at NUL.
    placeholder = "Z" * len(name.encode())
    with zipfile.ZipFile(archive) as source:
        manifest = source.read(MANIFEST)
    line = hashlib.sha256(b"evil").hexdigest().encode() + b"  " + name.encode() + b"\n"
    _rewritten(archive, bad, **{placeholder: b"evil", MANIFEST: manifest + line})
    bad.write_bytes(bad.read_bytes().replace(placeholder.encode(), name.encode()))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CustodyError):
        import_case(bad, tmp_path / "in" / "out")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.promise(
    18, "the data folder of a running application with a SQLite database: one state of it comes back, nothing that is made again"
)
def test_a_database_that_is_being_written_is_backed_up_as_it_is_at_one_moment(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for name in ("vault/ab", "derived", "static", "incoming"):
        (data / name).mkdir(parents=True)
        (data / name / "x").write_text(name)
    (data / "secret-key").touch(0o600)
    (data / "vault" / "ab" / "x").chmod(0o444)
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (n INTEGER)")
        database.executemany("INSERT INTO t VALUES (?)", [(n,) for n in range(1000)])
        database.commit()
        database.execute("INSERT INTO t VALUES (-1)")
        written = write_archive(data, tmp_path / "backup.zip")
        database.rollback()
    restored = tmp_path / "restored"
    assert read_archive(tmp_path / "backup.zip", restored) == written == tree_digest(restored)
    found = {
        path.relative_to(restored).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in restored.rglob("*") if path.is_file()
    }
    assert found == {"db.sqlite3": 0o644, "secret-key": 0o600, "vault/ab/x": 0o444}
    with closing(sqlite3.connect(restored / "db.sqlite3")) as database:
        assert database.execute("SELECT COUNT(*), MIN(n) FROM t").fetchone() == (1000, 0)


def test_links_bombs_and_liars_are_refused(archive: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.zip"
    with zipfile.ZipFile(link, "w") as out:
        info = zipfile.ZipInfo("originals")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(info, "/etc")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("originals/zeros", b"\0" * 10_000_000)
    for bad, why in ((link, "plain stored file"), (bomb, "plain stored file")):
        with pytest.raises(CustodyError, match=why):
            import_case(bad, tmp_path / "out")
    with zipfile.ZipFile(archive) as source:
        first = source.namelist()[0]
    missing = _rewritten(archive, tmp_path / "missing.zip", **{first: None})
    added = _rewritten(archive, tmp_path / "added.zip", **{"new.txt": b"x"})
    unlisted = _rewritten(archive, tmp_path / "unlisted.zip", **{MANIFEST: None})
    garbled = _rewritten(archive, tmp_path / "garbled.zip", **{MANIFEST: b"hello\n"})
    for bad in (missing, added, unlisted, garbled):
        with pytest.raises(CustodyError):
            import_case(bad, tmp_path / "out")
        assert nothing_left(tmp_path / "out")


def test_an_archive_of_something_else_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("x")
    write_archive(tmp_path / "folder", tmp_path / "some.zip")
    with pytest.raises(CustodyError, match="holds no case"):
        import_case(tmp_path / "some.zip", tmp_path / "out")
    assert nothing_left(tmp_path / "out")
    (tmp_path / "text.zip").write_text("no archive")
    with pytest.raises(CustodyError, match="no archive of Teardown"):
        read_archive(tmp_path / "text.zip", tmp_path / "out")
    with pytest.raises(NoInputError):
        read_archive(tmp_path / "none.zip", tmp_path / "out")


def test_a_damaged_case_is_not_handed_on(case: Path, tmp_path: Path) -> None:
    shutil.copytree(case, tmp_path / "case")
    flip(next(p for p in (tmp_path / "case" / "originals").rglob("*") if p.is_file()), random.Random(6))
    with pytest.raises(CustodyError, match="not as it was left"):
        export_case(tmp_path / "case", tmp_path / "case.zip")
    assert not (tmp_path / "case.zip").exists()
    # A backup keeps what is there, so that nothing more is lost; a check of it says what is wrong.
    write_archive(tmp_path / "case", tmp_path / "backup.zip")
    assert run(["verify", str(tmp_path / "backup.zip")]) == CustodyError.exit_code


def test_nothing_is_overwritten(case: Path, archive: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="exists already"):
        export_case(case, archive)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_text("x")
    for full in (tmp_path / "full", archive):
        with pytest.raises(UsageError, match="holds something already"):
            import_case(archive, full)
    (tmp_path / "empty").mkdir()
    assert import_case(archive, tmp_path / "empty") == tree_digest(case)
    with pytest.raises(NoInputError):
        write_archive(tmp_path / "none", tmp_path / "x.zip")
    with pytest.raises(OutputError):
        write_archive(case, tmp_path / "none" / "x.zip")


def test_a_name_that_not_every_system_can_hold_is_said_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a:b").write_text("x")
    with pytest.raises(CustodyError, match="colon"):
        write_archive(folder, tmp_path / "x.zip")
    assert os.listdir(tmp_path) == ["folder"]
