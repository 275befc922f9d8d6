"""A checkpoint survives paper: printed, typed in again, compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.custody import Checkpoint, checkpoint_of, read_checkpoint
from teardown.errors import CustodyError
from tests.custody.test_ledger import chain

AT = datetime(2024, 5, 1, 9, 30, 15, 999, tzinfo=UTC)
PRINTED = checkpoint_of("camera", chain(7)[-1], AT)


def test_what_is_printed_is_short_groups_that_people_can_compare() -> None:
    lines = PRINTED.text().splitlines()
    assert lines[:4] == [
        "Teardown ledger checkpoint",
        "case:    camera",
        "entries: 7",
        "time:    2024-05-01T09:30:15+00:00",
    ]
    assert all(len(line) <= 50 for line in lines)
    groups = lines[4].removeprefix("head:").split() + lines[5].split()
    assert len(groups) == 16
    assert {len(group) for group in groups} == {4}
    assert "".join(groups) == PRINTED.head


@settings(max_examples=50, deadline=None)
@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}", fullmatch=True),
    st.integers(0, 10**9),
    st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    st.datetimes(timezones=st.just(UTC)),
)
def test_it_comes_back_from_its_text(case: str, length: int, head: str, at: datetime) -> None:
    checkpoint = Checkpoint(case, length, head, at.replace(microsecond=0))
    assert read_checkpoint(checkpoint.text()) == checkpoint
    # As people type and programs mail: other line ends, other spaces, capital digits, words around it.
    typed = checkpoint.text().replace("\n", "\r\n").replace("    ", " ").replace(head[:4], head[:4].upper())
    assert read_checkpoint("Dear colleague,\n\n" + typed + "\n-- \nyours") == checkpoint


def test_a_typing_mistake_is_noticed() -> None:
    text = PRINTED.text()
    digit = PRINTED.head[10]
    for wrong in (
        text.replace(PRINTED.head[8:12], PRINTED.head[8:12].replace(digit, "0" if digit != "0" else "1")),
        text.replace("entries: 7", "entries: 8"),
        text.replace("camera", "camara"),
        text.replace("09:30", "09:31"),
    ):
        with pytest.raises(CustodyError, match="typed wrongly"):
            read_checkpoint(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        PRINTED.text().replace("entries: 7", "entries: seven"),
        PRINTED.text().replace("+00:00", ""),
        PRINTED.text().replace(PRINTED.head[:4], "zzzz"),
        PRINTED.text().replace("head:", "had:"),
    ],
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(CustodyError):
        read_checkpoint(text)
