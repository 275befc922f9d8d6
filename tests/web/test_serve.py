"""The server as a process: it starts on an empty machine, its worker is kept alive, and it stops in order."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from teardown.web.keeping import KeptProcess
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
    kept = KeptProcess([sys.executable, "-S", "-c", code], what="It")
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


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Which processes are a process's children is read from /proc.")
def test_several_processes_make_pages_and_end_with_the_server(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "teardown", "serve", "--port", str(port), "--processes", "2", "--no-worker"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment_of(tmp_path / "data"), stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        first = _children(process.pid)
        assert len(first) == 2
        os.kill(first[0], signal.SIGKILL)
        until = time.monotonic() + 60.0
        while time.monotonic() < until and not (set(_children(process.pid)) - set(first)):
            time.sleep(0.05)
        # Meanwhile, and afterwards, the port answers.
        wait_for(f"http://127.0.0.1:{port}", process)
        assert len(_children(process.pid)) == 2
        left = _children(process.pid)
    finally:
        process.kill()
        process.wait()
    until = time.monotonic() + 30.0
    while time.monotonic() < until and any(_runs(child) for child in left):
        time.sleep(0.05)
    assert not any(_runs(child) for child in left)


def _children(process: int) -> list[int]:
    return [int(pid) for of_thread in Path(f"/proc/{process}/task").glob("*/children") for pid in of_thread.read_text().split()]


def _runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_pages_are_ready_before_they_are_asked_for() -> None:
    """Facts, views and templates are there, and the collector of unused objects no longer goes through them."""
    import gc

    from django.template import engines

    from teardown.web.serve import warm

    try:
        warm()
        assert gc.get_freeze_count() > 10_000
        kept = {str(key) for loader in engines["django"].engine.template_loaders for key in loader.get_template_cache}
        assert {"findings/components.html", "review/chip.html", "photos/upload.html"} <= kept
    finally:
        gc.unfreeze()
