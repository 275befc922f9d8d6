"""Execution: run a function over many photos on any executor, keep what is finished, and say what happened to each file."""

from teardown.execution.batch import Work, run
from teardown.execution.executors import InlineExecutor, LocalPool, automatic_jobs, cluster_executor, make_executor
from teardown.execution.outcome import Outcome, Status, exit_code, outcome_table
from teardown.execution.store import Store

__all__ = [
    "InlineExecutor",
    "LocalPool",
    "Outcome",
    "Status",
    "Store",
    "Work",
    "automatic_jobs",
    "cluster_executor",
    "exit_code",
    "make_executor",
    "outcome_table",
    "run",
]
