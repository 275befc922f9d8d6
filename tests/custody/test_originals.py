"""Originals never change, whatever happens in a case, and what is handed on is what was received."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from teardown.custody.archive import export_case, import_case
from teardown.custody.casefolder import CaseFolder
from teardown.custody.verify import verify_case
from tests.custody.build import Busy, begin
from tests.custody.photos import KINDS, private_photo


def _mixed(busy: Busy, files: int) -> dict[str, bytes]:
    """Photos of every kind as received, by the hash that they have at receipt."""
    received = {}
    for n in range(files):
        photo = private_photo(n, KINDS[n % len(KINDS)])
        record, new = busy.kept.add_photo(photo.data, name=photo.name, unit="unit-1", by="ann", received_from="volunteer-1")
        assert new
        assert record.photo.sha256 == hashlib.sha256(photo.data).hexdigest()
        received[record.photo.sha256] = photo.data
    return received


def _on_disk(kept: CaseFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in kept.originals.folder.rglob("*") if path.is_file()}


@pytest.mark.promise(1, "200 of 200 mixed files: hash at receipt = on disk = in the export, after every operation; all read-only")
def test_200_mixed_originals_stay_byte_equal(tmp_path: Path, figure: Callable[[str], None]) -> None:
    busy = begin(tmp_path / "case")
    received = _mixed(busy, 200)
    assert len(received) == 200
    assert Counter(r.photo.format for r in busy.kept.state().record().photos) == dict.fromkeys(KINDS, 40)
    operations = (busy.analyse, busy.decide, busy.sign, busy.write_letter, busy.answer, busy.release, busy.read)
    for operation in operations:
        operation()
        assert _on_disk(busy.kept) == received, operation.__name__
    modes = {stat.S_IMODE(path.stat().st_mode) for path in busy.kept.originals.folder.rglob("*") if path.is_file()}
    assert modes == {0o444}

    export_case(busy.kept.folder, tmp_path / "case.zip")
    assert _on_disk(busy.kept) == received
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        inside = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist() if name.startswith("originals/")}
    assert inside == received
    import_case(tmp_path / "case.zip", tmp_path / "imported")
    imported = CaseFolder(tmp_path / "imported")
    assert _on_disk(imported) == received
    assert {stat.S_IMODE(imported.originals.path(s).stat().st_mode) for s in received} == {0o444}
    assert not verify_case(imported.folder)
    figure(f"{len(received)} of 200 byte-equal and read-only")


def test_a_photo_that_is_there_already_is_not_taken_in_again(tmp_path: Path) -> None:
    busy = begin(tmp_path / "case")
    received = _mixed(busy, 2)
    before = len(busy.kept.entries())
    photo = private_photo(1, KINDS[1])
    record, new = busy.kept.add_photo(photo.data, name="other name.png", unit="unit-1", by="ben", received_from="ben")
    assert (record.photo.name, new) == (photo.name, False)
    assert len(busy.kept.entries()) == before
    # One that was lost is sealed again from the same bytes.
    busy.kept.originals.path(record.photo.sha256).unlink()
    busy.kept.add_photo(photo.data, name="other name.png", unit="unit-1", by="ben", received_from="ben")
    assert _on_disk(busy.kept) == received
    assert not verify_case(busy.kept.folder)
