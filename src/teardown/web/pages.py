"""One of several processes that make pages: `python -m teardown.web.pages SOCKET PARENT PROXY`, started by `teardown serve`."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time

from teardown.web import prepare
from teardown.web.serve import serve_from


def _end_with(parent: int) -> None:
    """A parent that was killed cannot say so; its children are then handed to another process."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    number, parent, proxy = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    signal.signal(signal.SIGTERM, _stop)
    prepare.set_up()
    threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()
    serve_from(socket.socket(fileno=number), proxy=proxy)
