"""PostgreSQL: the tests of the application once more, and an instance that moves there from SQLite."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import NOT_HERE, new_database, programs, server
from tests.web.browser import environment_of

pytestmark = pytest.mark.skipif(programs() is None, reason=NOT_HERE)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server() as address:
        yield address


@pytest.mark.evidence  # three minutes
@pytest.mark.promise(10, "the tests of the application pass on SQLite and on PostgreSQL")
def test_the_same_tests_pass(url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/casework", "tests/web", "--deselect",
         "tests/casework/test_postgresql.py", "-m", "not browser and not evidence", "--ignore", "tests/casework/test_killed.py"],
        cwd=ROOT, env=os.environ | {"TEARDOWN_TEST_DATABASE": url}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


@pytest.mark.promise(18, "an instance moves from SQLite to PostgreSQL: equal digest of all rows")
def test_an_instance_moves(url: str, tmp_path: Path) -> None:
    """From SQLite to PostgreSQL: all rows, with the same digest, and the counters of keys go on."""
    target = new_database(url, "moved")
    here = environment_of(tmp_path) | {"CHAOS_DATA": str(tmp_path), "CHAOS_MARKS": str(tmp_path / "marks")}
    _run([sys.executable, "-m", "tests.casework.chaos", "--step", "prepare", "--photos", "3"], here)
    first = json.loads(_run([sys.executable, "-m", "teardown", "migrate-instance", target, "--json"], here))
    assert first["rows"] > 10

    again = subprocess.run(
        [sys.executable, "-m", "teardown", "migrate-instance", target], env=here, capture_output=True, text=True
    )
    assert again.returncode == 2
    assert "not empty" in again.stderr

    there = here | {"TEARDOWN_DATABASE_URL": target}
    told = json.loads(_run([sys.executable, "-m", "tests.casework.chaos", "--step", "report"], there))
    assert (told["photos"], told["waiting"], told["ledger_faults"]) == (3, 3, 0)
    more = (
        "from teardown.web.prepare import set_up; set_up();"
        "from teardown.casework.models import User; print(User.objects.create(username='x').pk)"
    )
    assert int(_run([sys.executable, "-c", more], there)) > 1


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
