"""Write the pages of docs/ that are made from the program itself: settings.md, commands.md, exit-codes.md.

    python tools/docs.py            # write them
    python tools/docs.py --check    # say which are out of date, and end with 1 when one is

A test runs the check, so that a verb, an option, a setting or an exit code cannot be added without being documented.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from teardown import errors
from teardown.cli.options import default_text
from teardown.cli.program import VERBS, teardown
from teardown.settings import NAMES, meaning, variable

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made by tools/docs.py from the program; change it there. -->"

_CODES = {
    0: ("all went well", "Nothing."),
    1: ("a fault of Teardown", "Run the same command as `teardown --debug …`, and report what it prints."),
    2: ("the command was called wrongly", "Read the message: it names the option, setting or company, and what is expected."),
    3: ("nothing to work on", "Check the path: what should be worked on is not there, or cannot be read."),
    4: (
        "some files are no photos that can be taken in",
        "The others were analysed; where there was none, nothing is written. "
        "The table on stderr says which and why: not an image, damaged, too large.",
    ),
    5: (
        "the parts database, or a table of parts, cannot be used",
        "Read the message. Of the parts database, `teardown parts lint` lists every row that is wrong.",
    ),
    6: (
        "a text reader is missing, or photos could not be analysed",
        "`teardown doctor` says what is missing. stderr says which photos failed; the same command tries them again.",
    ),
    7: ("a result could not be written", "Free some space, or choose another folder with `--out`."),
    8: (
        "what is kept is not as it was left",
        "Something was changed, lost or added since it was sealed. `teardown verify` names every fault; restore what it names "
        "from a backup, and find out who could write there.",
    ),
    9: (
        "the rules of casework do not allow it",
        "Read the message: it names the rule. Most often another person has to do this step.",
    ),
    130: ("stopped by Ctrl-C or a signal", "Finished photos are kept; the same command continues with the others."),
}


def settings_page() -> str:
    """All settings with their variables, defaults and meanings."""
    rows = [f"| `{n}` | `{variable(n)}` | {_code(default_text(n))} | {meaning(n)} |" for n in NAMES]
    return f"""# Settings
{_MADE}

Each setting has a default that suits most computers. Change one in three ways, the later ones winning:

1. in a file `teardown.toml` in the current folder, or in your settings folder (the one that `TEARDOWN_SETTINGS` names goes before
   both);
2. with an environment variable;
3. with the option of the same name on the command line (`--max-megapixels 50`), except for those of the web application
   (`data`, `database_url`, `hosts`, `https`).

| setting | environment variable | default | meaning |
|---|---|---|---|
{chr(10).join(rows)}

A settings file looks like this:

```toml
jobs = 2
timeout = 900
```

A name or a value that is not allowed ends the command with exit code 2 and a sentence that says what is. None of the settings
about speed (`jobs`, `threads`, `timeout`, `cluster`, `cache`) changes a result: the same photos give the same bytes.
"""


def exit_codes_page() -> str:
    """All exit codes with their errors and what to do."""
    named: dict[int, list[str]] = {}
    for name, error in sorted(vars(errors).items()):
        if isinstance(error, type) and issubclass(error, errors.TeardownError) and error is not errors.TeardownError:
            named.setdefault(error.exit_code, []).append(f"`{name}`")
    unknown = set(named) - set(_CODES)
    if unknown:
        raise SystemExit(f"tools/docs.py: say in _CODES what to do about exit code {sorted(unknown)}")
    rows = [f"| {code} | {what} | {todo} | {', '.join(named.get(code, []))} |" for code, (what, todo) in _CODES.items()]
    return f"""# Exit codes
{_MADE}

Every error is a sentence on stderr that says what to do. With `--json` it is printed as JSON on stdout as well:
`{{"error": "…", "exit_code": 3}}`. In Python it is an exception of `teardown.errors`.

| code | means | what to do | exceptions |
|---|---|---|---|
{chr(10).join(rows)}

When a batch has both, a failed analysis (6) goes before a refused file (4). A photo that fails never ends the batch: all others
are analysed, and the results are written.
"""


def commands_page() -> str:
    """All verbs with their options."""
    context = click.Context(teardown, info_name="teardown")
    parts = [
        f"""# Commands
{_MADE}

`teardown --help` shows the verbs, `teardown VERB --help` one of them. Every verb takes `--json` and then prints JSON on stdout;
progress and remarks go to stderr. What the exit codes mean stands in [exit-codes.md](exit-codes.md), the settings (which are
options too) in [settings.md](settings.md). A default stands in brackets after its option.
`python -m teardown` is the same program.
""",
        _options("teardown", teardown, skip=("help",)),
    ]
    for name in VERBS:
        verb = teardown.get_command(context, name)
        if isinstance(verb, click.Group):
            parts.append(f"## `teardown {name}`\n\n{_help(verb)}\n")
            for inner in sorted(verb.commands):
                parts.append(_verb(f"teardown {name} {inner}", verb.commands[inner], "###"))
        elif verb is not None:
            parts.append(_verb(f"teardown {name}", verb, "##"))
    return "\n".join(parts)


def _verb(name: str, verb: click.Command, heading: str) -> str:
    arguments = " ".join(p.make_metavar(click.Context(verb)) for p in verb.params if isinstance(p, click.Argument))
    text = f"{heading} `{name}{' ' + arguments if arguments else ''}`\n\n{_help(verb)}\n"
    return f"{text}\n{_options(name, verb, skip=('as_json', 'help'))}"


def _help(verb: click.Command) -> str:
    return "\n\n".join(" ".join(block.split()) for block in (verb.help or "").split("\n\n"))


def _options(name: str, verb: click.Command, skip: tuple[str, ...]) -> str:
    rows, settings = [], []
    for option in verb.params:
        if not isinstance(option, click.Option) or option.name in skip:
            continue
        if (option.name or "").startswith("setting_"):
            settings.append(f"`{option.opts[0]}`")
            continue
        rows.append(f"| {_flags(option)} | {' '.join((option.help or '').split())} |")
    table = "| option | meaning |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
    told = f"\nSettings: {', '.join(settings)}.\n" if settings else ""
    return table + told


def _flags(option: click.Option) -> str:
    kind = option.type
    shown = "" if option.is_flag else option.metavar or "/".join(getattr(kind, "choices", ())) or kind.name.upper()
    given = option.default if isinstance(option.default, str | Path) and not option.is_flag else ""
    return f"`{', '.join(option.opts)}{' ' + shown if shown else ''}`{f' ({given})' if str(given) else ''}"


def _code(text: str) -> str:
    return text if text == "empty" else f"`{text}`"


def pages() -> Iterator[tuple[Path, str]]:
    """Each page and what should stand in it."""
    yield DOCS / "settings.md", settings_page()
    yield DOCS / "exit-codes.md", exit_codes_page()
    yield DOCS / "commands.md", commands_page()


def main() -> int:
    """Write the pages, or check them."""
    stale = [(path, text) for path, text in pages() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path, _ in stale:
            print(f"{path.name} is out of date; run: make docs")
        return 1 if stale else 0
    for path, text in stale:
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
