"""The server: pages by waitress, in one process or in several that share a port, and the command of the analysis worker."""

from __future__ import annotations

import gc
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from teardown.errors import UsageError
from teardown.web.keeping import KeptProcess, stop_all
from teardown.web.sharing import TURN, Share, shared_memory

THREADS = 8
"""Pages made at the same time by one process; each is a few database queries."""
MOST_PROCESSES = 4
"""That are started unless somebody asks for more: each holds the parts database in memory."""
_MOST_BYTES = 320_000_000
"""Of one request: one photo of the largest kind that is taken in, and the form around it."""
_WAITING = 1024
"""Connections that wait to be taken up."""


def worker_command() -> list[str]:
    """How this program starts a worker that ends when its parent does."""
    return [sys.executable, "-m", "teardown", "worker", "--parent", str(os.getpid())]


def processes_by_default() -> int:
    """As many as there are processor cores, up to `MOST_PROCESSES`: a page is made by one core."""
    if sys.platform == "win32":
        return 1
    return max(1, min(os.cpu_count() or 1, MOST_PROCESSES))


def serve(host: str, port: int, *, proxy: str, processes: int, on_ready: Callable[[], None]) -> None:
    """Serve pages until Ctrl-C or SIGTERM.

    Args:
        proxy: address of the proxy whose word about the client's address and HTTPS is believed, `*` for any; empty: nobody's.
        processes: that make pages. With one, it is this process; else they are children, and one that dies is started again.
        on_ready: called when the port is taken, before the first page is served.

    Raises:
        UsageError: the port is taken, or the address is none of this computer's.
    """
    if processes == 1:
        server = _bound(host, port, lambda: _server(proxy, host=host, port=port))
        warm()
        on_ready()
        # Returns on Ctrl-C, once the pages at work are finished.
        server.run()
        return
    if sys.platform == "win32":
        raise UsageError("On Windows pages are made by one process. Leave --processes out.")
    with _bound(host, port, lambda: _listening(host, port)) as listening, shared_memory(processes) as shared:
        files = [listening.fileno(), shared.fileno()]
        command = [sys.executable, "-m", "teardown.web.pages", *map(str, files), str(os.getpid()), proxy]
        what = "A process that makes pages"
        kept = [KeptProcess([*command, str(place)], what=what, pass_fds=files) for place in range(processes)]
        try:
            on_ready()
            for process in kept:
                process.start()
            # Until a signal raises KeyboardInterrupt.
            threading.Event().wait()
        except KeyboardInterrupt:
            pass
        finally:
            stop_all(kept)


def warm() -> None:
    """Load what pages need (parts database, views, templates) before the first one is asked for, not by whoever asks for it.

    None of it is ever thrown away: the collector of unused objects is told to leave it alone. Otherwise it would look through
    all of it every few hundred pages, and whoever asks at that moment would wait for some 200 ms more.
    """
    from django.template.loader import get_template
    from django.urls import get_resolver

    from teardown.casework.facts import facts

    facts()
    _ = get_resolver().reverse_dict
    folder = Path(__file__).parent / "templates"
    for path in sorted(folder.rglob("*.html")):
        get_template(path.relative_to(folder).as_posix())
    gc.collect()
    gc.freeze()


def serve_from(listening: socket.socket, share: Share, *, proxy: str) -> None:
    """Serve pages on a socket that others listen to as well, until SIGTERM."""
    warm()
    server = _server(proxy, sockets=[listening])
    # As an argument it would be made a whole number.
    server.adj.asyncore_loop_timeout = TURN
    may_accept = server.readable
    # Asked before each look at the socket; it also keeps the server's house, so it is asked in any case.
    server.readable = lambda: all([may_accept(), share.takes(len(server.active_channels))])
    server.run()


def _server(proxy: str, **place: Any) -> Any:
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
    return create_server(
        application, threads=THREADS, ident=None, max_request_body_size=_MOST_BYTES, channel_timeout=300, **trusted, **place
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_WAITING)


def _bound(host: str, port: int, bind: Callable[[], Any]) -> Any:
    try:
        return bind()
    except OSError as error:
        raise UsageError(
            f"{host}:{port} cannot be used ({error.strerror or error}). Another program has it; choose another --port."
        ) from error
