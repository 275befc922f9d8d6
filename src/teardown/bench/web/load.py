"""Ask for pages as many people at work do, with wrk (github.com/wg/wrk, in Debian as `wrk`), and say how long they take."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from teardown.errors import UsageError

_SCRIPT = """
local cookies = {%(cookies)s}
local pages = {%(pages)s}
local number = 0
math.randomseed(os.time())
function request()
  number = number + 1
  local cookie = "sessionid=" .. cookies[number %% #cookies + 1]
  return wrk.format("GET", pages[math.random(#pages)], {["Cookie"] = cookie, ["Accept-Language"] = "%(language)s"})
end
%(think)s
function done(summary, latency, requests)
  io.write(string.format('\\nRESULT {"requests": %%d, "p50": %%.3f, "p95": %%.3f, "longest": %%.3f, "errors": %%d}\\n',
    summary.requests, latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency.max / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""
_THINK = "function delay() return math.random(%d, %d) end"


@dataclass(frozen=True, slots=True)
class Measured:
    """Pages under load; times in milliseconds."""

    requests: int
    p50: float
    p95: float
    longest: float
    errors: int


def measure(address: str, pages: Sequence[str], sessions: Sequence[str], *, people: int, seconds: int, think_ms: int) -> Measured:
    """Have `people` ask for one of some pages at the same time.

    Args:
        pages: paths, of which each request takes one by chance.
        sessions: session keys of signed-in people, taken in turn.
        think_ms: how long each waits on average before asking again; 0: not at all.

    Raises:
        UsageError: wrk is not installed, or did not get through.
    """
    program = shutil.which("wrk")
    if program is None:
        raise UsageError("The load tool wrk is not installed: apt-get install wrk")
    cookies = ", ".join(json.dumps(key) for key in sessions)
    think = _THINK % (think_ms // 2, think_ms * 3 // 2) if think_ms else ""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        paths = ", ".join(json.dumps(page) for page in pages)
        script.write(_SCRIPT % {"cookies": cookies, "pages": paths, "language": "en", "think": think})
        script.flush()
        command = [
            program,
            "-t",
            "1",
            "-c",
            str(people),
            "-d",
            f"{seconds}s",
            "--timeout",
            "30s",
            "-s",
            script.name,
            address,
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    line = next((text for text in told.stdout.splitlines() if text.startswith("RESULT ")), "")
    if not line:
        raise UsageError(f"wrk did not get through to {address}: {told.stderr.strip() or told.stdout.strip()}")
    found = json.loads(line.removeprefix("RESULT "))
    return Measured(found["requests"], found["p50"], found["p95"], found["longest"], found["errors"])


def load_average() -> str:
    """How busy the machine is besides, as the system says it; empty where it does not."""
    path = Path("/proc/loadavg")
    return " ".join(path.read_text().split()[:3]) if path.exists() else ""
