"""Connections spread evenly over the processes that make pages.

All of them listen to one socket, and whichever wakes first takes a new connection up: of twenty browsers, up to seventeen were
seen at one of two processes, and waited for each other there. So each process notes in memory that all share how many it holds,
and leaves a new one to who holds fewer.
"""

from __future__ import annotations

import mmap
import struct
import tempfile
import time
from typing import IO

_SLOT = struct.Struct("dq")
"""When the process noted it (seconds of the system's clock that never goes back), and how many connections it held."""
_FRESH = 2.0
"""Seconds after which a process that noted nothing is not waited for: it died, or hangs. Each notes at least once a second."""


def shared_memory(processes: int) -> IO[bytes]:
    """A file without a name that so many processes map into their memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the processes run)
    file.truncate(_SLOT.size * processes)
    return file


_AHEAD = 2
"""Connections that a process may hold more than another one and still take a further one: many that come at once then need few
changes of turns."""
TURN = 0.02
"""Seconds after which a process looks anew whether it is its turn."""


class Share:
    """One process's part of the connections."""

    def __init__(self, number: int, place: int) -> None:
        """`number`: the open `shared_memory`; `place`: which of the processes this is, from 0."""
        self._memory = mmap.mmap(number, 0)
        self._own = place * _SLOT.size

    def takes(self, held: int) -> bool:
        """Note that this process holds so many connections; whether it is its turn to take one more."""
        now = time.monotonic()
        _SLOT.pack_into(self._memory, self._own, now, held)
        places = range(0, len(self._memory), _SLOT.size)
        others = (_SLOT.unpack_from(self._memory, place) for place in places if place != self._own)
        return held <= _AHEAD + min((count for at, count in others if now - at < _FRESH), default=held)
