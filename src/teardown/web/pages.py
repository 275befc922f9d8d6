"""One of the processes of `teardown serve`: `python -m teardown.web.pages SOCKET MEMORY PARENT PROXY PLACE` makes pages."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time

from teardown.web import prepare
from teardown.web.serve import serve_from
from teardown.web.sharing import Share


def _end_with(parent: int) -> None:
    """A parent that was killed cannot say so; its children are then handed to another process."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    number, memory, parent, proxy, place = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
    signal.signal(signal.SIGTERM, _stop)
    prepare.set_up()
    threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()
    serve_from(socket.socket(fileno=number), Share(memory, place), proxy=proxy)
