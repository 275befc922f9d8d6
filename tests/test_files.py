"""Files are there whole or not at all; what lay there before stays when the new one cannot be written."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from teardown.errors import OutputError
from teardown.files import files_together, replace_file


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may become larger than so many bytes: what a full disk is to a program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_all_files_get_their_places(tmp_path: Path) -> None:
    with files_together(tmp_path / "out", {"a.txt": b"a", "tables/b.txt": b"b"}) as placed:
        assert not placed["a.txt"].exists()
    assert {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")} == {
        "a.txt",
        "tables/b.txt",
    }


def test_without_room_nothing_is_left_and_what_was_there_stays(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.txt", b"before")
    with (
        room_for(100),
        pytest.raises(OutputError, match=r"large\.txt cannot be written"),
        files_together(tmp_path, {"a.txt": b"after", "new/large.txt": b"x" * 1000}),
    ):
        pytest.fail("the block is not reached")
    assert [path.name for path in tmp_path.rglob("*")] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"before"


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, OutputError])
def test_a_step_that_fails_meanwhile_leaves_nothing(tmp_path: Path, stopped: type[BaseException]) -> None:
    with pytest.raises(stopped), files_together(tmp_path / "out", {"a.txt": b"a"}):
        raise stopped
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file/a.txt", "n" * 300])
def test_a_place_that_cannot_be_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        replace_file(tmp_path / name, b"a")
