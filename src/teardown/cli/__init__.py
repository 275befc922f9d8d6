"""The command line: one program, `teardown`, one module per group of verbs."""

from teardown.cli.program import main

__all__ = ["main"]
