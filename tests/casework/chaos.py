"""Kill workers and their pool processes in mid-photo, again and again, and count what was lost or done twice.

    python -m tests.casework.chaos --photos 1000 --workers 2 --kills 50 [--dask 2]

prints one line of JSON. The work on a photo is a pause, because what is tried here is the keeping of the books. Each worker is a
process of its own with a pool of processes, as `teardown worker` is. TEARDOWN_TEST_DATABASE names an empty PostgreSQL database;
without it SQLite is used.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

PAUSE = 0.05
"""Seconds of work on a photo."""


def pretend(data: bytes, name: str) -> Any:
    """An analysis that finds nothing, after a while; it leaves a mark each time it is finished."""
    from teardown.intake import open_photo
    from teardown.model import CaptureQuality, PhotoAnalysis

    time.sleep(PAUSE)
    photo = open_photo(data, name=name).photo
    with open(os.environ["CHAOS_MARKS"], "a", encoding="utf-8") as marks:
        marks.write(photo.sha256 + "\n")
    return PhotoAnalysis(photo, CaptureQuality(1.0, 0.0, 1.0), ())


def prepare(photos: int) -> None:
    """A case with small photos, all of them different."""
    from PIL import Image

    from teardown.casework.models import User
    from teardown.casework.services import describe_unit, open_case, receive_photo

    user = User.objects.create_user(username="chaos")
    unit = describe_unit(open_case(by=user, title="Chaos"), by=user, maker="M", model="1", acquired_how="made up")
    for n in range(photos):
        out = io.BytesIO()
        Image.new("RGB", (24, 16), (n % 256, n // 256, 7)).save(out, "PNG")
        receive_photo(unit, out.getvalue(), name=f"{n}.png", by=user)


def work() -> None:
    """One worker, with short leases so that a dead one's photos come back while one waits."""
    from teardown.casework.worker import claims, run
    from teardown.execution import InlineExecutor, LocalPool, cluster_executor
    from teardown.settings import Settings
    from teardown.version import Version

    cluster = os.environ.get("CHAOS_CLUSTER", "")
    claims.LEASE = timedelta(seconds=4)
    run.RENEWED_EVERY = 1.0
    run.Worker(
        settings=replace(Settings(), timeout=30.0),
        version=Version("chaos", "chaos"),
        executor=lambda: cluster_executor(cluster) if cluster else (LocalPool(2, threads=1, timeout=30.0), 2),
        work=pretend,
        region_executor=InlineExecutor,
        read_region=lambda data, quad: None,  # type: ignore[arg-type,return-value]
    ).run()


def report() -> dict[str, Any]:
    """What became of the photos, and whether anything is there twice."""
    from teardown.casework.custody import DatabaseLedger
    from teardown.casework.models import Case, Photo, Result
    from teardown.custody import check_chain

    case = Case.objects.get()
    entries = list(DatabaseLedger(case).entries())
    analysed = Counter(json.loads(e.payload)["photo_sha256"] for e in entries if e.kind == "PhotoAnalysed")
    return {
        "photos": Photo.objects.count(),
        "analysed": Photo.objects.filter(state="analysed").count(),
        "waiting": Photo.objects.filter(state="waiting").count(),
        "failed": Photo.objects.filter(state="failed").count(),
        "results": Result.objects.count(),
        "doubled": sum(n - 1 for n in analysed.values()),
        "ledger_faults": len(check_chain(entries)),
    }


