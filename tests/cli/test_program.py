"""Mistakes end with a sentence and the documented exit code, and a program can read them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from teardown import __version__
from teardown.cli.program import VERBS, run


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(verb in shown for verb in VERBS)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nonsense"], 2, "No such command"),
        (["parts", "serch"], 2, "Did you mean 'search'?"),
        (["parts", "info", "No Such Company"], 2, "No company is called “No Such Company”"),
        (["parts", "info", "--parts-db", "/nowhere"], 5, "parts database"),
        (["table", "/nowhere"], 3, "holds no result"),
        (["bench", "/nowhere"], 3, "labels.json"),
        (["analyze", "/nowhere/a.jpg"], 2, "--out"),
        (["parts", "lint", "--timeout", "3"], 2, "No such option"),
    ],
)
def test_mistakes(arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_mistakes_are_json_when_json_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parts", "info", "No Such Company", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 2
    assert "No Such Company" in told["error"]


def test_wrong_settings_are_told_by_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TEARDOWN_JOBS", "many")
    assert run(["parts", "info"]) == 2
    assert "TEARDOWN_JOBS is “many”" in capsys.readouterr().err


def test_faults_of_the_program_are_told_as_such(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(settings: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("teardown.cli.parts.facts_of", broken)
    assert run(["parts", "info"]) == 1
    assert "This is a fault of Teardown, not yours" in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        run(["--debug", "parts", "info"])


def test_who_stops_reading_a_pipe_sees_no_error() -> None:
    program = [sys.executable, "-c", "from teardown.cli import main; main()", "parts", "search", "semiconductor", "--json"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_a_terminal_without_japanese_gets_question_marks() -> None:
    program = [sys.executable, "-c", "from teardown.cli import main; main()", "parts", "info", "rohm"]
    shown = subprocess.run(program, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "latin-1"}, check=True)
    assert b"ROHM COMPANY LIMITED" in shown.stdout
    assert b"??" in shown.stdout
