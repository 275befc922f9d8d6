"""Everything that is wrong with a parts database, in one list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from teardown.curation.examples import run_examples
from teardown.curation.forms import lint_forms
from teardown.parts import load_facts
from teardown.parts.lint import Finding, lint_names, lint_rows
from teardown.parts.load import default_folder


def lint(folder: Path | None = None, *, today: date | None = None) -> tuple[Finding, ...]:
    """Check rows, names, forms and examples of a `parts_db` folder, by default the installed one.

    Raises:
        PartsDatabaseError: a file cannot be loaded at all.
    """
    folder = folder or default_folder()
    facts = load_facts(folder)
    rows = lint_rows(folder, facts)
    broken_patterns = any("regular expression" in str(f) or "allowed" in str(f) for f in rows)
    ran = () if broken_patterns else lint_forms(facts) + run_examples(folder, facts, today=today)
    return rows + lint_names(facts) + ran
