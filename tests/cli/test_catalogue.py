import json
from pathlib import Path

import pytest

from teardown.cli.program import run


@pytest.fixture(autouse=True)
def _own_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEARDOWN_CATALOGUE", str(tmp_path / "catalogue.sqlite"))


def table(tmp_path: Path) -> Path:
    path = tmp_path / "parts.csv"
    path.write_text("MPN,Brand\nQZ778899,Winbond\nQZ778800,Nobody Knows\n,Winbond\n", encoding="utf-8")
    return path


def test_a_table_is_imported_used_listed_and_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parts", "import", str(table(tmp_path)), "--licence", "CC0", "--name", "my list", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["taken"], report["refused_count"], report["unresolved_makers"]) == (2, 1, [["Nobody Knows", 1]])
    assert run(["parts", "imports"]) == 0
    assert "my list" in capsys.readouterr().out
    assert run(["parts", "undo", "1"]) == 0
    assert "2 parts were removed" in capsys.readouterr().out
    assert run(["parts", "undo", "1"]) == 5
    assert "There is no import 1" in capsys.readouterr().err


def test_mistakes_get_a_message_and_a_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parts", "import", str(tmp_path / "none.csv"), "--licence", "CC0"]) == 3
    assert "There is no file or folder" in capsys.readouterr().err
    assert run(["parts", "import", str(table(tmp_path)), "--licence", "CC0", "--column", "colour=Brand"]) == 2
    assert "must be FIELD=TITLE" in capsys.readouterr().err
    assert run(["parts", "imports"]) == 5
    assert "Import a part table first" in capsys.readouterr().err


def test_coverage_counts_levels_and_lists_what_is_unexplained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "markings.txt"
    path.write_text("winbond / 25Q128JVSQ\nZZQQ 99\n\n", encoding="utf-8")
    assert run(["parts", "coverage", str(path), "--unexplained", "--catalogue", ""]) == 0
    out = capsys.readouterr().out
    assert "2 markings, 1 attributed to a company (50.0%)" in out
    assert "ZZQQ 99" in out
    assert run(["parts", "coverage", str(tmp_path / "none.txt"), "--catalogue", ""]) == 3
