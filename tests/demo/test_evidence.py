"""The demonstration keeps its case, lets two sample reviewers decide, packs it, and checks the packages; a second run goes on."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from teardown.custody.verify import verify_case
from teardown.demo.evidence import FIRST, SECOND, check, keep_case, review, write_packages
from teardown.demo.sample import Sample
from teardown.errors import CustodyError
from teardown.package import verify_package
from teardown.parts import load_facts
from tests.package.small import denial, small_case
from tests.small_db import write_small_db


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    small = small_case(tmp_path, 3)
    # Digests are of texts that a case seals; here nothing is sealed.
    units = tuple(replace(unit, serial_digest="") for unit in small.record.units)
    answers = (replace(denial(), respondent_digest=""),)
    record = replace(small.record, units=units, decisions=(), signatures=(), letters=(), answers=answers)
    facts = load_facts(write_small_db(tmp_path / "db"))
    return Sample(record, facts, small.photos, tmp_path / "out", datetime(2024, 7, 1, tzinfo=UTC))


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_a_second_run_goes_on_where_the_first_ended(sample: Sample) -> None:
    for run in (1, 2):
        kept = keep_case(sample)
        assert review(kept, sample) == 2
        written, _ = write_packages(kept, sample)
        folders = [path for name, path in written.items() if name.startswith("package (")]
        assert [folder.name for folder in folders] == [f"public-{run}", f"sealed-{run}"]
        assert all("sha256sum -c" in name for name in written if name.startswith("package ("))
        assert all(verify_package(folder) == () for folder in folders)
    assert verify_case(kept.folder) == ()
    record = kept.state().record()
    assert {(d.by, s.by) for d, s in zip(record.decisions, record.signatures, strict=True)} == {(FIRST, SECOND)}
    assert [r.supersedes for r in record.releases] == ["", "", "package-public-1", "package-sealed-1"]
    (folders[0] / "data" / "README.txt").write_text("changed")
    with pytest.raises(CustodyError, match="does not hold"):
        check(folders[0])
