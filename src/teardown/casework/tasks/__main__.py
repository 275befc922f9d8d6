"""The process that makes what was asked for, and ends when nothing waits any more."""

from __future__ import annotations

import contextlib
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teardown.web.settings")

if __name__ == "__main__":
    import django

    django.setup()
    # Whoever looks at a page comes first.
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    from teardown.casework.tasks.making import work_through

    work_through()
