"""Processes that belong to the server: started, started anew when they die, and stopped in order."""

from __future__ import annotations

import logging
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence

log = logging.getLogger("teardown.serve")

_PATIENCE = 20.0
"""Seconds that a process has to finish what it is at."""


class KeptProcess:
    """A process. When it ends without being asked to, it is started again, more slowly each time."""

    def __init__(self, command: Sequence[str], *, what: str, pass_fds: Sequence[int] = ()) -> None:
        """`what`: its name at the head of a sentence of the log; `pass_fds`: open files that it inherits."""
        self._command, self._what, self._pass_fds = list(command), what, tuple(pass_fds)
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Have it finish; it is not started again."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Have it finish, and wait for that; what takes too long is killed."""
        self.ask_to_stop()
        process = self._process
        if process is not None:
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
            # In a session of its own: Ctrl-C in the terminal is for the server, which then stops its processes in order.
            self._process = subprocess.Popen(self._command, start_new_session=True, pass_fds=self._pass_fds)
            if self._stopping.is_set():
                self._process.terminate()
            code = self._process.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - began > 60.0 else min(pause * 2, 30.0)
            log.warning("%s ended (%s); it is started again in %.0f seconds.", self._what, code, pause)
            self._stopping.wait(pause)


def stop_all(kept: Iterable[KeptProcess]) -> None:
    """Stop several at the same time."""
    processes = list(kept)
    for process in processes:
        process.ask_to_stop()
    for process in processes:
        process.stop()
