"""The server as a process: it starts on an empty machine, its worker is kept alive, and it stops in order."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from teardown.web.serve import KeptWorker
from tests.web.browser import environment_of, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]


def test_it_starts_on_an_empty_machine_and_stops_in_order(tmp_path: Path) -> None:
    port = free_port()
    environment = environment_of(tmp_path / "data") | {"PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "teardown", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        second = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert second.returncode == 2
        assert "choose another --port" in second.stderr
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/") as answer:
            page = answer.read().decode()
        style = re.search(r'href="(/static/app/base\.[0-9a-f]+\.css)"', page)
        assert style
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{style[1]}") as answer:
            assert "immutable" in answer.headers["Cache-Control"]
    finally:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=90)
    assert process.returncode == 0
    assert len(re.findall(r"/invitation/\S+/", out)) == 1
    assert "Stopped." in out
    assert not list((tmp_path / "data" / "incoming").iterdir())


def test_a_worker_that_dies_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = tmp_path / "starts"
    code = f"open({str(starts)!r}, 'a').write('x'); import sys; sys.exit(3)"
    kept = KeptWorker([sys.executable, "-S", "-c", code])
    monkeypatch.setattr(kept._stopping, "wait", lambda seconds: time.sleep(0.01))
    kept.start()
    until = time.monotonic() + 30.0
    while time.monotonic() < until and (not starts.exists() or len(starts.read_text()) < 3):
        time.sleep(0.02)
    kept.stop()
    counted = len(starts.read_text())
    assert counted >= 3
    time.sleep(0.1)
    assert len(starts.read_text()) == counted
