"""Write docs/evidence-promises.md: each promise about evidence, the figure that shows it, and the test that asserts it.

    python tools/promises.py            # write the page
    python tools/promises.py --print    # print the table for a terminal
    python tools/promises.py --check    # end with 1 when the page is out of date

A test says which promise it shows with a marker, `@pytest.mark.promise(3, "1,000 of 1,000 mutations seen")`; the figure is what
it asserts. For the page the tests are read, not run. `make evidence` runs all of them and keeps what came of each
(out/promises.json): whether it passed, in how many seconds, and the figure that it counted. `--print` tells that beside them.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evidence-promises.md"
RUN = ROOT / "out" / "promises.json"
"""What came of the tests when they ran last (`tests/promises_kept.py`)."""

PROMISES = {
    1: "Originals never change",
    2: "Tampering is seen",
    3: "The ledger only grows",
    4: "Anyone can check without us",
    5: "We would rather say “unidentified”",
    6: "Confidence means something",
    7: "No leading question",
    8: "Two people",
    9: "Names resolve right",
    10: "Same input, same output",
    11: "Spreadsheets are inert and exact",
    12: "Hostile files do no harm",
    13: "Volunteers stay private",
    14: "Roles hold",
    15: "No work is lost",
    16: "Disputes are part of the record",
    17: "Numbers in prose come from rows",
    18: "It can be restored",
}
MEASURED = {
    5: "measured, not tested: `make bench` prints wrong names beside coverage ([measurements.md](measurements.md))",
    6: "measured, not tested: `make bench` prints the calibration ([measurements.md](measurements.md))",
}
"""Promises whose figure is a measurement on photos, which no test can assert."""


@dataclass(frozen=True)
class Shown:
    """One test that shows a promise."""

    promise: int
    figure: str
    test: str
    long: bool
    """Run by `make evidence` alone."""


def shown_in(path: Path) -> Iterator[Shown]:
    """The marked tests of a file, in its order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            marks = [mark for decorator in node.decorator_list if (mark := _mark(decorator))]
            long = any(name == "evidence" for name, _ in marks)
            for name, arguments in marks:
                if name == "promise":
                    number, figure = (ast.literal_eval(argument) for argument in arguments)
                    yield Shown(number, figure, f"{path.relative_to(ROOT).as_posix()}::{node.name}", long)


def _mark(decorator: ast.expr) -> tuple[str, list[ast.expr]] | None:
    """Name and arguments of `@pytest.mark.NAME(...)`."""
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(call, ast.Attribute) and ast.unparse(call.value) == "pytest.mark":
        return call.attr, decorator.args if isinstance(decorator, ast.Call) else []
    return None


def all_shown() -> list[Shown]:
    """All marked tests, by promise and place."""
    found = [shown for path in sorted((ROOT / "tests").rglob("test_*.py")) for shown in shown_in(path)]
    unknown = [shown for shown in found if shown.promise not in PROMISES]
    if unknown:
        raise SystemExit(f"tools/promises.py: there is no promise {unknown[0].promise} ({unknown[0].test})")
    return sorted(found, key=lambda shown: (shown.promise, shown.long))


def page() -> str:
    """The page."""
    rows, found = [], all_shown()
    for number, words in PROMISES.items():
        tests = [shown for shown in found if shown.promise == number]
        told = [(f"{s.figure}", f"`{s.test}`", "make evidence" if s.long else "make test") for s in tests]
        if number in MEASURED:
            told.append((MEASURED[number], "", "make bench"))
        for n, (figure, test, run) in enumerate(told or [("no test shows it yet", "", "")]):
            rows.append(f"| {f'{number} {words}' if n == 0 else ''} | {figure} | {test} | {run} |")
    return f"""# What stands as evidence: promises, figures, tests
<!-- Made by tools/promises.py from the markers of the tests; change it there. -->

Each line is a promise, the figure that shows it, the test that asserts the figure, and the command that runs the test.
`make test` runs the fast ones, `make evidence` all of them: it prints beside each whether it passed, in how many seconds, and the
figure that it counted in this run. `python tools/promises.py --print` prints that again.
How custody works stands in [custody.md](custody.md), how to note evidence that is not printed on a chip in
[evidence.md](evidence.md).

| promise | figure | test | run by |
|---|---|---|---|
{chr(10).join(rows)}
"""


def came_of(run: dict[str, Any], test: str) -> str:
    """What came of a test, in words."""
    if test not in run:
        return "not run"
    told = run[test]
    words = f"{'passed' if told['passed'] else 'FAILED'} in {told['seconds']} s"
    return ": ".join([words, "; ".join(told["figures"])]) if told["figures"] else words


def printed(run: dict[str, Any] | None = None) -> str:
    """The table for a terminal."""
    lines, found = [], all_shown()
    run = run or {}
    for number, words in PROMISES.items():
        lines.append(f"{number:>2} {words}")
        tests = [shown for shown in found if shown.promise == number]
        lines += [
            f"     {s.figure}\n         {s.test}{' (make evidence)' if s.long else ''}: {came_of(run, s.test)}" for s in tests
        ]
        if number in MEASURED:
            lines.append("     measured by make bench, see docs/measurements.md")
        elif not tests:
            lines.append("     no test shows it yet")
    return "\n".join(lines)


def main() -> int:
    """Write the page, check it, or print the table."""
    if "--print" in sys.argv[1:]:
        print(printed(json.loads(RUN.read_text(encoding="utf-8")) if RUN.is_file() else {}))
        return 0
    text = page()
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{PAGE.name} is out of date; run: make docs")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
