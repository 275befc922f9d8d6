"""Upkeep of the parts database: lint with its examples, explain a marking, show what is covered."""

from teardown.curation.examples import run_examples
from teardown.curation.explain import explain
from teardown.curation.lint import lint

__all__ = ["explain", "lint", "run_examples"]
