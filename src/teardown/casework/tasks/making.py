"""One after the other, what waits is made. What a process left half-made when it died is begun again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.utils import timezone
from filelock import FileLock, Timeout

from teardown.casework.connections import renew_connections
from teardown.casework.facts import data
from teardown.casework.models import Task, TaskKind, TaskState
from teardown.casework.tasks.asking import LOCK, UNFINISHED
from teardown.casework.tasks.checks import check_case
from teardown.casework.tasks.exports import make_export
from teardown.casework.tasks.letters import draft
from teardown.errors import TeardownError

log = logging.getLogger("teardown.tasks")
_TRIES = 3

MAKERS: Mapping[str, Callable[[Task], None]] = {
    TaskKind.EXPORT: make_export,
    TaskKind.LETTERS: draft,
    TaskKind.CHECK: check_case,
}


def work_through() -> int:
    """Make everything that waits; how many were made. Returns at once when another process is at it."""
    made = 0
    try:
        with FileLock(data() / LOCK, timeout=0):
            while (task := _next()) is not None:
                made += _make(task)
                renew_connections()
    except Timeout:
        log.info("Another process makes what was asked for.")
    return made


def _next() -> Task | None:
    # Who holds the lock is alone: what stands as being at work was left by a process that died.
    return Task.objects.filter(state__in=UNFINISHED).select_related("case", "by").order_by("asked_at", "pk").first()


def _make(task: Task) -> int:
    if task.attempts >= _TRIES:
        _failed(task, "It ended three times before it was finished. The server may have too little memory for it.")
        return 0
    task.state, task.attempts = TaskState.WORKING, task.attempts + 1
    task.save(update_fields=("state", "attempts"))
    try:
        MAKERS[task.kind](task)
    except TeardownError as error:
        _failed(task, str(error))
        return 0
    except Exception:
        log.exception("Task %s was not made", task.pk)
        _failed(task, "Something went wrong that should not have. Nothing was released; the server's log says more.")
        return 0
    Task.objects.filter(pk=task.pk).update(state=TaskState.DONE, done_at=timezone.now())
    return 1


def _failed(task: Task, why: str) -> None:
    Task.objects.filter(pk=task.pk).update(state=TaskState.FAILED, failure=why, done_at=timezone.now())
