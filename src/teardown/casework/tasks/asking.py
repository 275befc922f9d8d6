"""Ask for something that takes long, and see to it that somebody makes it."""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from filelock import FileLock, Timeout

from teardown.casework.facts import data
from teardown.casework.models import Case, Task, TaskKind, TaskState, User

log = logging.getLogger("teardown.tasks")
UNFINISHED = (TaskState.WAITING, TaskState.WORKING)
LOCK = ".tasks.lock"
"""Held by the one process that makes things; a process that dies lets go of it."""


@transaction.atomic
def ask(case: Case, kind: TaskKind, *, by: User, options: Mapping[str, Any], sealed: bool = False) -> Task:
    """Ask for something. What is asked for twice, and is not done yet, is made once."""
    before = Task.objects.filter(case=case, kind=kind, options=dict(options), by=by, state__in=UNFINISHED).first()
    if before:
        return before
    return Task.objects.create(case=case, kind=kind, options=dict(options), by=by, asked_at=timezone.now(), sealed=sealed)


def look_after(case: Case) -> None:
    """Start the process that makes things when something of this case waits and nobody is at it."""
    if not Task.objects.filter(case=case, state__in=UNFINISHED).exists():
        return
    command = settings.TASK_COMMAND
    if not command or _somebody_is_at_it():
        return
    process = subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)
    # Collected when it ends, so that it does not stay as a zombie.
    threading.Thread(target=process.wait, name="task-process", daemon=True).start()


def _somebody_is_at_it() -> bool:
    lock = FileLock(data() / LOCK, timeout=0)
    try:
        with lock:
            return False
    except Timeout:
        return True
