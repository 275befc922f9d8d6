"""The chain of a ledger: what is written comes back letter by letter, and no change goes unseen."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.case.events import CaseDescribed, LetterSent, OriginalRead
from teardown.case.records import Case
from teardown.custody import Checkpoint, Entry, check_chain, checkpoint_of, event_of, next_entry
from teardown.custody.journal import parse_journal
from teardown.custody.ledger import GENESIS, entry_hash, parse_line
from teardown.errors import CustodyError, UsageError

START = datetime(2024, 5, 1, 9, tzinfo=UTC)


def chain(length: int, seed: int = 0) -> list[Entry]:
    """A ledger of some length with texts of all kinds."""
    rng = random.Random(seed)
    texts = ("plain", "日本語の理由", 'quotes " and \\ and \n', "line\u2028separator", "emoji 🔍", "'; drop")
    entries: list[Entry] = []
    for n in range(length):
        event = OriginalRead(f"{rng.getrandbits(256):064x}", f"{rng.choice(texts)} {n}")
        entries.append(next_entry(entries[-1] if entries else None, event, by=f"person-{n % 3}", at=START + timedelta(minutes=n)))
    return entries


def as_file(entries: list[Entry]) -> bytes:
    return "".join(entry.line() + "\n" for entry in entries).encode("utf-8")


def sealed(entry: Entry) -> Entry:
    """An entry with the hash that fits what it says now."""
    return replace(entry, hash=entry_hash(entry))


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).filter(str.strip),
    st.datetimes(timezones=st.just(UTC)),
)
def test_an_entry_comes_back_from_its_line(why: str, by: str, at: datetime) -> None:
    entry = next_entry(None, OriginalRead("ab" * 32, why), by=by, at=at)
    assert "\n" not in entry.line()
    assert parse_line(entry.line()) == entry
    assert event_of(parse_line(entry.line())) == OriginalRead("ab" * 32, why)
    assert not check_chain([entry])


def test_times_are_in_utc_whatever_zone_they_came_in() -> None:
    tokyo = START.astimezone(timezone(timedelta(hours=9)))
    event = OriginalRead("ab" * 32, "x")
    assert next_entry(None, event, by="ann", at=tokyo) == next_entry(None, event, by="ann", at=START)
    assert '"at":"2024-05-01T09:00:00+00:00"' in next_entry(None, event, by="ann", at=tokyo).line()
    with pytest.raises(CustodyError, match="zone"):
        next_entry(None, OriginalRead("ab" * 32, "x"), by="ann", at=START.replace(tzinfo=None))


@pytest.mark.parametrize("by", ["", "  ", "\ud800"])
def test_an_entry_needs_a_name_that_can_be_written(by: str) -> None:
    with pytest.raises((CustodyError, UsageError)):
        next_entry(None, OriginalRead("ab" * 32, "x"), by=by, at=START)
    with pytest.raises(UsageError, match="no text"):
        next_entry(None, OriginalRead("ab" * 32, "\ud800"), by="ann", at=START)


def test_a_line_written_in_another_way_is_no_entry() -> None:
    line = chain(1)[0].line()
    plain = json.loads(line)
    for other in (
        line + " ",
        " " + line,
        json.dumps(plain),
        json.dumps(plain, ensure_ascii=False),
        line[:-1],
        "{}",
        "[1]",
        "",
        "[" * 99_999,
    ):
        with pytest.raises(CustodyError):
            parse_line(other)


def test_an_event_that_this_version_does_not_know_is_said_so() -> None:
    entry = chain(1)[0]
    with pytest.raises(CustodyError, match="newer Teardown"):
        event_of(replace(entry, kind="Levitated"))
    with pytest.raises(CustodyError, match="not readable as LetterSent"):
        event_of(replace(entry, kind=LetterSent.__name__))


def test_the_chain_can_be_checked_with_sed_and_sha256sum(tmp_path: Path) -> None:
    if not all(shutil.which(tool) for tool in ("sh", "sed", "sha256sum")):
        pytest.skip("sh, sed or sha256sum is not here")
    entries = chain(5)
    (tmp_path / "ledger.jsonl").write_bytes(as_file(entries))
    script = """sed 's/,"hash":"[0-9a-f]*"}$/}/' ledger.jsonl | while IFS= read -r line; do printf %s "$line" | sha256sum; done"""
    told = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert [line.split()[0] for line in told.splitlines()] == [entry.hash for entry in entries]


def test_one_damaged_entry_is_one_fault() -> None:
    entries = chain(9)
    entries[4] = replace(entries[4], by="somebody else")
    assert [fault.where for fault in check_chain(entries)] == ["ledger entry 5"]
    entries = chain(9)
    entries[4] = replace(entries[4], hash="0" * 64)
    assert [fault.where for fault in check_chain(entries)] == ["ledger entry 5"]


# --------------------------------------------------------------------------------------------- what is seen

Mutation = Callable[[list[Entry], random.Random], list[Entry]]


def _edit(entries: list[Entry], rng: random.Random) -> list[Entry]:
    k = rng.randrange(len(entries))
    entry = entries[k]
    changed = (
        replace(entry, by=entry.by + "x"),
        replace(entry, at=entry.at + timedelta(microseconds=1)),
        replace(entry, kind="LetterSent"),
        replace(entry, payload=entry.payload.replace('"why":"', '"why":"not ')),
        replace(entry, number=entry.number + rng.choice((-1, 1, 7))),
        replace(entry, previous=f"{rng.getrandbits(256):064x}"),
        replace(entry, hash=f"{rng.getrandbits(256):064x}"),
        # Changed by somebody who knows how entries are sealed: the next one gives it away, or the checkpoint.
        sealed(replace(entry, by=entry.by + "x")),
    )
    return [*entries[:k], rng.choice(changed), *entries[k + 1 :]]


def _delete(entries: list[Entry], rng: random.Random) -> list[Entry]:
    k = rng.randrange(len(entries) - 1)
    return entries[:k] + entries[k + rng.randint(1, min(3, len(entries) - 1 - k)) :]


def _insert(entries: list[Entry], rng: random.Random) -> list[Entry]:
    k = rng.randrange(len(entries))
    before = entries[k - 1] if k else None
    forged = next_entry(before, CaseDescribed(Case("camera", "forged")), by="forger", at=START)
    new = rng.choice((forged, replace(entries[k]), sealed(replace(entries[k], by="forger"))))
    return [*entries[:k], new, *entries[k:]]


def _swap(entries: list[Entry], rng: random.Random) -> list[Entry]:
    first, second = rng.sample(range(len(entries)), 2)
    out = list(entries)
    out[first], out[second] = out[second], out[first]
    return out


def _truncate(entries: list[Entry], rng: random.Random) -> list[Entry]:
    return entries[: rng.randrange(len(entries))]


def _written_anew(entries: list[Entry], rng: random.Random) -> list[Entry]:
    """From one entry on, all of it forged so that the chain itself is whole: only a checkpoint shows it."""
    k = rng.randrange(len(entries))
    out = list(entries[:k])
    for entry in entries[k:]:
        by = "forger" if entry is entries[k] else entry.by
        out.append(next_entry(out[-1] if out else None, event_of(entry), by=by, at=entry.at))
    return out


MUTATIONS: dict[str, tuple[Mutation, int]] = {
    "edit": (_edit, 200),
    "delete": (_delete, 200),
    "insert": (_insert, 200),
    "swap": (_swap, 150),
    "truncate": (_truncate, 150),
    "written anew": (_written_anew, 100),
}


def faults_in(data: bytes, checkpoint: Checkpoint | None) -> bool:
    text = parse_journal(data)
    return bool(text.faults or text.torn or check_chain(text.entries, checkpoint))


@pytest.mark.promise(
    3, "1,000 of 1,000 mutations seen (200 edit, 200 delete, 200 insert, 150 swap, 150 truncate, 100 written anew)"
)
def test_every_mutation_of_a_ledger_is_seen_against_a_printed_checkpoint(figure: Callable[[str], None]) -> None:
    unseen, made = [], 0
    for kind, (mutate, times) in MUTATIONS.items():
        for seed in range(times):
            rng = random.Random(f"{kind} {seed}")
            entries = chain(rng.randint(2, 14), seed)
            printed = checkpoint_of("camera", entries[-1], START)
            assert not faults_in(as_file(entries), printed)
            mutated = as_file(mutate(entries, rng))
            assert mutated != as_file(entries)
            made += 1
            if not faults_in(mutated, printed):
                unseen.append((kind, seed))
    figure(f"{made - len(unseen)} of {made} mutations seen")
    assert made == 1000
    assert not unseen


@pytest.mark.promise(3, "every entry but the last shows its own change without a checkpoint")
def test_without_a_checkpoint_only_the_end_can_be_lost_unseen() -> None:
    entries = chain(6)
    assert not check_chain(entries[:4])
    for kind in ("delete", "swap", "insert"):
        for seed in range(40):
            assert check_chain(MUTATIONS[kind][0](entries, random.Random(seed))), (kind, seed)


@pytest.mark.promise(3, "one bit flipped anywhere in a ledger's file: seen at every one of its bytes")
def test_one_flipped_bit_anywhere_in_the_file_is_seen() -> None:
    entries = chain(3)
    data = as_file(entries)
    for at in range(len(data)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << (at % 8)
        assert faults_in(bytes(flipped), None), at


def test_an_empty_ledger_has_a_checkpoint_too() -> None:
    printed = checkpoint_of("camera", None, START)
    assert printed.head == GENESIS
    assert not check_chain([], printed)
    assert not check_chain(chain(3), printed)
