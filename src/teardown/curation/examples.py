"""Run the examples of `parts_db`: every rule must explain the real markings that stand beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from teardown.attribution import attribute
from teardown.marking import decode_text
from teardown.marking.dates import date_codes
from teardown.model import DateCode, Logo
from teardown.parts import Facts, compact, upper
from teardown.parts.lint import Finding
from teardown.parts.load import parse_examples, read_rows
from teardown.parts.rows import Example

_LOGO = "[logo]"
_NOWHERE = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


def run_examples(folder: Path, facts: Facts, *, today: date | None = None) -> tuple[Finding, ...]:
    """Every example that fails, with what came out instead."""
    today = today or date.today()
    findings: list[Finding] = []
    for row in read_rows(folder, "families"):
        for example in parse_examples(row["examples"]):
            findings += [Finding(row.where, p) for p in _family_example(example, row["manufacturer"], facts, today)]
    for table in ("shared", "customers"):
        for row in read_rows(folder, table):
            for example in parse_examples(row["examples"]):
                marking = decode_text(example.lines, facts, today=today)
                decided = attribute(marking, facts=facts)
                if decided.manufacturer:
                    findings.append(
                        Finding(row.where, f"“{' / '.join(example.lines)}” must name nobody, but names {decided.manufacturer}")
                    )
                find = facts.shared_rule if table == "shared" else facts.customer_rule
                if not any(find(compact(token.text)) for token in marking.tokens):
                    findings.append(Finding(row.where, f"“{' / '.join(example.lines)}” is not matched by a rule of {table}"))
    for row in read_rows(folder, "noise"):
        for example in parse_examples(row["examples"]):
            if not facts.noise_rule(" ".join(example.lines)):
                findings.append(Finding(row.where, f"“{upper(' '.join(example.lines))}” is not taken for noise"))
    for row in read_rows(folder, "date_codes"):
        for example in parse_examples(row["examples"]):
            # An example may lie in any decade: what settles it is the part that it stood on.
            text = " ".join(compact(word) for word in example.lines[0].split())
            codes = date_codes(text, facts, [row["manufacturer"]], today, era=(1970, today.year))
            if example.expects not in {_printed(code) for code in codes}:
                came = ", ".join(_printed(code) for code in codes) or "nothing"
                findings.append(Finding(row.where, f"“{example.lines[0]}” must be read as {example.expects}, came out as {came}"))
    return tuple(findings)


def _family_example(example: Example, maker: str, facts: Facts, today: date) -> list[str]:
    logo = Logo(maker, 1.0, _NOWHERE) if example.lines[0] == _LOGO else None
    lines = example.lines[1:] if logo else example.lines
    text = " / ".join(example.lines)
    decided = attribute(decode_text(lines, facts, today=today), facts=facts, logo=logo)
    if decided.manufacturer is None:
        others = (
            ", ".join(f"{c.manufacturer} ({c.rule}: {c.rejected_because})" for c in decided.candidates[:4]) or "no candidates"
        )
        return [f"“{text}” names nobody ({decided.reason}); {others}"]
    if decided.manufacturer not in facts.house(maker):
        return [f"“{text}” names {decided.manufacturer}, not {maker}"]
    if example.expects and compact(decided.part_number or "") != compact(example.expects):
        return [f"“{text}” gives part {decided.part_number}, not {example.expects}"]
    return []


def _printed(code: DateCode) -> str:
    """`2007-W23`, `2007-03` or `2007`."""
    if code.week is not None:
        return f"{code.year}-W{code.week:02d}"
    return f"{code.year}-{code.month:02d}" if code.month is not None else str(code.year)
