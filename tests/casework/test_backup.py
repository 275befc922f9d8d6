"""An instance as one file and back, on SQLite and on PostgreSQL: equal digests of all rows and of all files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.custody.build import analysed_case
from tests.postgresql import NOT_HERE, new_database, programs, server
from tests.small_db import write_small_db
from tests.web.browser import environment_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if programs() is None:
        pytest.skip(NOT_HERE)
    with server() as address:
        yield address


def teardown(environment: dict[str, str], *words: str, code: int = 0) -> str:
    command = [sys.executable, "-m", "teardown", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


def instance(folder: Path, database: str = "") -> dict[str, str]:
    """The settings of an instance in a folder that is not there yet."""
    return environment_of(folder) | ({"TEARDOWN_DATABASE_URL": database} if database else {})


def begun(folder: Path, database: str = "") -> dict[str, str]:
    """An instance with a case, a unit and three photos."""
    here = instance(folder, database) | {"CHAOS_DATA": str(folder), "CHAOS_MARKS": str(folder / "marks")}
    command = [sys.executable, "-m", "tests.casework.chaos", "--step", "prepare", "--photos", "3"]
    subprocess.run(command, cwd=ROOT, env=here, check=True, capture_output=True)
    return here


def restored(backup: Path, environment: dict[str, str]) -> Any:
    return json.loads(teardown(environment, "restore", "--instance", str(backup), "--json"))


@pytest.mark.promise(18, "backup of an instance on SQLite → empty instance → restore: equal digest of all files and of all rows")
def test_an_instance_comes_back(tmp_path: Path) -> None:
    here = begun(tmp_path / "here")
    backup = tmp_path / "backup.zip"
    made = json.loads(teardown(here, "backup", "--instance", str(backup), "--json"))
    there = instance(tmp_path / "there")
    back = restored(backup, there)
    assert (back["digest"], back["rows_digest"]) == (made["digest"], made["rows_digest"])
    assert "all is as it was left" in teardown(there, "verify", "--instance")
    again = json.loads(teardown(there, "backup", "--instance", str(tmp_path / "again.zip"), "--json"))
    assert again["rows_digest"] == made["rows_digest"]

    assert "holds something already" in teardown(there, "restore", "--instance", str(backup), code=2)
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "a").write_text("a")
    teardown(there, "backup", str(tmp_path / "case"), str(tmp_path / "case.zip"))
    elsewhere = instance(tmp_path / "elsewhere")
    assert "no backup of an instance" in teardown(elsewhere, "restore", "--instance", str(tmp_path / "case.zip"), code=8)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.evidence  # a minute
@pytest.mark.promise(18, "backup of an instance on PostgreSQL → restore to PostgreSQL and to SQLite: equal digest of all rows")
def test_an_instance_on_postgresql_comes_back_on_either_database(url: str, tmp_path: Path) -> None:
    here = begun(tmp_path / "here", new_database(url, "here"))
    backup = tmp_path / "backup.zip"
    made = json.loads(teardown(here, "backup", "--instance", str(backup), "--json"))

    target = new_database(url, "there")
    there = instance(tmp_path / "there", target)
    assert restored(backup, there)["rows_digest"] == made["rows_digest"]
    assert not (tmp_path / "there" / "teardown.sqlite3").exists()
    assert "all is as it was left" in teardown(there, "verify", "--instance")

    small = instance(tmp_path / "small")
    back = restored(backup, small)
    assert (back["digest"], back["rows_digest"]) == (made["digest"], made["rows_digest"])
    assert "all is as it was left" in teardown(small, "verify", "--instance")

    taken = instance(tmp_path / "taken", target)
    assert "is not empty" in teardown(taken, "restore", "--instance", str(backup), code=2)
    assert not (tmp_path / "taken").exists()


@pytest.mark.evidence  # a minute
@pytest.mark.promise(10, "10 runs on SQLite and 10 on PostgreSQL: the same bytes of every CSV, JSON and XLSX of a case")
def test_exports_are_the_same_bytes_on_either_database(url: str, tmp_path: Path) -> None:
    kept = analysed_case(tmp_path / "case")
    facts = {"TEARDOWN_PARTS_DB": str(write_small_db(tmp_path / "db"))}
    teardown(instance(tmp_path / "any") | facts, "case", "export", str(kept.folder), str(tmp_path / "case.zip"))
    found = []
    for name, database in (("sqlite", ""), ("postgresql", new_database(url, "exports"))):
        here = instance(tmp_path / name, database) | facts
        teardown(here, "case", "import", str(tmp_path / "case.zip"), "--instance")
        command = [sys.executable, "-m", "tests.casework.exported", "camera"]
        done = subprocess.run(command, cwd=ROOT, env=here, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout))
    assert {"workbook", "workbook-ja", "components-csv", "case-json"} <= set(found[0])
    assert all(len(digests) == 1 for digests in found[0].values())
    assert found[0] == found[1]
