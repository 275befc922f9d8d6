"""The process that makes what was asked for, and ends when nothing waits any more: `python -m teardown.web.making`."""

from __future__ import annotations

import contextlib
import os

from teardown.web import prepare

if __name__ == "__main__":
    prepare.set_up()
    # Whoever looks at a page comes first.
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    from teardown.casework.tasks import work_through

    work_through()
