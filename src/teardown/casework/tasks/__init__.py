"""What takes longer than a page may: made by a process of its own, so that no page waits for it."""

from teardown.casework.tasks.asking import ask, look_after
from teardown.casework.tasks.kinds import EXPORTS, ExportKind
from teardown.casework.tasks.making import work_through

__all__ = ["EXPORTS", "ExportKind", "ask", "look_after", "work_through"]
