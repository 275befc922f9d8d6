"""The server: pages by waitress, the analysis worker as a child process that is started anew when it dies."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from teardown.errors import UsageError

log = logging.getLogger("teardown.serve")

THREADS = 8
"""Pages made at the same time; each is a few database queries."""
_MOST_BYTES = 320_000_000
"""Of one request: one photo of the largest kind that is taken in, and the form around it."""
_PATIENCE = 20.0
"""Seconds that the worker has to give back what it works on."""


class KeptWorker:
    """The worker process. When it ends without being asked to, it is started again, more slowly each time."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the worker; it gives back the photos that it has not finished."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def _keep(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            began = time.monotonic()
            # In a session of its own: Ctrl-C in the terminal is for the server, which then stops the worker in order.
            self._process = subprocess.Popen(self._command, start_new_session=True)
            code = self._process.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - began > 60.0 else min(pause * 2, 30.0)
            log.warning("The worker ended (%s); it is started again in %.0f seconds.", code, pause)
            self._stopping.wait(pause)


def worker_command() -> list[str]:
    """How this program starts a worker that ends when its parent does."""
    return [sys.executable, "-m", "teardown", "worker", "--parent", str(os.getpid())]


def serve(host: str, port: int, *, proxy: str, on_ready: Callable[[], None]) -> None:
    """Serve pages until Ctrl-C or SIGTERM.

    Args:
        proxy: address of the proxy whose word about the client's address and HTTPS is believed, `*` for any; empty: nobody's.
        on_ready: called when the port is taken, before the first page is served.

    Raises:
        UsageError: the port is taken, or the address is none of this computer's.
    """
    from waitress.server import create_server

    from teardown.web.wsgi import application

    trusted = (
        {
            "trusted_proxy": proxy,
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
            "clear_untrusted_proxy_headers": True,
        }
        if proxy
        else {}
    )
    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=_MOST_BYTES,
            channel_timeout=300,
            **trusted,
        )
    except OSError as error:
        raise UsageError(
            f"{host}:{port} cannot be used ({error.strerror or error}). Another program has it; choose another --port."
        ) from error
    on_ready()
    # Returns on Ctrl-C, once the pages at work are finished.
    server.run()
