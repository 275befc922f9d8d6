"""The program `teardown`: its verbs, and what happens when something goes wrong."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from teardown import __version__
from teardown.errors import InterruptedRunError, NoInputError, OutputError, TeardownError, UsageError

_UNFORESEEN = 1
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_NO_WAY_THERE = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.EIO)
"""What the system refuses because of the path that somebody gave; a missing file of the program itself is not among them."""

VERBS = {
    "analyze": "teardown.cli.analyze",
    "table": "teardown.cli.analyze",
    "parts": "teardown.cli.parts",
    "bench": "teardown.cli.bench",
    "case": "teardown.cli.case",
    "letters": "teardown.cli.letters",
    "answers": "teardown.cli.answers",
    "report": "teardown.cli.report",
    "package": "teardown.cli.report",
    "verify": "teardown.cli.verify",
    "backup": "teardown.cli.backup",
    "restore": "teardown.cli.backup",
    "doctor": "teardown.cli.doctor",
    "demo": "teardown.cli.demo",
    "serve": "teardown.cli.serve",
    "worker": "teardown.cli.serve",
    "new-password": "teardown.cli.serve",
    "migrate-instance": "teardown.cli.serve",
}
"""Each verb and its module, which is loaded when the verb is used: image and table libraries take a second to load."""


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[name]), name.replace("-", "_"))
        return command


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110, "show_default": True},
    epilog="What each exit code means stands in docs/exit-codes.md; every setting in docs/settings.md.",
)
@click.version_option(__version__, "-V", "--version", prog_name="teardown")
@click.option("--debug", is_flag=True, help="Show where in the program an unforeseen error came from.")
def teardown(debug: bool) -> None:
    """From photos of circuit boards to a bill of materials in which every chip is attributed to a company by evidence."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Japanese names gets question marks, not an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(run(arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code. No error that a user can cause shows a traceback."""
    try:
        code = teardown.main(list(arguments), prog_name="teardown", standalone_mode=False)
        sys.stdout.flush()
    except TeardownError as error:
        return _tell(str(error), error.exit_code, arguments)
    except click.UsageError as error:
        error.show()
        _tell_program(error.format_message(), UsageError.exit_code, arguments)
        return UsageError.exit_code
    except click.ClickException as error:
        return _tell(error.format_message(), error.exit_code, arguments)
    except (KeyboardInterrupt, click.Abort):
        return _tell("Stopped.", InterruptedRunError.exit_code, arguments)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _UNFORESEEN
    except OSError as error:
        told = _told_by_the_system(error)
        if told is None or "--debug" in arguments:
            return _unforeseen(error, arguments)
        return _tell(*told, arguments)
    except Exception as error:
        return _unforeseen(error, arguments)
    return code if isinstance(code, int) else 0


def _told_by_the_system(error: OSError) -> tuple[str, int] | None:
    """What the operating system refuses because of a path or a disk, in words, with the exit code; None for all else."""
    where, why = f"{error.filename}: " if error.filename else "", error.strerror or str(error)
    if error.errno in _NO_ROOM:
        return f"{where}{why}. Free some space, or choose another place.", OutputError.exit_code
    if error.errno in _NO_WAY_THERE and error.filename:
        return f"{where}{why}. Check the path and its permissions.", NoInputError.exit_code
    return None


def _unforeseen(error: Exception, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        raise error
    return _tell(
        f"Something unforeseen happened ({type(error).__name__}: {error}). This is a fault of Teardown, not yours. "
        "Please report it, with what `teardown --debug …` prints for the same command.",
        _UNFORESEEN,
        arguments,
    )


def _tell(message: str, code: int, arguments: Sequence[str]) -> int:
    """Say what went wrong: in words on stderr, and with `--json` also as JSON on stdout."""
    # The name of a file may hold bytes that are no text.
    message = message.encode("utf-8", "replace").decode("utf-8")
    _tell_program(message, code, arguments)
    print(f"teardown: {message}", file=sys.stderr)
    return code


def _tell_program(message: str, code: int, arguments: Sequence[str]) -> None:
    if "--json" in arguments:
        print(json.dumps({"error": message, "exit_code": code}, ensure_ascii=False))


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