def run(photos: int, workers: int, kills: int, *, dask: int = 0, seed: int = 1, patience: float = 600.0) -> dict[str, Any]:
    """Do all of it with processes; returns the report, with how many kills there were and how often work was finished.

    Args:
        dask: so many Dask workers do the analysis, and are killed, instead of pool processes.
    """
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        marks = Path(folder) / "marks"
        marks.touch()
        kept = ("TEARDOWN_TEST_DATABASE",)
        environment = {k: v for k, v in os.environ.items() if k in kept or not k.startswith(("TEARDOWN_", "DJANGO_"))}
        environment |= {"CHAOS_MARKS": str(marks), "CHAOS_DATA": folder}
        command = [sys.executable, "-m", "tests.casework.chaos", "--step"]

        def step(name: str) -> str:
            done = subprocess.run([*command, name, "--photos", str(photos)], env=environment, capture_output=True, text=True)
            if done.returncode:
                raise AssertionError(done.stderr)
            return done.stdout

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen([*command, "work"], env=environment, stderr=subprocess.DEVNULL)

        step("prepare")
        scheduler, address = _scheduler(Path(folder), environment) if dask else (None, "")
        environment["CHAOS_CLUSTER"] = address
        analysts = [_analyst(address, environment) for _ in range(dask)]
        running = [start() for _ in range(workers)]
        chance = random.Random(seed)
        killed: Counter[str] = Counter()
        began = time.monotonic()
        try:
            while time.monotonic() - began < patience:
                finished = len(set(marks.read_text().split()))
                if sum(killed.values()) < kills and finished > photos * sum(killed.values()) / (kills + 1):
                    killed[_kill_one(running, analysts, chance)] += 1
                running = [w if w.poll() is None else start() for w in running]
                analysts = [a if a.poll() is None else _analyst(address, environment) for a in analysts]
                if finished >= photos and json.loads(step("report"))["waiting"] == 0:
                    break
                time.sleep(0.1)
        finally:
            for worker in running:
                worker.terminate()
            for worker in running:
                worker.wait()
            for process in [*analysts, *([scheduler] if scheduler else [])]:
                process.kill()
                process.wait()
        counted: dict[str, Any] = json.loads(step("report"))
        finished_work = len(marks.read_text().split())
        return counted | {"kills": dict(killed), "work_finished": finished_work, "seconds": round(time.monotonic() - began, 1)}


def _scheduler(folder: Path, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """A Dask scheduler, and its address."""
    told = folder / "scheduler.json"
    command = [
        sys.executable,
        "-m",
        "dask",
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        str(told),
    ]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60.0
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.2)
    return process, str(json.loads(told.read_text())["address"])


def _analyst(address: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A Dask worker with one thread, that nobody starts again when it is killed."""
    command = [sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _kill_one(running: list[subprocess.Popen[bytes]], analysts: list[subprocess.Popen[bytes]], chance: random.Random) -> str:
    """Kill -9 a worker, or one of the processes that do its work, as it comes."""
    if analysts and chance.random() < 0.8:
        analyst = chance.choice(analysts)
        _kill(analyst.pid)
        analyst.wait()
        return "Dask worker"
    worker = chance.choice(running)
    children = _children(worker.pid)
    if children and chance.random() < 0.7:
        _kill(chance.choice(children))
        return "pool process"
    _kill(worker.pid)
    worker.wait()
    return "worker"


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(text.rpartition(")")[2].split()[1]) == pid and b"spawn_main" in command:
            found.append(int(stat.parent.name))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--dask", type=int, default=0, help="Dask workers that do the analysis")
    parser.add_argument("--step", choices=("prepare", "work", "report"))
    given = parser.parse_args()
    if not given.step:
        sys.stdout.write(json.dumps(run(given.photos, given.workers, given.kills, dask=given.dask)) + "\n")
        return
    os.environ["TEARDOWN_DATA"] = os.environ["CHAOS_DATA"]
    if os.environ.get("TEARDOWN_TEST_DATABASE"):
        os.environ["TEARDOWN_DATABASE_URL"] = os.environ.pop("TEARDOWN_TEST_DATABASE")
    from teardown.web import prepare as application

    application.set_up()
    if given.step == "prepare":
        application.make_ready(static=False)
        prepare(given.photos)
    elif given.step == "work":
        work()
    else:
        sys.stdout.write(json.dumps(report()) + "\n")


if __name__ == "__main__":
    main()
