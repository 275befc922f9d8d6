"""Writing everything: the files, the same bytes again, and a folder that cannot be written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from teardown.errors import OutputError
from teardown.export import write_all
from tests.export.case import Case


def write(case: Case, out: Path) -> dict[str, Path]:
    few = replace(case.bom, components=case.bom.components[:4])
    return write_all(few, case.facts, out, photos=case.photos, table=case.table, unread=case.unread)


@pytest.mark.promise(10, "two runs: every exported file byte-equal, workbooks included")
def test_two_runs_give_the_same_bytes_in_every_file(case: Case, tmp_path: Path) -> None:
    first, second = write(case, tmp_path / "a"), write(case, tmp_path / "b")
    assert list(first) == list(second)
    for name, path in first.items():
        assert path.read_bytes() == second[name].read_bytes(), name
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == sorted(p.name for p in first.values()), "nothing is left over"


def test_pages_find_each_other(case: Case, tmp_path: Path) -> None:
    files = write(case, tmp_path)
    for one, other in (("page", "page (Japanese)"), ("page (Japanese)", "page")):
        assert f'href="{files[other].name}"' in files[one].read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written .*free some space"):
        write(case, tmp_path / "file")
