"""The ledger's file: what was acknowledged is there after a crash at any byte, with two writers, and on a full disk."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from teardown.case.events import LedgerMended, OriginalRead
from teardown.custody import append, check_chain, event_of
from teardown.custody.journal import Journal, read_journal
from teardown.errors import CustodyError, OutputError

WRITER = """
import sys
from pathlib import Path
from teardown.case.events import OriginalRead
from teardown.custody import append
from teardown.custody.journal import Journal

journal = Journal(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    with journal.writing():
        entry = append(journal, OriginalRead("ab" * 32, "x" * 2000), by=sys.argv[2])
    print(entry.number, flush=True)
"""


def written(path: Path, entries: int) -> Journal:
    journal = Journal(path)
    for n in range(entries):
        with journal.writing():
            append(journal, OriginalRead("ab" * 32, f"reading {n}"), by="ann")
    return journal


def test_entries_come_back(tmp_path: Path) -> None:
    journal = written(tmp_path / "ledger.jsonl", 3)
    assert [entry.number for entry in journal.entries()] == [1, 2, 3]
    last = journal.last()
    assert last is not None
    assert last.number == 3
    assert not check_chain(journal.entries())
    assert Journal(tmp_path / "none.jsonl").last() is None
    assert not list(Journal(tmp_path / "none.jsonl").entries())


def test_lines_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "ledger.jsonl")
    for size in (10, 300_000, 10):
        with journal.writing():
            append(journal, OriginalRead("ab" * 32, "あ" * size), by="ann")
    last = journal.last()
    assert last is not None
    assert last.number == 3


@pytest.mark.promise(15, "a crash at every byte of a ledger entry: no finished entry lost, the half set aside and on record")
def test_a_half_written_last_line_is_set_aside(tmp_path: Path) -> None:
    journal = written(tmp_path / "whole.jsonl", 3)
    data = journal.path.read_bytes()
    finished = data.rindex(b"\n", 0, len(data) - 1) + 1
    for cut in range(finished, len(data)):
        path = tmp_path / f"{cut}" / "ledger.jsonl"
        path.parent.mkdir()
        path.write_bytes(data[:cut])
        assert [e.number for e in Journal(path).entries()] == [1, 2], "a reader sees the finished entries"
        written(path, 1)
        found = [event_of(entry) for entry in Journal(path).entries()]
        assert not check_chain(Journal(path).entries())
        assert found[:2] == [OriginalRead("ab" * 32, f"reading {n}") for n in range(2)]
        if cut == finished:
            assert len(found) == 3
        elif cut == len(data) - 1:
            # All of it but the newline had been written.
            assert found[2] == OriginalRead("ab" * 32, "reading 2")
        else:
            mended = found[2]
            assert isinstance(mended, LedgerMended)
            assert mended.torn_bytes == cut - finished
            aside = path.parent / f"ledger.torn-{mended.torn_sha256[:16]}"
            assert aside.read_bytes() == data[finished:cut]


def test_nothing_is_appended_to_a_changed_entry(tmp_path: Path) -> None:
    journal = written(tmp_path / "ledger.jsonl", 2)
    text = journal.path.read_text().replace("reading 1", "reading 9")
    journal.path.write_text(text)
    with journal.writing(), pytest.raises(CustodyError, match="was changed"):
        append(journal, OriginalRead("ab" * 32, "x"), by="ann")
    assert journal.path.read_text() == text


def test_a_changed_line_is_named(tmp_path: Path) -> None:
    journal = written(tmp_path / "ledger.jsonl", 3)
    lines = journal.path.read_text().splitlines()
    journal.path.write_text("\n".join([lines[0], lines[1].replace('"by"', '"BY"'), lines[2]]) + "\n")
    assert [fault.where for fault in read_journal(journal.path).faults] == ["ledger line 2"]
    with pytest.raises(CustodyError, match="ledger line 2"):
        list(journal.entries())


def _start(path: Path, by: str, entries: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), by, str(entries)], stdout=subprocess.PIPE, text=True)


@pytest.mark.promise(15, "2 writers at once: 80 of 80 entries, one chain")
def test_two_writers_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    for writer in [_start(path, by, 40) for by in ("ann", "ben")]:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    entries = list(Journal(path).entries())
    assert [entry.number for entry in entries] == list(range(1, 81))
    assert not check_chain(entries)
    assert [sum(entry.by == by for entry in entries) for by in ("ann", "ben")] == [40, 40]


def _killed(path: Path, times: int) -> str:
    acknowledged = 0
    for _ in range(times):
        writer = _start(path, "ann", 1_000_000)
        assert writer.stdout
        for _line in range(5):
            acknowledged = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        told = writer.communicate()[0].split()
        # The last number may have been cut off in the pipe.
        acknowledged = max(acknowledged, int(told[-2]) if len(told) > 1 else 0)
    written(path, 1)
    entries = list(Journal(path).entries())
    assert not check_chain(entries)
    assert len(entries) > acknowledged
    return f"{times} writers killed, {acknowledged} entries acknowledged, {len(entries) - 1} kept"


@pytest.mark.promise(15, "3 writers killed in the middle of writing: no acknowledged entry lost")
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, figure: Callable[[str], None]) -> None:
    figure(_killed(tmp_path / "ledger.jsonl", 3))


@pytest.mark.evidence
@pytest.mark.promise(15, "50 writers killed in the middle of writing: no acknowledged entry lost")
def test_fifty_killed_writers_lose_nothing_that_they_acknowledged(tmp_path: Path, figure: Callable[[str], None]) -> None:
    figure(_killed(tmp_path / "ledger.jsonl", 50))


FULL = """
import json, resource, signal, sys
from pathlib import Path
from teardown.case.events import OriginalRead
from teardown.custody import append
from teardown.custody.journal import Journal
from teardown.errors import OutputError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100,) * 2)
journal = Journal(path)
try:
    with journal.writing():
        append(journal, OriginalRead("ab" * 32, "x" * 500), by="ann")
except OutputError as error:
    print(json.dumps([error.exit_code, str(error)]))
"""


@pytest.mark.promise(15, "a full disk while an entry is written: the ledger is byte-equal to before, and says so")
def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    journal = written(tmp_path / "ledger.jsonl", 3)
    before = journal.path.read_bytes()
    told = subprocess.run([sys.executable, "-c", FULL, str(journal.path)], capture_output=True, text=True, check=True).stdout
    code, message = json.loads(told)
    assert code == OutputError.exit_code
    assert "the disk is full" in message
    assert "not recorded" in message
    assert journal.path.read_bytes() == before
    written(journal.path, 1)
    assert not check_chain(journal.entries())


def test_a_ledger_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CustodyError, match="cannot be read"):
        read_journal(tmp_path / "none.jsonl")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CustodyError, match="cannot be read"):
        read_journal(tmp_path / "folder")
